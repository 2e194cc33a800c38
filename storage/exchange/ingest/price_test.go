package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/memory"
)

func level(n int, coefficient int64) world {
	w := shop()
	l := pricing.List{ID: pricing.LevelID("L")}
	for i := range n {
		l.Rows = append(l.Rows, pricing.Row{Product: fmt.Sprint("P", i), Price: money.Scaled(coefficient, 2, money.EUR)})
	}
	w.prices.Lists = []pricing.List{l}
	return w
}

// changesSince returns what the store notes of the revisions after one.
func changesSince(t *testing.T, s *memory.Store, revision uint64) (all []pricing.Changes, err error) {
	t.Helper()
	err = s.View(ctx, func(ctx context.Context, tx tx) (err error) {
		all, err = s.PriceChanges(ctx, tx, revision, 10)
		return err
	})
	return all, err
}

// A changed row is stored as the change of its product: who follows a book reads that alone. Where most of it changes, all
// price data is set anew.
func TestPRC8_AChangeCostsWhatItIs(t *testing.T) {
	const many = 20_001
	s := memory.New()
	run(t, s, level(many, 100).batch(t), ingest.Options{})
	w := level(many, 100)
	rows := w.prices.Lists[0].Rows
	rows[7].Price = money.MustParse("2", money.EUR)
	w.prices.Lists[0].Rows = append(rows[:9], rows[10:]...) // P9 is gone
	p := run(t, s, w.batch(t), ingest.Options{})
	if n := p.Counts.Prices; n.Changed != 1 || n.Removed != 1 || n.Same != many-2 {
		t.Errorf("%+v", n)
	}
	changes, err := changesSince(t, s, 1)
	if err != nil || len(changes) != 1 || len(changes[0].Put) != 0 || len(changes[0].Products) != 2 {
		t.Fatalf("%+v, %v", changes, err)
	}
	for i, want := range []string{"P7 [2.00 EUR]", "P9 []"} {
		p := changes[0].Products[i]
		var prices []string
		for _, row := range p.Rows {
			prices = append(prices, row.Price.String())
		}
		if got := fmt.Sprint(p.Product, " ", prices); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	run(t, s, level(many, 300).batch(t), ingest.Options{})
	if changes, err = changesSince(t, s, 2); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("%d changes, %v", len(changes), err)
	}
}
