package purchase_test

import (
	"context"
	"runtime"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// unlocked is the memory store where nobody locks: what has changed since it was read is found at the commit all the same.
type unlocked struct{ *memory.Store }

func (s unlocked) Lock(context.Context, *memory.Tx, ...string) error { return nil }

// loose is the memory store without its guard: each read and each write is a transaction of its own, nothing is locked, and
// the ledger compares nothing with what was read.
type loose struct{ *memory.Store }

func (s loose) Transact(ctx context.Context, do func(context.Context, *memory.Tx) error) error {
	return do(ctx, nil)
}

func (s loose) View(ctx context.Context, do func(context.Context, *memory.Tx) error) error {
	return do(ctx, nil)
}

func (s loose) Lock(context.Context, *memory.Tx, ...string) error { return nil }

// apart reads in a transaction of its own, and lets others run before it goes on.
func apart[V any](ctx context.Context, s loose, read func(ctx context.Context, tx *memory.Tx) (V, error)) (v V, err error) {
	err = s.Store.View(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		v, err = read(ctx, tx)
		return err
	})
	runtime.Gosched()
	return v, err
}

func (s loose) Graph(ctx context.Context, _ *memory.Tx) (*account.Graph, error) {
	return apart(ctx, s, s.Store.Graph)
}

func (s loose) Budgets(ctx context.Context, _ *memory.Tx) (*budget.Book, error) {
	return apart(ctx, s, s.Store.Budgets)
}

func (s loose) Book(ctx context.Context, _ *memory.Tx) (*pricing.Book, error) {
	return apart(ctx, s, s.Store.Book)
}

func (s loose) Order(ctx context.Context, _ *memory.Tx, id string) (storage.Order, error) {
	return apart(ctx, s, func(ctx context.Context, tx *memory.Tx) (storage.Order, error) { return s.Store.Order(ctx, tx, id) })
}

func (s loose) Request(ctx context.Context, _ *memory.Tx, order string) (approval.Request, error) {
	return apart(ctx, s, func(ctx context.Context, tx *memory.Tx) (approval.Request, error) {
		return s.Store.Request(ctx, tx, order)
	})
}

func (s loose) OrderEntries(ctx context.Context, _ *memory.Tx, order string) ([]budget.Entry, error) {
	return apart(ctx, s, func(ctx context.Context, tx *memory.Tx) ([]budget.Entry, error) {
		return s.Store.OrderEntries(ctx, tx, order)
	})
}

func (s loose) Usages(ctx context.Context, _ *memory.Tx, pots ...budget.Pot) ([]budget.Usage, error) {
	return apart(ctx, s, func(ctx context.Context, tx *memory.Tx) ([]budget.Usage, error) {
		return s.Store.Usages(ctx, tx, pots...)
	})
}

func (s loose) SubstitutesOf(ctx context.Context, _ *memory.Tx, users ...string) ([]approval.Substitutes, error) {
	return apart(ctx, s, func(ctx context.Context, tx *memory.Tx) ([]approval.Substitutes, error) {
		return s.Store.SubstitutesOf(ctx, tx, users...)
	})
}

func (s loose) PutOrder(ctx context.Context, _ *memory.Tx, o storage.Order) error {
	return s.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { return s.Store.PutOrder(ctx, tx, o) })
}

func (s loose) PutRequest(ctx context.Context, _ *memory.Tx, r approval.Request) error {
	return s.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { return s.Store.PutRequest(ctx, tx, r) })
}

func (s loose) AppendMessages(ctx context.Context, _ *memory.Tx, m ...storage.Message) error {
	return s.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { return s.Store.AppendMessages(ctx, tx, m...) })
}

// Post adds the entries to whatever is there.
func (s loose) Post(ctx context.Context, _ *memory.Tx, p storage.Posting) error {
	return s.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
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
