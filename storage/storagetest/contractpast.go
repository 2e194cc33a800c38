package storagetest

import (
	"context"
	"errors"
	"math"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
)

// contractPast are clauses of [storage.ContractHistory].
func contractPast[X any]() []clause[ContractStore[X]] {
	type store = ContractStore[X]
	return []clause[store]{
		{"PRC-12", "Contracts are handed out as the last change made them that has the revision or one below.", contractsWere[X]},
		{"S5", "A transaction sees what contracts were by its own changes, and where it is rolled back they never were.", contractsUndone[X]},
	}
}

// revisionOf is the revision of a step: there are others between.
func revisionOf(step int) uint64 { return uint64(step) * 10 }

func changeStep[X any](ctx context.Context, s ContractStore[X], tx X, step int) error {
	c := contractSteps()[step-1]
	c.Since, c.Revision = revisionOf(step-1), revisionOf(step)
	return s.ChangeContracts(ctx, tx, c)
}

// contractsAt fails the clause unless contracts were those of a step, at a revision.
func contractsAt[X any](ctx context.Context, r *run, s ContractStore[X], tx X, revision uint64, step int) error {
	r.Helper()
	past, want := offered[storage.ContractHistory[X]](r, s), contractModel()[step].Contracts
	all, err := past.ListContractsAt(ctx, tx, revision, "", 0)
	if err != nil {
		return err
	}
	r.same("all of a revision", kept(all), kept(want))
	for i := range want {
		part, err := past.ListContractsAt(ctx, tx, revision, want[i].Code, 1)
		if err != nil {
			return err
		}
		r.same("the one after a code", kept(part), kept(want[i+1:min(i+2, len(want))]))
	}
	found, err := past.ContractsOfAt(ctx, tx, revision, "b", "none", "a", "b")
	var some []contract.Contract
	for _, c := range want {
		if c.Code == "a" || c.Code == "b" {
			some = append(some, c)
		}
	}
	r.same("those of codes", kept(found), kept(some))
	return err
}

// kept returns contracts as they are kept; none is nil.
func kept(contracts []contract.Contract) (all []contract.Contract) {
	for _, c := range contracts {
		all = append(all, storage.KeptContract(c))
	}
	return all
}

func contractsWere[X any](r *run, s ContractStore[X]) {
	offered[storage.ContractHistory[X]](r, s)
	steps := len(contractSteps())
	for n := range steps + 1 {
		must(r, s, func(ctx context.Context, tx X) error {
			if n == 0 {
				return nil
			}
			return changeStep(ctx, s, tx, n)
		})
		must(r, s, func(ctx context.Context, tx X) error {
			for step := range n + 1 {
				err := contractsAt(ctx, r, s, tx, revisionOf(step), step)
				between := contractsAt(ctx, r, s, tx, revisionOf(step)+9, step)
				if err = errors.Join(err, between); err != nil {
					return err
				}
			}
			return contractsAt(ctx, r, s, tx, math.MaxUint64, n)
		})
	}
}

func contractsUndone[X any](r *run, s ContractStore[X]) {
	offered[storage.ContractHistory[X]](r, s)
	must(r, s, func(ctx context.Context, tx X) error { return changeStep(ctx, s, tx, 1) })
	err := transact(r, s, func(ctx context.Context, tx X) error {
		if err := changeStep(ctx, s, tx, 2); err != nil {
			return err
		}
		return errors.Join(contractsAt(ctx, r, s, tx, revisionOf(2), 2), contractsAt(ctx, r, s, tx, revisionOf(1), 1), errStop)
	})
	if !errors.Is(err, errStop) {
		r.Fatalf("the error is %v", err)
	}
	must(r, s, func(ctx context.Context, tx X) error {
		return errors.Join(contractsAt(ctx, r, s, tx, revisionOf(2), 1), contractsAt(ctx, r, s, tx, revisionOf(1), 1))
	})
}
