// Package pricebook keeps the present book of prices at hand in a process, fresh: loaded once from any store, then followed
// by what changed.
//
// Begin with [Open], which loads the book. [Follower.Book] hands it out: a pointer that is there, so who prices never waits,
// neither for the store nor for a change on its way. [Follower.Refresh] brings in what was committed since;
// [Follower.Follow] does so again and again, until its context is done.
//
// From a store that is a [storage.PriceHistory] a refresh reads the changes alone, and costs what they are: nothing where
// there are none, a page of rows for a price. Where they do not lead on, because all price data was set or the history does
// not reach back, and from any other store, the book is loaded anew.
//
// Books are told apart by their revisions: after a database is put back from a backup, open a new follower.
//
// What fails is reported, and the last good book stays. The package starts no goroutine and keeps no time but the ticker of
// Follow. It is for what is shown: an order is priced by the store's own book, in the transaction that places it.
//
// # Rules
//
//   - PRC-8: a book is an immutable value, and a change makes the next one.
package pricebook
