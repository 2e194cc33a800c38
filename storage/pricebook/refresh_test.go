package pricebook_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/pricebook"
)

// PRC-8: a refresh brings one changed price into another process's book and reads that price alone; the book before stays.
func TestPRC8_RefreshBringsWhatChanged(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10_000, 10)
	ours, theirs := open(t, s), open(t, s)
	before := theirs.Book()
	for n, changed := range []int{1, 10, 100, 1_000} {
		revision := uint64(n) + 2
		s.books.Store(0)
		s.rows.Store(0)
		s.mustChange(t, revision, changed, int(revision))
		refreshed(t, theirs, pricebook.Update{From: revision - 1, To: revision, Changes: 1})
		if books, rows := s.books.Load(), s.rows.Load(); books != 0 || rows != int64(changed) {
			t.Errorf("%d prices of 10,000 have changed: %d books and %d rows were read", changed, books, rows)
		}
		is(t, "after it", theirs.Book(), revision, int(revision), 0, changed-1)
		is(t, "what did not change", theirs.Book(), revision, 10, changed, 9_999)
		is(t, "who did not refresh", ours.Book(), 1, 10, 0)
		is(t, "the book before", before, 1, 10, 0)
	}
	refreshed(t, ours, pricebook.Update{From: 1, To: 5, Changes: 4})
	is(t, "after it", ours.Book(), 5, 5, 0, 999)
}

// PRC-8: where nothing has changed the book is the same one, and nothing is read but its revision.
func TestPRC8_NothingChanged(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, s)
	had := f.Book()
	s.books.Store(0)
	for range 3 {
		refreshed(t, f, pricebook.Update{From: 1, To: 1})
	}
	if f.Book() != had || s.books.Load() != 0 || s.changes.Load() != 0 || s.revisions.Load() != 3 {
		t.Errorf("%d books, %d changes, %d revisions were read", s.books.Load(), s.changes.Load(), s.revisions.Load())
	}
}

// PRC-8: more changes than come at once are read in parts.
func TestPRC8_ManyChanges(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, s)
	const last = 2*storage.MaxPage + 7
	s.do(t, func(ctx context.Context, tx *memory.Tx) error {
		for n := uint64(2); n <= last; n++ {
			c := pricing.Changes{Revision: n, Products: []pricing.ProductRows{{List: trade, Product: product(3), Rows: []pricing.Row{price(3, int(n))}}}}
			if err := s.ChangePrices(ctx, tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	refreshed(t, f, pricebook.Update{From: 1, To: last, Changes: last - 1})
	is(t, "after it", f.Book(), last, last, 3)
}

// PRC-8: where changes do not lead on, the book is loaded anew.
func TestPRC8_LoadsAnew(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, s)
	s.mustChange(t, 2, 1, 20)
	s.set(t, 3, 5, 30)
	s.mustChange(t, 4, 1, 40)
	refreshed(t, f, pricebook.Update{From: 1, To: 4, Loaded: true})
	is(t, "after all was set", f.Book(), 4, 40, 0)
	is(t, "after all was set", f.Book(), 4, 30, 4)

	for n, c := range []struct {
		reason string
		alter  func([]pricing.Changes) ([]pricing.Changes, error)
	}{
		{"history does not reach back", func([]pricing.Changes) ([]pricing.Changes, error) { return nil, storage.ErrNotFound }},
		{"no changes though the revision is another", func([]pricing.Changes) ([]pricing.Changes, error) { return nil, nil }},
		{"a change is missing", func(c []pricing.Changes) ([]pricing.Changes, error) { return c[1:], nil }},
		{"changes have no revisions", func(c []pricing.Changes) ([]pricing.Changes, error) { c[0].Revision = 0; return c, nil }},
		{"a change does not fit", func(c []pricing.Changes) ([]pricing.Changes, error) {
			c[1].Drop = []pricing.ListID{pricing.LevelID("absent")}
			return c, nil
		}},
		{"changes lead beyond the present", func(c []pricing.Changes) ([]pricing.Changes, error) {
			return append(c, pricing.Changes{Revision: c[len(c)-1].Revision + 1}), nil
		}},
	} {
		was := uint64(2*n) + 4
		s.alter = c.alter
		s.mustChange(t, was+1, 1, n+100)
		s.mustChange(t, was+2, 1, n+200)
		update, err := f.Refresh(t.Context())
		if want := (pricebook.Update{From: was, To: was + 2, Loaded: true}); err != nil || update != want {
			t.Errorf("%s: refreshed %+v, %v; want %+v", c.reason, update, err, want)
		}
		is(t, c.reason, f.Book(), was+2, n+200, 0)
	}
}

// PRC-8: from a store that keeps no history the book is loaded when its revision is another.
func TestPRC8_StoreWithoutHistory(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, forgetful{s, s})
	had := f.Book()
	refreshed(t, f, pricebook.Update{From: 1, To: 1})
	if f.Book() != had {
		t.Error("another book of one revision")
	}
	s.mustChange(t, 2, 1, 20)
	refreshed(t, f, pricebook.Update{From: 1, To: 2, Loaded: true})
	is(t, "after it", f.Book(), 2, 20, 0)
	if s.revisions.Load()+s.changes.Load() != 0 {
		t.Error("it was asked for its history")
	}
}

// PRC-8: without price data there is no book, and questions to it are errors; it is found when it is there.
func TestPRC8_NoPriceDataYet(t *testing.T) {
	s := newShop(t)
	f := open(t, s)
	refreshed(t, f, pricebook.Update{})
	if b := f.Book(); b != nil {
		t.Fatalf("a book of revision %d", b.Revision())
	}
	if err := f.Book().For(pricing.Buyer{}, noon).Err(); !errors.Is(err, pricing.ErrQuestion) {
		t.Errorf("the error is %v", err)
	}
	s.set(t, 7, 2, 10)
	refreshed(t, f, pricebook.Update{To: 7, Loaded: true})
	is(t, "after it", f.Book(), 7, 10, 1)
}

// S8: what fails is told, and the last good book stays until it works again.
func TestS8_BrokenStore(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, s)
	s.mustChange(t, 2, 1, 20)
	s.broken.Store(&errDisk)
	for range 2 {
		if update, err := f.Refresh(t.Context()); !errors.Is(err, errDisk) || update != (pricebook.Update{}) {
			t.Errorf("%+v, %v", update, err)
		}
		is(t, "while it is broken", f.Book(), 1, 10, 0)
	}
	if _, err := pricebook.Open(t.Context(), s); !errors.Is(err, errDisk) {
		t.Errorf("opening: %v", err)
	}
	s.broken.Store(nil)
	s.alter = func([]pricing.Changes) ([]pricing.Changes, error) { return nil, errDisk }
	if _, err := f.Refresh(t.Context()); !errors.Is(err, errDisk) {
		t.Errorf("broken history: %v", err)
	}
	is(t, "with broken history", f.Book(), 1, 10, 0)
	s.alter = nil
	refreshed(t, f, pricebook.Update{From: 1, To: 2, Changes: 1})
	is(t, "once it works", f.Book(), 2, 20, 0)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Refresh(t.Context()); !errors.Is(err, memory.ErrClosed) {
		t.Errorf("of a closed store: %v", err)
	}
	is(t, "of a closed store", f.Book(), 2, 20, 0)
}

// S8: no context, one that is done, and one that ends while another refresh hangs.
func TestS8_Contexts(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, s)
	done, stop := context.WithCancel(t.Context())
	stop()
	var none context.Context
	for _, ctx := range []context.Context{none, done} {
		_, opening := pricebook.Open(ctx, s)
		_, refreshing := f.Refresh(ctx)
		for _, err := range []error{opening, refreshing, f.Follow(ctx, time.Hour, nil)} {
			if err == nil || ctx != nil && !errors.Is(err, context.Canceled) {
				t.Errorf("the error is %v", err)
			}
		}
	}
	s.hangs.Store(true)
	hanging, free := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := f.Refresh(hanging)
		ended <- err
	}()
	for s.revisions.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	short, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	if _, err := f.Refresh(short); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for another refresh: %v", err)
	}
	is(t, "while it hangs", f.Book(), 1, 10, 0)
	free()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the one that hangs: %v", err)
	}
	s.hangs.Store(false)
	refreshed(t, f, pricebook.Update{From: 1, To: 1})
}
