package postgres

import (
	"context"
	"fmt"
	"math"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

var _ storage.Stages[pgx.Tx] = (*Store)(nil)

// Stage is that of [storage.Stages].
func (s *Store) Stage(ctx context.Context, tx pgx.Tx, id string) (storage.ContractStage, error) {
	stage, found, err := document[storage.ContractStage](ctx, s, tx, "select doc from {stages} where id = $1", []byte(id))
	if err == nil && !found {
		err = storage.ErrNotFound
	}
	if err != nil {
		return stage, fmt.Errorf("stage %q: %w", id, err)
	}
	return stage, nil
}

// PutStage is that of [storage.Stages].
func (s *Store) PutStage(ctx context.Context, tx pgx.Tx, stage storage.ContractStage) error {
	was := stage.Version
	stage = storage.KeptStage(stage)
	stage.Version++
	err := putDocument(ctx, s, tx, stage, was, put{
		insert: "insert into {stages} (id, version, usr, placed, doc) values ($1, $2, $3, $4, $5) on conflict do nothing",
		update: "update {stages} set version = $2, usr = $3, placed = $4, doc = $5 where id = $1 and version = $6",
		args:   []any{[]byte(stage.ID), stage.Version, []byte(stage.User), micros(stage.Changed)},
	})
	if err != nil {
		return fmt.Errorf("stage %q: %w", stage.ID, err)
	}
	return nil
}

// DropStage is that of [storage.Stages].
func (s *Store) DropStage(ctx context.Context, tx pgx.Tx, id string, version uint64) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	n, err := s.exec(ctx, tx, "delete from {stages} where id = $1 and version = $2", []byte(id), int64(min(version, math.MaxInt64)))
	if err == nil && n == 0 {
		err = storage.ErrConflict
	}
	if err != nil {
		return fmt.Errorf("stage %q: %w", id, err)
	}
	return nil
}

// ListStages is that of [storage.Stages].
func (s *Store) ListStages(ctx context.Context, tx pgx.Tx, user string, p storage.Page) ([]storage.ContractStage, error) {
	in := list{table: "{stages}", id: "id"}
	if user != "" {
		in.with("usr = ?", []byte(user))
	}
	statement, args := in.page(p)
	return documents[storage.ContractStage](ctx, s, tx, statement, args...)
}
