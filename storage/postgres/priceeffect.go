package postgres

import (
	"context"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/record"
)

// effect is what changes come to, in the order in which a Book takes them: a list is dropped or put whole, or its terms
// change; the rows of products change in lists that stay.
type effect struct {
	drop     map[pricing.ListID]bool
	put      map[pricing.ListID]pricing.List
	terms    map[pricing.ListID]pricing.List
	products []pricing.ProductRows
}

func effectOf(c pricing.Changes) effect {
	e := effect{
		drop: make(map[pricing.ListID]bool), put: make(map[pricing.ListID]pricing.List), terms: make(map[pricing.ListID]pricing.List),
	}
	for _, id := range c.Drop {
		e.drop[id] = true
	}
	for _, l := range c.Put {
		e.put[l.ID] = l
	}
	for _, l := range c.Terms {
		if put, whole := e.put[l.ID]; whole {
			l.Rows = put.Rows
			e.put[l.ID] = l
			continue
		}
		e.terms[l.ID] = l
	}
	for _, p := range c.Products {
		rows := slices.Clone(p.Rows)
		for i := range rows {
			rows[i].Product = p.Product
		}
		l, whole := e.put[p.List]
		if !whole {
			e.products = append(e.products, pricing.ProductRows{List: p.List, Product: p.Product, Rows: rows})
			continue
		}
		others := slices.DeleteFunc(slices.Clone(l.Rows), func(r pricing.Row) bool { return r.Product == p.Product })
		l.Rows = append(others, rows...)
		e.put[p.List] = l
	}
	return e
}

// changeLists makes an effect hold from a revision on.
func (s *Store) changeLists(ctx context.Context, tx pgx.Tx, revision int64, e effect) error {
	whole := slices.Concat(slices.Collect(maps.Keys(e.drop)), slices.Collect(maps.Keys(e.put)))
	heads := slices.Concat(whole, slices.Collect(maps.Keys(e.terms)))
	all := slices.Concat(heads, sources(e.put), sources(e.terms))
	for _, p := range e.products {
		all = append(all, p.List)
	}
	numbers, err := s.number(ctx, tx, all)
	if err != nil {
		return err
	}
	if err := s.endLists(ctx, tx, revision, numbers.of(heads), numbers.of(whole)); err != nil {
		return err
	}
	if err := s.endProducts(ctx, tx, revision, numbers, e.products); err != nil {
		return err
	}
	rows := s.copyRows(ctx, tx, revision, true)
	for _, some := range []struct {
		lists map[pricing.ListID]pricing.List
		whole bool
	}{{e.put, true}, {e.terms, false}} {
		if err := s.insertLists(ctx, tx, revision, numbers, some.whole, some.lists); err != nil {
			return err
		}
	}
	for id, l := range e.put {
		if err := rows.addAll(numbers[id], l.Rows); err != nil {
			return err
		}
	}
	for _, p := range e.products {
		if err := rows.addAll(numbers[p.List], p.Rows); err != nil {
			return err
		}
	}
	return rows.flush()
}

func sources(lists map[pricing.ListID]pricing.List) []pricing.ListID {
	var all []pricing.ListID
	for _, l := range lists {
		all = append(all, l.Derived.Sources()...)
	}
	return all
}

// endLists ends present lists, and those of them that are whole with their rows.
func (s *Store) endLists(ctx context.Context, tx pgx.Tx, revision int64, heads, whole []int32) error {
	if _, err := s.exec(ctx, tx, "update {price_lists} set until = $1 where list = any($2) and "+presentOnes,
		revision, heads); err != nil || len(whole) == 0 {
		return err
	}
	_, err := s.exec(ctx, tx, "update {price_rows} set until = $1 where list = any($2) and "+presentOnes, revision, whole)
	return err
}

// presentOnes is true of the present lists and rows; those that were there before all data was set have no end of their own.
const presentOnes = `until is null and since >= (
	select max(revision) from {revisions} where subject = '` + string(priceData) + `' and whole)`

// endProducts ends the present rows of products.
func (s *Store) endProducts(
	ctx context.Context, tx pgx.Tx, revision int64, numbers numbers, products []pricing.ProductRows,
) error {
	var lists []int32
	var codes [][]byte
	for _, p := range products {
		lists, codes = append(lists, numbers[p.List]), append(codes, []byte(p.Product))
	}
	if len(lists) == 0 {
		return nil
	}
	_, err := s.exec(ctx, tx, `update {price_rows} r set until = $1 from unnest($2::integer[], $3::bytea[]) as p (list, product)
		where r.list = p.list and r.product = p.product and `+presentOnes, revision, lists, codes)
	return err
}

// insertLists adds the heads of lists.
func (s *Store) insertLists(
	ctx context.Context, tx pgx.Tx, revision int64, numbers numbers, whole bool, lists map[pricing.ListID]pricing.List,
) error {
	batch := &pgx.Batch{}
	for id, l := range lists {
		l.Rows = nil // they have a table of their own
		doc, err := record.Marshal(l)
		if err != nil {
			return err
		}
		var from []int32
		for _, source := range l.Derived.Sources() {
			from = append(from, numbers[source])
		}
		accounts, groups := [][]byte{}, [][]byte{}
		for _, a := range l.Audience.Assigned {
			if a.Account != "" {
				accounts = append(accounts, []byte(a.Account))
			}
			if a.Group != "" {
				groups = append(groups, []byte(a.Group))
			}
		}
		open := pricing.Keys{}.Meets(pricing.List{ID: id, Audience: l.Audience})
		batch.Queue(s.text(`insert into {price_lists} (list, since, whole, open, sources, accounts, groups, doc)
			values ($1, $2, $3, $4, $5, $6, $7, $8)`), numbers[id], revision, whole, open, from, accounts, groups, doc)
	}
	if batch.Len() == 0 {
		return nil
	}
	return failure(tx.SendBatch(ctx, batch).Close())
}

// numbers are those that stand for the ids of lists in tables.
type numbers map[pricing.ListID]int32

func (n numbers) of(ids []pricing.ListID) []int32 {
	all := make([]int32, len(ids))
	for i, id := range ids {
		all[i] = n[id]
	}
	return all
}

// number returns the numbers of ids, new ones for those that never had any; a conflict would use one up as well.
func (s *Store) number(ctx context.Context, tx pgx.Tx, ids []pricing.ListID) (numbers, error) {
	var kinds, codes [][]byte
	for _, id := range ids {
		kinds, codes = append(kinds, []byte(id.Kind)), append(codes, []byte(id.Code))
	}
	_, err := s.exec(ctx, tx, `insert into {price_names} (kind, code)
		select distinct kind, code from unnest($1::bytea[], $2::bytea[]) as i (kind, code)
		where not exists (select 1 from {price_names} n where n.kind = i.kind and n.code = i.code)
		order by kind, code on conflict do nothing`, kinds, codes)
	if err != nil {
		return nil, err
	}
	all := make(numbers, len(ids))
	var number int32
	var kind, code []byte
	err = s.each(ctx, tx, []any{&number, &kind, &code}, func() error {
		all[pricing.ListID{Kind: pricing.Kind(kind), Code: string(code)}] = number
		return nil
	}, `select list, kind, code from {price_names} join unnest($1::bytea[], $2::bytea[]) as i (kind, code) using (kind, code)`,
		kinds, codes)
	return all, err
}
