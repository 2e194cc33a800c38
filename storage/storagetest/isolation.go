package storagetest

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/storage"
)

func (p probe[X, S]) dirty(r *run, s S) {
	wrote, read := newSignal(), newSignal()
	saw := false
	reader := begin(func() error {
		defer read.give()
		<-wrote.done
		return s.Transact(r.Context(), func(ctx context.Context, tx X) error {
			there, err := p.read(ctx, s, tx, 1)
			saw = saw || there
			return err
		})
	})
	err := transact(r, s, func(ctx context.Context, tx X) error {
		err := p.write(ctx, s, tx, 1)
		wrote.give()
		r.pause(read.done)
		return errors.Join(err, errStop)
	})
	if !errors.Is(err, errStop) {
		r.Errorf("the error is %v", err)
	}
	if err := r.await(reader); err != nil && !errors.Is(err, storage.ErrConflict) {
		r.Errorf("reading meanwhile: %v", err)
	}
	if saw {
		r.Errorf("somebody did")
	}
}

func (p probe[X, S]) many(r *run, s S) {
	const crowd, each = 8, 4
	r.crowd(crowd, func(i int) error {
		for n := i * each; n < (i+1)*each; n++ {
			if err := insist(r.Context(), s, func(ctx context.Context, tx X) error { return p.write(ctx, s, tx, n) }); err != nil {
				return err
			}
		}
		return nil
	})
	for n := range crowd * each {
		if !p.there(r, s, n) {
			r.Errorf("number %d is not there", n)
		}
	}
}

func (p probe[X, S]) snapshot(r *run, s S) {
	v, ok := storage.Transactor[X](s).(storage.Viewer[X])
	if !ok {
		r.Skipf("the store is no Viewer")
	}
	var writer <-chan error
	first, second := false, false
	err := r.call(func() error {
		return v.View(r.Context(), func(ctx context.Context, tx X) (err error) {
			if first, err = p.read(ctx, s, tx, 1); err != nil {
				return err
			}
			wrote := newSignal()
			writer = begin(func() error {
				defer wrote.give()
				return insist(r.Context(), s, func(ctx context.Context, tx X) error { return p.twice(ctx, s, tx) })
			})
			r.pause(wrote.done)
			second, err = p.read(ctx, s, tx, 2)
			return err
		})
	})
	if err != nil {
		r.Fatalf("View: %v", err)
	}
	if err := r.await(writer); err != nil {
		r.Errorf("writing meanwhile: %v", err)
	}
	if first || second {
		r.Errorf("it saw what was written after it had begun to read")
	}
	err = r.call(func() error {
		return v.View(r.Context(), func(ctx context.Context, tx X) (err error) {
			first, err = p.read(ctx, s, tx, 1)
			return err
		})
	})
	if err != nil || !first {
		r.Errorf("the next View does not see what was committed before it: %v", err)
	}
}

func (p probe[X, S]) viewWrites(r *run, s S) {
	v, ok := storage.Transactor[X](s).(storage.Viewer[X])
	if !ok {
		r.Skipf("the store is no Viewer")
	}
	var wrote error
	err := r.call(func() error {
		return v.View(r.Context(), func(ctx context.Context, tx X) error {
			wrote = p.write(ctx, s, tx, 1)
			return nil
		})
	})
	if wrote == nil {
		r.Errorf("writing in View: no error, and View returned %v", err)
	}
	p.gone(r, s, 1)
}
