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
//
// # Rules
//
// Comments and tests name the rules of the domain by number.
//
//   - ACC-1: what an account has: id, code, name, status, parent, groups, price levels, currency, overrides, addresses …
//   - ACC-2: at most one parent, which is a national account; no cycles, at most 64 levels.
//   - ACC-3: parent, ancestors, children, descendants, root, "at or above".
//   - ACC-6: who is priced from or billed to a blocked account gets no price and no order.
//   - ACC-9: groups gather accounts; categories carry their own product codes.
//   - ACC-10, ACC-11: addresses with delivery points; payment online, on account or both.
//   - ACC-12: a feature needs the application and, but for contracts, a group of the account.
//   - BIL-1, PFR-1: an account may be billed to, or priced from, another; overrides chain and count only while their
//     features are on for the account itself.
package account
