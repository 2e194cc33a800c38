package storagetest_test

import (
	"context"
	"errors"
	"sync"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

type do = func(ctx context.Context, tx *memory.Tx) error

// transacts is a store with another Transact.
type transacts struct {
	*memory.Store
	transact func(s *memory.Store, ctx context.Context, f do) error
}

func (t transacts) Transact(ctx context.Context, f do) error { return t.transact(t.Store, ctx, f) }

func transacting(f func(s *memory.Store, ctx context.Context, f do) error) func(*memory.Store) store {
	return func(s *memory.Store) store { return transacts{s, f} }
}

// views is a store with another View.
type views struct {
	*memory.Store
	view func(s *memory.Store, ctx context.Context, f do) error
}

func (v views) View(ctx context.Context, f do) error { return v.view(v.Store, ctx, f) }

// committing commits what the function did, whatever became of it.
func committing(s *memory.Store, ctx context.Context, f do) (err error) {
	return errors.Join(s.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { err = f(ctx, tx); return nil }), err)
}

func swallowing(s *memory.Store, ctx context.Context, f do) error {
	var failed error
	err := s.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { failed = f(ctx, tx); return failed })
	if failed != nil {
		return nil
	}
	return err
}

func committingPanics(s *memory.Store, ctx context.Context, f do) error {
	var p any
	err := s.Transact(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		defer func() { p = recover() }()
		return f(ctx, tx)
	})
	if p != nil {
		panic(p)
	}
	return err
}

func swallowingPanics(s *memory.Store, ctx context.Context, f do) (err error) {
	return s.Transact(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		defer func() {
			if recover() != nil {
				err = errors.New("there was a panic")
			}
		}()
		return f(ctx, tx)
	})
}

func committingExits(s *memory.Store, ctx context.Context, f do) error {
	return s.Transact(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		done := make(chan any)
		go func() {
			defer func() { done <- recover() }()
			err = f(ctx, tx)
		}()
		if p := <-done; p != nil {
			panic(p)
		}
		return err
	})
}

func anyContext(s *memory.Store, ctx context.Context, f do) error {
	if ctx == nil {
		ctx = context.Background()
	}
	return s.Transact(ctx, f)
}

func runningDone(s *memory.Store, ctx context.Context, f do) error {
	if ctx != nil && ctx.Err() != nil {
		return errors.Join(f(ctx, nil), ctx.Err())
	}
	return s.Transact(ctx, f)
}

func neverLooking(s *memory.Store, ctx context.Context, f do) error {
	if err := storage.CheckContext(ctx); err != nil {
		return err
	}
	return s.Transact(context.WithoutCancel(ctx), f)
}

func losing(s *memory.Store, ctx context.Context, f do) error {
	lost := errors.New("lost")
	err := s.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { return errors.Join(f(ctx, tx), lost) })
	if errors.Is(err, lost) && err.Error() == lost.Error() {
		return nil
	}
	return err
}

// afterwards writes what comes after the end of a transaction in another one.
type afterwards struct{ *memory.Store }

func (a afterwards) PutRequest(ctx context.Context, tx *memory.Tx, r approval.Request) error {
	err := a.Store.PutRequest(ctx, tx, r)
	if err != nil && err.Error() == "the transaction has ended" {
		return a.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { return a.Store.PutRequest(ctx, tx, r) })
	}
	return err
}

// tireless puts requests whatever the context.
type tireless struct{ *memory.Store }

func (t tireless) PutRequest(_ context.Context, tx *memory.Tx, r approval.Request) error {
	return t.Store.PutRequest(context.Background(), tx, r)
}

// closing says after its end that there is nothing.
type closing struct{ *memory.Store }

func (c closing) Transact(ctx context.Context, f do) error {
	err := c.Store.Transact(ctx, f)
	if errors.Is(err, memory.ErrClosed) {
		return storage.ErrNotFound
	}
	return err
}

// early shows requests to all from when they are put.
type early struct {
	*memory.Store
	mu    *sync.Mutex
	shown map[string]approval.Request
}

func (e early) PutRequest(ctx context.Context, tx *memory.Tx, r approval.Request) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	err := e.Store.PutRequest(ctx, tx, r)
	if err == nil {
		e.shown[r.Order] = r
	}
	return err
}

func (e early) Request(ctx context.Context, tx *memory.Tx, order string) (approval.Request, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r, err := e.Store.Request(ctx, tx, order)
	if shown, ok := e.shown[order]; ok && errors.Is(err, storage.ErrNotFound) {
		return shown, nil
	}
	return r, err
}

// forgetful does not see what its own transaction has put.
type forgetful struct{ *memory.Store }

func (f forgetful) Request(ctx context.Context, tx *memory.Tx, order string) (r approval.Request, err error) {
	if _, err := f.Store.Request(ctx, tx, order); err != nil {
		return r, err
	}
	err = f.Transact(context.WithoutCancel(context.Background()), func(ctx context.Context, tx *memory.Tx) error {
		r, err = f.Store.Request(ctx, tx, order)
		return err
	})
	return r, err
}

// unsteady looks at the present state with each read of a View.
type unsteady struct{ *memory.Store }

func (u unsteady) Request(ctx context.Context, tx *memory.Tx, order string) (r approval.Request, err error) {
	r, err = u.Store.Request(ctx, tx, order)
	if errors.Is(err, storage.ErrNotFound) {
		_ = u.Store.View(context.Background(), func(ctx context.Context, now *memory.Tx) error {
			r, err = u.Store.Request(ctx, now, order)
			return nil
		})
	}
	return r, err
}

const (
	saysCommit    = "What a function wrote is there after a nil result."
	saysError     = "Where the function returns an error, nothing of it stays, and the error is returned."
	saysPanic     = "Where the function panics, nothing of it stays, and the panic goes on."
	saysExit      = "Where the function ends its goroutine, nothing of it stays."
	saysNoContext = "Without a context the function is not run, and an error is returned."
	saysDone      = "With a context that is done the function is not run, and the error of the context is returned."
	saysCancelled = "Where the context is done before the function returns nil, nothing of it stays."
	saysMethod    = "Without a context, or with one that is done, a method returns an error and does nothing."
	saysEnded     = "A transaction that has ended is answered with an error."
	saysClosed    = "A store that was closed answers with an error that promises nothing, and is closed again without one."
	saysOwn       = "A transaction sees what it has written itself."
	saysDirty     = "Nobody sees what is not committed."
	saysMany      = "Of what many write at once all is there that was acknowledged."
	saysSnapshot  = "All that a function sees in View is of one moment."
	saysViewWrite = "What a function writes in View is answered with an error, and does not stay."
)

func brokenTransactions() []brokenStore {
	view := func(s *memory.Store, ctx context.Context, f do) error { return s.Transact(ctx, f) }
	return []brokenStore{
		{"commits in spite of an error", "Requests", transacting(committing), []string{saysError}, true},
		{"swallows the error", "Requests", transacting(swallowing), []string{saysError}, true},
		{"commits in spite of a panic", "Requests", transacting(committingPanics), []string{saysPanic}, false},
		{"swallows the panic", "Requests", transacting(swallowingPanics), []string{saysPanic}, false},
		{"commits in spite of an exit", "Requests", transacting(committingExits), []string{saysExit}, false},
		{"runs without a context", "Requests", transacting(anyContext), []string{saysNoContext}, false},
		{"runs with a context that is done", "Requests", transacting(runningDone), []string{saysDone}, false},
		{"commits in spite of a cancelled context", "Requests", transacting(neverLooking), []string{saysCancelled}, false},
		{"acknowledges what it does not commit", "Agenda", transacting(losing), []string{saysCommit, saysMany}, true},
		{"goes on after the end", "Requests", func(s *memory.Store) store { return afterwards{s} }, []string{saysEnded}, false},
		{"works in any context", "Requests", func(s *memory.Store) store { return tireless{s} }, []string{saysMethod}, false},
		{"has nothing after Close", "Requests", func(s *memory.Store) store { return closing{s} }, []string{saysClosed}, false},
		{"shows what is not committed", "Requests", func(s *memory.Store) store {
			return early{s, new(sync.Mutex), make(map[string]approval.Request)}
		}, []string{saysDirty}, true},
		{"does not see its own writes", "Requests", func(s *memory.Store) store { return forgetful{s} }, []string{saysOwn}, false},
		{"reads the present in a View", "Requests", func(s *memory.Store) store { return unsteady{s} }, []string{saysSnapshot}, false},
		{"lets a View write", "Requests", func(s *memory.Store) store { return views{s, view} }, []string{saysViewWrite}, false},
	}
}
