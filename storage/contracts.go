package storage

import (
	"context"
	"fmt"
	"iter"

	"github.com/tradeterms/tradeterms/contract"
)

// Contracts is looked for in a store: one that keeps contracts, and what was done to them (CON-6). Package contracting
// changes them together with the price book in which they count.
//
// The revision of contracts is that of the price book in which their last change counts, so that a book and its contracts
// are asked for under one number. It does not grow with changes of other prices.
//
// To who implements it:
//
//   - ContractRevision returns the Revision of the last change, 0 where there was none.
//   - ContractsOf returns the present contracts of the codes given, by code, each once; of a code that there is not it
//     returns none, and that is no error. ListContracts returns those whose codes come after the one given, by code, byte by
//     byte, and so many at most ([Page.Limit] says how a limit is understood), fewer only where there are no more.
//   - ChangeContracts compares: Since must be the present revision, and Revision above it. Else it is [ErrConflict]. What
//     [contract.Check] finds wrong with those that are put is returned. Nothing is changed then.
//   - It drops, puts, and adds the events to those that there are, numbered from 1. To drop what is not there is no error.
//   - ContractEvents returns the events of a contract, also of one that is gone, those of all for "": newest first by At, and
//     those of one instant by revision and number, descending; it begins after the page's mark ([ContractEventMark]) and
//     returns as many as the page holds, fewer only where there are no more.
//   - What comes back is what went in, byte by byte ([KeptContract], [KeptContractEvent]), shares nothing with what the store
//     keeps, and is as the transaction sees it, its own changes included.
//
// To who changes contracts: read the revision first, then the contracts, and give it as Since. Where somebody else changed any
// of them meanwhile, it is a conflict.
type Contracts[T any] interface {
	ContractRevision(ctx context.Context, tx T) (uint64, error)
	ContractsOf(ctx context.Context, tx T, codes ...string) ([]contract.Contract, error)
	ListContracts(ctx context.Context, tx T, after string, limit int) ([]contract.Contract, error)
	ChangeContracts(ctx context.Context, tx T, c ContractChanges) error
	ContractEvents(ctx context.Context, tx T, code string, p Page) ([]ContractEvent, error)
}

// ContractHistory is looked for in a store of [Contracts]: one that keeps what contracts were (PRC-12). Its methods are those
// of Contracts, for contracts as they were when the price book had a revision: as the last change made them that has this
// revision or one below. Above the present one they are the present ones.
type ContractHistory[T any] interface {
	ContractsOfAt(ctx context.Context, tx T, revision uint64, codes ...string) ([]contract.Contract, error)
	ListContractsAt(ctx context.Context, tx T, revision uint64, after string, limit int) ([]contract.Contract, error)
}

// ContractChanges turn contracts into the next ones.
type ContractChanges struct {
	// Since is the revision of the contracts that were read.
	Since uint64
	// Revision is that of the price book in which the changes count.
	Revision uint64
	// Put are new, or in place of those of the same codes; Drop are the codes of those that go.
	Put    []contract.Contract
	Drop   []string
	Events []contract.Event
}

// ContractEvent is an event as it is kept.
type ContractEvent struct {
	contract.Event
	// Revision is that of the change which the event was part of, Number its place among the events of that, from 1.
	Revision uint64
	Number   uint64
}

// ContractEventMark returns the place of an event in lists.
func ContractEventMark(e ContractEvent) Mark {
	return Mark{At: Instant(e.At), ID: fmt.Sprintf("%020d.%020d", e.Revision, e.Number)}
}

// AllContracts yields all present contracts, by code, part by part. An error is the last that it yields. To see them as of one
// moment, give it the transaction of a [View].
func AllContracts[T any](ctx context.Context, tx T, s Contracts[T]) iter.Seq2[contract.Contract, error] {
	return func(yield func(contract.Contract, error) bool) {
		for after := ""; ; {
			found, err := s.ListContracts(ctx, tx, after, MaxPage)
			if err != nil {
				yield(contract.Contract{}, err)
				return
			}
			for _, c := range found {
				if !yield(c, nil) {
					return
				}
				after = c.Code
			}
			if len(found) < MaxPage {
				return
			}
		}
	}
}

// AllContractEvents yields all events of a contract, of all contracts for "", newest first. An error is the last that it
// yields.
func AllContractEvents[T any](ctx context.Context, tx T, s Contracts[T], code string) iter.Seq2[ContractEvent, error] {
	return all(func(p Page) ([]ContractEvent, error) { return s.ContractEvents(ctx, tx, code, p) }, ContractEventMark)
}
