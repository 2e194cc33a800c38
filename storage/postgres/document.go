package postgres

import (
	"context"
	"math"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

// document reads one fact, and reports whether it is there.
func document[F record.Fact](
	ctx context.Context, s *Store, tx pgx.Tx, statement string, args ...any,
) (fact F, found bool, err error) {
	if err := s.check(ctx, tx); err != nil {
		return fact, false, err
	}
	var doc []byte
	if found, err = s.one(ctx, tx, []any{&doc}, statement, args...); !found || err != nil {
		return fact, false, err
	}
	fact, err = record.Unmarshal[F](doc)
	return fact, true, err
}

// documents reads facts.
func documents[F record.Fact](
	ctx context.Context, s *Store, tx pgx.Tx, statement string, args ...any,
) ([]F, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	return column(ctx, s, tx, record.Unmarshal[F], statement, args...)
}

// put is how a fact is stored: by an insertion where there was none, else by an update of the version that was read. The
// document is the parameter after args, and that version the next.
type put struct {
	insert, update string
	args           []any
}

// putDocument stores a fact over the version that was read, and returns ErrConflict where there is another.
func putDocument[F record.Fact](ctx context.Context, s *Store, tx pgx.Tx, fact F, was uint64, p put) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	if was >= math.MaxInt64 {
		return storage.ErrConflict // no version is like that
	}
	doc, err := record.Marshal(fact)
	if err != nil {
		return err
	}
	statement, args := p.insert, append(p.args, doc)
	if was > 0 {
		statement, args = p.update, append(args, was)
	}
	n, err := s.exec(ctx, tx, statement, args...)
	if err == nil && n == 0 {
		err = storage.ErrConflict
	}
	return err
}
