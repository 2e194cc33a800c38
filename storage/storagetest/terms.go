package storagetest

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/storage"
)

// terms are compiled values V, which a script of changes leads through.
type terms[X any, S storage.Transactor[X], V any] struct {
	read func(ctx context.Context, s S, tx X) (V, error)
	// change makes the step of that number, from 1, at a revision; model is what each of them leaves, from the empty one on.
	change func(ctx context.Context, s S, tx X, step int, revision uint64) error
	model  func(r *run) []V
	text   func(V) string
	// spoil asks for what does not go together, which is a defect.
	spoil  func(ctx context.Context, s S, tx X, revision uint64) error
	defect error
}

func (c terms[X, S, V]) clauses() []clause[S] {
	return []clause[S]{
		{"S6", "A store in which nothing was put has none.", c.empty},
		{"S6", "Each change leads from the present facts to the next, exactly, for all that come later.", c.follow},
		{"S5", "A transaction sees its own changes, and where it is rolled back nobody ever does.", c.rolledBack},
		{"S2", "A change with a revision that does not follow the present one is a conflict, and nothing is changed.", c.revision},
		{"S2", "Of several changes that follow the same revision one is made.", c.one},
		{"S6", "Facts that do not go together are refused with what is wrong with them, and nothing is changed.", c.defects},
	}
}

// is fails the clause unless the present value is that one.
func (c terms[X, S, V]) is(r *run, s S, what string, want V) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error { return c.now(ctx, r, s, tx, what, want) })
}

func (c terms[X, S, V]) now(ctx context.Context, r *run, s S, tx X, what string, want V) error {
	r.Helper()
	got, err := c.read(ctx, s, tx)
	if err == nil && c.text(got) != c.text(want) {
		r.Errorf("%s: the present facts %s", what, differ(c.text(got), c.text(want)))
	}
	return err
}

func (c terms[X, S, V]) step(r *run, s S, n int) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error { return c.change(ctx, s, tx, n, uint64(n)) })
}

func (c terms[X, S, V]) empty(r *run, s S) { c.is(r, s, "at first", c.model(r)[0]) }

func (c terms[X, S, V]) follow(r *run, s S) {
	for n, want := range c.model(r) {
		if n > 0 {
			c.step(r, s, n)
		}
		c.is(r, s, "after a step", want)
	}
}

func (c terms[X, S, V]) rolledBack(r *run, s S) {
	model := c.model(r)
	c.step(r, s, 1)
	err := transact(r, s, func(ctx context.Context, tx X) error {
		for n := 2; n < len(model); n++ {
			if err := c.change(ctx, s, tx, n, uint64(n)); err != nil {
				return err
			}
			if err := c.now(ctx, r, s, tx, "in the transaction", model[n]); err != nil {
				return err
			}
		}
		return errStop
	})
	if !errors.Is(err, errStop) {
		r.Fatalf("the error is %v", err)
	}
	c.is(r, s, "after it was rolled back", model[1])
	c.step(r, s, 2)
	c.is(r, s, "after another change", model[2])
}

func (c terms[X, S, V]) revision(r *run, s S) {
	c.step(r, s, 1)
	c.step(r, s, 2)
	for _, revision := range []uint64{0, 1, 2, 4, exactly} {
		err := transact(r, s, func(ctx context.Context, tx X) error { return c.change(ctx, s, tx, 3, revision) })
		if !errors.Is(err, storage.ErrConflict) {
			r.Errorf("revision %d after 2: the error is %v", revision, err)
		}
	}
	c.is(r, s, "after that", c.model(r)[2])
}

func (c terms[X, S, V]) one(r *run, s S) {
	c.step(r, s, 1)
	made := make(chan bool, 8)
	r.crowd(cap(made), func(int) error {
		err := s.Transact(r.Context(), func(ctx context.Context, tx X) error { return c.change(ctx, s, tx, 2, 2) })
		made <- err == nil
		if errors.Is(err, storage.ErrConflict) {
			return nil
		}
		return err
	})
	sum := 0
	for range cap(made) {
		if <-made {
			sum++
		}
	}
	if sum > 1 {
		r.Errorf("%d are", sum)
	}
	if sum == 0 {
		c.step(r, s, 2)
	}
	c.is(r, s, "after that", c.model(r)[2])
}

func (c terms[X, S, V]) defects(r *run, s S) {
	c.step(r, s, 1)
	err := transact(r, s, func(ctx context.Context, tx X) error { return c.spoil(ctx, s, tx, 2) })
	if !errors.Is(err, c.defect) || promised(err) {
		r.Errorf("the error is %v", err)
	}
	c.is(r, s, "after that", c.model(r)[1])
}
