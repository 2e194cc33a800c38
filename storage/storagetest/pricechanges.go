package storagetest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

func bolt(micros int64) pricing.Changes {
	return pricing.Changes{Products: []pricing.ProductRows{{List: promo, Product: "bolt",
		Rows: []pricing.Row{{Price: money.Scaled(micros, 6, money.GBP)}}}}}
}

func (h priceHistory[X]) parts(r *run, s PriceStore[X]) {
	h.of(r, s)
	const last = 512
	priceTerms[X, PriceStore[X]]().step(r, s, 1)
	must(r, s, func(ctx context.Context, tx X) error {
		for n := uint64(2); n <= last; n++ {
			c := bolt(int64(n))
			c.Revision = n
			if err := s.ChangePrices(ctx, tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	for limit, want := range map[int]int{
		0: storage.DefaultPage, -1: storage.DefaultPage, 1: 1, 51: 51, storage.MaxPage + 1: storage.MaxPage, 1 << 30: storage.MaxPage,
	} {
		changes, err := h.since(r, s, 3, limit)
		if err != nil || len(changes) != want {
			r.Errorf("of %d changes, %d are asked for: %d, %v", last-3, limit, len(changes), err)
		}
		for i, c := range changes {
			if c.Revision != uint64(i)+4 || len(c.Products) != 1 {
				r.Errorf("change %d since 3 is %+v", i+1, c)
			}
		}
	}
	if changes, err := h.since(r, s, last-2, 0); err != nil || len(changes) != 2 {
		r.Errorf("the last two are %d, %v", len(changes), err)
	}
}

func (h priceHistory[X]) rolledBack(r *run, s PriceStore[X]) {
	past := h.of(r, s)
	terms, model := priceTerms[X, PriceStore[X]](), priceModel(r)
	terms.step(r, s, 1)
	err := transact(r, s, func(ctx context.Context, tx X) error {
		c := bolt(7)
		c.Revision = 2
		err := s.ChangePrices(ctx, tx, c)
		own, ownErr := past.PriceChanges(ctx, tx, 1, 0)
		if len(own) != 1 {
			r.Errorf("the transaction that makes one sees %d", len(own))
		}
		return errors.Join(err, ownErr, errStop)
	})
	if !errors.Is(err, errStop) {
		r.Fatalf("the error is %v", err)
	}
	if changes, err := h.since(r, s, 1, 0); err != nil || len(changes) != 0 {
		r.Errorf("there are %d, %v", len(changes), err)
	}
	terms.step(r, s, 2)
	changes, err := h.since(r, s, 1, 0)
	if err != nil || len(changes) != 1 {
		r.Fatalf("there are %d after another one, %v", len(changes), err)
	}
	h.apply(r, model, 1, changes)
}

func (h priceHistory[X]) copies(r *run, s PriceStore[X]) {
	h.of(r, s)
	terms, model := priceTerms[X, PriceStore[X]](), priceModel(r)
	terms.step(r, s, 1)
	for step := 2; step <= 3; step++ {
		must(r, s, func(ctx context.Context, tx X) error {
			_, c := priceStep(step)
			c.Revision = uint64(step)
			err := s.ChangePrices(ctx, tx, c)
			scribble(c)
			return err
		})
	}
	for _, what := range []string{"after who made them has changed his", "after who read them has"} {
		changes, err := h.since(r, s, 1, 0)
		if err != nil || len(changes) != 2 {
			r.Fatalf("%s: %d, %v", what, len(changes), err)
		}
		h.apply(r, model, 1, changes)
		for _, c := range changes {
			scribble(c)
		}
	}
}

// scribble changes all that changes share with copies of their struct.
func scribble(c pricing.Changes) {
	rows := func(rows []pricing.Row) {
		for i := range rows {
			rows[i] = pricing.Row{Product: "scribbled"}
		}
	}
	for _, lists := range [][]pricing.List{c.Put, c.Terms} {
		for i := range lists {
			rows(lists[i].Rows)
			for j := range lists[i].Audience.Assigned {
				lists[i].Audience.Assigned[j].Account = "scribbled"
			}
			lists[i].ID.Code = "scribbled"
		}
	}
	for i := range c.Products {
		rows(c.Products[i].Rows)
		c.Products[i].Product = "scribbled"
	}
	for i := range c.Drop {
		c.Drop[i].Code = "scribbled"
	}
}

// follow has some change prices while another keeps its own book.
func (h priceHistory[X]) follow(r *run, s PriceStore[X]) {
	past := h.of(r, s)
	const crowd, each = 4, 5
	priceTerms[X, PriceStore[X]]().step(r, s, 1)
	own := priceModel(r)[1]
	follower := begin(func() (err error) {
		own, err = keepUp(r, s, past, own, 1+crowd*each)
		return err
	})
	r.crowd(crowd, func(i int) error {
		for n := range each {
			if err := insist(r.Context(), s, func(ctx context.Context, tx X) error { return priced(ctx, s, tx, i*each+n) }); err != nil {
				return err
			}
		}
		return nil
	})
	if err := r.await(follower); err != nil {
		r.Fatalf("following: %v", err)
	}
	must(r, s, func(ctx context.Context, tx X) error {
		b, err := s.Book(ctx, tx)
		if err != nil {
			return err
		}
		if got, want := slices.Collect(own.Lists()), slices.Collect(b.Lists()); !slices.Equal(got, want) || priceText(own) != priceText(b) {
			r.Errorf("the book that followed has %v, the present one %v", got, want)
		}
		return nil
	})
}

// keepUp brings a book forward by what others change, until it has reached a revision.
func keepUp[X any](r *run, s PriceStore[X], past storage.PriceHistory[X], own *pricing.Book, last uint64) (*pricing.Book, error) {
	for own.Revision() < last {
		var changes []pricing.Changes
		err := storage.View(r.Context(), s, func(ctx context.Context, tx X) (err error) {
			changes, err = past.PriceChanges(ctx, tx, own.Revision(), 3)
			return err
		})
		for i := 0; err == nil && i < len(changes); i++ {
			own, err = own.With(changes[i])
		}
		if err != nil && !errors.Is(err, storage.ErrConflict) {
			return own, err
		}
		r.dawdle()
	}
	return own, nil
}

// priced adds a list of its own.
func priced[X any](ctx context.Context, s PriceStore[X], tx X, n int) error {
	b, err := s.Book(ctx, tx)
	if err != nil {
		return err
	}
	list := pricing.List{ID: pricing.LevelID(fmt.Sprint("own ", n))}
	list.Rows = []pricing.Row{{Product: "bolt", Price: money.Scaled(1, 0, money.GBP)}}
	return s.ChangePrices(ctx, tx, pricing.Changes{Revision: b.Revision() + 1, Put: []pricing.List{list}})
}
