package postgres

import (
	"context"
	"crypto/rand"
	"fmt"
	"math"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

// subject is something that has revisions.
type subject string

const (
	accounts  subject = "accounts"
	budgets   subject = "budgets"
	priceData subject = "price data"
)

// version is a revision, and the stamp that tells two contents of one revision apart.
type version struct {
	revision int64
	stamp    [16]byte
}

// present returns the present version, and false where there never was one.
func (s *Store) present(ctx context.Context, tx pgx.Tx, of subject) (v version, found bool, err error) {
	var stamp []byte
	found, err = s.one(ctx, tx, []any{&v.revision, &stamp},
		"select revision, stamp from {revisions} where subject = $1 order by revision desc limit 1", of)
	copy(v.stamp[:], stamp)
	return v, found, err
}

// was reports whether a version is one that led to the present one.
func (s *Store) was(ctx context.Context, tx pgx.Tx, of subject, v version) (bool, error) {
	var one int
	return s.one(ctx, tx, []any{&one}, "select 1 from {revisions} where subject = $1 and revision = $2 and stamp = $3",
		of, v.revision, v.stamp[:])
}

// advance makes the next revision, or returns ErrConflict where somebody else has.
func (s *Store) advance(
	ctx context.Context, tx pgx.Tx, of subject, revision uint64, whole bool, doc []byte,
) (v version, err error) {
	if revision > math.MaxInt64 {
		return v, fmt.Errorf("%s: revision %d is beyond what can be kept", of, revision)
	}
	v.revision = int64(revision)
	_, _ = rand.Read(v.stamp[:]) // never fails
	n, err := s.exec(ctx, tx, `insert into {revisions} (subject, revision, stamp, whole, doc) values ($1, $2, $3, $4, $5)
		on conflict do nothing`, of, v.revision, v.stamp[:], whole, doc)
	if err == nil && n == 0 {
		err = behind(of, revision)
	}
	return v, err
}

func behind(of subject, present uint64) error {
	return fmt.Errorf("%s: the revision is %d, and the next one %d: %w", of, present, present+1, storage.ErrConflict)
}
