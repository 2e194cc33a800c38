package linearizable

import (
	"context"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
)

// unlocked is a store where nobody locks: it claims to isolate all the same.
type unlocked[T any] struct{ Store[T] }

func (s unlocked[T]) Lock(context.Context, T, ...string) error { return nil }

func (s unlocked[T]) View(ctx context.Context, do func(ctx context.Context, tx T) error) error {
	return storage.View(ctx, s.Store, do)
}

// loose is a store without its guard: each read and each write is a transaction of its own, nothing is locked, and nothing is
// compared with what was read.
type loose[T any] struct{ Store[T] }

func (s loose[T]) Transact(ctx context.Context, do func(ctx context.Context, tx T) error) error {
	var none T
	return do(ctx, none)
}

func (s loose[T]) View(ctx context.Context, do func(ctx context.Context, tx T) error) error {
	return s.Transact(ctx, do)
}

func (s loose[T]) Lock(context.Context, T, ...string) error { return nil }

// apart reads in a transaction of its own.
func apart[T, V any](ctx context.Context, s loose[T], read func(ctx context.Context, tx T) (V, error)) (v V, err error) {
	err = storage.View(ctx, s.Store, func(ctx context.Context, tx T) (err error) {
		v, err = read(ctx, tx)
		return err
	})
	return v, err
}

func (s loose[T]) Usages(ctx context.Context, _ T, pots ...budget.Pot) ([]budget.Usage, error) {
	return apart(ctx, s, func(ctx context.Context, tx T) ([]budget.Usage, error) {
		return s.Store.Usages(ctx, tx, pots...)
	})
}

func (s loose[T]) OrderEntries(ctx context.Context, _ T, order string) ([]budget.Entry, error) {
	return apart(ctx, s, func(ctx context.Context, tx T) ([]budget.Entry, error) {
		return s.Store.OrderEntries(ctx, tx, order)
	})
}

func (s loose[T]) PotEntries(ctx context.Context, _ T, pot budget.Pot) ([]budget.Entry, error) {
	return apart(ctx, s, func(ctx context.Context, tx T) ([]budget.Entry, error) {
		return s.Store.PotEntries(ctx, tx, pot)
	})
}

func (s loose[T]) Request(ctx context.Context, _ T, order string) (approval.Request, error) {
	return apart(ctx, s, func(ctx context.Context, tx T) (approval.Request, error) {
		return s.Store.Request(ctx, tx, order)
	})
}

// PutRequest puts over whatever is there.
func (s loose[T]) PutRequest(ctx context.Context, _ T, r approval.Request) error {
	return s.Store.Transact(ctx, func(ctx context.Context, tx T) error {
		was, err := s.Store.Request(ctx, tx, r.Order)
		if err != nil && r.Version > 0 {
			return err
		}
		r.Version = was.Version
		return s.Store.PutRequest(ctx, tx, r)
	})
}

// Post adds the entries to whatever is there.
func (s loose[T]) Post(ctx context.Context, _ T, p storage.Posting) error {
	return s.Store.Transact(ctx, func(ctx context.Context, tx T) error {
		var anew storage.Posting
		for _, u := range p.Usages {
			now, err := s.Store.Usages(ctx, tx, u.Pot())
			if err != nil {
				return err
			}
			was := now[0]
			anew.Read = append(anew.Read, was)
			for _, e := range p.Entries {
				if e.Pot() != u.Pot() {
					continue
				}
				e.Number = was.Entries + 1
				if was, err = was.Apply(e); err != nil {
					return err
				}
				anew.Entries = append(anew.Entries, e)
			}
			anew.Usages = append(anew.Usages, was)
		}
		return s.Store.Post(ctx, tx, anew)
	})
}
