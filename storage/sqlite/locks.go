package sqlite

import (
	"context"
	"database/sql"
)

// Lock is that of [storage.Locks]. One transaction writes at a time, so all that is to be done is to be that one, which a
// transaction of the store is from its beginning; one of the host's that has read before and is behind by now is a conflict.
func (s *Store) Lock(ctx context.Context, tx *sql.Tx, _ ...string) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	_, err = w.exec(takeLock)
	return err
}
