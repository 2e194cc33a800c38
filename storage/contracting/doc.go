// Package contracting takes the life of contracts into a host: it reads contracts and accounts, lets package contract judge a
// command on them, and stores what comes of it, in one transaction: the contracts, the events that are their history, and
// the price book in which they count.
//
// [New] makes a [Desk] of a store and of [Rules]; give it commands with [Desk.Do] first. [Desk.Stage] collects changes
// instead, which [Desk.Show] shows and [Desk.Publish] makes as one; [Desk.Import] takes over what another system has. The
// store is what the host has, or one of those beside package storage. An error means that the store did not work, never
// "no": a refusal is in the outcome. What impact and lint are asked about is what Show returns.
//
// The price book is there before the first contract, and has the lists of the contracts that there are: who puts other
// price data in place of all ([storage.Prices.SetPrices]) adds them (contract.Lists of [storage.AllContracts]).
//
// It decides nothing itself, reads no clock and keeps nothing between two commands. After [storage.ErrOutcomeUnknown], read
// the contracts: commands have no key, and one that was done is refused or changes nothing when it is given again.
//
// # Rules
//
// Comments and tests name the rules of the domain by number. The rules of contracting are those of package contract; here is
// how they are kept:
//
//   - CON-6: who may change what is judged by the accounts as the transaction sees them; events say who, as whom, and what
//     before and after.
//   - CON-8: a change counts at once, for the book follows in the same transaction; staged changes are published as one
//     revision; of two at once on the same contracts the second is judged anew, and told what changed where it was staged.
//   - CON-9: an import leaves local contracts alone.
//   - PRC-12: contracts and the book in which they count have one revision.
package contracting
