package storagetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// PriceStore is what [TestPrices] needs.
type PriceStore[X any] interface {
	storage.Transactor[X]
	storage.Prices[X]
}

// TestPrices checks that a store keeps what [storage.Prices] and [storage.Transactor] ask for, and [storage.PriceHistory],
// [storage.PriceLoader] and [storage.PriceSlices] where it is one. The function opens a fresh, empty store.
func TestPrices[X any, S PriceStore[X]](t *testing.T, open func(T) S) {
	test(t, priceClauses[X](), func(t T) PriceStore[X] { return open(t) })
}

func priceClauses[X any]() []clause[PriceStore[X]] {
	type store = PriceStore[X]
	clauses := slices.Concat(priceProbe[X, store]().clauses(), priceTerms[X, store]().clauses(),
		priceHistory[X]{}.clauses(), priceLoad[X]{}.clauses(), priceSlices[X]{}.clauses())
	return append(clauses, clause[store]{
		"S2", "Changes of price data that there are not are answered with not found, and setting them without a revision is a conflict.",
		func(r *run, s store) {
			err := transact(r, s, func(ctx context.Context, tx X) error { return s.ChangePrices(ctx, tx, pricing.Changes{Revision: 1}) })
			if !errors.Is(err, storage.ErrNotFound) {
				r.Errorf("changing: the error is %v", err)
			}
			err = transact(r, s, func(ctx context.Context, tx X) error { return s.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC}) })
			if !errors.Is(err, storage.ErrConflict) {
				r.Errorf("setting: the error is %v", err)
			}
		},
	})
}

// book returns the present book, nil where there is none.
func book[X any, S PriceStore[X]](ctx context.Context, s S, tx X) (*pricing.Book, error) {
	b, err := s.Book(ctx, tx)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return b, err
}

func priceProbe[X any, S PriceStore[X]]() probe[X, S] {
	list := func(n int) pricing.List {
		return pricing.List{ID: pricing.LevelID(fmt.Sprint("probe ", n)), Rows: []pricing.Row{{Product: "bolt", Price: money.Scaled(1, 0, money.GBP)}}}
	}
	return probe[X, S]{
		write: func(ctx context.Context, s S, tx X, n int) error {
			b, err := book(ctx, s, tx)
			switch {
			case err != nil:
				return err
			case b == nil:
				return s.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{list(n)}})
			}
			return s.ChangePrices(ctx, tx, pricing.Changes{Revision: b.Revision() + 1, Put: []pricing.List{list(n)}})
		},
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) {
			b, err := book(ctx, s, tx)
			if b == nil || err != nil {
				return false, err
			}
			for id := range b.Lists() {
				if id == list(n).ID {
					return true, nil
				}
			}
			return false, nil
		},
	}
}

func priceTerms[X any, S PriceStore[X]]() terms[X, S, *pricing.Book] {
	return terms[X, S, *pricing.Book]{
		read: book[X, S],
		change: func(ctx context.Context, s S, tx X, step int, revision uint64) error {
			data, c := priceStep(step)
			data.Revision, c.Revision = revision, revision
			if len(data.Lists) > 0 {
				return s.SetPrices(ctx, tx, data)
			}
			return s.ChangePrices(ctx, tx, c)
		},
		model: priceModel, text: priceText,
		spoil: func(ctx context.Context, s S, tx X, revision uint64) error {
			return s.ChangePrices(ctx, tx, pricing.Changes{Revision: revision, Drop: []pricing.ListID{promo}, Put: []pricing.List{{}}})
		},
		defect: pricing.ErrData,
	}
}

func priceModel(r *run) []*pricing.Book {
	model := []*pricing.Book{nil}
	for n := 1; n <= priceSteps; n++ {
		data, c := priceStep(n)
		data.Revision, c.Revision = uint64(n), uint64(n)
		next, err := model[n-1].With(c)
		if len(data.Lists) > 0 {
			next, err = pricing.NewBook(data)
		}
		if err != nil {
			r.Fatalf("the suite's own facts: %v", err)
		}
		model = append(model, next)
	}
	return model
}

var promo = pricing.ListID{Kind: "promotion", Code: "SPRING"}

const priceSteps = 5

// priceStep returns all data, or a change.
func priceStep(n int) (pricing.Data, pricing.Changes) {
	amounts := oddAmounts()
	level := pricing.List{ID: pricing.LevelID("TRADE"), Name: "Trade"}
	for n, id := range oddIDs() {
		level.Rows = append(level.Rows, pricing.Row{Product: id, Unit: "box", Price: money.Scaled(int64(n), 3, money.GBP)})
		if a := odd(amounts, n); a.Sign() > 0 {
			level.Rows = append(level.Rows, pricing.Row{Product: id, Price: a})
		}
	}
	special := pricing.List{ID: promo, Competes: pricing.Forced, Audience: pricing.Audience{Kind: pricing.Assigned,
		Assigned: []pricing.Assignment{{Account: "e\u0301"}, {Group: "g", Days: calendar.Days{From: calendar.MustDate("2026-01-01")}}}},
		Rows: []pricing.Row{{Product: "a", Price: money.Scaled(1, 6, money.GBP)},
			{Product: "a", Min: money.Micros(1_500_000), Price: money.Scaled(999_999_999_999, 6, money.GBP)}}}
	switch n {
	case 1:
		return pricing.Data{Zone: time.UTC, Lists: []pricing.List{level, special}}, pricing.Changes{}
	case 2:
		special.Rows = special.Rows[:1]
		return pricing.Data{}, pricing.Changes{Put: []pricing.List{special, {ID: pricing.LevelID("trade"), Rows: special.Rows}}}
	case 3:
		level.Inactive = true
		return pricing.Data{}, pricing.Changes{Terms: []pricing.List{level},
			Products: []pricing.ProductRows{{List: promo, Product: "\u00e9", Rows: []pricing.Row{{Price: money.Scaled(7, 0, money.GBP)}}}}}
	case 4:
		return pricing.Data{Zone: time.FixedZone("UTC", 0), Lists: []pricing.List{level}}, pricing.Changes{}
	}
	return pricing.Data{}, pricing.Changes{Drop: []pricing.ListID{level.ID}}
}

// priceText says what a book answers.
func priceText(b *pricing.Book) string {
	if b == nil {
		return "none"
	}
	var all strings.Builder
	fmt.Fprint(&all, "revision ", b.Revision(), " ", b.Zone(), " ", slices.Collect(b.Lists()))
	for _, c := range []money.Currency{money.GBP, money.EUR, money.USD, money.JPY} {
		for _, account := range []string{"e\u0301", "\u00e9"} {
			buyer := pricing.Buyer{Account: account, Levels: []string{"TRADE", "trade"}, Groups: []string{account}, Currency: c}
			prices := b.For(buyer, noon)
			for _, line := range priceLines() {
				p, err := prices.Price(line)
				fmt.Fprint(&all, "\n", line, p.Unit, p.Source(), p.Break, p.Reason, err)
			}
		}
	}
	return all.String()
}

func priceLines() []pricing.Line {
	var lines []pricing.Line
	for _, id := range oddIDs() {
		for _, unit := range []string{"", "box"} {
			lines = append(lines, pricing.Line{Product: id, Unit: unit, Quantity: money.Units(1)},
				pricing.Line{Product: id, Unit: unit, Quantity: money.Units(2)})
		}
	}
	return lines
}
