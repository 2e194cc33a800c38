// Package order is what a customer asks for at the prices that were agreed: lines, totals, where it goes, and a digest of each
// part, by which anybody who saw an order knows whether it is still the same.
//
// [Price] makes an [Order] of a [Draft] and the prices of its buyer; an order of which any line has no price is refused with
// each line's reason. An Order is a plain value that a host stores; it is never priced anew by itself. [Order.Parts] are
// its digests (W5), which differ wherever the order is not the one that was seen before (APR-11).
// The package reads no clock, stores nothing and decides nothing about who may order.
//
// # Rules
//
//   - PRC-5: a line without a price has a reason, and no order is made of it.
//   - PRC-7, PRC-12: all lines are priced together, and the order names the revision and the instant of its prices.
//   - BUD-8: the totals that a budget measures.
//   - APR-9: a quote keeps its prices until it expires.
//   - APR-11, W5: the digest covers every field that changes money, goods or address.
package order
