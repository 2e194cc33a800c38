// Package contract holds customer account contracts: prices agreed for some
// products, with some accounts, for some time.
//
// A [Contract] is a plain fact, which [Contract.List] compiles to a list of
// package pricing; from there on pricing resolves it beside price levels, and its
// trace says which condition failed.
// [Lists] checks all contracts of a seller at once and names everything that is
// wrong with them in a [*DataError].
// A [Reading] settles what the field reads in two ways: whether an equal price
// counts, and whether the expiry date is still a day of the contract.
// The package decides no price itself, stores nothing and reads no clock; the
// current date is always an argument.
// Call [Lists] first, put what it returns into a pricing.Book, and ask [Applying]
// for the contracts that a user may see.
package contract
