package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/pricing"
)

// sliceHeads reads the lists that keys ask for, and those that they are derived from, however far.
const sliceHeads = `with recursive met as (
		select list, sources from {price_lists} where ` + holds + ` and (open or accounts && $3 or groups && $4 or list in (
			select n.list from {price_names} n join unnest($5::bytea[], $6::bytea[]) as i (kind, code) using (kind, code)))
		union select l.list, l.sources from met join {price_lists} l on l.list = any(met.sources) where ` + holds + `
	) select list, doc from {price_lists} where list in (select list from met) and ` + holds

// PriceSlice is that of [storage.PriceSlices]: four queries, however long the basket is; one where this process has the
// present book, which it then returns.
func (s *Store) PriceSlice(ctx context.Context, tx pgx.Tx, k pricing.Keys) (*pricing.Book, error) {
	v, err := s.priceVersion(ctx, tx)
	if err != nil {
		return nil, err
	}
	if b, found := s.books.find(v); found {
		return b, nil
	}
	set, d, err := s.priceSet(ctx, tx, v.revision)
	if err != nil {
		return nil, err
	}
	var kinds, codes [][]byte
	for _, id := range k.Also {
		kinds, codes = append(kinds, []byte(id.Kind)), append(codes, []byte(id.Code))
	}
	builder := pricing.NewBuilder(d)
	ids, err := s.heads(ctx, tx, builder, sliceHeads, set, v.revision, bytesOf(k.Accounts), bytesOf(k.Groups), kinds, codes)
	if err != nil {
		return nil, err
	}
	lists := make([]int32, 0, len(ids))
	for number := range ids {
		lists = append(lists, number)
	}
	err = s.rows(ctx, tx, builder, ids, "where list = any($3) and product = any($4) and "+holds,
		set, v.revision, lists, bytesOf(k.Products))
	if err != nil {
		return nil, err
	}
	return builder.Book()
}
