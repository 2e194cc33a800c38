package pricebook

import (
	"context"
	"errors"
	"fmt"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// Update says what a refresh did.
type Update struct {
	// From and To are the revisions of the book before and after; 0 where there was none.
	From, To uint64
	// Changes is how many changes were read and made; 0 where the book was loaded.
	Changes int
	// Loaded: the whole book was loaded.
	Loaded bool
}

// Fresh reports whether the refresh found another book.
func (u Update) Fresh() bool { return u.Loaded || u.Changes > 0 }

// Refresh brings the book to what was committed when it was called, or after. It waits for a refresh that is under way. On an
// error the book stays.
func (f *Follower[T]) Refresh(ctx context.Context) (Update, error) {
	if err := storage.CheckContext(ctx); err != nil {
		return Update{}, err
	}
	select {
	case f.busy <- struct{}{}:
		defer func() { <-f.busy }()
	case <-ctx.Done():
		return Update{}, ctx.Err()
	}
	had := f.present.Load()
	var found *pricing.Book
	var update Update
	err := storage.View(ctx, f.source, func(ctx context.Context, tx T) (err error) {
		found, update, err = f.read(ctx, tx, had)
		return err
	})
	if err != nil {
		return Update{}, fmt.Errorf("refresh prices: %w", err)
	}
	if found != nil {
		f.present.Store(found)
	}
	return update, nil
}

// read returns the present book as a transaction sees it, coming from the one that there is; nil where there is none.
func (f *Follower[T]) read(ctx context.Context, tx T, had *pricing.Book) (*pricing.Book, Update, error) {
	history, ok := f.source.(storage.PriceHistory[T])
	if !ok || had == nil {
		return f.load(ctx, tx, had)
	}
	present, err := history.PriceRevision(ctx, tx)
	if err != nil {
		return nil, Update{}, err
	}
	update := Update{From: had.Revision(), To: present}
	book := had
	for book.Revision() != present {
		changes, err := history.PriceChanges(ctx, tx, book.Revision(), storage.MaxPage)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, Update{}, err
		}
		next := after(book, changes)
		if next == nil {
			return f.load(ctx, tx, had)
		}
		book = next
		update.Changes += len(changes)
	}
	return book, update, nil
}

// after returns the book that changes lead to, nil where there are none or they do not lead on from it.
func after(book *pricing.Book, changes []pricing.Changes) *pricing.Book {
	if len(changes) == 0 {
		return nil
	}
	for _, c := range changes {
		next, err := book.With(c)
		if err != nil || next.Revision() != book.Revision()+1 {
			return nil
		}
		book = next
	}
	return book
}

// load loads the whole book. Where it is that of the same revision, the one at hand stays.
func (f *Follower[T]) load(ctx context.Context, tx T, had *pricing.Book) (*pricing.Book, Update, error) {
	book, err := f.source.Book(ctx, tx)
	switch {
	case had == nil && errors.Is(err, storage.ErrNotFound):
		return nil, Update{}, nil
	case err != nil:
		return nil, Update{}, err
	case had == nil:
		return book, Update{To: book.Revision(), Loaded: true}, nil
	case had.Revision() == book.Revision():
		return had, Update{From: had.Revision(), To: had.Revision()}, nil
	}
	return book, Update{From: had.Revision(), To: book.Revision(), Loaded: true}, nil
}
