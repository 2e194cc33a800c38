package storagetest_test

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// serializable says that a store is serializable which reads outside of its transactions.
type serializable struct{ unguarded }

func newSerializable(s *memory.Store) store { return serializable{newUnguarded(s).(unguarded)} }

func (s serializable) ListRequests(ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (all found, err error) {
	return stale{s.Store}.ListRequests(ctx, tx, f, p)
}

// old answers for the moment at which the transaction began, also after it has locked, and commits over what came since.
type old struct {
	unguarded
	mu    *sync.Mutex
	began map[*memory.Tx]map[string]approval.Request
}

func newOld(s *memory.Store) store {
	return old{newUnguarded(s).(unguarded), new(sync.Mutex), make(map[*memory.Tx]map[string]approval.Request)}
}

func (o old) Transact(ctx context.Context, f do) error {
	return o.unguarded.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		then := make(map[string]approval.Request)
		err := o.View(context.WithoutCancel(context.Background()), func(ctx context.Context, tx *memory.Tx) error {
			every := approval.Filter{States: []approval.State{approval.Draft, approval.Pending}}
			for r, err := range storage.AllRequests(ctx, tx, o.Store, every) {
				if err != nil {
					return err
				}
				then[r.Order] = r
			}
			return nil
		})
		o.mu.Lock()
		o.began[tx] = then
		o.mu.Unlock()
		return errors.Join(err, f(ctx, tx))
	})
}

func (o old) Request(ctx context.Context, tx *memory.Tx, order string) (approval.Request, error) {
	if _, err := o.unguarded.Request(ctx, tx, order); err != nil && !errors.Is(err, storage.ErrNotFound) {
		return approval.Request{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	r, ok := o.began[tx][order]
	if !ok {
		return r, storage.ErrNotFound
	}
	return r, nil
}

func (o old) PutRequest(ctx context.Context, tx *memory.Tx, r approval.Request) error {
	o.unguarded.mu.Lock()
	defer o.unguarded.mu.Unlock()
	o.pending[tx] = append(o.pending[tx], r)
	return nil
}

// overspending judges by usages outside of the transaction, and posts on what there is then.
type overspending struct{ ledger }

func (o overspending) Usages(ctx context.Context, tx *memory.Tx, pots ...budget.Pot) (found []budget.Usage, err error) {
	if err := o.Store.Lock(ctx, tx); err != nil {
		return nil, err
	}
	err = o.View(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		found, err = o.Store.Usages(ctx, tx, pots...)
		return err
	})
	time.Sleep(5 * time.Millisecond) // a busy machine lets others read meanwhile too
	return found, err
}

func (o overspending) Post(ctx context.Context, tx *memory.Tx, p storage.Posting) error {
	return o.Store.Transact(context.WithoutCancel(context.Background()), func(ctx context.Context, tx *memory.Tx) error {
		return rebased(o.Store, ctx, tx, p)
	})
}

func (o overspending) Lock(ctx context.Context, tx *memory.Tx, _ ...string) error {
	return o.Store.Lock(ctx, tx)
}

const (
	togetherSuite  = "Together"
	saysTogether   = "What a transaction writes through all interfaces is there entirely, or not at all."
	saysNew        = "What is read after Lock is at least as new as what the last holder has committed."
	saysSkew       = "Two transactions that lock the same name and then decide by what they read never both decide as if alone."
	saysSerial     = "A store that says it is Serializable lets no two decide as if alone, also where they do not lock."
	saysPhantom    = "A store that says it is Serializable lets no two decide by a list to which the other adds."
	saysOneBudget  = "64 that order at once from one budget never exceed it, and together use what there is."
	saysTwoBudgets = "64 that order at once from two budgets, which they lock in opposite orders, all come to an end."
)

func brokenTogether() []brokenStore {
	return []brokenStore{
		{"keeps the outbox in a transaction of its own", togetherSuite, outbox{add: atOnce}.on, []string{saysTogether}, false},
		{"reads from before the lock", togetherSuite, newOld, []string{saysNew, saysSkew}, true},
		{"says it is serializable and is not", togetherSuite, newSerializable, []string{saysSerial, saysPhantom}, true},
		{"locks budgets in the order given", togetherSuite, naive{}.on, []string{saysTwoBudgets}, false},
		{"guards no budget", togetherSuite, func(s *memory.Store) store { return overspending{ledger{Store: s}} },
			[]string{saysOneBudget, saysTwoBudgets}, true},
	}
}
