package memory

import (
	"context"

	"github.com/tradeterms/tradeterms/pricing"
)

// LoadPrices is that of [storage.PriceLoader].
func (s *Store) LoadPrices(
	ctx context.Context, tx *Tx, d pricing.Data, rows func(add func(pricing.ListID, pricing.Row) error) error,
) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	was, known := get[*pricing.Book](tx, keyOf("book"))
	if known && d.Revision != was.Revision()+1 {
		return behind("price data", was.Revision())
	}
	if d.Revision == 0 {
		return behind("price data", 0)
	}
	builder := pricing.NewBuilder(d)
	err := rows(func(list pricing.ListID, row pricing.Row) error {
		builder.Row(list, row)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	b, err := builder.Book()
	if err != nil {
		return err
	}
	tx.setBook(b)
	tx.set(keyOf("prices set"), d.Revision)
	return nil
}

// PriceSlice is that of [storage.PriceSlices]. It is the present book, which is at hand.
func (s *Store) PriceSlice(ctx context.Context, tx *Tx, _ pricing.Keys) (*pricing.Book, error) {
	return s.Book(ctx, tx)
}
