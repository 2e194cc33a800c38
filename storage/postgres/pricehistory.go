package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

// PriceRevision is that of [storage.PriceHistory].
func (s *Store) PriceRevision(ctx context.Context, tx pgx.Tx) (uint64, error) {
	v, err := s.priceVersion(ctx, tx)
	return uint64(v.revision), err
}

// BookAt is that of [storage.PriceHistory]. Nothing of it is kept for the next call, but where it is the present book.
func (s *Store) BookAt(ctx context.Context, tx pgx.Tx, revision uint64) (*pricing.Book, error) {
	v, err := s.priceVersion(ctx, tx)
	if err != nil {
		return nil, err
	}
	if revision == uint64(v.revision) {
		return s.Book(ctx, tx)
	}
	known, err := s.known(ctx, tx, priceData, revision)
	if err == nil && !known {
		err = fmt.Errorf("%s at revision %d: %w", priceData, revision, storage.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return s.bookAt(ctx, tx, int64(revision))
}

// PriceChanges is that of [storage.PriceHistory].
func (s *Store) PriceChanges(ctx context.Context, tx pgx.Tx, since uint64, limit int) ([]pricing.Changes, error) {
	v, err := s.priceVersion(ctx, tx)
	if err != nil {
		return nil, err
	}
	set, _, err := s.priceSet(ctx, tx, v.revision)
	if err != nil {
		return nil, err
	}
	known, err := s.known(ctx, tx, priceData, since)
	if err != nil {
		return nil, err
	}
	if !known || int64(since) < set {
		return nil, fmt.Errorf("changes of %s since revision %d: %w", priceData, since, storage.ErrNotFound)
	}
	from := int64(since)
	return s.changesBetween(ctx, tx, from, min(v.revision, from+int64(storage.Page{Size: limit}.Limit())))
}

// followMost is how many changes are followed one by one; beyond that a book is loaded anew.
const followMost = 2000

// followPrices makes a book from an earlier one, if the one led to the other by changes.
func (s *Store) followPrices(
	ctx context.Context, tx pgx.Tx, from compiled[*pricing.Book], to version,
) (*pricing.Book, bool, error) {
	if to.revision-from.revision > followMost {
		return nil, false, nil
	}
	if led, err := s.was(ctx, tx, priceData, from.version); err != nil || !led {
		return nil, false, err
	}
	set, _, err := s.priceSet(ctx, tx, to.revision)
	if err != nil || set > from.revision {
		return nil, false, err
	}
	steps, err := s.changesBetween(ctx, tx, from.revision, to.revision)
	if err != nil {
		return nil, false, err
	}
	b := from.value
	for _, c := range steps {
		if b, err = b.With(c); err != nil {
			return nil, false, nil
		}
	}
	return b, true, nil
}

// changesBetween returns the changes of each revision after one, up to another.
func (s *Store) changesBetween(ctx context.Context, tx pgx.Tx, from, to int64) ([]pricing.Changes, error) {
	if from == to {
		return nil, nil
	}
	steps := make([]step, to-from)
	ids := make(map[int32]pricing.ListID)
	if err := s.changedLists(ctx, tx, from, to, steps, ids); err != nil {
		return nil, err
	}
	if err := s.changedRows(ctx, tx, from, to, steps, ids); err != nil {
		return nil, err
	}
	all := make([]pricing.Changes, len(steps))
	for i := range steps {
		all[i] = steps[i].changes(uint64(from) + uint64(i) + 1)
	}
	return all, nil
}

// changedLists reads the lists that began or ended. One that began at a revision takes the place of the one that ended there.
func (s *Store) changedLists(
	ctx context.Context, tx pgx.Tx, from, to int64, steps []step, ids map[int32]pricing.ListID,
) error {
	var number int32
	var kind, code, doc []byte
	var revision int64
	var whole bool
	return s.each(ctx, tx, []any{&number, &kind, &code, &revision, &whole, &doc}, func() error {
		id := pricing.ListID{Kind: pricing.Kind(kind), Code: string(code)}
		ids[number] = id
		step := &steps[revision-from-1]
		if doc == nil {
			step.end(id)
			return nil
		}
		l, err := record.Unmarshal[pricing.List](doc)
		l.Rows = nil // as in heads
		step.begin(l, whole)
		return err
	}, `select list, kind, code, since, whole, doc from {price_lists} join {price_names} using (list)
			where since > $1 and since <= $2
		union all select list, kind, code, until, false, null from {price_lists} join {price_names} using (list)
			where until > $1 and until <= $2`, from, to)
}

// changedRows reads the rows that began or ended.
func (s *Store) changedRows(
	ctx context.Context, tx pgx.Tx, from, to int64, steps []step, ids map[int32]pricing.ListID,
) error {
	var in priceRow
	var kind, code []byte
	var revision int64
	var ended bool
	return s.each(ctx, tx, append(in.columns(), &kind, &code, &revision, &ended), func() error {
		id, known := ids[in.list]
		if !known {
			id = pricing.ListID{Kind: pricing.Kind(kind), Code: string(code)}
			ids[in.list] = id
		}
		step := &steps[revision-from-1]
		if ended {
			step.touch(id, string(in.product))
			return nil
		}
		r, err := in.row()
		step.add(id, r)
		return err
	}, "select "+rowColumns+`, kind, code, since, false from {price_rows} join {price_names} using (list)
			where changed and since > $1 and since <= $2
		union all select `+rowColumns+`, kind, code, until, true from {price_rows} join {price_names} using (list)
			where until > $1 and until <= $2`, from, to)
}
