// Package lint finds what is allowed in price lists and contracts and yet is hardly meant: a contract that can never win, a
// price of 0, a break at which the price goes up.
//
// [Check] looks at the lists of a seller, contracts compiled among them, through the eyes of every buyer, from an instant on
// for ever: at every instant at which something begins or ends, for every quantity. What it yields is a [Finding]: a code, a
// place, a sentence and a severity. Nothing is refused for it; what cannot be is a defect, and NewBook of package pricing
// refuses that. A stage of contracts is looked at before it is published by checking the lists as they would be.
//
// # Rules
//
//   - PRC-11: over all lists a buyer meets, quantities at which the unit price rises or buying more costs less; contracts
//     that can never win, clash as forced, end before they begin, have price 0, are above the level price without force; a
//     dated table that hides a better break; lists of nobody, and products that there are not.
//   - CON-1: an expiry before the start of an assignment is told here.
package lint
