package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/postgres/postgrestest"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// Each order of the built-in year costs the same from the slice that a store reads for it alone as from the whole book.
func TestSlices(t *testing.T) {
	t.Run("memory", func(t *testing.T) { slice(t, memory.New()) })
	t.Run("sqlite", func(t *testing.T) {
		s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "prices.db"))
		if err != nil {
			t.Fatal(err)
		}
		slice(t, s)
	})
	t.Run("postgres", func(t *testing.T) {
		dsn, err := postgrestest.Need(t, cluster).Database(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s, err := postgres.Open(t.Context(), dsn)
		if err != nil {
			t.Fatal(err)
		}
		slice(t, s)
	})
}

// slicing is a shop that reads slices.
type slicing[T any] interface {
	shop[T]
	storage.PriceSlices[T]
}

func slice[T any](t *testing.T, s slicing[T]) {
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	from, lines := year(t)
	if _, err := fill(t.Context(), s, from); err != nil {
		t.Fatal(err)
	}
	every := 7
	if os.Getenv("TRADETERMS_PROOF") != "" {
		every = 1
	}
	n, priced := 0, 0
	for order, err := range orders(lines, pricing.ProductScope) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%every == 0 {
			priced += sliced(t, s, from.terms, order)
		}
	}
	if priced == 0 {
		t.Error("nothing was priced")
	}
	t.Logf("%d lines of every %d. of %d orders", priced, every, n)
}

// year is the built-in year: what is to be imported, and its order lines.
func year(t *testing.T) (importer, iter.Seq2[exchange.OrderLine, error]) {
	t.Helper()
	c, err := parse(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	folder, _, err := open("")
	if err != nil {
		t.Fatal(err)
	}
	options := exchange.Options{Zone: c.zone, Breaks: pricing.Breaks{Scope: pricing.ProductScope}}
	terms, err := exchange.ReadFolder(folder, options)
	if err != nil {
		t.Fatal(err)
	}
	return importer{terms}, exchange.FolderOrderLines(folder, options)
}

// sliced prices an order from a slice and from the whole book, and returns how many lines it has.
func sliced[T any](t *testing.T, s slicing[T], terms *exchange.Terms, order []exchange.OrderLine) int {
	t.Helper()
	buyer := pricing.BuyerFor(terms.Graph, order[0].Account, account.MyContracts)
	var lines []pricing.Line
	for _, l := range order {
		lines = append(lines, pricing.Line{Product: l.Product, Unit: l.Unit, Quantity: l.Quantity})
	}
	keys := pricing.KeysOf(buyer, lines)
	var part *pricing.Book
	err := storage.View(t.Context(), s, func(ctx context.Context, tx T) (err error) {
		part, err = s.PriceSlice(ctx, tx, keys)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got, want := told(t, part, buyer, order[0], lines), told(t, terms.Book, buyer, order[0], lines)
	if got != want {
		t.Errorf("order %s: of the slice\n%s\nof the whole\n%s", order[0].Order, got, want)
	}
	return len(lines)
}

func told(t *testing.T, b *pricing.Book, buyer pricing.Buyer, line exchange.OrderLine, lines []pricing.Line) string {
	t.Helper()
	basket, err := b.For(buyer, line.PlacedAt).Basket(lines)
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintln(basket.Total)
	for i, p := range basket.Lines {
		trace, err := basket.Explain(i)
		if err != nil {
			t.Fatal(err)
		}
		trace.Revision = 0 // the files have none
		text += fmt.Sprintln(p.Unit, p.Amount, p.Source(), p.Break, p.Reason, trace)
	}
	return text
}
