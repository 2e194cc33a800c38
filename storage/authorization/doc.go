// Package authorization takes approval alone into a host: it reads the request of an order, lets package approval judge a
// command on it, and stores what comes of it, in one transaction.
//
// [New] makes a [Desk] of a store and of [Rules]; give it commands with [Desk.Do] first. The store is what the host has: a
// [storage.Transactor], and [storage.Requests] over a table of its own. The host says which users there are, and keeps the
// events, if it tells anybody. An error means that the store did not work, never "no": a refusal is in the outcome.
//
// It decides nothing itself, reads no clock and keeps nothing between two commands. Whose orders are priced, put to budgets
// and kept here as well takes package purchase instead.
//
// # Rules
//
// Comments and tests name the rules of the domain by number. The rules of authorization are those of package approval; here
// is how they are kept:
//
//   - APR-7: events are stored with the change that caused them, by [Rules.Tell].
//   - APR-13: after [storage.ErrOutcomeUnknown] the same command tells what became of it, and has one effect.
//   - W7, W9: users are read in the transaction of the command; of two commands at once on one order, the second is judged
//     anew, for a put compares versions.
package authorization
