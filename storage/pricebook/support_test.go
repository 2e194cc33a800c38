package pricebook_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/pricebook"
)

// shop is a store that counts what is read of it, and can be made to fail.
type shop struct {
	*memory.Store
	books, revisions, changes, rows atomic.Int64
	// broken is what each read returns, where it is not nil; hangs: reads wait until their context is done.
	broken atomic.Pointer[error]
	hangs  atomic.Bool
	// alter changes what history says.
	alter func([]pricing.Changes) ([]pricing.Changes, error)
}

func newShop(t *testing.T) *shop {
	s := &shop{Store: memory.New()}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func (s *shop) fail(ctx context.Context) error {
	if s.hangs.Load() {
		<-ctx.Done()
		return ctx.Err()
	}
	if err := s.broken.Load(); err != nil {
		return *err
	}
	return nil
}

func (s *shop) Book(ctx context.Context, tx *memory.Tx) (*pricing.Book, error) {
	s.books.Add(1)
	if err := s.fail(ctx); err != nil {
		return nil, err
	}
	return s.Store.Book(ctx, tx)
}

func (s *shop) PriceRevision(ctx context.Context, tx *memory.Tx) (uint64, error) {
	s.revisions.Add(1)
	if err := s.fail(ctx); err != nil {
		return 0, err
	}
	return s.Store.PriceRevision(ctx, tx)
}

func (s *shop) PriceChanges(ctx context.Context, tx *memory.Tx, since uint64, limit int) ([]pricing.Changes, error) {
	if err := s.fail(ctx); err != nil {
		return nil, err
	}
	changes, err := s.Store.PriceChanges(ctx, tx, since, limit)
	s.changes.Add(int64(len(changes)))
	for _, c := range changes {
		for _, l := range c.Put {
			s.rows.Add(int64(len(l.Rows)))
		}
		for _, p := range c.Products {
			s.rows.Add(int64(len(p.Rows)))
		}
	}
	if s.alter != nil && err == nil {
		return s.alter(changes)
	}
	return changes, err
}

// forgetful is a shop without history.
type forgetful struct {
	storage.Transactor[*memory.Tx]
	storage.Prices[*memory.Tx]
}

var trade = pricing.LevelID("TRADE")

func product(n int) string { return fmt.Sprintf("P%05d", n) }

func price(n int, pounds int) pricing.Row {
	return pricing.Row{Product: product(n), Price: money.Scaled(int64(pounds), 0, money.GBP)}
}

// list is a level of so many products, all at one price.
func list(products, pounds int) pricing.List {
	l := pricing.List{ID: trade}
	for n := range products {
		l.Rows = append(l.Rows, price(n, pounds))
	}
	return l
}

// set puts a level in place of all price data.
func (s *shop) set(t *testing.T, revision uint64, products, pounds int) {
	t.Helper()
	s.do(t, func(ctx context.Context, tx *memory.Tx) error {
		return s.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: revision, Lists: []pricing.List{list(products, pounds)}})
	})
}

// change gives the first products a price.
func (s *shop) change(ctx context.Context, revision uint64, products, pounds int) error {
	c := pricing.Changes{Revision: revision}
	for n := range products {
		c.Products = append(c.Products, pricing.ProductRows{List: trade, Product: product(n), Rows: []pricing.Row{price(n, pounds)}})
	}
	return s.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { return s.ChangePrices(ctx, tx, c) })
}

func (s *shop) mustChange(t *testing.T, revision uint64, products, pounds int) {
	t.Helper()
	if err := s.change(t.Context(), revision, products, pounds); err != nil {
		t.Fatal(err)
	}
}

func (s *shop) do(t *testing.T, f func(ctx context.Context, tx *memory.Tx) error) {
	t.Helper()
	if err := s.Transact(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, s pricebook.Source[*memory.Tx]) *pricebook.Follower[*memory.Tx] {
	t.Helper()
	f, err := pricebook.Open(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// asked is the price of a product in whole pounds.
func asked(b *pricing.Book, n int) string {
	buyer := pricing.Buyer{Levels: []string{"TRADE"}, Currency: money.GBP}
	p, err := b.For(buyer, noon).Price(pricing.Line{Product: product(n), Quantity: money.Units(1)})
	return fmt.Sprint(p.Unit, p.Reason, err)
}

func is(t *testing.T, what string, b *pricing.Book, revision uint64, pounds int, products ...int) {
	t.Helper()
	if b.Revision() != revision {
		t.Errorf("%s: revision %d, want %d", what, b.Revision(), revision)
	}
	for _, n := range products {
		if got, want := asked(b, n), fmt.Sprint(money.Scaled(int64(pounds), 0, money.GBP), pricing.Priced, nil); got != want {
			t.Errorf("%s: product %d: %s, want %s", what, n, got, want)
		}
	}
}

func refreshed(t *testing.T, f *pricebook.Follower[*memory.Tx], want pricebook.Update) {
	t.Helper()
	got, err := f.Refresh(t.Context())
	if err != nil || got != want {
		t.Errorf("refreshed %+v, %v; want %+v", got, err, want)
	}
}

var errDisk = errors.New("the disk is on fire")
