package storagetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
)

// twoContracts has two transactions at once each change a contract of their own, by a revision that both have read.
func twoContracts[X any](r *run, s ContractStore[X]) {
	must(r, s, func(ctx context.Context, tx X) error { return changeNext(ctx, s, tx, storage.ContractChanges{}) })
	read, changed := []*signal{newSignal(), newSignal()}, []*signal{newSignal(), newSignal()}
	made := make(chan uint64, 2) // by which revision
	r.crowd(2, func(i int) error {
		var since uint64
		err := s.Transact(r.Context(), func(ctx context.Context, tx X) (err error) {
			since, err = s.ContractRevision(ctx, tx)
			read[i].give()
			r.pause(read[1-i].done)
			if err != nil {
				return err
			}
			err = s.ChangeContracts(ctx, tx, storage.ContractChanges{
				Since: since, Revision: since + 1 + uint64(i), Put: []contract.Contract{bareContract(fmt.Sprint(i))},
			})
			changed[i].give()
			r.pause(changed[1-i].done)
			return err
		})
		if err == nil {
			made <- since
		}
		if errors.Is(err, storage.ErrConflict) {
			return nil
		}
		return err
	})
	close(made)
	seen := make(map[uint64]bool)
	for since := range made {
		if seen[since] {
			r.Errorf("both are made by revision %d", since)
		}
		seen[since] = true
	}
	must(r, s, func(ctx context.Context, tx X) error {
		found, err := s.ListContracts(ctx, tx, "", 0)
		if err == nil && len(found) != len(seen) {
			r.Errorf("%d are made, and there are %d contracts", len(seen), len(found))
		}
		return err
	})
}
