package storagetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// ContractStore is what [TestContracts] needs.
type ContractStore[X any] interface {
	storage.Transactor[X]
	storage.Contracts[X]
}

// TestContracts checks that a store keeps what [storage.Contracts] asks for, and [storage.ContractHistory] where it is one.
// The function opens a fresh, empty store.
func TestContracts[X any, S ContractStore[X]](t *testing.T, open func(T) S) {
	test(t, contractClauses[X](), func(t T) ContractStore[X] { return open(t) })
}

func contractClauses[X any]() []clause[ContractStore[X]] {
	type store = ContractStore[X]
	return slices.Concat(
		contractTerms[X, store]().clauses(), contractKeeping[X, store]().clauses(), contractEvents[X](), contractPast[X](),
		[]clause[store]{
			{"PRC-12", "A change may have any revision above the present one, and no other.", skipped[X]},
			{"S6", "Contracts come by code, byte by byte, each once, and only those of the codes given that there are.", contractsOf[X]},
			{"S6", "All contracts come in parts, 50 where no limit is given and never more than 500.", contractParts[X]},
			{"S6", "To drop what is not there is no error.", dropNone[X]},
			{"S2", "Of two changes by the revision that both have read one is made, also of different contracts.", twoContracts[X]},
		},
	)
}

// deals is contracts as they are at a revision.
type deals struct {
	Revision  uint64
	Contracts []contract.Contract
}

func contractTerms[X any, S ContractStore[X]]() terms[X, S, deals] {
	return terms[X, S, deals]{
		read: func(ctx context.Context, s S, tx X) (d deals, err error) {
			if d.Revision, err = s.ContractRevision(ctx, tx); err != nil {
				return d, err
			}
			d.Contracts, err = s.ListContracts(ctx, tx, "", storage.MaxPage)
			return d, err
		},
		change: func(ctx context.Context, s S, tx X, step int, revision uint64) error {
			c := contractSteps()[step-1]
			c.Since, c.Revision = revision-1, revision
			return s.ChangeContracts(ctx, tx, c)
		},
		model: func(*run) []deals { return contractModel() }, text: func(d deals) string { return text(d) },
		spoil: func(ctx context.Context, s S, tx X, revision uint64) error {
			return s.ChangeContracts(ctx, tx, storage.ContractChanges{
				Since: revision - 1, Revision: revision, Drop: []string{"a"}, Events: []contract.Event{{Contract: "a"}},
				Put: []contract.Contract{bareContract("fine"), {Code: "without currency"}},
			})
		},
		defect: contract.ErrData,
	}
}

// contractModel is what the steps leave.
func contractModel() []deals {
	model := []deals{{}}
	for n, c := range contractSteps() {
		model = append(model, deals{Revision: uint64(n + 1), Contracts: changed(model[n].Contracts, c)})
	}
	return model
}

// changed returns contracts after a change, by code.
func changed(present []contract.Contract, c storage.ContractChanges) []contract.Contract {
	gone := func(was contract.Contract) bool {
		same := func(put contract.Contract) bool { return put.Code == was.Code }
		return slices.Contains(c.Drop, was.Code) || slices.ContainsFunc(c.Put, same)
	}
	next := append(slices.DeleteFunc(slices.Clone(present), gone), c.Put...)
	slices.SortFunc(next, byCode)
	return next
}

// changeNext makes the change that follows the present revision.
func changeNext[X any](ctx context.Context, s ContractStore[X], tx X, c storage.ContractChanges) error {
	present, err := s.ContractRevision(ctx, tx)
	if err != nil {
		return err
	}
	c.Since, c.Revision = present, present+1
	return s.ChangeContracts(ctx, tx, c)
}

func contractKeeping[X any, S ContractStore[X]]() keeping[X, S, contract.Contract] {
	return keeping[X, S, contract.Contract]{
		odd: oddContracts, large: largeContract,
		put: func(ctx context.Context, s S, tx X, c contract.Contract) error {
			return changeNext[X](ctx, s, tx, storage.ContractChanges{Put: []contract.Contract{c}})
		},
		get: func(ctx context.Context, s S, tx X, like contract.Contract) (contract.Contract, error) {
			found, err := s.ContractsOf(ctx, tx, like.Code)
			if err == nil && len(found) != 1 {
				err = errors.New("asked for one it returned " + text(found))
			}
			if err != nil {
				return contract.Contract{}, err
			}
			return found[0], nil
		},
		kept: storage.KeptContract,
		scribble: func(c contract.Contract) {
			c.Accounts[0].Account, c.Products[0].Product, c.Products[0].Breaks[0].Min = "scribbled", "scribbled", money.Units(7)
		},
	}
}

func skipped[X any](r *run, s ContractStore[X]) {
	change := func(since, revision uint64) error {
		return transact(r, s, func(ctx context.Context, tx X) error {
			put := []contract.Contract{bareContract("a")}
			return s.ChangeContracts(ctx, tx, storage.ContractChanges{Since: since, Revision: revision, Put: put})
		})
	}
	for _, step := range [][2]uint64{{0, 7}, {7, 8}, {8, exactly}} {
		if err := change(step[0], step[1]); err != nil {
			r.Errorf("from %d to %d: %v", step[0], step[1], err)
		}
		must(r, s, func(ctx context.Context, tx X) error {
			got, err := s.ContractRevision(ctx, tx)
			if err == nil && got != step[1] {
				r.Errorf("from %d to %d: the revision is %d", step[0], step[1], got)
			}
			return err
		})
		from, to := step[0], step[1]
		for _, wrong := range [][2]uint64{{to, to}, {to, to - 1}, {to, 0}, {from, to + 1}, {to + 1, to + 2}} {
			if err := change(wrong[0], wrong[1]); !errors.Is(err, storage.ErrConflict) {
				r.Errorf("after %d, from %d to %d: the error is %v", to, wrong[0], wrong[1], err)
			}
		}
	}
}

func contractsOf[X any](r *run, s ContractStore[X]) {
	var all []contract.Contract
	for _, code := range oddIDs() {
		all = append(all, bareContract(code))
	}
	must(r, s, func(ctx context.Context, tx X) error {
		return changeNext(ctx, s, tx, storage.ContractChanges{Put: all})
	})
	sorted := slices.SortedFunc(slices.Values(all), byCode)
	must(r, s, func(ctx context.Context, tx X) error {
		for _, c := range all {
			found, err := s.ContractsOf(ctx, tx, c.Code, "none", c.Code, "")
			if err != nil {
				return err
			}
			r.same("one", found, []contract.Contract{c})
		}
		found, err := s.ContractsOf(ctx, tx, oddIDs()...)
		r.same("all of the codes", found, sorted)
		none, bad := s.ContractsOf(ctx, tx)
		r.same("without codes", len(none), 0)
		for i := range sorted {
			part, err := s.ListContracts(ctx, tx, sorted[i].Code, 2)
			r.same("those after a code", kept(part), kept(sorted[i+1:min(i+3, len(sorted))]))
			bad = errors.Join(bad, err)
		}
		return errors.Join(err, bad)
	})
}

func contractParts[X any](r *run, s ContractStore[X]) {
	var all []contract.Contract
	for _, code := range manyOf(storage.MaxPage+30, "contract ") {
		all = append(all, bareContract(code))
	}
	slices.SortFunc(all, byCode)
	must(r, s, func(ctx context.Context, tx X) error {
		return changeNext(ctx, s, tx, storage.ContractChanges{Put: all})
	})
	must(r, s, func(ctx context.Context, tx X) error {
		limits := map[int]int{0: storage.DefaultPage, -1: storage.DefaultPage, 51: 51, 501: storage.MaxPage, 1 << 30: storage.MaxPage}
		for limit, want := range limits {
			found, err := s.ListContracts(ctx, tx, "", limit)
			if err != nil {
				return err
			}
			if len(found) != want {
				r.Errorf("of %d contracts a part of %d holds %d", len(all), limit, len(found))
			}
		}
		var through []contract.Contract
		for c, err := range storage.AllContracts(ctx, tx, s) {
			if err != nil {
				return err
			}
			through = append(through, c)
		}
		r.same("all of them", through, all)
		return nil
	})
}

func dropNone[X any](r *run, s ContractStore[X]) {
	must(r, s, func(ctx context.Context, tx X) error {
		return changeNext(ctx, s, tx, storage.ContractChanges{Drop: []string{"none"}, Put: []contract.Contract{bareContract("a")}})
	})
	must(r, s, func(ctx context.Context, tx X) error {
		found, err := s.ListContracts(ctx, tx, "", 0)
		r.same("those that there are", found, []contract.Contract{bareContract("a")})
		return err
	})
}
