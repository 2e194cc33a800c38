package pricebook

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// Source is a store that a book is followed from. What it is besides is looked for: [storage.PriceHistory], and
// [storage.Viewer].
type Source[T any] interface {
	storage.Transactor[T]
	storage.Prices[T]
}

// Follower holds the present book of a store, for any number of goroutines. Make one with [Open].
type Follower[T any] struct {
	source  Source[T]
	present atomic.Pointer[pricing.Book]
	busy    chan struct{} // holds a token while a refresh is under way
}

// Open loads the present book of a store. T is the transaction of the store. A store without price data is no error: the
// follower has no book until a refresh finds one.
func Open[T any](ctx context.Context, source Source[T]) (*Follower[T], error) {
	f := &Follower[T]{source: source, busy: make(chan struct{}, 1)}
	if _, err := f.Refresh(ctx); err != nil {
		return nil, err
	}
	return f, nil
}

// Book returns the book as the last refresh found it; it does not wait. It is nil while there is no price data: every
// question to it is an error then, as to any book that was not made.
func (f *Follower[T]) Book() *pricing.Book { return f.present.Load() }

// Follow refreshes the book, at once and then each time the interval has passed, until the context is done; its error is
// returned then. Run it in a goroutine that ends before the store is closed. The function, if it is not nil, is told of
// each refresh that failed, or found another book; what failed is tried again at the next time.
func (f *Follower[T]) Follow(ctx context.Context, every time.Duration, report func(Update, error)) error {
	if err := storage.CheckContext(ctx); err != nil {
		return err
	}
	if every <= 0 {
		return fmt.Errorf("follow prices every %v: give an interval above 0", every)
	}
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		update, err := f.Refresh(ctx)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case report != nil && (err != nil || update.Fresh()):
			report(update, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}
