package storagetest

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// priceHistory are clauses of [storage.PriceHistory].
type priceHistory[X any] struct{}

func (h priceHistory[X]) clauses() []clause[PriceStore[X]] {
	type store = PriceStore[X]
	books := past[X, store, *pricing.Book]{terms: priceTerms[X, store](), first: 1,
		before: func(revision uint64) storage.Revisions { return storage.Revisions{Prices: revision} },
		history: func(r *run, s store) func(ctx context.Context, tx X, revision uint64) (*pricing.Book, error) {
			return h.of(r, s).BookAt
		}}
	return append(books.clauses(),
		clause[store]{"PRC-12", "Where there is no price data, neither a revision of it is found nor changes.", h.none},
		clause[store]{"PRC-12", "The revision is that of the present book, also in the transaction that changes it.", h.revision},
		clause[store]{"PRC-12", "The changes since a revision lead from its book to those that followed, each by its revision.", h.lead},
		clause[store]{"PRC-12", "Changes that do not lead to the present book are not found.", h.stale},
		clause[store]{"PRC-12", "Changes since what is forgotten are not found; since what is kept they lead on.", h.forgotten},
		clause[store]{"PRC-12", "Changes come in parts, 50 where no limit is given and never more than 500.", h.parts},
		clause[store]{"S5", "Changes that were rolled back are none.", h.rolledBack},
		clause[store]{"S6", "Changes share nothing with what is kept.", h.copies},
		clause[store]{"S2", "Who follows the changes while others make them misses none.", h.follow},
	)
}

func (h priceHistory[X]) of(r *run, s PriceStore[X]) storage.PriceHistory[X] {
	r.Helper()
	return offered[storage.PriceHistory[X]](r, s)
}

// since reads changes in a transaction of its own.
func (h priceHistory[X]) since(r *run, s PriceStore[X], revision uint64, limit int) (changes []pricing.Changes, err error) {
	r.Helper()
	err = transact(r, s, func(ctx context.Context, tx X) (err error) {
		changes, err = s.(storage.PriceHistory[X]).PriceChanges(ctx, tx, revision, limit)
		return err
	})
	return changes, err
}

func (h priceHistory[X]) none(r *run, s PriceStore[X]) {
	past := h.of(r, s)
	err := transact(r, s, func(ctx context.Context, tx X) error {
		_, err := past.PriceRevision(ctx, tx)
		return err
	})
	if !errors.Is(err, storage.ErrNotFound) {
		r.Errorf("the revision: the error is %v", err)
	}
	if _, err := h.since(r, s, 0, 0); !errors.Is(err, storage.ErrNotFound) {
		r.Errorf("changes: the error is %v", err)
	}
}

func (h priceHistory[X]) revision(r *run, s PriceStore[X]) {
	past, terms := h.of(r, s), priceTerms[X, PriceStore[X]]()
	is := func(ctx context.Context, tx X, want int) error {
		got, err := past.PriceRevision(ctx, tx)
		if err == nil && got != uint64(want) {
			r.Errorf("it is %d after step %d", got, want)
		}
		return err
	}
	for n := 1; n <= priceSteps; n++ {
		must(r, s, func(ctx context.Context, tx X) error {
			err := terms.change(ctx, s, tx, n, uint64(n))
			return errors.Join(err, is(ctx, tx, n))
		})
		must(r, s, func(ctx context.Context, tx X) error { return is(ctx, tx, n) })
	}
}

// set reports whether a step sets all price data.
func set(step int) bool {
	data, _ := priceStep(step)
	return len(data.Lists) > 0
}

// leadsTo returns the step since which changes lead to another.
func leadsTo(step int) int {
	for !set(step) {
		step--
	}
	return step
}

func (h priceHistory[X]) lead(r *run, s PriceStore[X]) {
	h.of(r, s)
	terms, model := priceTerms[X, PriceStore[X]](), priceModel(r)
	for n := 1; n <= priceSteps; n++ {
		terms.step(r, s, n)
		for since := leadsTo(n); since <= n; since++ {
			changes, err := h.since(r, s, uint64(since), 0)
			if err != nil {
				r.Fatalf("since %d of %d: %v", since, n, err)
			}
			if len(changes) != n-since {
				r.Errorf("since %d of %d there are %d", since, n, len(changes))
			}
			h.apply(r, model, since, changes)
		}
	}
}

// apply fails the clause unless changes lead on from the book of a step as the model does.
func (h priceHistory[X]) apply(r *run, model []*pricing.Book, since int, changes []pricing.Changes) {
	r.Helper()
	b := model[since]
	for i, c := range changes[:min(len(changes), priceSteps-since)] {
		next, err := b.With(c)
		if err != nil {
			r.Fatalf("change %d since %d: %v", i+1, since, err)
		}
		if got, want := priceText(next), priceText(model[since+i+1]); got != want {
			r.Errorf("change %d since %d: the book %s", i+1, since, differ(got, want))
		}
		b = next
	}
}

func (h priceHistory[X]) stale(r *run, s PriceStore[X]) {
	h.of(r, s)
	terms := priceTerms[X, PriceStore[X]]()
	for n := 1; n <= priceSteps; n++ {
		terms.step(r, s, n)
		revisions := []uint64{uint64(n) + 1, 1<<32 + uint64(n), 1<<63 - 1}
		for since := range leadsTo(n) {
			revisions = append(revisions, uint64(since))
		}
		for _, since := range revisions {
			if changes, err := h.since(r, s, since, 0); !errors.Is(err, storage.ErrNotFound) {
				r.Errorf("since %d of %d: %d changes, and the error is %v", since, n, len(changes), err)
			}
		}
	}
}

func (h priceHistory[X]) forgotten(r *run, s PriceStore[X]) {
	h.of(r, s)
	forgetter := offered[storage.Forgetter[X]](r, s)
	terms, model := priceTerms[X, PriceStore[X]](), priceModel(r)
	for n := 1; n <= priceSteps; n++ {
		terms.step(r, s, n)
		first := max(n-1, 1)
		must(r, s, func(ctx context.Context, tx X) error {
			return forgetter.Forget(ctx, tx, storage.Revisions{Prices: uint64(first)})
		})
		for since := range n + 1 {
			changes, err := h.since(r, s, uint64(since), 0)
			switch found := since >= max(first, leadsTo(n)); {
			case found && (err != nil || len(changes) != n-since):
				r.Fatalf("since %d of %d: %d changes, %v", since, n, len(changes), err)
			case found:
				h.apply(r, model, since, changes)
			case !errors.Is(err, storage.ErrNotFound):
				r.Errorf("since %d of %d, which is forgotten: %d changes, and the error is %v", since, n, len(changes), err)
			}
		}
	}
}
