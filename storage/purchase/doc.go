// Package purchase takes an order from a basket to where it is carried out: quoted, placed, answered, reversed, withdrawn,
// amended, exported, credited. Each of these happens once, whole, or not at all (APR-14).
//
// [New] makes a [Desk] of a store and of [Rules]. Each operation comes twice: [Desk.Place] in a transaction of its own,
// [Desk.PlaceTx] in one that the host holds. What is asked is a plain value with its session, its instant and a key; what
// comes of it is a [Result], which says for a refusal every reason of the layer that refuses. An error means that the
// question was defective or that the store did not work, never "no". Call [Desk.Place] first, and [Desk.Queue] for who answers.
//
// The package holds no rule of its own: who may, what it costs, whether it may be sold, what budgets say and who must agree
// is decided by the packages named so. A decision here is one pure function of what was read and of the command, which
// returns what is to be stored; the desk locks, reads, decides and stores. It reads no clock, sends nothing and keeps nothing
// between two commands.
//
// # Locks
//
// All names are locked first, in one call: the order and the quote that it comes from, the users behind it, those who might
// have to agree to it, the accounts of session and order, the budgets that hold for it or in which it counts. Whoever
// deactivates or unlinks a user, takes a right, changes limits or a budget locks the same names ([storage.UserLock],
// [storage.AccountLock], [storage.BudgetLock]), so that none of it comes between what was read and what is written.
// Which names they are is read beforehand, without locks, and again under them; where others are needed by then, the
// transaction begins anew. In a transaction of the host that is [storage.ErrConflict], for the host to begin anew.
//
// # Keys
//
// A key belongs to the order that it was used for: there it is remembered with a digest of what was asked and by whom. The
// same command again gives [Result.Replayed] and the state to which it led, and nothing more; anything else under the key is
// refused and told nothing. A refusal is not remembered. After [storage.ErrOutcomeUnknown] the same command tells.
//
// # Amounts
//
// Who may not see prices gets none: not in a Result, a list, a status, an error, nor by a digest or the list that a price is
// from. Messages hold ids and no amount at all, for anybody (PRC-6).
//
// # Rules
//
// Comments and tests name the rules of the domain by number. Decided here:
//
//   - APR-9: a quote is converted by the user who asked for it; it must still be permitted and sold then, only its prices
//     stand until it expires. The order pays to the account that is billed now.
//   - TAX-1, ORD-1: [Rules.Terms] add conditions and taxes when the order is priced, for the delivery address that is meant; a quote
//     keeps them as it keeps its prices, and the order that is made of it has them.
//   - BUD-8: [Rules.Exchange] converts prices by the host's rate, which the order keeps; [Rules.Rates] are those of budgets.
//   - ACC-10: the default address needs no right to choose, any other and every delivery point does.
//   - APR-15: what an order still lacks is told to the one who ordered, to those called upon and to those who see
//     authorizations; another who sees the order is told where it stands alone.
//   - APR-18: the limits that are stored with a user list authorizers. [Rules.Limits] adds levels that route or must be
//     covered, [Rules.Right] says whose right reaches how far.
//   - BUD-10: of a budget held by groups, the holder's account is the one that orders.
//   - CAT-1: a product that may not be seen is refused as one that does not exist.
//   - Exporting and crediting are the seller's own acts, so they name no session.
package purchase
