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
// before. [Book.With] makes the next Book from a change.
//
// It reads no clock and no database, keeps no state, and rounds nothing that the
// seller did not ask to have rounded. It does not know taxes, delivery costs or
// stock. That there is no price is an answer with a [Reason]; an error means that
// the data or the question was defective.
package pricing
