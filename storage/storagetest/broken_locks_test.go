package storagetest_test

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// locking is a store with another Lock.
type locking struct {
	*memory.Store
	lock func(s *memory.Store, ctx context.Context, tx *memory.Tx, names ...string) error
}

func (l locking) Lock(ctx context.Context, tx *memory.Tx, names ...string) error {
	return l.lock(l.Store, ctx, tx, names...)
}

func locked(lock func(s *memory.Store, ctx context.Context, tx *memory.Tx, names ...string) error) func(*memory.Store) store {
	return func(s *memory.Store) store { return locking{s, lock} }
}

func lockNothing(s *memory.Store, ctx context.Context, tx *memory.Tx, _ ...string) error {
	return s.Lock(ctx, tx)
}

func lockFirst(s *memory.Store, ctx context.Context, tx *memory.Tx, names ...string) error {
	return s.Lock(ctx, tx, slices.Sorted(slices.Values(names))[:min(len(names), 1)]...)
}

func lockASCII(s *memory.Store, ctx context.Context, tx *memory.Tx, names ...string) error {
	return s.Lock(ctx, tx, slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return strings.ContainsFunc(n, func(r rune) bool { return r > 127 })
	})...)
}

func lockWithoutEnd(s *memory.Store, ctx context.Context, tx *memory.Tx, names ...string) error {
	if err := s.Lock(ctx, tx); err != nil {
		return err
	}
	return s.Lock(context.WithoutCancel(ctx), tx, names...)
}

func lockInAnyContext(s *memory.Store, ctx context.Context, tx *memory.Tx, names ...string) error {
	if ctx == nil || ctx.Err() != nil {
		ctx = context.Background()
	}
	return s.Lock(ctx, tx, names...)
}

// naive locks names as they come, and frees them when the function has returned.
type naive struct {
	*memory.Store
	mu      *sync.Mutex
	names   map[string]chan struct{}
	held    map[*memory.Tx][]string
	patient bool // whoever has a name waits for it again
	sorted  bool
	leaky   bool // what failed keeps its names
	brief   bool // names are free again at once
}

func (n naive) on(s *memory.Store) store {
	n.Store, n.mu, n.names, n.held = s, new(sync.Mutex), make(map[string]chan struct{}), make(map[*memory.Tx][]string)
	return n
}

func (n naive) Lock(ctx context.Context, tx *memory.Tx, names ...string) error {
	if err := n.Store.Lock(ctx, tx); err != nil {
		return err
	}
	if n.sorted {
		names = storage.SortLocks(names)
	}
	for _, name := range names {
		if err := n.take(ctx, tx, name); err != nil {
			return err
		}
		if n.brief {
			n.free(tx)
		}
	}
	return n.Store.Lock(ctx, tx)
}

func (n naive) take(ctx context.Context, tx *memory.Tx, name string) error {
	n.mu.Lock()
	if n.names[name] == nil {
		n.names[name] = make(chan struct{}, 1)
	}
	lock, has := n.names[name], slices.Contains(n.held[tx], name)
	n.mu.Unlock()
	if has && !n.patient {
		return nil
	}
	select {
	case lock <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.held[tx] = append(n.held[tx], name)
	return nil
}

func (n naive) free(tx *memory.Tx) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, name := range n.held[tx] {
		<-n.names[name]
	}
	delete(n.held, tx)
}

func (n naive) Transact(ctx context.Context, f do) error {
	return n.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		failed := true
		defer func() {
			if !n.leaky || !failed {
				n.free(tx)
			}
		}()
		err = f(ctx, tx)
		failed = err != nil
		return err
	})
}

// oneWriter has one transaction at a time, and says that it is concurrent.
type oneWriter struct {
	*memory.Store
	mu *sync.Mutex
}

func (o oneWriter) Transact(ctx context.Context, f do) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.Store.Transact(ctx, f)
}

const (
	saysExcludes   = "Two transactions that lock the same name come one after the other."
	saysHeld       = "A lock is held until its transaction ends, however it ends, and no longer."
	saysOrders     = "Two transactions that lock with one call each never wait for one another, whatever order they name."
	saysTwice      = "A name that is given twice, or that the transaction has already, is no reason to wait."
	saysSecond     = "A second call that would have to wait never hangs."
	saysNames      = "Names are bytes, and those that are the same keep each other away."
	saysWaiting    = "Waiting for a lock ends with the context."
	saysLockClean  = "Locking without a context, with one that is done, or in a transaction that has ended is an error."
	saysConcurrent = "A store that says it is Concurrent lets those write at once that lock different names."
	locksSuite     = "Locks"
)

func brokenLocks() []brokenStore {
	return []brokenStore{
		{"locks nothing", locksSuite, locked(lockNothing), []string{saysExcludes, saysTwice, saysNames, saysWaiting}, false},
		{"locks the first name", locksSuite, locked(lockFirst), []string{saysExcludes}, false},
		{"locks names of ASCII", locksSuite, locked(lockASCII), []string{saysNames}, false},
		{"waits without end", locksSuite, locked(lockWithoutEnd), []string{saysWaiting}, false},
		{"locks in any context", locksSuite, locked(lockInAnyContext), []string{saysLockClean}, false},
		{"locks in the order given", locksSuite, naive{}.on, []string{saysOrders, saysSecond}, false},
		{"hangs on a second call", locksSuite, naive{sorted: true}.on, []string{saysSecond}, false},
		{"waits for itself", locksSuite, naive{sorted: true, patient: true}.on, []string{saysTwice, saysSecond}, false},
		{"keeps the locks of what failed", locksSuite, naive{sorted: true, leaky: true}.on, []string{saysHeld, saysSecond}, true},
		{"frees names at once", locksSuite, naive{sorted: true, brief: true}.on, []string{saysExcludes, saysTwice, saysNames, saysWaiting}, false},
		{"says it is concurrent and is not", locksSuite, func(s *memory.Store) store { return oneWriter{s, new(sync.Mutex)} },
			[]string{saysConcurrent}, true},
	}
}
