package purchase

import (
	"context"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/storage"
)

// attempts is how often a command is begun, where others are in its way.
const attempts = 10

// Desk does what is asked of orders, on a store. It keeps nothing itself and is safe for any number of goroutines.
type Desk[T any] struct {
	store storage.Store[T]
	rules Rules
}

// New returns a desk. T is the transaction of the store.
func New[T any](store storage.Store[T], r Rules) *Desk[T] {
	return &Desk[T]{store: store, rules: r}
}

// errMoved: what the command rests on is not what it was when the names to lock were found.
var errMoved = fmt.Errorf("what the order rests on has changed meanwhile: %w", storage.ErrConflict)

// run does a command in a transaction of its own, and begins anew on contention.
func (d *Desk[T]) run(ctx context.Context, c step) (Result, error) {
	if field := c.lacks(); field != "" {
		return Result{Order: c.order, Code: RefusedCommand, Subject: field}, nil
	}
	var names []string
	var result Result
	err := storage.Retry(ctx, attempts, func() (err error) {
		if names == nil {
			err = storage.View(ctx, d.store, func(ctx context.Context, tx T) (err error) {
				names, err = d.names(ctx, tx, c)
				return err
			})
		}
		if err != nil {
			return err
		}
		return d.store.Transact(ctx, func(ctx context.Context, tx T) (err error) {
			result, names, err = d.do(ctx, tx, c, names)
			return err
		})
	})
	if err != nil {
		return Result{}, err
	}
	return result, nil
}

// runTx does a command in a transaction that the host holds.
func (d *Desk[T]) runTx(ctx context.Context, tx T, c step) (Result, error) {
	if field := c.lacks(); field != "" {
		return Result{Order: c.order, Code: RefusedCommand, Subject: field}, nil
	}
	names, err := d.names(ctx, tx, c)
	if err != nil {
		return Result{}, err
	}
	result, _, err := d.do(ctx, tx, c, names)
	return result, err
}

// names finds what a command has to lock, by what is read without locks.
func (d *Desk[T]) names(ctx context.Context, tx T, c step) ([]string, error) {
	s, err := d.load(ctx, tx, c, true)
	if err != nil {
		return nil, err
	}
	return s.names(c), nil
}

// do locks, reads, decides and stores. It returns the names to lock the next time, too.
func (d *Desk[T]) do(ctx context.Context, tx T, c step, names []string) (Result, []string, error) {
	if err := d.store.Lock(ctx, tx, names...); err != nil {
		return Result{}, names, err
	}
	s, err := d.load(ctx, tx, c, false)
	if err != nil {
		return Result{}, names, err
	}
	if needed := s.names(c); !covers(names, needed) {
		return Result{}, needed, errMoved
	}
	result, e, err := c.decide(s)
	if err != nil {
		return Result{}, names, err
	}
	if !s.sees(c) {
		result = result.withoutAmounts()
	}
	if !result.Allowed() || result.Replayed {
		return result, names, nil
	}
	return result, names, d.write(ctx, tx, e)
}

// covers reports whether all names needed are among those locked.
func covers(locked, needed []string) bool {
	return !slices.ContainsFunc(needed, func(name string) bool { return !slices.Contains(locked, name) })
}
