package storagetest

import (
	"context"

	"github.com/tradeterms/tradeterms/storage"
)

// dumpContracts is for a store that keeps contracts and stages, once it has any.
func dumpContracts[X any](ctx context.Context, s storage.Store[X], tx X, d *dump) error {
	kept, ok := s.(ContractStore[X])
	if !ok {
		return nil
	}
	revision, err := kept.ContractRevision(ctx, tx)
	if err != nil {
		return err
	}
	if revision > 0 {
		d.add("contracts", revision)
	}
	for c, err := range storage.AllContracts(ctx, tx, kept) {
		if err != nil {
			return err
		}
		d.add("contract", c)
	}
	for e, err := range storage.AllContractEvents(ctx, tx, kept, "") {
		if err != nil {
			return err
		}
		d.add("event", e)
	}
	return dumpStages(ctx, s, tx, d)
}

func dumpStages[X any](ctx context.Context, s storage.Store[X], tx X, d *dump) error {
	kept, ok := s.(StageStore[X])
	if !ok {
		return nil
	}
	for stage, err := range storage.AllStages(ctx, tx, kept, "") {
		if err != nil {
			return err
		}
		d.add("stage", stage)
	}
	return nil
}
