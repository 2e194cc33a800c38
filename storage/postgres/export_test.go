package postgres

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Steps is how many versions of the tables there are.
func Steps() int { return len(steps()) }

// MigrateTo makes the tables of an earlier version.
func MigrateTo(ctx context.Context, pool *pgxpool.Pool, version int, options ...Option) error {
	s, err := settle(options)
	if err != nil {
		return err
	}
	return s.migrate(ctx, pool, steps()[:version])
}

// Unknown reports whether a commit that returned an error may have been carried out.
func Unknown(err error) bool { return unknown(err) }
