package storagetest_test

import (
	"context"
	"errors"
	"strings"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// stages is a store with other stages; what is nil is as it should be.
type stages struct {
	*memory.Store
	put  func(s *memory.Store, ctx context.Context, tx *memory.Tx, stage storage.ContractStage) error
	drop func(s *memory.Store, ctx context.Context, tx *memory.Tx, id string, version uint64) error
	list func(s *memory.Store, ctx context.Context, tx *memory.Tx, user string, p storage.Page) ([]storage.ContractStage, error)
}

func (g stages) on(s *memory.Store) store {
	g.Store = s
	return g
}

func (g stages) PutStage(ctx context.Context, tx *memory.Tx, stage storage.ContractStage) error {
	if g.put == nil {
		return g.Store.PutStage(ctx, tx, stage)
	}
	return g.put(g.Store, ctx, tx, stage)
}

func (g stages) DropStage(ctx context.Context, tx *memory.Tx, id string, version uint64) error {
	if g.drop == nil {
		return g.Store.DropStage(ctx, tx, id, version)
	}
	return g.drop(g.Store, ctx, tx, id, version)
}

func (g stages) ListStages(ctx context.Context, tx *memory.Tx, user string, p storage.Page) ([]storage.ContractStage, error) {
	if g.list == nil {
		return g.Store.ListStages(ctx, tx, user, p)
	}
	return g.list(g.Store, ctx, tx, user, p)
}

// overStage takes whatever version there is for the one that was read.
func overStage(s *memory.Store, ctx context.Context, tx *memory.Tx, stage storage.ContractStage) error {
	now, err := s.Stage(ctx, tx, stage.ID)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	stage.Version = now.Version
	return s.PutStage(ctx, tx, stage)
}

func withoutBase(s *memory.Store, ctx context.Context, tx *memory.Tx, stage storage.ContractStage) error {
	stage.Base = nil
	return s.PutStage(ctx, tx, stage)
}

func dropAny(s *memory.Store, ctx context.Context, tx *memory.Tx, id string, _ uint64) error {
	now, err := s.Stage(ctx, tx, id)
	if err != nil {
		return err
	}
	return s.DropStage(ctx, tx, id, now.Version)
}

func dropNothing(s *memory.Store, ctx context.Context, tx *memory.Tx, id string, version uint64) error {
	err := s.DropStage(ctx, tx, id, version)
	if errors.Is(err, storage.ErrConflict) {
		return nil
	}
	return err
}

// emptied has a stage without edits for one that was dropped.
func emptied(s *memory.Store, ctx context.Context, tx *memory.Tx, id string, version uint64) error {
	now, err := s.Stage(ctx, tx, id)
	if err != nil || now.Version != version {
		return storage.ErrConflict
	}
	return s.PutStage(ctx, tx, storage.ContractStage{ID: id, Version: version, User: now.User})
}

func dropOnItsOwn(s *memory.Store, ctx context.Context, tx *memory.Tx, id string, version uint64) error {
	return s.Transact(context.WithoutCancel(context.Background()), func(ctx context.Context, tx *memory.Tx) error {
		return s.DropStage(ctx, tx, id, version)
	})
}

func foldedUsers(
	s *memory.Store, ctx context.Context, tx *memory.Tx, user string, p storage.Page,
) (found []storage.ContractStage, err error) {
	for stage, err := range storage.AllStages(ctx, tx, s, "") {
		if err != nil {
			return nil, err
		}
		if (user == "" || strings.EqualFold(user, stage.User)) && p.Holds(storage.StageMark(stage)) && len(found) < p.Limit() {
			found = append(found, stage)
		}
	}
	return found, nil
}

const (
	saysDropped      = "A stage that was dropped is found no more, in no list, and its id may be begun again."
	saysDropCompares = "A drop with another version than the stored one, or of what is not there, is a conflict."
	saysDropUndone   = "A drop that was rolled back leaves the stage."
	saysStageFilter  = "A list shows just what its filter matches."
)

func brokenStages() []brokenStore {
	return []brokenStore{
		{"overwrites any version", "Stages", stages{put: overStage}.on, []string{saysCompares, saysAbsent}, true},
		{"loses what contracts were", "Stages", stages{put: withoutBase}.on, []string{saysExact, saysLarge}, true},
		{"drops any version", "Stages", stages{drop: dropAny}.on, []string{saysDropCompares}, true},
		{"ignores a drop of another version", "Stages", stages{drop: dropNothing}.on, []string{saysDropCompares}, true},
		{"empties what is dropped", "Stages", stages{drop: emptied}.on, []string{saysDropped}, true},
		{"drops in a transaction of its own", "Stages", stages{drop: dropOnItsOwn}.on, []string{saysDropUndone}, true},
		{"folds the case of users", "Stages", stages{list: foldedUsers}.on, []string{saysStageFilter}, true},
	}
}
