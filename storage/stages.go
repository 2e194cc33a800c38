package storage

import (
	"context"
	"iter"
	"time"

	"github.com/tradeterms/tradeterms/contract"
)

// Stages is looked for in a store of [Contracts]: one that keeps changes which are collected before they count (CON-8), any
// number of them side by side.
//
// To who implements it:
//
//   - Stage, PutStage and ListStages are as [Requests] has them, with a stage's ID, Version and Changed, and [KeptStage]. A
//     list shows the stages of a user, all for "".
//   - DropStage compares the version as PutStage does, and removes the stage. Else it is [ErrConflict], also where there is
//     none.
type Stages[T any] interface {
	Stage(ctx context.Context, tx T, id string) (ContractStage, error)
	PutStage(ctx context.Context, tx T, s ContractStage) error
	DropStage(ctx context.Context, tx T, id string, version uint64) error
	ListStages(ctx context.Context, tx T, user string, p Page) ([]ContractStage, error)
}

// ContractStage is a stage as it is kept.
type ContractStage struct {
	contract.Stage
	// ID is the host's, and used once.
	ID string
	// User is whose stage it is: who began it.
	User string
	// Changed is when it was changed last.
	Changed time.Time
	// Version is the store's, to compare when it is put or dropped.
	Version uint64
}

// StageMark returns the place of a stage in lists.
func StageMark(s ContractStage) Mark { return Mark{At: Instant(s.Changed), ID: s.ID} }

// AllStages yields all stages of a user, of all users for "", newest first. An error is the last that it yields.
func AllStages[T any](ctx context.Context, tx T, s Stages[T], user string) iter.Seq2[ContractStage, error] {
	return all(func(p Page) ([]ContractStage, error) { return s.ListStages(ctx, tx, user, p) }, StageMark)
}
