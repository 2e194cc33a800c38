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
//
// # Rules
//
// Comments and tests name the rules of the domain by number.
//
//   - CON-1: what a contract has: code, expiry, force and active flags; accounts
//     with starts and ends; products with prices and breaks.
//   - CON-2: it applies if the feature is on, it is active and not expired, the
//     account assigned, active and within its dates, the product assigned and
//     active, and the user holds the permission; its price counts if it is above 0
//     and not above the level price, or the contract is forced, or there is no
//     level price. Each failed condition has its own code.
//   - CON-3: of several that count, forced ones come first, then the lowest price,
//     then the lowest code.
//   - CON-5: the contracts that apply to a user are listed with their products,
//     whether or not their prices win.
//   - CON-7: an added account starts and ends on the current date, an added product
//     has price 0 and so does not count until it is priced.
package contract
