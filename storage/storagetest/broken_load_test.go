package storagetest_test

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// rowsOf is a function that adds rows.
type rowsOf = func(add func(pricing.ListID, pricing.Row) error) error

// loader is a store with another LoadPrices.
type loader struct {
	*memory.Store
	load loadPrices
}

func (l loader) LoadPrices(ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	return l.load(l.Store, ctx, tx, d, rows)
}

type loadPrices = func(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error

func loading(load loadPrices) func(*memory.Store) store {
	return func(s *memory.Store) store { return loader{s, load} }
}

// adding adds what is loaded to what there is.
func adding(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	b, err := s.Book(ctx, tx)
	if err != nil || d.Revision != b.Revision()+1 {
		return s.LoadPrices(ctx, tx, d, rows)
	}
	lists := make(map[pricing.ListID]*pricing.List)
	for i := range d.Lists {
		lists[d.Lists[i].ID] = &d.Lists[i]
	}
	bad := false
	err = rows(func(id pricing.ListID, row pricing.Row) error {
		if bad = bad || lists[id] == nil; !bad {
			lists[id].Rows = append(lists[id].Rows, row)
		}
		return nil
	})
	if err != nil || bad {
		return errors.Join(err, pricing.ErrData)
	}
	return s.ChangePrices(ctx, tx, pricing.Changes{Revision: d.Revision, Put: d.Lists})
}

// aThousand takes a thousand rows.
func aThousand(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	n := 0
	return s.LoadPrices(ctx, tx, d, func(add func(pricing.ListID, pricing.Row) error) error {
		return rows(func(id pricing.ListID, row pricing.Row) error {
			if n++; n > 1000 {
				return nil
			}
			return add(id, row)
		})
	})
}

// whatThereIs keeps the rows that came before an error.
func whatThereIs(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	return s.LoadPrices(ctx, tx, d, func(add func(pricing.ListID, pricing.Row) error) error {
		_ = rows(add)
		return nil
	})
}

// tooEarly changes the data, and returns the error of the function then.
func tooEarly(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	var failed error
	err := s.LoadPrices(ctx, tx, d, func(add func(pricing.ListID, pricing.Row) error) error {
		failed = rows(add)
		return nil
	})
	return errors.Join(err, failed)
}

// listsOnly sets the lists without rows where these are refused.
func listsOnly(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	err := s.LoadPrices(ctx, tx, d, rows)
	if errors.Is(err, pricing.ErrData) {
		return s.SetPrices(ctx, tx, d)
	}
	return err
}

func atAnyRevision(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	d.Revision = 1
	if b, err := s.Book(ctx, tx); err == nil {
		d.Revision = b.Revision() + 1
	}
	return s.LoadPrices(ctx, tx, d, rows)
}

// ownTransaction loads in a transaction of its own.
func ownTransaction(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	if err := s.Lock(ctx, tx); err != nil {
		return err
	}
	return s.Transact(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		return s.LoadPrices(ctx, tx, d, rows)
	})
}

// countFirst calls the function to know how many rows there are.
func countFirst(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	if err := rows(func(pricing.ListID, pricing.Row) error { return nil }); err != nil {
		return err
	}
	return s.LoadPrices(ctx, tx, d, rows)
}

// listsAlone has the rows that the lists bring with them.
func listsAlone(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data, rows rowsOf) error {
	if err := s.LoadPrices(ctx, tx, d, rows); err != nil {
		return err
	}
	d.Revision++
	return s.SetPrices(ctx, tx, d)
}

const (
	saysLoads     = "Price data that is loaded by rows is as if it were set at once, in whatever order the rows come."
	saysReplaces  = "Loading puts all price data in place of what there is."
	saysRows      = "Many rows of many lists are loaded, all of them."
	saysFails     = "An error of the function that adds rows is returned and nothing is changed, not even where the transaction goes on."
	saysRefuses   = "Rows that are refused are refused with what is wrong with them, and nothing is changed."
	saysLoadedAt  = "Loading with a revision that does not follow the present one is a conflict, and nothing is changed."
	saysNotLoaded = "What was loaded and rolled back nobody ever sees."
	saysCalled    = "A function that adds rows is called once."
)

func brokenLoaders() []brokenStore {
	return []brokenStore{
		{"adds what is loaded", "PriceLoader", loading(adding), []string{saysReplaces}, false},
		{"loads no more than a thousand rows", "PriceLoader", loading(aThousand), []string{saysRows}, false},
		{"keeps the rows before an error", "PriceLoader", loading(whatThereIs), []string{saysFails}, false},
		{"changes the data before an error", "PriceLoader", loading(tooEarly), []string{saysFails}, false},
		{"sets lists without the rows that are refused", "PriceLoader", loading(listsOnly), []string{saysRefuses}, false},
		{"loads at any revision", "PriceLoader", loading(atAnyRevision), []string{saysLoadedAt}, true},
		{"loads in a transaction of its own", "PriceLoader", loading(ownTransaction), []string{saysNotLoaded}, true},
		{"counts rows first", "PriceLoader", loading(countFirst), []string{saysCalled}, false},
		{"loads only what is in the lists", "PriceLoader", loading(listsAlone), []string{saysLoads}, true},
	}
}
