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
// Contracts are changed by [Rules.Do]: it judges a command of a session, and
// returns the contracts as they become and the events that a store keeps as their
// history. [Rules.Stage] collects changes instead, which [Rules.Show] shows and
// [Rules.Publish] makes at once; [Rules.Import] takes over what another system
// has. A refusal is a [Decision]; nothing is then changed.
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
//   - CON-6: administrators change any local contract, sales representatives those
//     of their own id, which stay so; mirrored ones change by import only.
//   - CON-7: an added account starts and ends on the current date, an added product
//     has price 0 and so does not count until it is priced.
//   - CON-8: changes count at once; staged, they are shown first and published as
//     one; who staged on what somebody else changed since is told what.
//   - CON-9: an import never overwrites a local contract with a mirrored one, nor
//     the other way. (The files are storage/exchange's.)
//   - CON-10: whether a session may e-mail the details of a contract.
package contract
