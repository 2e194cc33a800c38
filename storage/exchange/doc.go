// Package exchange reads and writes a seller's terms as CSV files: accounts, price
// levels, purchase prices, contracts with their accounts, products and breaks, and
// order lines to replay.
//
// [ReadFolder] reads a whole folder and returns compiled [Terms], or a
// [*FileErrors] that names everything that is wrong by file, line, column and
// reason, and then nothing else. Each kind of file has a reader of its own
// ([Accounts], [PriceLevels], [OrderLines] …): an iterator that streams and
// yields an error for each row that it refuses; [Collect] gathers one whole.
//
// [Export] goes the other way, for each kind of file and, with [Export.Terms], for
// a whole folder: in parts of bounded size, which [ReadFolder] reads again as the
// same terms. A fact that no column says is refused by name, not lost in silence.
//
// [Upload] turns the three files of a power customer upload into changes of
// accounts and users that there are.
//
// A file is UTF-8, with or without BOM, separated by commas or semicolons, with
// LF or CRLF, its columns in any order under the names that each reader states.
// The name of a column is matched exactly; one that is not known is refused,
// since a misspelt optional column would change prices in silence, unless
// [Options] permits it. Sizes are bounded before anything is kept.
//
// A cell that a spreadsheet would run as a formula is written with an
// apostrophe before it: where a cell begins with apostrophes and then one of
// = + - @, a tab or a carriage return, reading removes one apostrophe and
// nothing else.
//
// The package stores nothing, opens no path of its own and reads no clock.
//
// # Rules
//
// Comments and tests name the rules of the domain by number.
//
//   - CSV-1: a parent file, a child file and a file of groups per user become
//     changes of accounts and users; groups are replaced or added to; unknown ids
//     are errors.
//   - CSV-2: the kinds of files, their columns, dates, flags, and what a blank or
//     absent one means.
//   - CSV-3: all errors come with line and column, up to a bound, and then nothing
//     is read; files stream in bounded memory and report progress. Decided here:
//     a kind may come in parts, NAME.csv and NAME-2.csv and so on, of which none
//     may be missing.
//   - CSV-4: exports escape what a spreadsheet would run, and reading undoes that;
//     what is exported reads again as the same. Decided here: in the time zone,
//     with the lists and the groups of the same [Options].
//   - CON-9: contracts are exported in their four kinds, local ones by default.
//     Prices of mirrored ones come by product_account_pricing only.
//   - ACC-12: who uploads power customers in his own name is allowed to edit
//     national accounts.
package exchange
