package sqlite_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// P17, PRC-13: a slice that is cut by query, for nobody has the book at hand, has all the lists that its lists are derived
// from, however far, and all whose prices are added.
func TestP17_ASliceHasAllSources(t *testing.T) {
	path := quickFile(t)
	first := reopen(t, path)
	cold := func() *sqlite.Store { return reopen(t, path) }
	id := func(code string) pricing.ListID { return pricing.ListID{Kind: pricing.Cost, Code: code} }
	stock := func(code, price string) pricing.List {
		return pricing.List{ID: id(code), Audience: pricing.Audience{Kind: pricing.Nobody}, Rows: []pricing.Row{
			{Product: "bolt", Price: money.MustParse(price, money.GBP)}, {Product: "nut", Price: money.MustParse("1", money.GBP)},
		}}
	}
	cent := money.ToPlaces(2, money.HalfUp)
	landed := stock("landed", "1")
	landed.Rows, landed.Derived = nil, &pricing.Derivation{From: id("bought"), Plus: []pricing.ListID{id("freight"), id("duty")}, Round: cent}
	d := pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{
		stock("bought", "8"), stock("freight", "1.50"), stock("duty", "0.25"), stock("unmet", "9"), landed,
		{ID: pricing.LevelID("TRADE"), Derived: &pricing.Derivation{From: landed.ID, Round: cent, Surcharges: []pricing.Surcharge{
			{Rate: money.MustRate("0.1"), Then: []pricing.Step{{Amount: money.MustParse("0.01", money.GBP)}}},
		}}},
	}}
	ctx := t.Context()
	if err := first.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error { return first.SetPrices(ctx, tx, d) }); err != nil {
		t.Fatal(err)
	}
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
	lines := []pricing.Line{{Product: "bolt", Quantity: money.Units(1)}}
	asks := func(want string) {
		t.Helper()
		s := cold()
		err := s.View(ctx, func(ctx context.Context, tx *sql.Tx) error {
			slice, err := s.PriceSlice(ctx, tx, pricing.KeysOf(buyer, lines))
			if err != nil {
				return err
			}
			whole, err := s.Book(ctx, tx)
			if err != nil {
				return err
			}
			at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
			for name, b := range map[string]*pricing.Book{"slice": slice, "whole": whole} {
				if price, err := b.For(buyer, at).Price(lines[0]); err != nil || price.Unit.String() != want {
					t.Errorf("the %s prices %s, %v", name, price.Unit, err)
				}
			}
			if other, _ := slice.For(buyer, at).Price(pricing.Line{Product: "nut", Quantity: money.Units(1)}); other.OK() {
				t.Error("this is no slice: it has what was not asked for")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	asks("10.74 GBP") // 9.75 + 10 % + 0.01
	dearer := pricing.Changes{Revision: 2, Products: []pricing.ProductRows{
		{List: id("freight"), Product: "bolt", Rows: []pricing.Row{{Price: money.MustParse("2.50", money.GBP)}}},
	}}
	if err := first.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error { return first.ChangePrices(ctx, tx, dearer) }); err != nil {
		t.Fatal(err)
	}
	asks("11.84 GBP") // 10.75 + 10 % + 0.01, rounded up
}

// S7: what an older version knows of derived lists is there after migrating, and changes.
func TestS7_SourcesAreMigrated(t *testing.T) {
	ctx := t.Context()
	path := quickFile(t)
	s := reopen(t, path)
	cost, trade := pricing.ListID{Kind: pricing.Cost, Code: "C"}, pricing.LevelID("TRADE")
	bolt := func(price string) pricing.Row {
		return pricing.Row{Product: "bolt", Price: money.MustParse(price, money.GBP)}
	}
	err := s.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return s.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{
			{ID: cost, Audience: pricing.Audience{Kind: pricing.Nobody}, Rows: []pricing.Row{bolt("8")}},
			{ID: trade, Derived: &pricing.Derivation{From: cost, Round: money.ToPlaces(2, money.HalfUp)}},
		}})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, path, append(oneSource(), "UPDATE tradeterms_schema SET version = 3")...)
	s = reopen(t, path)
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
	line := pricing.Line{Product: "bolt", Quantity: money.Units(1)}
	asks := func(want string) {
		t.Helper()
		err := s.View(ctx, func(ctx context.Context, tx *sql.Tx) error {
			slice, err := s.PriceSlice(ctx, tx, pricing.KeysOf(buyer, []pricing.Line{line}))
			if err != nil {
				return err
			}
			price, err := slice.For(buyer, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)).Price(line)
			if err != nil || price.Unit.String() != want {
				t.Errorf("the price is %s, %v", price.Unit, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	asks("8.00 GBP")
	err = s.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return s.ChangePrices(ctx, tx, pricing.Changes{Revision: 2, Put: []pricing.List{
			{ID: cost, Audience: pricing.Audience{Kind: pricing.Nobody}, Rows: []pricing.Row{bolt("9")}},
		}})
	})
	if err != nil {
		t.Fatal(err)
	}
	asks("9.00 GBP")
}
