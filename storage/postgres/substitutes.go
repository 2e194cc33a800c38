package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// SubstitutesOf is that of [storage.Substitutes].
func (s *Store) SubstitutesOf(ctx context.Context, tx pgx.Tx, users ...string) ([]approval.Substitutes, error) {
	return documents[approval.Substitutes](ctx, s, tx,
		"select doc from {substitutes} where usr = any($1) order by usr", bytesOf(users))
}

// PutSubstitutes is that of [storage.Substitutes].
func (s *Store) PutSubstitutes(ctx context.Context, tx pgx.Tx, those approval.Substitutes) error {
	was := those.Version
	those = storage.KeptSubstitutes(those)
	those.Version++
	err := putDocument(ctx, s, tx, those, was, put{
		insert: "insert into {substitutes} (usr, version, doc) values ($1, $2, $3) on conflict do nothing",
		update: "update {substitutes} set version = $2, doc = $3 where usr = $1 and version = $4",
		args:   []any{[]byte(those.User), those.Version},
	})
	if err != nil {
		return fmt.Errorf("substitutes of user %q: %w", those.User, err)
	}
	return nil
}
