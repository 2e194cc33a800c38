package storagetest

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/storage"
)

// offered returns a store as what it may be beyond its contract, and skips the clause where it is not.
func offered[I, S any](r *run, s S) I {
	r.Helper()
	i, ok := any(s).(I)
	if !ok {
		r.Skipf("the store does not offer it")
	}
	return i
}

// past is what compiled values were.
type past[X any, S storage.Transactor[X], V any] struct {
	terms[X, S, V]
	// history returns the function that returns what was present at a revision; where there is none, it skips the clause.
	history func(r *run, s S) func(ctx context.Context, tx X, revision uint64) (V, error)
	// first is the first revision that there is.
	first uint64
	// before is what is forgotten before a revision.
	before func(revision uint64) storage.Revisions
}

func (p past[X, S, V]) clauses() []clause[S] {
	return []clause[S]{
		{"PRC-12", "What was present at a revision is handed out as it was, whatever came later.", p.was},
		{"PRC-12", "What was present at no revision is not found.", p.never},
		{"S5", "A transaction sees what it has made present itself, and where it is rolled back that never was.", p.undone},
		{"PRC-12", "What was before the first revision to be kept is forgotten, and all from there on is as it was.", p.forgotten},
	}
}

// at fails the clause unless what was present at a revision is that.
func (p past[X, S, V]) at(ctx context.Context, r *run, s S, tx X, revision uint64, want V) error {
	r.Helper()
	got, err := p.history(r, s)(ctx, tx, revision)
	if err != nil {
		r.Errorf("revision %d: %v", revision, err)
		return err
	}
	if g, w := p.text(got), p.text(want); g != w {
		r.Errorf("revision %d: what was present %s", revision, differ(g, w))
	}
	return nil
}

func (p past[X, S, V]) absent(ctx context.Context, r *run, s S, tx X, revision uint64) error {
	r.Helper()
	if _, err := p.history(r, s)(ctx, tx, revision); !errors.Is(err, storage.ErrNotFound) {
		r.Errorf("revision %d: the error is %v", revision, err)
	}
	return nil
}

func (p past[X, S, V]) was(r *run, s S) {
	p.history(r, s)
	model := p.model(r)
	for n := range model {
		if n > 0 {
			p.step(r, s, n)
		}
		must(r, s, func(ctx context.Context, tx X) error {
			for revision := p.first; revision <= uint64(n); revision++ {
				if err := p.at(ctx, r, s, tx, revision, model[revision]); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func (p past[X, S, V]) never(r *run, s S) {
	p.history(r, s)
	for n := range 3 {
		if n > 0 {
			p.step(r, s, n)
		}
		for _, revision := range []uint64{p.first - 1, uint64(n) + 1, uint64(n) + 2, 1<<32 + 1, 1<<63 - 1} {
			if revision+1 != 0 {
				must(r, s, func(ctx context.Context, tx X) error { return p.absent(ctx, r, s, tx, revision) })
			}
		}
	}
}

func (p past[X, S, V]) undone(r *run, s S) {
	p.history(r, s)
	model := p.model(r)
	p.step(r, s, 1)
	err := transact(r, s, func(ctx context.Context, tx X) error {
		if err := p.change(ctx, s, tx, 2, 2); err != nil {
			return err
		}
		return errors.Join(p.at(ctx, r, s, tx, 2, model[2]), p.at(ctx, r, s, tx, 1, model[1]), errStop)
	})
	if !errors.Is(err, errStop) {
		r.Fatalf("the error is %v", err)
	}
	must(r, s, func(ctx context.Context, tx X) error {
		return errors.Join(p.absent(ctx, r, s, tx, 2), p.at(ctx, r, s, tx, 1, model[1]))
	})
	p.step(r, s, 2)
	must(r, s, func(ctx context.Context, tx X) error { return p.at(ctx, r, s, tx, 2, model[2]) })
}

func (p past[X, S, V]) forgotten(r *run, s S) {
	p.history(r, s)
	forgetter, model := offered[storage.Forgetter[X]](r, s), p.model(r)
	forget := func(ctx context.Context, tx X, before uint64) error {
		return forgetter.Forget(ctx, tx, p.before(before))
	}
	for n := 1; n < len(model); n++ {
		p.step(r, s, n)
		err := transact(r, s, func(ctx context.Context, tx X) error { return errors.Join(forget(ctx, tx, uint64(n)), errStop) })
		if !errors.Is(err, errStop) {
			r.Fatalf("the error is %v", err)
		}
		must(r, s, func(ctx context.Context, tx X) error { return forget(ctx, tx, uint64(n-1)) })
		p.keptFrom(r, s, uint64(n-1), model[:n+1])
	}
	last := uint64(len(model) - 1)
	must(r, s, func(ctx context.Context, tx X) error { return errors.Join(forget(ctx, tx, 0), forget(ctx, tx, last+7)) })
	p.keptFrom(r, s, last, model)
}

// keptFrom fails the clause unless there is history from a revision on, and none of those before it.
func (p past[X, S, V]) keptFrom(r *run, s S, first uint64, model []V) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) (err error) {
		for revision := uint64(1); revision < uint64(len(model)); revision++ {
			if revision < first {
				err = errors.Join(err, p.absent(ctx, r, s, tx, revision))
			} else {
				err = errors.Join(err, p.at(ctx, r, s, tx, revision, model[revision]))
			}
		}
		return err
	})
}
