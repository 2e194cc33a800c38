// Package sqlite keeps all that package storage asks for in a database of SQLite: in a file of its own, or among the host's
// tables.
//
// [Open] opens a file. [New] takes a database that the host has opened, with whatever driver. Either makes the tables, or
// brings those of an older version up to date; those of a newer one it refuses with [ErrSchema]. Give the store to
// purchase.New, or use its methods in the function of [Store.Transact] and [Store.View].
//
// # The host's transaction
//
// The transaction of the store is *sql.Tx, so that the host's own one is as good: what ends in Tx, such as PlaceTx of a desk,
// takes it, and order and cart are committed together or neither. [Store.Bind] is for what takes a store and no transaction.
// The host begins with [DSN], whose transactions lock at their beginning; one that has read before it writes, and is behind by
// then, is storage.ErrConflict, and begins anew. After an error that is none of the three of package storage it rolls back.
//
// # What is guaranteed
//
//   - A commit that was acknowledged is on disk, also where the process is killed or the machine fails (S3, S5). One that is
//     refused has left nothing; one of which neither is known is storage.ErrOutcomeUnknown.
//   - A commit is not broken off with the context, which is looked at last before it. Waiting ends with the context, and with
//     [WithPatience].
//   - One transaction writes at a time, of all processes on the machine, so all are isolated without locks; views read
//     beside it what was committed when they began (S2).
//   - Amounts, instants in microseconds, and texts of any bytes come back as they were; ids are compared byte by byte (S6).
//   - After an error such as a full disk, after which SQLite may roll back by itself, a transaction stores nothing more.
//
// What is kept: facts as documents of package record beside the columns that lists look at, the ledger in integers, prices a
// row each. A book is made of the rows as they are read, and kept compiled until the revision changes, which every
// transaction looks at; a price book that is a few changes behind is brought forward by them, while a graph or budgets that
// another process has changed are loaded anew. Each change of an account, a budget, a list, a row or a contract keeps the
// former version (PRC-12); [Store.Forget] removes those that nobody asks for any more, of all but contracts.
//
// The file is on a disk of the machine: over a network file system SQLite's locks cannot be relied upon. Write-ahead log and
// shared memory lie beside it, and a copy is made with the tools of SQLite.
//
// # Rules
//
//   - S1 to S8: what the package promises as a store, each a test of that name.
//   - PRC-7, PRC-8: rows stream into a book, and a slice for one basket takes a fixed number of queries.
//   - PRC-12: former versions are kept with the revision at which they ended.
//   - BUD-6: orders at once never exceed a budget.
package sqlite
