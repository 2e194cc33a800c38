// Package condition decides which order conditions count for an order: discounts on its subtotal, and what its delivery costs.
//
// A [Discount] and a [Delivery] are facts; [New] checks all of them and makes a [Book], immutable and safe for any number of
// goroutines. [Book.Decide] answers a [Question]; [Book.Explain] says of every condition why it counts or not.
//
// Precedence is declared by ranks. Conditions of one rank compete: the one that is best for the buyer counts, of equal ones the
// lowest id. Those of different ranks add up, in the order of ranks, and one that is Last ends the row if it counts. So one rank for
// all lets only the best count, and a rank for each lets all of them.
//
// Amounts hold in their own currency only: a condition in another than the order's does not count, and nothing is converted. That
// no condition says what delivery costs is a refusal, never free delivery. The package knows no taxes, spreads nothing over lines
// (package order does) and reads no clock.
//
// # Rules
//
//   - ORD-1: discounts as percentage or amount, from a subtotal on; delivery costs by subtotal or weight, free from an amount on,
//     per country; for accounts, groups and categories; several with declared precedence and stacking.
//   - DEC-1, DEC-2, DEC-3: a decision has a code and names its conditions; what is unknown or unset is refused; the order in which
//     conditions are given is irrelevant.
package condition
