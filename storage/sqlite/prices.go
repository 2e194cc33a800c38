package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

var errNoPrices = fmt.Errorf("price data: %w", storage.ErrNotFound)

// Book is that of [storage.Prices].
func (s *Store) Book(ctx context.Context, tx *sql.Tx) (*pricing.Book, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	b, _, err := w.book()
	return b, err
}

// book returns the present book and its revision. One that is kept and is a little behind is brought forward.
func (w work) book() (*pricing.Book, revision, error) {
	r, err := w.present(priceTerms)
	if err == nil && r.number == 0 {
		err = errNoPrices
	}
	if err != nil {
		return nil, r, err
	}
	b, err := w.books.made(w.ctx, r, func() (*pricing.Book, error) {
		if b, err := w.caughtUp(r); b != nil || err != nil {
			return b, err
		}
		return w.loadBook(moment{revision: r.number})
	})
	return b, r, err
}

// loadBook makes a book of the rows, one after the other.
func (w work) loadBook(m moment) (*pricing.Book, error) {
	b, err := w.builder(m)
	if err != nil {
		return nil, err
	}
	heads := "SELECT number, document FROM {}lists WHERE document IS NOT NULL"
	rows := "SELECT list, product, " + rowColumns + " FROM {}prices"
	var args []any
	if m.past {
		heads += " AND since <= ?1 UNION ALL SELECT number, document FROM {}former_lists WHERE since <= ?1 AND until > ?1"
		rows += " WHERE since <= ?1 UNION ALL SELECT list, product, " + rowColumns +
			" FROM {}former_prices WHERE since <= ?1 AND until > ?1"
		args = []any{m.revision}
	}
	if err := w.fillBook(b, heads, args, rows, args); err != nil {
		return nil, err
	}
	return b.Book()
}

// builder begins a book by the terms of all lists.
func (w work) builder(m moment) (*pricing.Builder, error) {
	terms, err := kept[pricing.Data](w, priceTermsTable, m)
	if err != nil {
		return nil, err
	}
	if len(terms) != 1 {
		return nil, errNoPrices
	}
	terms[0].Revision = m.revision
	return pricing.NewBuilder(terms[0]), nil
}

// fillBook adds the lists and rows of two queries.
func (w work) fillBook(b *pricing.Builder, headQuery string, headArgs []any, rowQuery string, rowArgs []any) error {
	heads, err := w.heads(headQuery, headArgs...)
	if err != nil {
		return err
	}
	ids := make(map[int64]pricing.ListID, len(heads))
	for number, l := range heads {
		b.List(l)
		ids[number] = l.ID
	}
	in := newRowReader()
	return w.each(func(rows *sql.Rows) error {
		list, row, err := in.read(rows)
		if err == nil {
			b.Row(ids[list], row)
		}
		return err
	}, rowQuery, rowArgs...)
}

// ChangePrices is that of [storage.Prices].
func (s *Store) ChangePrices(ctx context.Context, tx *sql.Tx, c pricing.Changes) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	return w.whole(func() error {
		b, present, err := w.book()
		if err != nil {
			return err
		}
		if c.Revision != present.number+1 {
			return behind("price data", present.number)
		}
		if b, err = b.With(c); err != nil {
			return err
		}
		next, err := w.begin(priceTerms, c.Revision, false)
		if err == nil {
			err = w.changePrices(c)
		}
		if err == nil {
			w.books.put(next, b)
		}
		return err
	})
}

func (w work) changePrices(c pricing.Changes) error {
	for _, id := range c.Drop {
		number, _, err := w.number(id)
		if err == nil {
			err = w.dropList(number, c.Revision)
		}
		if err == nil {
			err = w.changed(c.Revision, changeDrop, number, "")
		}
		if err != nil {
			return err
		}
	}
	in := w.rowWriter(c.Revision)
	defer in.close()
	for _, l := range c.Put {
		if err := in.putList(l); err != nil {
			return err
		}
	}
	for _, l := range c.Terms {
		number, err := w.keepHead(l, c.Revision)
		if err == nil {
			err = w.changed(c.Revision, changeTerms, number, "")
		}
		if err != nil {
			return err
		}
	}
	for _, p := range c.Products {
		if err := in.putProduct(p); err != nil {
			return err
		}
	}
	return nil
}

func (w work) dropList(number int64, revision uint64) error {
	if err := w.endHead(number, revision); err != nil {
		return err
	}
	return w.endRows(revision, "list = ?", number)
}

// putList stores a list in place of what it was.
func (r *rowWriter) putList(l pricing.List) error {
	number, err := r.keepHead(l, r.revision)
	if err == nil {
		err = r.endRows(r.revision, "list = ?", number)
	}
	if err == nil {
		err = r.changed(r.revision, changePut, number, "")
	}
	for i := range l.Rows {
		if err == nil {
			err = r.add(number, &l.Rows[i])
		}
	}
	if err != nil {
		return err
	}
	return r.flush()
}

// putProduct stores the rows of a product in place of those it had.
func (r *rowWriter) putProduct(p pricing.ProductRows) error {
	number, _, err := r.number(p.List)
	if err == nil {
		err = r.endRows(r.revision, "list = ? AND product = ?", number, p.Product)
	}
	if err == nil {
		err = r.changed(r.revision, changeProduct, number, p.Product)
	}
	for _, row := range p.Rows {
		if row.Product = p.Product; err == nil {
			err = r.add(number, &row)
		}
	}
	if err != nil {
		return err
	}
	return r.flush()
}
