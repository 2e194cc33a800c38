package storagetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

var (
	errStop   = errors.New("stop here") // what functions return to be rolled back
	errExited = errors.New("the goroutine ended")
)

// panicked is a panic that came out of a store.
type panicked struct{ value any }

func (p panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// begin calls a function of a store in a goroutine of its own; what it did comes once, a panic as an error.
func begin(f func() error) <-chan error {
	done := make(chan error, 1)
	go func() {
		err := errExited
		defer func() {
			if v := recover(); v != nil {
				err = panicked{v}
			}
			done <- err
		}()
		err = f()
	}()
	return done
}

// await returns what a call did, and fails the clause if it takes too long.
func (r *run) await(done <-chan error) error {
	r.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(r.limit):
		r.Fatalf("it does not return within %v", r.limit)
		return nil
	}
}

// call calls a function of a store.
func (r *run) call(f func() error) error {
	r.Helper()
	return r.await(begin(f))
}

// pause waits until something is done, but not for long.
func (r *run) pause(done <-chan struct{}) {
	select {
	case <-done:
	case <-time.After(r.patience):
	}
}

// dawdle lets others come between.
func (r *run) dawdle() { time.Sleep(r.patience / 100) }

// transact runs a function in a transaction.
func transact[X any](r *run, s storage.Transactor[X], do func(ctx context.Context, tx X) error) error {
	r.Helper()
	return r.call(func() error { return s.Transact(r.Context(), do) })
}

// must is transact for what nothing is in the way of.
func must[X any](r *run, s storage.Transactor[X], do func(ctx context.Context, tx X) error) {
	r.Helper()
	if err := transact(r, s, do); err != nil {
		r.Fatalf("a transaction failed: %v", err)
	}
}

// insist runs a function in transactions until there is no conflict any more, or long enough.
func insist[X any](ctx context.Context, s storage.Transactor[X], do func(ctx context.Context, tx X) error) error {
	const attempts = 200
	for n := 1; ; n++ {
		err := s.Transact(ctx, do)
		if n == attempts || !errors.Is(err, storage.ErrConflict) {
			return err
		}
		time.Sleep(time.Duration(min(n, 10)) * 500 * time.Microsecond)
	}
}

// crowd runs a function in so many goroutines at once, and fails the clause for the first error that any of them returns.
func (r *run) crowd(n int, f func(i int) error) {
	r.Helper()
	errs := make([]<-chan error, n)
	for i := range errs {
		errs[i] = begin(func() error { return f(i) })
	}
	for i, done := range errs {
		if err := r.await(done); err != nil {
			r.Fatalf("number %d of %d at once: %v", i+1, n, err)
		}
	}
}

// signal is given once, however often.
type signal struct {
	once sync.Once
	done chan struct{}
}

func newSignal() *signal { return &signal{done: make(chan struct{})} }

func (s *signal) give() { s.once.Do(func() { close(s.done) }) }

// promised reports whether an error is one of the three that mean something.
func promised(err error) bool {
	return errors.Is(err, storage.ErrNotFound) || errors.Is(err, storage.ErrConflict) || errors.Is(err, storage.ErrOutcomeUnknown)
}

// clean fails the clause unless an error is one that promises nothing, and no panic.
func (r *run) clean(what string, err error) {
	r.Helper()
	var p panicked
	switch {
	case err == nil:
		r.Errorf("%s: no error", what)
	case errors.As(err, &p), errors.Is(err, errExited):
		r.Errorf("%s: %v", what, err)
	case promised(err):
		r.Errorf("%s: an error that promises something: %v", what, err)
	}
}
