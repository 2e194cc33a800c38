// Package postgres keeps everything that package storage asks for in PostgreSQL, or in a database that speaks its protocol.
//
//	store, err := postgres.Open(ctx, "postgres://shop@db/shop")
//	desk := purchase.New(store, rules)
//	placed, err := desk.Place(ctx, order)
//
// [Open] connects, makes or migrates the store's tables, and returns a [Store]; [New] does so on a pool that the host has. The
// tables live in a schema of their own in the host's database, "tradeterms" unless [InSchema] says otherwise; [WithPrefix] lets
// them live beside others. Tables of a newer version are refused ([ErrSchema]). The driver is pgx.
//
// The transaction is a pgx.Tx. So a host's own will do, wherever it was begun, and an order is placed in it or not at all
// together with whatever else the host writes:
//
//	tx, err := pool.Begin(ctx)
//	_, err = tx.Exec(ctx, "delete from carts where id = $1", cart)
//	placed, err := desk.PlaceTx(ctx, tx, order)
//	err = tx.Commit(ctx)
//
// Such a transaction must be READ COMMITTED, as they are by default ([Store.Lock] refuses others), and the host does itself what
// [Store.Transact] does: it begins anew on storage.ErrConflict, and commits with a context that nobody cancels. [Store.Bind] is
// for what takes a store and no transaction: its transactions are savepoints in the host's.
//
// The package decides nothing and sends nothing. It keeps compiled graphs and books in memory, and asks in each transaction
// whether they are the present ones.
//
// # What it promises
//
//   - A nil result of [Store.Transact] is committed, and survives a crash of client and server, as long as the server itself
//     waits for its disk (fsync and synchronous_commit are on, as they are unless somebody turned them off).
//   - An error is not committed, unless it is storage.ErrOutcomeUnknown: the connection was lost between the commit and its
//     answer. The same command under its key tells.
//   - What a transaction has locked ([Store.Lock]) nobody else changes who locks it too: rows of a table of names, taken in their
//     order by one statement, before anything is read. What was read is compared once more where it is written. Transactions
//     that lock different names are in nobody's way; those that do not lock are not isolated from each other.
//   - What the database gives up for the sake of others (40001, 40P01, 55P03) is run again as a whole, a dozen times, at
//     intervals that grow and differ; after that it is storage.ErrConflict.
//   - [Store.View] reads one moment, and is in nobody's way.
//   - Ids and texts come back byte by byte, zero bytes included; instants in microseconds; amounts and prices exactly.
//
// # What it keeps
//
// Orders, requests, substitutes, accounts, budgets, contracts and their stages are canonical JSON documents (package record)
// beside the columns by which they are found. The ledger has columns alone: amounts are integers with a scale and a currency.
// Price rows have columns, and come in by COPY; who loads many calls [Store.LoadPrices], which holds only few at a time.
//
// Of accounts, budgets, contracts and price data every version is kept, with the revisions from which and until which it held:
// a change writes what it changes and nothing more. So [Store.PriceChanges], [Store.GraphAt] and [Store.BookAt] need no log
// beside the tables, a process that has one book makes the next from what changed since, and [Store.PriceSlice] reads what one
// basket needs with four queries. Setting all price data anew keeps the former. [Store.Forget] removes what nobody asks for
// any more, of all but contracts.
//
// A name that was locked stays in the table of names, some 60 bytes for each order. Where nobody is connected, that table
// may be emptied.
//
// # Rules
//
//   - BUD-6, APR-14: what decisions rest on is locked, and seen as the last who changed it has left it.
//   - PRC-12: what was known at a revision can be asked for.
//
// Package postgrestest starts a throw-away server for tests.
package postgres
