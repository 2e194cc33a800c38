package purchase_test

import (
	"context"
	"errors"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

var errBroken = errors.New("broken")

type faultKind string

const (
	beforeEffect   faultKind = "before effect"
	afterEffect    faultKind = "after effect"
	panics         faultKind = "panic"
	cancelled      faultKind = "cancelled"
	conflictOnce   faultKind = "conflict once"
	conflictAlways faultKind = "conflict always"
)

// faulty is a store that fails at one of its calls. It is no Viewer, so reading is a transaction as well.
type faulty struct {
	storage.Store[*memory.Tx]
	kind   faultKind
	at     int // the call, from 1; 0 never fails
	calls  int
	cancel context.CancelFunc
}

// call does a call of the store, or fails.
func (f *faulty) call(do func() error) error {
	f.calls++
	due := f.calls == f.at || f.kind == conflictAlways && f.at > 0 && f.calls > f.at
	if !due {
		return do()
	}
	switch f.kind {
	case beforeEffect:
		return errBroken
	case panics:
		panic(errBroken)
	case cancelled:
		f.cancel()
		return do()
	case conflictOnce, conflictAlways:
		return storage.ErrConflict
	}
	if err := do(); err != nil {
		return err
	}
	return errBroken
}

// Transact fails before anything is done, or when it is committed and nobody knows.
func (f *faulty) Transact(ctx context.Context, do func(context.Context, *memory.Tx) error) error {
	err := f.call(func() error { return f.Store.Transact(ctx, do) })
	if f.kind == afterEffect && errors.Is(err, errBroken) && f.calls == f.at {
		return storage.ErrOutcomeUnknown
	}
	return err
}

func value[V any](f *faulty, do func() (V, error)) (v V, err error) {
	err = f.call(func() (err error) { v, err = do(); return err })
	return v, err
}

func (f *faulty) Lock(ctx context.Context, tx *memory.Tx, names ...string) error {
	return f.call(func() error { return f.Store.Lock(ctx, tx, names...) })
}

func (f *faulty) Request(ctx context.Context, tx *memory.Tx, order string) (approval.Request, error) {
	return value(f, func() (approval.Request, error) { return f.Store.Request(ctx, tx, order) })
}

func (f *faulty) PutRequest(ctx context.Context, tx *memory.Tx, r approval.Request) error {
	return f.call(func() error { return f.Store.PutRequest(ctx, tx, r) })
}

func (f *faulty) Order(ctx context.Context, tx *memory.Tx, id string) (storage.Order, error) {
	return value(f, func() (storage.Order, error) { return f.Store.Order(ctx, tx, id) })
}

func (f *faulty) PutOrder(ctx context.Context, tx *memory.Tx, o storage.Order) error {
	return f.call(func() error { return f.Store.PutOrder(ctx, tx, o) })
}

func (f *faulty) Usages(ctx context.Context, tx *memory.Tx, pots ...budget.Pot) ([]budget.Usage, error) {
	return value(f, func() ([]budget.Usage, error) { return f.Store.Usages(ctx, tx, pots...) })
}

func (f *faulty) OrderEntries(ctx context.Context, tx *memory.Tx, order string) ([]budget.Entry, error) {
	return value(f, func() ([]budget.Entry, error) { return f.Store.OrderEntries(ctx, tx, order) })
}

func (f *faulty) Post(ctx context.Context, tx *memory.Tx, p storage.Posting) error {
	return f.call(func() error { return f.Store.Post(ctx, tx, p) })
}

func (f *faulty) AppendMessages(ctx context.Context, tx *memory.Tx, m ...storage.Message) error {
	return f.call(func() error { return f.Store.AppendMessages(ctx, tx, m...) })
}

func (f *faulty) SubstitutesOf(ctx context.Context, tx *memory.Tx, users ...string) ([]approval.Substitutes, error) {
	return value(f, func() ([]approval.Substitutes, error) { return f.Store.SubstitutesOf(ctx, tx, users...) })
}

func (f *faulty) PutSubstitutes(ctx context.Context, tx *memory.Tx, s approval.Substitutes) error {
	return f.call(func() error { return f.Store.PutSubstitutes(ctx, tx, s) })
}

func (f *faulty) Schedule(ctx context.Context, tx *memory.Tx, order string, at time.Time) error {
	return f.call(func() error { return f.Store.Schedule(ctx, tx, order, at) })
}

func (f *faulty) Graph(ctx context.Context, tx *memory.Tx) (*account.Graph, error) {
	return value(f, func() (*account.Graph, error) { return f.Store.Graph(ctx, tx) })
}

func (f *faulty) Budgets(ctx context.Context, tx *memory.Tx) (*budget.Book, error) {
	return value(f, func() (*budget.Book, error) { return f.Store.Budgets(ctx, tx) })
}

func (f *faulty) Book(ctx context.Context, tx *memory.Tx) (*pricing.Book, error) {
	return value(f, func() (*pricing.Book, error) { return f.Store.Book(ctx, tx) })
}
