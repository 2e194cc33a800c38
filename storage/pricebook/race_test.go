package pricebook_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// sight is what readers saw: books that were half changed, books older than one before, and different books.
type sight struct{ torn, back, books atomic.Int64 }

// watch has some change two prices, which are always the same, while two others refresh and some read the book.
func watch(t *testing.T, s *shop, book func() *pricing.Book, refresh func(ctx context.Context) error) (saw *sight) {
	t.Helper()
	const writers, each, readers, refreshers = 3, 60, 4, 2
	saw = new(sight)
	var stop atomic.Bool
	var writing, others sync.WaitGroup
	for range writers {
		writing.Go(func() {
			if err := s.changeOften(t.Context(), each); err != nil {
				t.Error(err)
			}
		})
	}
	for range readers {
		others.Go(func() {
			for last := uint64(0); !stop.Load(); {
				last = saw.look(book(), last)
			}
		})
	}
	for range refreshers {
		others.Go(func() {
			for !stop.Load() {
				if err := refresh(t.Context()); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	writing.Wait()
	stop.Store(true)
	others.Wait()
	return saw
}

// look returns the revision of a book.
func (saw *sight) look(b *pricing.Book, last uint64) uint64 {
	if asked(b, 0) != asked(b, 1) {
		saw.torn.Add(1)
	}
	if b.Revision() < last {
		saw.back.Add(1)
	}
	if b.Revision() != last {
		saw.books.Add(1)
	}
	return b.Revision()
}

// changeOften gives two products one price, so many times, each a little later.
func (s *shop) changeOften(ctx context.Context, times int) error {
	for n := 0; n < times; {
		time.Sleep(time.Duration(rand.IntN(200)) * time.Microsecond)
		err := s.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
			b, err := s.Store.Book(ctx, tx)
			if err != nil {
				return err
			}
			c := pricing.Changes{Revision: b.Revision() + 1}
			for p := range 2 {
				rows := []pricing.Row{price(p, int(c.Revision))}
				c.Products = append(c.Products, pricing.ProductRows{List: trade, Product: product(p), Rows: rows})
			}
			return s.ChangePrices(ctx, tx, c)
		})
		switch {
		case err == nil:
			n++
		case !errors.Is(err, storage.ErrConflict):
			return err
		}
	}
	return nil
}

// PRC-8: readers see whole books, and never an older one than before, while others change prices and refresh.
func TestPRC8_ReadersSeeWholeBooks(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 1)
	f := open(t, s)
	saw := watch(t, s, f.Book, func(ctx context.Context) error {
		_, err := f.Refresh(ctx)
		return err
	})
	if saw.torn.Load()+saw.back.Load() > 0 || saw.books.Load() < 5 {
		t.Errorf("%d books, of which %d are torn and %d older than one before", saw.books.Load(), saw.torn.Load(), saw.back.Load())
	}
	if _, err := f.Refresh(t.Context()); err != nil {
		t.Error(err)
	}
	is(t, "at the end", f.Book(), 181, 181, 0, 1)
}

// The twin in which two refreshes may pass each other shows older books.
func TestPRC8_TwinThatRefreshesAtOnceIsWrong(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 1)
	var present atomic.Pointer[pricing.Book]
	present.Store(open(t, s).Book())
	saw := watch(t, s, present.Load, func(ctx context.Context) error {
		return s.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
			b, err := s.Store.Book(ctx, tx)
			time.Sleep(time.Duration(rand.IntN(500)) * time.Microsecond)
			present.Store(b)
			return err
		})
	})
	if saw.back.Load() == 0 {
		t.Errorf("it is not found wrong in %d books", saw.books.Load())
	}
}

// The twin that makes changes in the open, product by product, shows half of them.
func TestPRC8_TwinThatChangesInTheOpenIsWrong(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 1)
	var present atomic.Pointer[pricing.Book]
	present.Store(open(t, s).Book())
	var one sync.Mutex
	saw := watch(t, s, present.Load, func(ctx context.Context) error {
		one.Lock()
		defer one.Unlock()
		return s.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
			changes, err := s.Store.PriceChanges(ctx, tx, present.Load().Revision(), 1)
			for _, c := range changes {
				for _, p := range c.Products {
					next, err := present.Load().With(pricing.Changes{Revision: c.Revision, Products: []pricing.ProductRows{p}})
					if err != nil {
						return err
					}
					present.Store(next)
					time.Sleep(50 * time.Microsecond)
				}
			}
			return err
		})
	})
	if saw.torn.Load() == 0 {
		t.Errorf("it is not found wrong in %d books", saw.books.Load())
	}
}
