// Package exchange reads a seller's terms from CSV files: accounts, price
// levels, purchase prices, contracts with their accounts, products and breaks,
// and order lines to replay.
//
// [ReadFolder] reads a whole folder and returns compiled [Terms], or a
// [*FileErrors] that names everything that is wrong by file, line, column and
// reason, and then nothing else. Each kind of file has a reader of its own
// ([Accounts], [PriceLevels], [OrderLines] …): an iterator that streams and
// yields an error for each row that it refuses; [Collect] gathers one whole.
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
// nothing else (CSV-4).
//
// [Export] writes contracts the other way, in parts of bounded size (CON-9).
//
// The package stores nothing, opens no path of its own and reads no clock.
package exchange
