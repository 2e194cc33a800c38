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

// priceSlices are clauses of [storage.PriceSlices].
type priceSlices[X any] struct{}

func (l priceSlices[X]) clauses() []clause[PriceStore[X]] {
	type store = PriceStore[X]
	return []clause[store]{
		{"P17", "A slice answers for its keys as the whole book does: prices, answers, traces, baskets.", l.like},
		{"P17", "Keys and what they mean are compared byte by byte.", l.bytes},
		{"P17", "A slice is of the present book, also in the transaction that changes it.", l.present},
		{"P17", "There is a slice for the largest basket.", l.large},
		{"P17", "A slice of keys that nothing is known of has the revision, zone and rounding of the present book.", l.unknown},
		{"P17", "Where there is no price data, no slice of it is found.", l.none},
	}
}

func (l priceSlices[X]) of(r *run, s PriceStore[X]) storage.PriceSlices[X] {
	r.Helper()
	return offered[storage.PriceSlices[X]](r, s)
}

// set puts the price data of the shop in place.
func (l priceSlices[X]) set(r *run, s PriceStore[X]) {
	r.Helper()
	l.of(r, s)
	must(r, s, func(ctx context.Context, tx X) error { return s.SetPrices(ctx, tx, shopPrices()) })
}

// same fails the clause unless slices answer as the present book does.
func (l priceSlices[X]) same(ctx context.Context, r *run, s PriceStore[X], tx X, questions ...priceQuestion) error {
	r.Helper()
	whole, err := s.Book(ctx, tx)
	if err != nil {
		return err
	}
	for _, q := range questions {
		keys := pricing.KeysOf(q.buyer, q.lines, q.also...)
		part, err := s.(storage.PriceSlices[X]).PriceSlice(ctx, tx, keys)
		if err != nil {
			r.Errorf("%s: %v", text(keys), err)
			return err
		}
		if got, want := q.answers(part), q.answers(whole); got != want {
			r.Errorf("%s: what the slice answers %s", text(keys), differ(got, want))
		}
	}
	return nil
}

func (l priceSlices[X]) like(r *run, s PriceStore[X]) {
	l.set(r, s)
	must(r, s, func(ctx context.Context, tx X) error { return l.same(ctx, r, s, tx, shopQuestions()...) })
}

func (l priceSlices[X]) bytes(r *run, s PriceStore[X]) {
	l.of(r, s)
	d := shopPrices()
	for n, id := range oddIDs() {
		price := money.Scaled(int64(n)+1, 2, money.GBP)
		for _, a := range []pricing.Assignment{{Account: id}, {Group: id}} {
			list := pricing.List{ID: pricing.ListID{Kind: "odd", Code: text(a)}, Audience: pricing.Audience{Kind: pricing.Assigned,
				Assigned: []pricing.Assignment{a}}, Rows: []pricing.Row{{Product: "bolt", Price: price}, {Product: id, Price: price}}}
			if len(list.ID.Code) < 256 {
				d.Lists = append(d.Lists, list)
			}
		}
	}
	must(r, s, func(ctx context.Context, tx X) error { return s.SetPrices(ctx, tx, d) })
	var questions []priceQuestion
	for _, id := range oddIDs() {
		buyer := pricing.Buyer{Account: id, Groups: []string{id}, Currency: money.GBP}
		lines := []pricing.Line{{Product: id, Quantity: money.Units(1)}, {Product: "bolt", Quantity: money.Units(1)}}
		questions = append(questions, priceQuestion{buyer: buyer, lines: lines})
	}
	must(r, s, func(ctx context.Context, tx X) error { return l.same(ctx, r, s, tx, questions...) })
}

func (l priceSlices[X]) present(r *run, s PriceStore[X]) {
	l.set(r, s)
	all := func(ctx context.Context, tx X) error { return l.same(ctx, r, s, tx, shopQuestions()...) }
	for _, c := range shopChanges() {
		err := transact(r, s, func(ctx context.Context, tx X) error {
			return errors.Join(s.ChangePrices(ctx, tx, c), all(ctx, tx), errStop)
		})
		if !errors.Is(err, errStop) {
			r.Fatalf("the error is %v", err)
		}
		must(r, s, all)
		must(r, s, func(ctx context.Context, tx X) error { return s.ChangePrices(ctx, tx, c) })
		must(r, s, all)
	}
}

func (l priceSlices[X]) large(r *run, s PriceStore[X]) {
	l.set(r, s)
	q := shopQuestions()[0]
	q.lines = slices.Clone(q.lines)
	for n := range pricing.MaxLines - len(q.lines) {
		q.lines = append(q.lines, pricing.Line{Product: fmt.Sprint("product ", n), Quantity: money.Units(1)})
	}
	for n := range 2_000 {
		q.buyer.Groups = append(q.buyer.Groups, fmt.Sprint("group ", n))
	}
	must(r, s, func(ctx context.Context, tx X) error {
		part, err := l.of(r, s).PriceSlice(ctx, tx, pricing.KeysOf(q.buyer, q.lines))
		if err != nil {
			return err
		}
		whole, err := s.Book(ctx, tx)
		if err != nil {
			return err
		}
		q.lines = q.lines[:10]
		if got, want := q.answers(part), q.answers(whole); got != want {
			r.Errorf("what it answers %s", differ(got, want))
		}
		return nil
	})
}

func (l priceSlices[X]) unknown(r *run, s PriceStore[X]) {
	l.set(r, s)
	q := priceQuestion{
		buyer: pricing.Buyer{Account: "nobody", Levels: []string{"none"}, Currency: money.GBP},
		lines: []pricing.Line{{Product: "absent", Quantity: money.Units(1)}},
	}
	must(r, s, func(ctx context.Context, tx X) error {
		if err := l.same(ctx, r, s, tx, q); err != nil {
			return err
		}
		part, err := l.of(r, s).PriceSlice(ctx, tx, pricing.Keys{})
		if err == nil && (part.Revision() != shopPrices().Revision || part.Zone().String() != shopPrices().Zone.String()) {
			r.Errorf("the slice of no keys has revision %d and zone %s", part.Revision(), part.Zone())
		}
		return err
	})
}

func (l priceSlices[X]) none(r *run, s PriceStore[X]) {
	slices := l.of(r, s)
	err := transact(r, s, func(ctx context.Context, tx X) error {
		_, err := slices.PriceSlice(ctx, tx, pricing.Keys{Products: []string{"bolt"}})
		return err
	})
	if !errors.Is(err, storage.ErrNotFound) {
		r.Errorf("the error is %v", err)
	}
}
