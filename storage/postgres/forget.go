package postgres

import (
	"context"
	"math"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

var _ storage.Forgetter[pgx.Tx] = (*Store)(nil)

// Forget is that of [storage.Forgetter]. It is in nobody's way who changes what is present.
func (s *Store) Forget(ctx context.Context, tx pgx.Tx, before storage.Revisions) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	return s.entirely(ctx, tx, func(tx pgx.Tx) error {
		err := s.forgetFacts(ctx, tx, accounts, before.Accounts)
		if err == nil {
			err = s.forgetFacts(ctx, tx, budgets, before.Budgets)
		}
		if err == nil {
			err = s.forgetPrices(ctx, tx, before.Prices)
		}
		return err
	})
}

// kept returns the first revision to be kept, false where all are.
func (s *Store) kept(ctx context.Context, tx pgx.Tx, of subject, before uint64) (int64, bool, error) {
	v, found, err := s.present(ctx, tx, of)
	return min(v.revision, int64(min(before, math.MaxInt64))), found && before > 0, err
}

func (s *Store) forgetFacts(ctx context.Context, tx pgx.Tx, of subject, before uint64) error {
	first, some, err := s.kept(ctx, tx, of, before)
	if err != nil || !some {
		return err
	}
	if _, err := s.exec(ctx, tx, "delete from {facts} where subject = $1 and until <= $2", of, first); err != nil {
		return err
	}
	_, err = s.exec(ctx, tx, "delete from {revisions} where subject = $1 and revision < $2", of, first)
	return err
}

// forgetPrices leaves the revision at which the data of the first kept one was set, without its stamp: what was set with it
// holds on.
func (s *Store) forgetPrices(ctx context.Context, tx pgx.Tx, before uint64) error {
	first, some, err := s.kept(ctx, tx, priceData, before)
	if err != nil || !some {
		return err
	}
	set, _, err := s.priceSet(ctx, tx, first)
	if err != nil {
		return err
	}
	for _, table := range []string{"{price_lists}", "{price_rows}"} {
		if _, err := s.exec(ctx, tx, "delete from "+table+" where until <= $1 or since < $2", first, set); err != nil {
			return err
		}
	}
	_, err = s.exec(ctx, tx, "delete from {revisions} where subject = $1 and revision < $2 and revision <> $3", priceData, first, set)
	if err == nil && set < first {
		_, err = s.exec(ctx, tx, "update {revisions} set stamp = '' where subject = $1 and revision = $2", priceData, set)
	}
	return err
}

// known reports whether a revision was the present one once, and is not forgotten.
func (s *Store) known(ctx context.Context, tx pgx.Tx, of subject, revision uint64) (bool, error) {
	var one int
	return s.one(ctx, tx, []any{&one}, "select 1 from {revisions} where subject = $1 and revision = $2 and stamp <> ''",
		of, int64(min(revision, math.MaxInt64)))
}
