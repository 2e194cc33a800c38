package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

// Book is that of [storage.Prices].
func (s *Store) Book(ctx context.Context, tx pgx.Tx) (*pricing.Book, error) {
	v, err := s.priceVersion(ctx, tx)
	if err != nil {
		return nil, err
	}
	follow := func(from compiled[*pricing.Book]) (*pricing.Book, bool, error) {
		return s.followPrices(ctx, tx, from, v)
	}
	return s.books.get(ctx, v, follow, func() (*pricing.Book, error) { return s.bookAt(ctx, tx, v.revision) })
}

// SetPrices is that of [storage.Prices]. What was there before is kept.
func (s *Store) SetPrices(ctx context.Context, tx pgx.Tx, d pricing.Data) error {
	return s.LoadPrices(ctx, tx, d, func(func(pricing.ListID, pricing.Row) error) error { return nil })
}

// ChangePrices is that of [storage.Prices]. It costs what the change does, once this process has the present book. What was
// there before is kept.
func (s *Store) ChangePrices(ctx context.Context, tx pgx.Tx, c pricing.Changes) error {
	b, err := s.Book(ctx, tx)
	if err != nil {
		return err
	}
	if c.Revision != b.Revision()+1 {
		return behind(priceData, b.Revision())
	}
	if b, err = b.With(c); err != nil {
		return err
	}
	var v version
	err = s.entirely(ctx, tx, func(tx pgx.Tx) error {
		if v, err = s.advance(ctx, tx, priceData, c.Revision, false, nil); err != nil {
			return err
		}
		return s.changeLists(ctx, tx, v.revision, effectOf(c))
	})
	if err == nil {
		s.books.keep(v, b)
	}
	return err
}

// priceVersion returns the version of the present book, or ErrNotFound.
func (s *Store) priceVersion(ctx context.Context, tx pgx.Tx) (version, error) {
	if err := s.check(ctx, tx); err != nil {
		return version{}, err
	}
	v, found, err := s.present(ctx, tx, priceData)
	if err == nil && !found {
		err = fmt.Errorf("%s: %w", priceData, storage.ErrNotFound)
	}
	return v, err
}

// priceSet returns the revision at which all price data was set last, up to a revision, and what was set with it.
func (s *Store) priceSet(ctx context.Context, tx pgx.Tx, revision int64) (set int64, d pricing.Data, err error) {
	var doc []byte
	found, err := s.one(ctx, tx, []any{&set, &doc}, `select revision, doc from {revisions}
		where subject = $1 and whole and revision <= $2 order by revision desc limit 1`, priceData, revision)
	if err == nil && !found {
		err = fmt.Errorf("%s at revision %d: %w", priceData, revision, storage.ErrNotFound)
	}
	if err != nil {
		return 0, d, err
	}
	d, err = record.Unmarshal[pricing.Data](doc)
	d.Revision = uint64(revision)
	return set, d, err
}

// bookAt makes the book of a revision that was there. Rows go one by one into the Builder.
func (s *Store) bookAt(ctx context.Context, tx pgx.Tx, revision int64) (*pricing.Book, error) {
	set, d, err := s.priceSet(ctx, tx, revision)
	if err != nil {
		return nil, err
	}
	builder := pricing.NewBuilder(d)
	ids, err := s.heads(ctx, tx, builder, "select list, doc from {price_lists} where "+holds, set, revision)
	if err != nil {
		return nil, err
	}
	if err := s.rows(ctx, tx, builder, ids, "where "+holds, set, revision); err != nil {
		return nil, err
	}
	return builder.Book()
}

// holds is true of the lists and rows of the book of revision $2, of which all data was set at revision $1.
const holds = "since >= $1 and since <= $2 and (until is null or until > $2)"

// heads adds lists to a builder, and returns their ids by the numbers that rows name them with.
func (s *Store) heads(
	ctx context.Context, tx pgx.Tx, builder *pricing.Builder, statement string, args ...any,
) (map[int32]pricing.ListID, error) {
	ids := make(map[int32]pricing.ListID)
	var number int32
	var doc []byte
	err := s.each(ctx, tx, []any{&number, &doc}, func() error {
		l, err := record.Unmarshal[pricing.List](doc)
		if err == nil {
			ids[number], l.Rows = l.ID, nil // an older version kept the rows here too, and never changed them
			builder.List(l)
		}
		return err
	}, statement, args...)
	return ids, err
}

// rows adds rows to a builder.
func (s *Store) rows(
	ctx context.Context, tx pgx.Tx, builder *pricing.Builder, ids map[int32]pricing.ListID, where string, args ...any,
) error {
	var in priceRow
	return s.each(ctx, tx, in.columns(), func() error {
		r, err := in.row()
		if err == nil {
			builder.Row(ids[in.list], r)
		}
		return err
	}, "select "+rowColumns+" from {price_rows} "+where, args...)
}
