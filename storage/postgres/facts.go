package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage/record"
)

// kind is a kind of fact.
type kind string

const (
	application    kind = "application"
	group          kind = "group"
	category       kind = "category"
	oneAccount     kind = "account"
	permissionRole kind = "permission role"
	workerGroup    kind = "worker group"
	user           kind = "user"
	oneBudget      kind = "budget"
)

// place is where a fact is kept.
type place struct {
	kind kind
	id   string
}

// change is what becomes of facts: a document for each that is put, none for each that is removed.
type change struct {
	docs map[place][]byte
	err  error
}

func putFact[F record.Fact](c *change, k kind, id string, fact F) {
	doc, err := record.Marshal(fact)
	if c.err == nil {
		c.err = err
	}
	c.docs[place{k, id}] = doc
}

func (c *change) remove(k kind, ids []string) {
	for _, id := range ids {
		c.docs[place{k, id}] = nil
	}
}

// write makes the changes hold from a revision on.
func (s *Store) write(ctx context.Context, tx pgx.Tx, of subject, revision int64, c change) error {
	if c.err != nil {
		return c.err
	}
	var kinds, putKinds []string
	var ids, putIDs, docs [][]byte
	for p, doc := range c.docs {
		kinds, ids = append(kinds, string(p.kind)), append(ids, []byte(p.id))
		if doc != nil {
			putKinds, putIDs, docs = append(putKinds, string(p.kind)), append(putIDs, []byte(p.id)), append(docs, doc)
		}
	}
	_, err := s.exec(ctx, tx, `update {facts} f set until = $2 from unnest($3::text[], $4::bytea[]) as c (kind, id)
		where f.subject = $1 and f.kind = c.kind and f.id = c.id and f.until is null`, of, revision, kinds, ids)
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, tx, `insert into {facts} (subject, kind, id, since, doc)
		select $1, kind, id, $2, doc from unnest($3::text[], $4::bytea[], $5::bytea[]) as c (kind, id, doc)`,
		of, revision, putKinds, putIDs, docs)
	return err
}

// factsAt reads all facts of a revision.
func (s *Store) factsAt(ctx context.Context, tx pgx.Tx, of subject, revision int64, take func(place, []byte) error) error {
	var k string
	var id, doc []byte
	return s.each(ctx, tx, []any{&k, &id, &doc}, func() error { return take(place{kind(k), string(id)}, doc) },
		`select kind, id, doc from {facts} where subject = $1 and since <= $2 and (until is null or until > $2)`, of, revision)
}

// factsBetween reads the facts that are not the same in two revisions, with no document where one is no longer there.
func (s *Store) factsBetween(
	ctx context.Context, tx pgx.Tx, of subject, from, to int64, take func(place, []byte) error,
) error {
	var k string
	var id, doc []byte
	return s.each(ctx, tx, []any{&k, &id, &doc}, func() error { return take(place{kind(k), string(id)}, doc) },
		`select kind, id, doc from {facts}
			where subject = $1 and since > $2 and since <= $3 and (until is null or until > $3)
		union all select kind, id, null from {facts} g
			where subject = $1 and until > $2 and until <= $3 and since <= $2 and not exists (
				select 1 from {facts} f where f.subject = g.subject and f.kind = g.kind and f.id = g.id
				and f.since <= $3 and (f.until is null or f.until > $3))`, of, from, to)
}
