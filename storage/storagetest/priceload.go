package storagetest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// priceLoad are clauses of [storage.PriceLoader].
type priceLoad[X any] struct{}

// adds is the function that adds rows.
type adds = func(add func(pricing.ListID, pricing.Row) error) error

func (l priceLoad[X]) clauses() []clause[PriceStore[X]] {
	type store = PriceStore[X]
	return []clause[store]{
		{"S6", "Price data that is loaded by rows is as if it were set at once, in whatever order the rows come.", l.loads},
		{"S6", "Loading puts all price data in place of what there is.", l.replaces},
		{"S6", "Many rows of many lists are loaded, all of them.", l.many},
		{"S5", "An error of the function that adds rows is returned and nothing is changed, not even where the transaction goes on.", l.fails},
		{"S6", "Rows that are refused are refused with what is wrong with them, and nothing is changed.", l.refuses},
		{"S2", "Loading with a revision that does not follow the present one is a conflict, and nothing is changed.", l.revision},
		{"S5", "What was loaded and rolled back nobody ever sees.", l.rolledBack},
		{"S8", "A function that adds rows is called once.", l.once},
	}
}

func (l priceLoad[X]) of(r *run, s PriceStore[X]) storage.PriceLoader[X] {
	r.Helper()
	return offered[storage.PriceLoader[X]](r, s)
}

// load loads in a transaction of its own.
func (l priceLoad[X]) load(r *run, s PriceStore[X], d pricing.Data, rows adds) error {
	r.Helper()
	loader := l.of(r, s)
	return transact(r, s, func(ctx context.Context, tx X) error { return loader.LoadPrices(ctx, tx, d, rows) })
}

// is fails the clause unless the present book is that of a step.
func (l priceLoad[X]) is(r *run, s PriceStore[X], what string, step int) {
	r.Helper()
	priceTerms[X, PriceStore[X]]().is(r, s, what, priceModel(r)[step])
}

// parted parts the data of a step into lists with some of their rows, and a function that adds the others, the last first.
func parted(step int) (pricing.Data, adds) {
	data, _ := priceStep(step)
	data.Revision = uint64(step)
	rest := make([][]pricing.Row, len(data.Lists))
	for i := range data.Lists {
		l := &data.Lists[i]
		l.Rows, rest[i] = l.Rows[:len(l.Rows)/3], l.Rows[len(l.Rows)/3:]
	}
	return data, func(add func(pricing.ListID, pricing.Row) error) error {
		for n, some := 0, true; some; n++ {
			some = false
			for i, l := range data.Lists {
				if n < len(rest[i]) {
					some = true
					if err := add(l.ID, rest[i][len(rest[i])-1-n]); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}
}

func (l priceLoad[X]) loads(r *run, s PriceStore[X]) {
	data, rows := parted(1)
	if err := l.load(r, s, data, rows); err != nil {
		r.Fatalf("loading: %v", err)
	}
	l.is(r, s, "after that", 1)
	priceTerms[X, PriceStore[X]]().step(r, s, 2)
	l.is(r, s, "after a change of it", 2)
}

func (l priceLoad[X]) replaces(r *run, s PriceStore[X]) {
	l.of(r, s)
	for step := 1; step <= 3; step++ {
		priceTerms[X, PriceStore[X]]().step(r, s, step)
	}
	data, rows := parted(4)
	if err := l.load(r, s, data, rows); err != nil {
		r.Fatalf("loading: %v", err)
	}
	l.is(r, s, "after that", 4)
}

func (l priceLoad[X]) many(r *run, s PriceStore[X]) {
	const products, lists = 1_500, 4
	data := pricing.Data{Zone: time.UTC, Revision: 1}
	for n := range lists {
		data.Lists = append(data.Lists, pricing.List{ID: pricing.LevelID(fmt.Sprint("L", n))})
	}
	err := l.load(r, s, data, func(add func(pricing.ListID, pricing.Row) error) error {
		for n := range products * lists {
			row := pricing.Row{Product: fmt.Sprint("product ", n/lists), Price: money.Scaled(int64(n)+1, 2, money.GBP)}
			if err := add(data.Lists[n%lists].ID, row); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		r.Fatalf("loading: %v", err)
	}
	must(r, s, func(ctx context.Context, tx X) error {
		b, err := s.Book(ctx, tx)
		if err != nil {
			return err
		}
		for n := range products * lists {
			buyer := pricing.Buyer{Levels: []string{data.Lists[n%lists].ID.Code}, Currency: money.GBP}
			p, err := b.For(buyer, noon).Price(pricing.Line{Product: fmt.Sprint("product ", n/lists), Quantity: money.Units(1)})
			if err != nil || !p.Unit.Equal(money.Scaled(int64(n)+1, 2, money.GBP)) {
				r.Errorf("row %d: %s, %v, %v", n+1, p.Unit, p.Reason, err)
			}
		}
		return nil
	})
}

func (l priceLoad[X]) fails(r *run, s PriceStore[X]) {
	l.of(r, s)
	priceTerms[X, PriceStore[X]]().step(r, s, 1)
	data, rows := parted(1)
	data.Revision = 2
	stops := func(add func(pricing.ListID, pricing.Row) error) error {
		return errors.Join(rows(add), errStop)
	}
	if err := l.load(r, s, data, stops); !errors.Is(err, errStop) || promised(err) {
		r.Errorf("the error is %v", err)
	}
	l.is(r, s, "after that", 1)
	l.swallowed(r, s, data, stops)
}

// swallowed fails the clause if anything stays of loading that failed where the transaction goes on.
func (l priceLoad[X]) swallowed(r *run, s PriceStore[X], d pricing.Data, rows adds) {
	r.Helper()
	_ = transact(r, s, func(ctx context.Context, tx X) error {
		if err := l.of(r, s).LoadPrices(ctx, tx, d, rows); err == nil {
			r.Errorf("no error")
		}
		return nil
	})
	l.is(r, s, "after a transaction that went on", 1)
}

func (l priceLoad[X]) refuses(r *run, s PriceStore[X]) {
	l.of(r, s)
	priceTerms[X, PriceStore[X]]().step(r, s, 1)
	good := pricing.Row{Product: "bolt", Price: money.Scaled(1, 0, money.GBP)}
	for what, bad := range map[string]struct {
		list pricing.ListID
		row  pricing.Row
	}{
		"a row of a list that is not there": {pricing.LevelID("absent"), good},
		"a row without a price":             {pricing.LevelID("L"), pricing.Row{Product: "nut"}},
		"two prices for one thing":          {pricing.LevelID("L"), pricing.Row{Product: "bolt", Price: money.Scaled(2, 0, money.GBP)}},
	} {
		d := pricing.Data{Zone: time.UTC, Revision: 2, Lists: []pricing.List{{ID: pricing.LevelID("L")}}}
		rows := func(add func(pricing.ListID, pricing.Row) error) error {
			return errors.Join(add(pricing.LevelID("L"), good), add(bad.list, bad.row))
		}
		if err := l.load(r, s, d, rows); !errors.Is(err, pricing.ErrData) || promised(err) {
			r.Errorf("%s: the error is %v", what, err)
		}
		l.is(r, s, what, 1)
		l.swallowed(r, s, d, rows)
	}
}

func (l priceLoad[X]) revision(r *run, s PriceStore[X]) {
	data, rows := parted(1)
	data.Revision = 0
	if err := l.load(r, s, data, rows); !errors.Is(err, storage.ErrConflict) {
		r.Errorf("revision 0 where there is nothing: the error is %v", err)
	}
	l.is(r, s, "after that", 0)
	priceTerms[X, PriceStore[X]]().step(r, s, 1)
	for _, revision := range []uint64{0, 1, 3, exactly} {
		data.Revision = revision
		if err := l.load(r, s, data, rows); !errors.Is(err, storage.ErrConflict) {
			r.Errorf("revision %d after 1: the error is %v", revision, err)
		}
	}
	l.is(r, s, "after that", 1)
}

func (l priceLoad[X]) rolledBack(r *run, s PriceStore[X]) {
	loader, terms := l.of(r, s), priceTerms[X, PriceStore[X]]()
	data, rows := parted(1)
	err := transact(r, s, func(ctx context.Context, tx X) error {
		if err := loader.LoadPrices(ctx, tx, data, rows); err != nil {
			return err
		}
		return errors.Join(terms.now(ctx, r, s, tx, "in the transaction", priceModel(r)[1]), errStop)
	})
	if !errors.Is(err, errStop) {
		r.Fatalf("the error is %v", err)
	}
	l.is(r, s, "after it was rolled back", 0)
}

func (l priceLoad[X]) once(r *run, s PriceStore[X]) {
	loader := l.of(r, s)
	data, rows := parted(1)
	must(r, s, func(ctx context.Context, tx X) error {
		calls := 0
		err := loader.LoadPrices(ctx, tx, data, func(add func(pricing.ListID, pricing.Row) error) error {
			calls++
			return rows(add)
		})
		if err == nil && calls != 1 {
			r.Errorf("it is called %d times", calls)
		}
		return err
	})
}
