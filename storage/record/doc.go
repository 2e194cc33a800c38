// Package record writes the facts that a store keeps as documents: one canonical JSON text for each, from which exactly that
// fact comes back.
//
// [Marshal] writes a document, [Unmarshal] reads one. Equal facts give equal bytes. What is zero is left out, so that a field
// added to a fact later needs no migration; fields are named as in Go, in lower case with underscores. Amounts and quantities
// are texts of their whole range, instants RFC 3339 in UTC, zones their names, codes their stable texts. A text that is not
// UTF-8 is an object with its bytes: {"hex":"ff"}.
//
// Reading is strict: an unknown field or code, one said twice, null, a number that does not fit, anything left over is a
// *[Error], and so is, when writing, what would not come back: a code that does not exist, say. No error holds an amount or a
// text of the document.
//
// What is not kept as a document, because it is summed, counted or there by the million, has columns instead: a list is
// written without its rows, and a ledger's amounts are integers.
package record
