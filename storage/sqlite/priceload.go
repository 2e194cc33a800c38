package sqlite

import (
	"context"
	"database/sql"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// SetPrices is that of [storage.Prices].
func (s *Store) SetPrices(ctx context.Context, tx *sql.Tx, d pricing.Data) error {
	return s.LoadPrices(ctx, tx, d, func(func(pricing.ListID, pricing.Row) error) error { return nil })
}

// LoadPrices is that of [storage.PriceLoader].
func (s *Store) LoadPrices(
	ctx context.Context, tx *sql.Tx, d pricing.Data, rows func(add func(pricing.ListID, pricing.Row) error) error,
) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	return w.whole(func() error {
		present, err := w.present(priceTerms)
		if err != nil {
			return err
		}
		if present.number > 0 && d.Revision != present.number+1 || d.Revision == 0 {
			return behind("price data", present.number)
		}
		in := loader{rowWriter: w.rowWriter(d.Revision), numbers: make(map[pricing.ListID]int64)}
		defer in.close()
		b, err := in.load(d, rows)
		if err != nil {
			return err
		}
		next, err := w.begin(priceTerms, d.Revision, true)
		if err == nil {
			w.books.put(next, b)
		}
		return err
	})
}

// loader writes rows and gives them to a builder as they come, so that nobody holds them all.
type loader struct {
	*rowWriter
	builder *pricing.Builder
	numbers map[pricing.ListID]int64
	// failed is what could not be written. What the builder says of the same data comes first.
	failed error
}

func (l *loader) load(d pricing.Data, rows func(add func(pricing.ListID, pricing.Row) error) error) (*pricing.Book, error) {
	if err := l.clear(); err != nil {
		return nil, err
	}
	lists := d.Lists
	d.Lists = nil
	l.builder = pricing.NewBuilder(d)
	for i := range lists {
		l.list(lists[i])
	}
	err := rows(func(id pricing.ListID, row pricing.Row) error {
		if err := storage.CheckContext(l.ctx); err != nil {
			return err
		}
		l.builder.Row(id, row)
		l.row(id, &row)
		if l.failed != nil && l.ends(l.failed) {
			return l.failed
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	b, err := l.builder.Book()
	if err == nil {
		err = l.failed
	}
	if err == nil {
		err = l.flush()
	}
	if err == nil {
		terms := []pricing.Data{{Zone: d.Zone, Precedence: d.Precedence, Round: d.Round}}
		err = keep(l.work, priceTermsTable, l.revision, terms, func(*pricing.Data) string { return "" })
	}
	return b, err
}

// clear makes history of all that there is.
func (l *loader) clear() error {
	if err := l.endRows(l.revision, "1"); err != nil {
		return err
	}
	_, err := l.exec(`INSERT INTO {}former_lists (number, since, until, document)
		SELECT number, since, ?, document FROM {}lists WHERE document IS NOT NULL AND since < ?`, l.revision, l.revision)
	if err == nil {
		_, err = l.exec("UPDATE {}lists SET document = NULL, since = ?", l.revision)
	}
	if err == nil {
		_, err = l.exec("DELETE FROM {}list_members")
	}
	return err
}

// list adds a list and its rows.
func (l *loader) list(list pricing.List) {
	rows := list.Rows
	list.Rows = nil
	l.builder.List(list)
	if _, twice := l.numbers[list.ID]; !twice && l.failed == nil {
		var number int64
		if number, l.failed = l.keepHead(list, l.revision); l.failed == nil {
			l.numbers[list.ID] = number
		}
	}
	for i := range rows {
		l.builder.Row(list.ID, rows[i])
		l.row(list.ID, &rows[i])
	}
}

// row writes a row, unless it is known already that nothing will stay.
func (l *loader) row(id pricing.ListID, row *pricing.Row) {
	if number, known := l.numbers[id]; known && l.failed == nil {
		l.failed = l.add(number, row)
	}
}
