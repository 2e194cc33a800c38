// Package pricing finds the price that a business customer has agreed with the
// seller, and says why it is that one.
//
// It knows one concept, the [List]: prices of products with quantity breaks, a
// window, an audience and a way to compete. A price level is a list, a customer
// account contract compiles to one, a host's promotion can be one; one algorithm
// and one trace serve them all.
//
// Begin with [NewBook], which checks lists and compiles them into an immutable
// [Book]; ask it with [Book.For], which binds a buyer and an instant, and then
// [Prices.Price], [Prices.Answer] or [Prices.Explain], each dearer than the one
// before. [Book.With] makes the next Book from a change; [Book.Data] and [Book.Rows]
// hand out the facts again.
//
// It reads no clock and no database, keeps no state, and rounds nothing that the
// seller did not ask to have rounded, but for what divides: the average price of
// graduated breaks, and a line's share of them, have 6 decimals where no rounding
// is stated. It does not know taxes, delivery costs or
// stock. That there is no price is an answer with a [Reason]; an error means that
// the data or the question was defective.
//
// # Rules
//
// Comments and tests name the rules of the domain by number.
//
//   - PRC-1: a list holds prices per product, unit and currency, with windows; a
//     table whose window lies inside a wider one replaces it whole, windows that
//     cross are refused.
//   - PRC-2: of the breaks the highest minimum not above the quantity counts, of
//     the line, the product, a family or the basket; for all units or graduated.
//   - PRC-3: the winner is found by a declared precedence: forced, then the lowest
//     price, then contracts, then code and kind, unless the seller declares
//     another; prices are rounded once at each stated place.
//   - PRC-4: price, answer and explanation are three calls; the trace has one code
//     for each list and can be replayed.
//   - PRC-5: no price is an answer with its reason, never a zero; the reason comes
//     from the buyer's levels.
//   - PRC-6: who may not see prices gets no amount anywhere.
//   - PRC-7: a basket and a whole price file give the same answers as one at a time.
//   - PRC-8: a Book is an immutable value; a change makes the next one.
//   - PRC-9: nothing depends on the order in which data was given.
//   - PRC-13: levels may be derived from levels or purchase prices, or the sum of
//     several such, by percentages, margins and amounts in stated order; derivations
//     chain, are rounded, and follow their sources at once.
package pricing
