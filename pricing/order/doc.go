// Package order is what a customer asks for at the prices that were agreed: lines, discounts, delivery costs, taxes, totals, where
// it goes, and a digest of each part, by which anybody who saw an order knows whether it is still the same.
//
// [Price] makes an [Order] of a [Draft] and the prices of its buyer; [Terms.Total] completes it with what the seller's conditions
// and tax rules add. An order of which any line has no price, no tax or a quantity that cannot be ordered is refused with each
// line's reason. An Order is a plain value that a host stores; it is never priced anew by itself. [Order.Trace] says where each of
// its amounts comes from, [Order.Check] adds it up again, and [Order.Parts] are its digests (W5), which differ wherever the order is
// not the one that was seen before (APR-11).
//
// The sums are those of EN 16931: a line is price times quantity, rounded; the total is the sum of the lines, less discounts, plus
// charges; the tax of each category and rate is of the sum that falls to it, and each is rounded once. What sellers and their
// systems disagree on are [Options]: where lines and taxes are rounded, and whether amounts add up before tax or with it. A discount
// is spread over the lines to the cent. With [WithTax], the tax is what the sum has in it; where no base gives just that tax when it
// is multiplied, the two differ by a cent, and the sums still hold.
//
// Who shows totals again and again keeps one Order: [Order.Reprice] and [Terms.Complete] do the same in the room that it has.
//
// Nothing is converted between currencies or units unasked: [Order.In] converts by a rate that the host gives, and keeps it. The
// package reads no clock, stores nothing and decides nothing about who may order.
//
// # Rules
//
//   - PRC-5: a line without a price has a reason, and no order is made of it.
//   - PRC-7, PRC-12: all lines are priced together, and the order names the revision and the instant of its prices.
//   - TAX-1: each line and charge is taxed by the seller's rules, and says by which; what is outside the scope of tax shares no order
//     with what is not.
//   - ORD-1: discounts and delivery costs; sums are exact, rounding is once per stated place, shares of a discount add up.
//   - BUD-8: the totals that a budget measures: without tax, with it, and goods only; another currency by the host's rate.
//   - APR-9: a quote keeps its prices until it expires.
//   - APR-11, W5: the digest covers every field that changes money, goods or address.
package order
