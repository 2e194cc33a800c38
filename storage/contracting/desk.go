package contracting

import (
	"context"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// attempts is how often a command is begun, where others are in its way.
const attempts = 12

// Store is what a desk needs of a host. Graph is that of [storage.Accounts], Book and ChangePrices are those of
// [storage.Prices]; where the store has [storage.PriceHistory], the book is asked for its revision alone.
type Store[T any] interface {
	storage.Transactor[T]
	storage.Contracts[T]
	storage.Stages[T]
	Graph(ctx context.Context, tx T) (*account.Graph, error)
	Book(ctx context.Context, tx T) (*pricing.Book, error)
	ChangePrices(ctx context.Context, tx T, c pricing.Changes) error
}

// Rules are what the host has settled.
type Rules struct {
	// Zone is where the seller's days begin.
	Zone *time.Location
	// Reading is how contracts are read; all contracts of the book have the same.
	Reading contract.Reading
}

// Desk does what is asked of contracts, on a store. It keeps nothing itself and is safe for any number of goroutines.
type Desk[T any] struct {
	store Store[T]
	rules Rules
}

// New returns a desk.
func New[T any](s Store[T], r Rules) *Desk[T] { return &Desk[T]{s, r} }

// Do does a command, and begins anew on contention. Refused, or where nothing is different then, nothing is stored.
func (d *Desk[T]) Do(ctx context.Context, c contract.Command) (contract.Outcome, error) {
	return transact(ctx, d, func(ctx context.Context, tx T) (contract.Outcome, error) { return d.DoTx(ctx, tx, c) })
}

// DoTx is Do in a transaction of the host. On an error the host ends it without committing.
func (d *Desk[T]) DoTx(ctx context.Context, tx T, c contract.Command) (contract.Outcome, error) {
	now, err := d.read(ctx, tx, contract.Codes(c.Edits...))
	if err != nil {
		return contract.Outcome{}, err
	}
	return d.keep(ctx, tx, now, now.rules.Do(now.contracts, c))
}

// Import puts mirrored contracts as another system has them, and removes those that it has no longer
// ([contract.Rules.Import]). Who may is the host's to say.
func (d *Desk[T]) Import(
	ctx context.Context, mirrored []contract.Contract, gone []string, by contract.Actor, at time.Time,
) (contract.Outcome, error) {
	return transact(ctx, d, func(ctx context.Context, tx T) (contract.Outcome, error) {
		return d.ImportTx(ctx, tx, mirrored, gone, by, at)
	})
}

// ImportTx is Import in a transaction of the host.
func (d *Desk[T]) ImportTx(
	ctx context.Context, tx T, mirrored []contract.Contract, gone []string, by contract.Actor, at time.Time,
) (contract.Outcome, error) {
	codes := slices.Clone(gone)
	for i := range mirrored {
		codes = append(codes, mirrored[i].Code)
	}
	now, err := d.read(ctx, tx, codes)
	if err != nil {
		return contract.Outcome{}, err
	}
	return d.keep(ctx, tx, now, now.rules.Import(now.contracts, mirrored, gone, by, at))
}

// transact runs a function in transactions until nobody is in its way, or long enough.
func transact[T, V any](ctx context.Context, d *Desk[T], do func(context.Context, T) (V, error)) (V, error) {
	var out V
	err := storage.Retry(ctx, attempts, func() error {
		return d.store.Transact(ctx, func(ctx context.Context, tx T) (err error) {
			out, err = do(ctx, tx)
			return err
		})
	})
	if err != nil {
		var none V
		return none, err
	}
	return out, nil
}
