package memory

import (
	"context"
	"fmt"

	"github.com/tradeterms/tradeterms/storage"
)

// Stage is that of [storage.Stages].
func (s *Store) Stage(ctx context.Context, tx *Tx, id string) (storage.ContractStage, error) {
	if err := s.check(ctx, tx); err != nil {
		return storage.ContractStage{}, err
	}
	stage, ok := get[storage.ContractStage](tx, keyOf("stage", id))
	if !ok {
		return stage, fmt.Errorf("stage %q: %w", id, storage.ErrNotFound)
	}
	return storage.KeptStage(stage), nil
}

// PutStage is that of [storage.Stages].
func (s *Store) PutStage(ctx context.Context, tx *Tx, stage storage.ContractStage) error {
	if err := s.takeStage(ctx, tx, stage.ID, stage.Version); err != nil {
		return err
	}
	stage = storage.KeptStage(stage)
	stage.Version++
	tx.set(keyOf("stage", stage.ID), stage)
	for _, place := range stagePlaces(stage) {
		tx.set(place, stage)
	}
	return nil
}

// DropStage is that of [storage.Stages].
func (s *Store) DropStage(ctx context.Context, tx *Tx, id string, version uint64) error {
	if err := s.takeStage(ctx, tx, id, version); err != nil {
		return err
	}
	if version == 0 {
		return fmt.Errorf("stage %q: %w", id, storage.ErrConflict)
	}
	tx.set(keyOf("stage", id), nil)
	return nil
}

// takeStage compares the version of a stage, and takes it out of the lists.
func (s *Store) takeStage(ctx context.Context, tx *Tx, id string, version uint64) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	was, known := get[storage.ContractStage](tx, keyOf("stage", id))
	if was.Version != version {
		return fmt.Errorf("stage %q: %w", id, storage.ErrConflict)
	}
	if known {
		for _, place := range stagePlaces(was) {
			tx.set(place, nil)
		}
	}
	return nil
}

// ListStages is that of [storage.Stages].
func (s *Store) ListStages(ctx context.Context, tx *Tx, user string, p storage.Page) ([]storage.ContractStage, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	found := first(tx, page(p, "stage", user), true, p.Limit(), whatever[storage.ContractStage])
	for i := range found {
		found[i] = storage.KeptStage(found[i])
	}
	return found, nil
}

func stagePlaces(s storage.ContractStage) []string {
	return places("stage", s.User, storage.StageMark(s))
}
