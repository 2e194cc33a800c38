// Package jsonlines writes the facts of all five areas to a file and reads them again, with nothing lost: accounts and users,
// prices, contracts, budgets, and orders with their authorization.
//
// The form is JSON Lines: one record a line, an object whose only field says what it is, as package record writes it.
//
//	{"tradeterms":1}
//	{"application":{"features":["customer account contracts"]}}
//	{"account":{"id":"acme","price_levels":["trade"],"currency":"EUR"}}
//	{"prices":{"zone":"Europe/Paris"}}
//	{"list":{"id":"level:trade"}}
//	{"price":{"list":"level:trade","product":"P-1","price":"9.90 EUR"}}
//	{"end":5}
//
// One document with arrays would have to be held, or read by a parser that keeps its place in it. Of lines only one is held,
// so files have any size; each says all of itself, its list included, so that lines can be searched, sorted and compared; and
// what is wrong is told by its line. The first line says the version of the form and the last how many lie between, so that a
// file that was cut off is not taken for a shorter one. What is said of all prices comes before the lists, and a list before
// its prices; else the order means nothing.
//
// [Write] writes facts, [WriteBook] the prices of a book, [Read] reads them. CSV, in package exchange, is for what is kept in
// spreadsheets; this is for what is moved from one store to another, kept as a copy, or made by a program. What numbers the
// states of one store is not written: revisions, and the versions of orders and requests.
//
// Reading is strict: an unknown kind or field, one said twice, null, anything left over is refused with its line and the path
// to the field, and reading goes on to find the other errors. Sizes are bounded. The package decides nothing and stores nothing:
// whether facts go together is told by what compiles them, and package ingest puts them into a store.
//
// # Rules
//
//   - CSV-3: all errors with line and field up to a bound, progress, streaming.
//   - CON-9: a contract that was written is read as the same, whatever its origin.
//   - PRC-1: the prices of lists are read as they were written, breaks, days and units included.
package jsonlines
