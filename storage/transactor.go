package storage

import "context"

// Transactor runs functions in transactions. T is the transaction of the store: what a host already has, such as *sql.Tx, or
// a type of the store's own.
//
// To who writes such a function:
//
//   - It has no effect but through the transaction: it sends nothing, and what it hands out it sets anew each time, for it
//     may be run several times.
//   - It locks all that it will need with one call ([Locks]), then reads, then writes, and appends to the [Outbox] last.
//   - It uses the transaction in its own goroutine only, and not after it has returned.
//   - It begins no other transaction of the same store, which might wait for itself.
//
// To who implements it:
//
//   - Without a context, or with one that is done, the function is not run, and the error of the context is returned.
//   - The function is given a transaction, and a context that holds as long as the given one.
//   - Where it returns nil and the context is not done, all that it wrote is committed, with a context that can no longer be
//     cancelled; where the context is done by then, nothing is.
//   - Where it returns an error, panics or ends its goroutine, nothing of it stays, and no lock either. The error is
//     returned so that errors.Is and errors.As find it, the panic goes on.
//   - A nil result means that it is committed. An error means that it is not, unless errors.Is finds [ErrOutcomeUnknown].
//   - Nobody else sees anything of it before it is committed, and everybody all of it after that.
//   - A transaction that has ended is answered with an error by every method.
//   - On contention it may run the function again, some times at most ([Retry]); then the error is [ErrConflict].
type Transactor[T any] interface {
	Transact(ctx context.Context, do func(ctx context.Context, tx T) error) error
}

// Viewer is looked for where a function only reads. It is for stores that can do so without being in the way of those who
// write.
//
// To who implements it: all that the function sees is of one moment, at or after the call. What it writes is answered with
// an error. All else is as for a [Transactor].
type Viewer[T any] interface {
	View(ctx context.Context, do func(ctx context.Context, tx T) error) error
}

// View runs a function that only reads: as a [Viewer] if the store is one, else in a transaction.
func View[T any](ctx context.Context, s Transactor[T], do func(ctx context.Context, tx T) error) error {
	if v, ok := s.(Viewer[T]); ok {
		return v.View(ctx, do)
	}
	return s.Transact(ctx, do)
}
