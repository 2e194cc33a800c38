package memory

import (
	"context"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
)

// held is a contract as it was from a revision on, or that there was none.
type held struct {
	contract contract.Contract
	gone     bool
}

// ContractRevision is that of [storage.Contracts].
func (s *Store) ContractRevision(ctx context.Context, tx *Tx) (uint64, error) {
	if err := s.check(ctx, tx); err != nil {
		return 0, err
	}
	revision, _ := get[uint64](tx, keyOf("contract revision"))
	return revision, nil
}

// ContractsOf is that of [storage.Contracts].
func (s *Store) ContractsOf(ctx context.Context, tx *Tx, codes ...string) ([]contract.Contract, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	var found []contract.Contract
	for _, code := range slices.Compact(slices.Sorted(slices.Values(codes))) {
		if c, ok := get[contract.Contract](tx, keyOf("contract", code)); ok {
			found = append(found, storage.KeptContract(c))
		}
	}
	return found, nil
}

// ListContracts is that of [storage.Contracts].
func (s *Store) ListContracts(ctx context.Context, tx *Tx, after string, limit int) ([]contract.Contract, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	in := span{from: keyOf("contract", after) + "\x00", to: under("contract").to}
	found := first(tx, in, false, storage.Page{Size: limit}.Limit(), whatever[contract.Contract])
	for i := range found {
		found[i] = storage.KeptContract(found[i])
	}
	return found, nil
}

// ChangeContracts is that of [storage.Contracts].
func (s *Store) ChangeContracts(ctx context.Context, tx *Tx, c storage.ContractChanges) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	present, err := s.ContractRevision(ctx, tx)
	if err != nil {
		return err
	}
	if c.Since != present || c.Revision <= present {
		return fmt.Errorf("contracts: the revision is %d: %w", present, storage.ErrConflict)
	}
	if err := contract.Check(c.Put, nil); err != nil {
		return err
	}
	tx.set(keyOf("contract revision"), c.Revision)
	for _, code := range c.Drop {
		tx.set(keyOf("contract", code), nil)
		tx.set(keyOf("contract was", code, number(c.Revision)), held{gone: true})
	}
	for i := range c.Put {
		kept := storage.KeptContract(c.Put[i])
		tx.set(keyOf("contract", kept.Code), kept)
		tx.set(keyOf("contract known", kept.Code), kept.Code)
		tx.set(keyOf("contract was", kept.Code, number(c.Revision)), held{contract: kept})
	}
	for i, e := range c.Events {
		kept := storage.KeptContractEvent(storage.ContractEvent{Event: e, Revision: c.Revision, Number: uint64(i) + 1})
		for _, place := range places("contract event", e.Contract, storage.ContractEventMark(kept)) {
			tx.set(place, kept)
		}
	}
	return nil
}

// ContractEvents is that of [storage.Contracts].
func (s *Store) ContractEvents(ctx context.Context, tx *Tx, code string, p storage.Page) ([]storage.ContractEvent, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	found := first(tx, page(p, "contract event", code), true, p.Limit(), whatever[storage.ContractEvent])
	for i := range found {
		found[i] = storage.KeptContractEvent(found[i])
	}
	return found, nil
}

// ContractsOfAt is that of [storage.ContractHistory].
func (s *Store) ContractsOfAt(ctx context.Context, tx *Tx, revision uint64, codes ...string) ([]contract.Contract, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	var found []contract.Contract
	for _, code := range slices.Compact(slices.Sorted(slices.Values(codes))) {
		if was := tx.contractAt(revision, code); !was.gone {
			found = append(found, storage.KeptContract(was.contract))
		}
	}
	return found, nil
}

// ListContractsAt is that of [storage.ContractHistory].
func (s *Store) ListContractsAt(ctx context.Context, tx *Tx, revision uint64, after string, limit int) ([]contract.Contract, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	var found []contract.Contract
	in := span{from: keyOf("contract known", after) + "\x00", to: under("contract known").to}
	scan(tx, in, false, func(code string) bool {
		if was := tx.contractAt(revision, code); !was.gone {
			found = append(found, storage.KeptContract(was.contract))
		}
		return len(found) < storage.Page{Size: limit}.Limit()
	})
	return found, nil
}

// contractAt returns a contract as it was at a revision.
func (tx *Tx) contractAt(revision uint64, code string) held {
	in := span{from: under("contract was", code).from, to: keyOf("contract was", code, number(revision)) + "\x00"}
	for _, was := range first(tx, in, true, 1, whatever[held]) {
		return was
	}
	return held{gone: true}
}
