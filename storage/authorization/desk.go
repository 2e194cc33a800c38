package authorization

import (
	"context"
	"errors"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// attempts is how often a command is begun, where others are in its way.
const attempts = 10

// Store is what a desk needs of a host.
type Store[T any] interface {
	storage.Transactor[T]
	storage.Requests[T]
}

// Rules are the policy, and what the host knows. T is the transaction of the store.
type Rules[T any] struct {
	Policy approval.Policy
	// People reads the users, in the transaction of the command: all whom the request names (its session, its authorizers
	// and their substitutes) and whom the command does; more do no harm. It reads them so that they stay as they are until
	// the transaction ends. The command is nil for [Desk.Due]. Without it there are no users, and all is refused.
	People func(ctx context.Context, tx T, r approval.Request, c approval.Command) (approval.People, error)
	// Tell stores events in the same transaction, for the host to deliver; it is called with at least one. Without it they
	// are in the outcome alone, and lost where the process dies between the commit and their delivery.
	Tell func(ctx context.Context, tx T, events []approval.Event) error
}

// Desk does what is asked of requests, on a store. It keeps nothing itself and is safe for any number of goroutines.
type Desk[T any] struct {
	store Store[T]
	rules Rules[T]
}

// New returns a desk.
func New[T any](s Store[T], r Rules[T]) *Desk[T] { return &Desk[T]{s, r} }

// Do does a command on the order that it names, and begins anew on contention. Refused or replayed, nothing is stored.
func (d *Desk[T]) Do(ctx context.Context, c approval.Command, at time.Time) (approval.Outcome, error) {
	return d.transact(ctx, func(ctx context.Context, tx T) (approval.Outcome, error) { return d.DoTx(ctx, tx, c, at) })
}

// DoTx is Do in a transaction of the host. On an error the host ends it without committing.
func (d *Desk[T]) DoTx(ctx context.Context, tx T, c approval.Command, at time.Time) (approval.Outcome, error) {
	return d.change(ctx, tx, approval.OrderOf(c), c, func(r approval.Request, p approval.People) approval.Outcome {
		return d.rules.Policy.Do(r, c, at, p)
	})
}

// Due tells whom time has made it necessary to tell about an order ([approval.Policy.Due]). Done again at the same instant it
// tells nothing, so it needs no key. Of an order that there is not it has nothing to tell.
func (d *Desk[T]) Due(ctx context.Context, order string, at time.Time) (approval.Outcome, error) {
	return d.transact(ctx, func(ctx context.Context, tx T) (approval.Outcome, error) { return d.DueTx(ctx, tx, order, at) })
}

// DueTx is Due in a transaction of the host.
func (d *Desk[T]) DueTx(ctx context.Context, tx T, order string, at time.Time) (approval.Outcome, error) {
	return d.change(ctx, tx, order, nil, func(r approval.Request, p approval.People) approval.Outcome {
		return d.rules.Policy.Due(r, at, p)
	})
}

func (d *Desk[T]) transact(ctx context.Context, do func(context.Context, T) (approval.Outcome, error)) (approval.Outcome, error) {
	var out approval.Outcome
	err := storage.Retry(ctx, attempts, func() error {
		return d.store.Transact(ctx, func(ctx context.Context, tx T) (err error) {
			out, err = do(ctx, tx)
			return err
		})
	})
	if err != nil {
		return approval.Outcome{}, err
	}
	return out, nil
}

// change reads a request, decides, and stores.
func (d *Desk[T]) change(
	ctx context.Context, tx T, order string, c approval.Command, decide func(approval.Request, approval.People) approval.Outcome,
) (approval.Outcome, error) {
	var r approval.Request
	var err error
	if account.CheckID(order) == nil { // what is no id is refused, and no store is asked for it
		if r, err = d.store.Request(ctx, tx, order); err != nil && !errors.Is(err, storage.ErrNotFound) {
			return approval.Outcome{}, err
		}
	}
	people, err := d.people(ctx, tx, r, c)
	if err != nil {
		return approval.Outcome{}, err
	}
	out := decide(r, people)
	if len(out.Events) == 0 {
		return out, nil
	}
	if err := d.store.PutRequest(ctx, tx, out.Request); err != nil {
		return approval.Outcome{}, err
	}
	if d.rules.Tell != nil {
		err = d.rules.Tell(ctx, tx, out.Events)
	}
	return out, err
}

func (d *Desk[T]) people(ctx context.Context, tx T, r approval.Request, c approval.Command) (approval.People, error) {
	if d.rules.People == nil {
		return approval.NewDirectory(nil, nil), nil
	}
	return d.rules.People(ctx, tx, r, c)
}
