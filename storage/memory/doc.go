// Package memory is the reference store: everything that package storage asks for, in memory and nothing more. It is for
// tests, for examples, and to compare other stores with.
//
// Each transaction works on a snapshot of its own and is committed only if nothing that it has read was changed meanwhile; so
// those that commit could have come one after the other, and readers are in nobody's way. Locks keep those apart that would
// only run into each other. Contention is retried some times; then it is [storage.ErrConflict]. The outcome of a commit is
// always known.
//
// It keeps every graph, every book and every contract that was the present one, and each change of prices, for as long as the
// store lives: the books share what did not change between them.
//
// Make one with [New]. Nothing outlives it.
package memory
