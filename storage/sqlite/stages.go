package sqlite

import (
	"context"
	"database/sql"

	"github.com/tradeterms/tradeterms/storage"
)

var _ storage.Stages[*sql.Tx] = (*Store)(nil)

// Stage is that of [storage.Stages].
func (s *Store) Stage(ctx context.Context, tx *sql.Tx, id string) (storage.ContractStage, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return storage.ContractStage{}, err
	}
	return versioned(w, "stages", "stage", id, stageVersion)
}

// PutStage is that of [storage.Stages].
func (s *Store) PutStage(ctx context.Context, tx *sql.Tx, stage storage.ContractStage) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	version := stage.Version
	stage.Version = 0
	return put(w, "stages", "stage", stage.ID, version, stage, column{"user", stage.User}, column{"placed", micros(stage.Changed)})
}

// DropStage is that of [storage.Stages].
func (s *Store) DropStage(ctx context.Context, tx *sql.Tx, id string, version uint64) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	n, err := w.exec("DELETE FROM {}stages WHERE id = ? AND version = ?", id, int64(min(version, forever)))
	if err == nil && n == 0 {
		return conflict("stage", id)
	}
	return err
}

// ListStages is that of [storage.Stages].
func (s *Store) ListStages(ctx context.Context, tx *sql.Tx, user string, p storage.Page) ([]storage.ContractStage, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	var l listing
	l.is("user", user)
	return list(w, "stages", &l, p, stageVersion)
}

func stageVersion(s *storage.ContractStage) *uint64 { return &s.Version }
