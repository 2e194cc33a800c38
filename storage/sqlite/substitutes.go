package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage/record"
)

// SubstitutesOf is that of [storage.Substitutes].
func (s *Store) SubstitutesOf(ctx context.Context, tx *sql.Tx, users ...string) (all []approval.Substitutes, err error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	// A statement has at most so many arguments.
	for some := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(users))), 10_000) {
		var l listing
		l.among("id", some)
		err := w.each(func(rows *sql.Rows) error {
			var version uint64
			var document sql.RawBytes
			if err := rows.Scan(&version, &document); err != nil {
				return err
			}
			those, err := record.Unmarshal[approval.Substitutes](document)
			those.Version = version
			all = append(all, those)
			return err
		}, "SELECT version, document FROM {}substitutes WHERE "+l.where[0]+" ORDER BY id", l.args...)
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// PutSubstitutes is that of [storage.Substitutes].
func (s *Store) PutSubstitutes(ctx context.Context, tx *sql.Tx, those approval.Substitutes) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	version := those.Version
	those.Version = 0
	return put(w, "substitutes", "substitutes of user", those.User, version, those)
}
