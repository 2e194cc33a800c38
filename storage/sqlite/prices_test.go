package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

const listsOfMany = 20

func product(n int) string { return fmt.Sprintf("P%07d", n) }

// many puts so many rows into a store: of each product a price in the level, and of every tenth two breaks in each contract.
func many(ctx context.Context, s *sqlite.Store, rows int) error {
	d := pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{{ID: pricing.LevelID("TRADE")}, {ID: pricing.LevelID("SHOP"),
		Derived: &pricing.Derivation{From: pricing.LevelID("TRADE"), Round: money.ToPlaces(2, money.HalfUp)}}}}
	for n := range listsOfMany {
		d.Lists = append(d.Lists, pricing.List{ID: pricing.ListID{Kind: pricing.Contract, Code: fmt.Sprint("C", n)},
			Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: fmt.Sprint("account ", n)}}}})
	}
	return s.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return s.LoadPrices(ctx, tx, d, func(add func(pricing.ListID, pricing.Row) error) error {
			for n := range rows {
				id, row := pricing.LevelID("TRADE"), pricing.Row{Product: product(n), Price: money.Scaled(int64(100+n%9000), 2, money.GBP)}
				if n%2 == 1 {
					id = d.Lists[2+n/2%listsOfMany].ID
					row = pricing.Row{Product: product(n / 4 * 2), Unit: "box", Min: money.Units(int32(1 + n%4)), Price: money.Scaled(int64(90+n%9000), 2, money.GBP)}
				}
				if err := add(id, row); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// bookOf reads the present book.
func bookOf(t *testing.T, s *sqlite.Store) (b *pricing.Book) {
	t.Helper()
	err := s.View(t.Context(), func(ctx context.Context, tx *sql.Tx) (err error) {
		b, err = s.Book(ctx, tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Rows go in and into a book one at a time; a change reaches the book of another process in no time.
func TestManyPriceRows(t *testing.T) {
	rows, path := proof(4_000, 200_000, 2_000_000), file(t)
	s := reopen(t, path)
	began := time.Now()
	if err := many(t.Context(), s, rows); err != nil {
		t.Fatal(err)
	}
	imported := time.Since(began)
	other := reopen(t, path)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began = time.Now()
	bookOf(t, other) // which keeps it
	loaded := time.Since(began)
	runtime.GC()
	runtime.ReadMemStats(&after)
	execute(t, path, "PRAGMA wal_checkpoint(TRUNCATE)")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rows: imported in %v, the file has %d bytes a row; loaded in %v, the book has %d bytes a row", rows, imported.Round(time.Millisecond),
		info.Size()/int64(rows), loaded.Round(time.Millisecond), (int64(after.HeapAlloc)-int64(before.HeapAlloc))/int64(rows))

	err = s.Transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		return s.ChangePrices(ctx, tx, pricing.Changes{Revision: 2, Products: []pricing.ProductRows{{List: pricing.LevelID("TRADE"),
			Product: product(2), Rows: []pricing.Row{{Price: money.Scaled(7, 0, money.GBP)}}}}})
	})
	if err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	b := bookOf(t, other)
	took := time.Since(began)
	buyer := pricing.Buyer{Account: "account 0", Levels: []string{"TRADE"}, Currency: money.GBP}
	p, err := b.For(buyer, noon).Price(pricing.Line{Product: product(2), Quantity: money.Units(1)})
	if err != nil || b.Revision() != 2 || !p.Unit.Equal(money.Scaled(7, 0, money.GBP)) || took > time.Second {
		t.Errorf("revision %d, %v, %v after %v", b.Revision(), p.Reason, err, took)
	}
	t.Logf("a changed price is in another store's book after %v", took)
}

// A basket costs as many queries whatever is in it, and a slice prices like the whole.
func TestABasketIsAFixedNumberOfQueries(t *testing.T) {
	path := file(t)
	first := reopen(t, path)
	if err := many(t.Context(), first, 4_000); err != nil {
		t.Fatal(err)
	}
	book := bookOf(t, first)
	p := &tap{}
	s := tapped(t, path, p)
	buyer := pricing.Buyer{Account: "account 3", Levels: []string{"SHOP"}, Currency: money.GBP}
	costs := map[int]int{}
	for _, size := range []int{1, 10, 1000} {
		var lines []pricing.Line
		for n := range size {
			lines = append(lines, pricing.Line{Product: product(n), Unit: []string{"", "box"}[n%2], Quantity: money.Units(3)})
		}
		var slice *pricing.Book
		p.take()
		err := s.View(t.Context(), func(ctx context.Context, tx *sql.Tx) (err error) {
			slice, err = s.PriceSlice(ctx, tx, pricing.KeysOf(buyer, lines))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		costs[size] = len(p.take())
		want, left := book.For(buyer, noon).Basket(lines)
		got, right := slice.For(buyer, noon).Basket(lines)
		if err := errors.Join(left, right); err != nil {
			t.Fatal(err)
		}
		for i := range lines {
			if want.Lines[i].Reason != got.Lines[i].Reason || !want.Lines[i].Amount.Equal(got.Lines[i].Amount) {
				t.Errorf("%v: %v in the slice, %v in the book", lines[i], got.Lines[i].Reason, want.Lines[i].Reason)
			}
		}
	}
	if costs[1] != costs[10] || costs[1] != costs[1000] {
		t.Errorf("statements by the size of the basket: %v", costs)
	}
	t.Logf("statements of a view with a slice, by the size of the basket: %v", costs)
}

// So does placing an order.
func TestPlacingIsAFixedNumberOfStatements(t *testing.T) {
	p := &tap{}
	s := tapped(t, started(t, "900000"), p)
	desk := purchase.New(storage.Store[*sql.Tx](s), purchase.Rules{})
	if _, err := desk.Place(t.Context(), place("warm", "reg", 1)); err != nil {
		t.Fatal(err)
	}
	costs := map[int]int{}
	for _, size := range []int{1, 10, 100} {
		c := place(fmt.Sprint("order of ", size), "reg", 1)
		for len(c.Lines) < size {
			c.Lines = append(c.Lines, pricing.Line{Product: "nut", Quantity: money.Units(1)})
		}
		p.take()
		if r, err := desk.Place(t.Context(), c); err != nil || !r.Allowed() {
			t.Fatal(r, err)
		}
		costs[size] = len(p.take())
	}
	if costs[1] != costs[10] || costs[1] != costs[100] {
		t.Errorf("statements by lines: %v", costs)
	}
	t.Logf("statements by lines: %v", costs)
}
