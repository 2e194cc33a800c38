// Package account knows the business customers of a seller and how they hang together.
//
// From plain facts (accounts, groups, categories, what the application has switched on) [NewGraph] makes a [Graph], which
// answers who is above whom ([Graph.AtOrAbove]), which features an account may use ([Graph.Feature]), and whose data
// counts when it is billed ([Graph.Billing]) and priced ([Graph.Pricing]).
// A Graph never changes and is safe for any number of readers; [Graph.With] makes the next one from a change.
// What is wrong with the facts is refused when a Graph is made, all of it at once, as a [DataError]; a question about an
// unknown account is answered with a refusal.
// The package stores nothing, reads no clock and prices nothing; currencies, price levels, tax profiles and delivery
// schedules are codes here, whose meaning is another package's.
// Call NewGraph first.
package account
