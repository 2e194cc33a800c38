// Package ingest takes files into a store: what a folder of CSV says, or a file of JSON Lines, all of it or nothing.
//
// [Folder] and [Lines] read and check a file by itself, and return a [Batch]. [DryRun] holds it against what a store has, and
// returns a [Plan]: how many facts of each kind are new or different, and whose prices would change, from what to what and
// why ([Plan.Impact]). [Run] does what the plan says, in one transaction: a context that is cancelled between two rows, an
// error or a killed process leaves the store as it was. T is the transaction of the store, which is any that keeps accounts
// and prices ([storage.Accounts], [storage.Prices]), and [storage.Contracts] for contracts, [storage.Budgets] for budgets.
//
// A fact of the file is put whole in place of the one that the store has; of CSV, which has not all fields of accounts, those
// that its columns do not name stay as they are. The rows of a list are replaced whole. What the file does not name stays,
// unless [Options.Remove] says that the file has all there is. A store that takes rows one at a time ([storage.PriceLoader])
// is given them so: rows are held only compiled, in 24 bytes each, and rounded where the options round unit prices.
//
// Some things an import does not change, and says so instead ([Refusal]): a mirrored contract never overwrites a local one nor
// the other way, a local contract changes by commands, and so does a budget, which orders may have reserved from. The package
// decides nothing else and reads no clock; who may import is the host's to decide.
//
// # Rules
//
//   - CSV-3: nothing is changed if anything is wrong; a dry run says what would change; progress, cancellation.
//   - CON-9: a mirror never overwrites a local contract, nor the other way.
//   - PRC-10: the impact of a file before it is taken over.
package ingest
