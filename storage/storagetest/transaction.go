package storagetest

import (
	"context"
	"errors"
	"io"
	"runtime"

	"github.com/tradeterms/tradeterms/storage"
)

// probe writes something by number, and finds it again: whatever an interface keeps, its transactions are checked with it.
type probe[X any, S storage.Transactor[X]] struct {
	write func(ctx context.Context, s S, tx X, n int) error
	read  func(ctx context.Context, s S, tx X, n int) (bool, error)
	// blind: a transaction need not see what it has written itself.
	blind bool
}

// clauses are those of [storage.Transactor] and [storage.Viewer].
func (p probe[X, S]) clauses() []clause[S] {
	return []clause[S]{
		{"S5", "What a function wrote is there after a nil result.", p.commits},
		{"S5", "Where the function returns an error, nothing of it stays, and the error is returned.", p.rollsBack},
		{"S5", "Where the function panics, nothing of it stays, and the panic goes on.", p.panics},
		{"S5", "Where the function ends its goroutine, nothing of it stays.", p.exits},
		{"S8", "Without a context the function is not run, and an error is returned.", p.noContext},
		{"S8", "With a context that is done the function is not run, and the error of the context is returned.", p.doneContext},
		{"S5", "Where the context is done before the function returns nil, nothing of it stays.", p.cancelled},
		{"S8", "Without a context, or with one that is done, a method returns an error and does nothing.", p.methodContext},
		{"S8", "A transaction that has ended is answered with an error.", p.ended},
		{"S8", "A store that was closed answers with an error that promises nothing, and is closed again without one.", p.closed},
		{"S5", "A transaction sees what it has written itself.", p.seesOwn},
		{"S5", "Nobody sees what is not committed.", p.dirty},
		{"S2", "Of what many write at once all is there that was acknowledged.", p.many},
		{"S5", "All that a function sees in View is of one moment.", p.snapshot},
		{"S5", "What a function writes in View is answered with an error, and does not stay.", p.viewWrites},
	}
}

// there reports whether something is there, in a transaction of its own.
func (p probe[X, S]) there(r *run, s S, n int) (there bool) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) (err error) {
		there, err = p.read(ctx, s, tx, n)
		return err
	})
	return there
}

func (p probe[X, S]) gone(r *run, s S, numbers ...int) {
	r.Helper()
	for _, n := range numbers {
		if p.there(r, s, n) {
			r.Errorf("number %d stayed", n)
		}
	}
}

// twice writes two numbers, so that a half is seen.
func (p probe[X, S]) twice(ctx context.Context, s S, tx X) error {
	return errors.Join(p.write(ctx, s, tx, 1), p.write(ctx, s, tx, 2))
}

func (p probe[X, S]) commits(r *run, s S) {
	if p.there(r, s, 1) {
		r.Fatalf("the store is not empty")
	}
	must(r, s, func(ctx context.Context, tx X) error { return p.twice(ctx, s, tx) })
	if !p.there(r, s, 1) || !p.there(r, s, 2) {
		r.Errorf("it is not there")
	}
}

func (p probe[X, S]) rollsBack(r *run, s S) {
	err := transact(r, s, func(ctx context.Context, tx X) error { return errors.Join(p.twice(ctx, s, tx), errStop) })
	if !errors.Is(err, errStop) {
		r.Errorf("the error is %v", err)
	}
	p.gone(r, s, 1, 2)
}

func (p probe[X, S]) panics(r *run, s S) {
	err := transact(r, s, func(ctx context.Context, tx X) error { panic(p.twice(ctx, s, tx) == nil) })
	if !errors.Is(err, panicked{true}) {
		r.Errorf("the panic does not go on: %v", err)
	}
	p.gone(r, s, 1, 2)
}

func (p probe[X, S]) exits(r *run, s S) {
	err := transact(r, s, func(ctx context.Context, tx X) error {
		if err := p.twice(ctx, s, tx); err != nil {
			return err
		}
		runtime.Goexit()
		return nil
	})
	if err == nil {
		r.Errorf("it returned nil")
	}
	p.gone(r, s, 1, 2)
}

var errRun = errors.New("the function was run")

func (p probe[X, S]) noContext(r *run, s S) {
	var none context.Context
	ran := false
	do := func(context.Context, X) error { ran = true; return errRun }
	r.clean("Transact", r.call(func() error { return s.Transact(none, do) }))
	r.clean("View", r.call(func() error { return storage.View(none, s, do) }))
	if ran {
		r.Errorf("the function was run")
	}
}

func (p probe[X, S]) doneContext(r *run, s S) {
	ctx, cancel := context.WithCancel(r.Context())
	cancel()
	ran := false
	do := func(context.Context, X) error { ran = true; return errRun }
	if err := r.call(func() error { return s.Transact(ctx, do) }); !errors.Is(err, context.Canceled) || promised(err) {
		r.Errorf("Transact: the error is %v", err)
	}
	if err := r.call(func() error { return storage.View(ctx, s, do) }); !errors.Is(err, context.Canceled) || promised(err) {
		r.Errorf("View: the error is %v", err)
	}
	if ran {
		r.Errorf("the function was run")
	}
}

func (p probe[X, S]) cancelled(r *run, s S) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	var wrote error
	err := r.call(func() error {
		return s.Transact(ctx, func(ctx context.Context, tx X) error {
			wrote = p.twice(ctx, s, tx)
			cancel()
			return nil
		})
	})
	if wrote != nil {
		r.Fatalf("writing: %v", wrote)
	}
	if !errors.Is(err, context.Canceled) || promised(err) {
		r.Errorf("the error is %v", err)
	}
	p.gone(r, s, 1, 2)
}

func (p probe[X, S]) methodContext(r *run, s S) {
	var none context.Context
	done, cancel := context.WithCancel(r.Context())
	cancel()
	for _, bad := range []context.Context{none, done} {
		err := transact(r, s, func(_ context.Context, tx X) error { return p.write(bad, s, tx, 1) })
		r.clean("writing", err)
		err = transact(r, s, func(_ context.Context, tx X) error {
			_, err := p.read(bad, s, tx, 1)
			return err
		})
		r.clean("reading", err)
	}
	p.gone(r, s, 1)
}

func (p probe[X, S]) ended(r *run, s S) {
	var kept X
	must(r, s, func(_ context.Context, tx X) error { kept = tx; return nil })
	r.clean("writing", r.call(func() error { return p.write(r.Context(), s, kept, 1) }))
	r.clean("reading", r.call(func() error {
		_, err := p.read(r.Context(), s, kept, 1)
		return err
	}))
	p.gone(r, s, 1)
}

func (p probe[X, S]) closed(r *run, s S) {
	c, ok := any(s).(io.Closer)
	if !ok {
		r.Skipf("the store has no method Close")
	}
	if err := r.call(c.Close); err != nil {
		r.Errorf("Close: %v", err)
	}
	ran := false
	do := func(context.Context, X) error { ran = true; return errRun }
	r.clean("Transact", transact(r, s, do))
	r.clean("View", r.call(func() error { return storage.View(r.Context(), s, do) }))
	if ran {
		r.Errorf("the function was run")
	}
	if err := r.call(c.Close); err != nil {
		r.Errorf("Close again: %v", err)
	}
}

func (p probe[X, S]) seesOwn(r *run, s S) {
	if p.blind {
		r.Skipf("it need not")
	}
	must(r, s, func(ctx context.Context, tx X) error {
		err := p.twice(ctx, s, tx)
		for n := 1; n <= 3 && err == nil; n++ {
			var there bool
			if there, err = p.read(ctx, s, tx, n); there != (n < 3) {
				r.Errorf("number %d: it sees %v", n, there)
			}
		}
		return err
	})
}
