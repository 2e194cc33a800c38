package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// What a revision did to a list.
const (
	changePut     = "put"
	changeTerms   = "terms"
	changeProduct = "product"
	changeDrop    = "drop"
)

// changed notes what a revision did.
func (w work) changed(revision uint64, change string, list int64, product string) error {
	_, err := w.exec("INSERT INTO {}price_changes (revision, change, list, product) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		revision, change, list, product)
	return err
}

// PriceRevision is that of [storage.PriceHistory].
func (s *Store) PriceRevision(ctx context.Context, tx *sql.Tx) (uint64, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return 0, err
	}
	r, err := w.present(priceTerms)
	if err == nil && r.number == 0 {
		err = errNoPrices
	}
	return r.number, err
}

// BookAt is that of [storage.PriceHistory].
func (s *Store) BookAt(ctx context.Context, tx *sql.Tx, revision uint64) (*pricing.Book, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	known, err := w.was(priceTerms, revision)
	if err == nil && !known {
		err = fmt.Errorf("price data at revision %d: %w", revision, storage.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return w.loadBook(moment{past: true, revision: revision})
}

// PriceChanges is that of [storage.PriceHistory]. A change is made again from what was in force at its revision.
func (s *Store) PriceChanges(ctx context.Context, tx *sql.Tx, since uint64, limit int) ([]pricing.Changes, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	present, err := w.present(priceTerms)
	if err == nil && present.number == 0 {
		err = errNoPrices
	}
	if err != nil {
		return nil, err
	}
	leads, err := w.leads(since)
	if err == nil && !leads {
		err = fmt.Errorf("changes of price data since revision %d: %w", since, storage.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	last := min(present.number, since+uint64(storage.Page{Size: limit}.Limit()))
	var all []pricing.Changes
	for n := since + 1; n <= last; n++ {
		c, err := w.changes(n)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// leads reports whether changes lead from a revision to the present one.
func (w work) leads(since uint64) (bool, error) {
	known, err := w.was(priceTerms, since)
	if err != nil || !known {
		return false, err
	}
	var one int
	anew, err := w.one("SELECT 1 FROM {}revisions WHERE kind = ? AND revision > ? AND anew LIMIT 1", []any{priceTerms, since}, &one)
	return !anew, err
}

// change is what a revision did to a list, or to a product of it.
type change struct {
	what, product string
	list          int64
	id            pricing.ListID
}

// changes returns what led to a revision.
func (w work) changes(revision uint64) (pricing.Changes, error) {
	c := pricing.Changes{Revision: revision}
	var log []change
	err := w.each(func(rows *sql.Rows) error {
		var one change
		err := rows.Scan(&one.what, &one.list, &one.product, &one.id.Kind, &one.id.Code)
		log = append(log, one)
		return err
	}, `SELECT c.change, c.list, c.product, l.kind, l.code FROM {}price_changes AS c JOIN {}lists AS l ON l.number = c.list
		WHERE c.revision = ? ORDER BY c.change, c.list, c.product`, revision)
	for _, one := range log {
		if err != nil {
			return c, err
		}
		switch one.what {
		case changeDrop:
			c.Drop = append(c.Drop, one.id)
		case changePut:
			c.Put, err = w.listAt(c.Put, one, revision, true)
		case changeTerms:
			c.Terms, err = w.listAt(c.Terms, one, revision, false)
		case changeProduct:
			p := pricing.ProductRows{List: one.id, Product: one.product}
			p.Rows, err = w.rowsAt(one.list, revision, "AND product = ?3", one.product)
			c.Products = append(c.Products, p)
		}
	}
	return c, err
}

// listAt adds a list as it was at a revision.
func (w work) listAt(all []pricing.List, one change, revision uint64, rows bool) ([]pricing.List, error) {
	heads, err := w.heads(`SELECT number, document FROM {}lists WHERE number = ?1 AND since <= ?2 AND document IS NOT NULL UNION ALL
		SELECT number, document FROM {}former_lists WHERE number = ?1 AND since <= ?2 AND until > ?2`, one.list, revision)
	if err != nil {
		return all, err
	}
	l := heads[one.list]
	if rows {
		l.Rows, err = w.rowsAt(one.list, revision, "")
	}
	return append(all, l), err
}

// rowsAt returns rows of a list as they were at a revision.
func (w work) rowsAt(list int64, revision uint64, and string, args ...any) (all []pricing.Row, err error) {
	const columns = "SELECT list, product, " + rowColumns
	in := newRowReader()
	err = w.each(func(rows *sql.Rows) error {
		_, row, err := in.read(rows)
		all = append(all, row)
		return err
	}, columns+" FROM {}prices WHERE list = ?1 AND since <= ?2 "+and+" UNION ALL "+
		columns+" FROM {}former_prices WHERE list = ?1 AND since <= ?2 AND until > ?2 "+and, append([]any{list, revision}, args...)...)
	return all, err
}

// mostChanges is how many changes bring a book forward; after more of them it is loaded anew.
const mostChanges = 100

// caughtUp returns the book of a revision made from one that is kept, nil where none leads there.
func (w work) caughtUp(r revision) (*pricing.Book, error) {
	for _, k := range w.books.all() {
		if k.number >= r.number || r.number-k.number > mostChanges {
			continue
		}
		if leads, err := w.leadsOn(k.revision); err != nil {
			return nil, err
		} else if leads {
			return w.forward(k.value, k.number, r.number)
		}
	}
	return nil, nil
}

// leadsOn is leads from a revision of a stamp.
func (w work) leadsOn(r revision) (bool, error) {
	var one int
	known, err := w.one("SELECT 1 FROM {}revisions WHERE kind = ? AND revision = ? AND stamp = ?",
		[]any{priceTerms, r.number, []byte(r.stamp)}, &one)
	if err != nil || !known {
		return false, err
	}
	return w.leads(r.number)
}

// forward returns the book that the changes after a revision make of one, up to another revision.
func (w work) forward(b *pricing.Book, from, to uint64) (*pricing.Book, error) {
	for n := from + 1; n <= to; n++ {
		c, err := w.changes(n)
		if err == nil {
			b, err = b.With(c)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}
