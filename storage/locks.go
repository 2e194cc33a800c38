package storage

import (
	"context"
	"slices"
)

// Locks keep others away from what a decision rests on, until the transaction ends: two transactions that lock the same name
// come one after the other. A name need not exist as anything.
//
// To who locks: one call, with all names, before anything is read. What is changed anywhere that a decision rests on, a user
// who is deactivated by the host's own code, say, is changed under the lock of its name too ([UserLock]).
//
// To who implements it:
//
//   - The names are sorted byte by byte, and each is taken once ([SortLocks]), so that no two transactions that lock with one
//     call each ever wait for one another.
//   - It returns when the transaction has all of them. They are held until it ends, committed or not.
//   - What is read after that is at least as new as what the last holder of each name has committed. Where a transaction
//     reads from a snapshot, that is made after the locks are taken, not before.
//   - A name that the transaction has already is no reason to wait. A second call that would have to wait may be answered
//     with [ErrConflict]; it never hangs.
//   - Waiting ends with the context, and then with its error.
//   - Names are bytes, of at most 300. Two that differ may keep each other away (a hash will do), two that are the same must.
//   - A store that has one writer at a time has nothing to do here but to look at the transaction.
type Locks[T any] interface {
	Lock(ctx context.Context, tx T, names ...string) error
}

// OrderLock is the name that is locked by who changes an order, its request or its reservations.
func OrderLock(id string) string { return "order:" + id }

// UserLock is the name that is locked by who changes a user, his rights, limits and substitutes, or rests on them.
func UserLock(id string) string { return "user:" + id }

// AccountLock is the name that is locked by who changes an account or a relation in which it is, or rests on them.
func AccountLock(id string) string { return "account:" + id }

// BudgetLock is the name that is locked by who changes a budget or any of its pots, or rests on them.
func BudgetLock(id string) string { return "budget:" + id }

// SortLocks returns names as they are to be locked: sorted, and each once.
func SortLocks(names []string) []string {
	sorted := slices.Sorted(slices.Values(names))
	return slices.Compact(sorted)
}
