// Package storage is what the rules need of a database: one small interface for each aggregate, which a host's own tables or
// one of the stores beside this package implement.
//
// A store is generic over its transaction, T, so that all of it works in a transaction that the host holds:
//
//   - [Transactor] runs functions in transactions, [Locks] keeps others away meanwhile;
//   - [Requests], [Orders], [Substitutes] keep facts that have versions: a put compares the version and adds one;
//   - [Ledger] keeps what budgets have reserved and spent;
//   - [Outbox] keeps messages with the change that caused them, [Agenda] when to look at an order again;
//   - [Accounts], [Prices] and [Budgets] hand out the present terms compiled, and change them;
//   - [Contracts] keeps contracts and what was done to them, [Stages] changes of them that do not count yet.
//
// [Store] is all of them but the last two, which are looked for. Who takes approval alone implements [Requests] and has a
// [Transactor] of three lines, and package authorization does the rest; package contracting does so for contracts. Package
// storagetest has the suite that says whether a store is right, one call for each interface, and package memory is a store
// that is.
//
// Each interface says, as rules to who implements it, all that the rest of the module relies on: implement the rules, and
// nothing more. What a store can do beyond them it declares ([Capabilities]), and no interface is ever widened: a new
// need is a new one, which is looked for.
//
// The package stores nothing itself and decides nothing.
//
// # On SQL
//
// A put is a guarded statement: UPDATE … WHERE id = … AND version = …, or INSERT for version 0; where it changes no row, or
// breaks a unique key, that is [ErrConflict]. So it is with a [Posting]: UPDATE … WHERE budget = … AND period = … AND
// entries = … AND carried_out = …. Locks are rows of a table of names, taken in their order by a statement of their own
// before anything else is read; a database with one writer at a time needs none. Amounts are integers beside a scale
// and a currency, ids have a binary collation, instants are microseconds.
package storage
