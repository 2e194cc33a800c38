package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/record"
)

// LoadPrices is that of [storage.PriceLoader]. Rows go to the database as they come, by COPY. What was there before is kept.
func (s *Store) LoadPrices(
	ctx context.Context, tx pgx.Tx, d pricing.Data, rows func(add func(pricing.ListID, pricing.Row) error) error,
) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	was, found, err := s.present(ctx, tx, priceData)
	if err == nil && !found { // the first may have any revision: of two, one comes after the other
		if _, err = s.exec(ctx, tx, lockRows, bytesOf([]string{string(priceData)})); err == nil {
			was, found, err = s.present(ctx, tx, priceData)
		}
	}
	if err != nil {
		return err
	}
	if found && d.Revision != uint64(was.revision)+1 || d.Revision == 0 {
		return behind(priceData, uint64(was.revision))
	}
	var v version
	var b *pricing.Book
	err = s.entirely(ctx, tx, func(tx pgx.Tx) error {
		v, b, err = s.load(ctx, tx, d, rows)
		return err
	})
	if err == nil {
		s.books.only(v, b)
	}
	return err
}

// load stores rows and compiles them at once, so that they are read but once.
func (s *Store) load(
	ctx context.Context, tx pgx.Tx, d pricing.Data, rows func(add func(pricing.ListID, pricing.Row) error) error,
) (v version, b *pricing.Book, err error) {
	builder := pricing.NewBuilder(d)
	in, err := s.settle(ctx, tx, d)
	if err != nil {
		// What is wrong with the data comes first: only the Builder says all of it.
		if _, defect := builder.Book(); defect != nil {
			return v, nil, defect
		}
		return v, nil, err
	}
	for _, l := range d.Lists {
		for _, r := range l.Rows {
			in.add(l.ID, r)
		}
	}
	err = rows(func(list pricing.ListID, r pricing.Row) error {
		builder.Row(list, r)
		return in.add(list, r)
	})
	if err != nil {
		return v, nil, err
	}
	if b, err = builder.Book(); err != nil {
		return v, nil, err
	}
	return in.version, b, in.end()
}

// loading is all price data on its way into the tables. Once something cannot be kept, nothing more is sent: it is the Builder
// that says what is wrong with rows, and only what it takes has to be kept.
type loading struct {
	version
	numbers numbers
	copy    *copyRows
	fault   error
}

// settle stores all but the rows.
func (s *Store) settle(ctx context.Context, tx pgx.Tx, d pricing.Data) (*loading, error) {
	doc, err := record.Marshal(pricing.Data{Zone: d.Zone, Precedence: d.Precedence, Round: d.Round})
	if err != nil {
		return nil, err
	}
	in := &loading{}
	if in.version, err = s.advance(ctx, tx, priceData, d.Revision, true, doc); err != nil {
		return nil, err
	}
	lists := make(map[pricing.ListID]pricing.List, len(d.Lists))
	var ids []pricing.ListID
	for _, l := range d.Lists {
		ids = append(ids, l.ID)
		lists[l.ID] = l
	}
	if in.numbers, err = s.number(ctx, tx, append(ids, sources(lists)...)); err != nil {
		return nil, err
	}
	in.copy = s.copyRows(ctx, tx, in.revision, false)
	return in, s.insertLists(ctx, tx, in.revision, in.numbers, true, lists)
}

func (in *loading) add(list pricing.ListID, r pricing.Row) error {
	if in.fault != nil {
		return nil
	}
	number, known := in.numbers[list]
	if !known {
		in.fault = fmt.Errorf("a row of the list %s, which is not there", list)
		return nil
	}
	in.fault = in.copy.add(number, r)
	return nil
}

func (in *loading) end() error {
	if in.fault != nil {
		return in.fault
	}
	return in.copy.flush()
}
