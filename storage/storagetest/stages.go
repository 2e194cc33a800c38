package storagetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// StageStore is what [TestStages] needs.
type StageStore[X any] interface {
	storage.Transactor[X]
	storage.Stages[X]
}

// TestStages checks that a store keeps what [storage.Stages] asks for. The function opens a fresh, empty store.
func TestStages[X any, S StageStore[X]](t *testing.T, open func(T) S) {
	test(t, stageClauses[X](), func(t T) StageStore[X] { return open(t) })
}

func stageClauses[X any]() []clause[StageStore[X]] {
	type store = StageStore[X]
	return slices.Concat(
		stageVersions[X, store]().clauses(), stageKeeping[X, store]().clauses(), stageListing[X, store]().clauses(),
		[]clause[store]{
			{"S6", "A stage of which there is none is not found.", noStage[X]},
			{"CON-8", "A stage that was dropped is found no more, in no list, and its id may be begun again.", dropped[X]},
			{"S2", "A drop with another version than the stored one, or of what is not there, is a conflict.", dropCompares[X]},
			{"S5", "A drop that was rolled back leaves the stage.", dropRollsBack[X]},
		},
	)
}

func stageVersions[X any, S StageStore[X]]() versioned[X, S] {
	return versioned[X, S]{
		put: func(ctx context.Context, s S, tx X, id string, version uint64, marks []string) error {
			stage := storage.ContractStage{ID: id, Version: version}
			for _, mark := range marks {
				stage.Edits = append(stage.Edits, contract.Staged{Principal: mark, Edit: contract.Edit{Kind: contract.ChangeTerms}})
			}
			return s.PutStage(ctx, tx, stage)
		},
		get: func(ctx context.Context, s S, tx X, id string) (uint64, []string, error) {
			stage, err := s.Stage(ctx, tx, id)
			if errors.Is(err, storage.ErrNotFound) {
				return 0, nil, nil
			}
			if err == nil && stage.ID != id {
				err = fmt.Errorf("asked for %q it returned %q", id, stage.ID)
			}
			var marks []string
			for _, e := range stage.Edits {
				marks = append(marks, e.Principal)
			}
			return stage.Version, marks, err
		},
	}
}

func stageKeeping[X any, S StageStore[X]]() keeping[X, S, storage.ContractStage] {
	return keeping[X, S, storage.ContractStage]{
		odd: oddStages,
		large: func() storage.ContractStage {
			return storage.ContractStage{ID: "large", Stage: contract.Stage{Base: []contract.Contract{largeContract()}}}
		},
		put: func(ctx context.Context, s S, tx X, stage storage.ContractStage) error {
			return s.PutStage(ctx, tx, stage)
		},
		get: func(ctx context.Context, s S, tx X, like storage.ContractStage) (storage.ContractStage, error) {
			return s.Stage(ctx, tx, like.ID)
		},
		kept: func(stage storage.ContractStage) storage.ContractStage {
			stage = storage.KeptStage(stage)
			stage.Version++
			return stage
		},
		scribble: func(stage storage.ContractStage) {
			stage.Base[0].Products[0].Breaks[0].Min, stage.Base[0].Accounts[0].Account = money.Units(7), "scribbled"
			stage.Edits[0].Product.Breaks[0].Min, stage.Edits[0].User = money.Units(7), "scribbled"
		},
	}
}

func oddStages() []storage.ContractStage {
	instants := oddInstants()
	all := []storage.ContractStage{{ID: "bare"}}
	for n, id := range oddIDs() {
		whole := wholeContract(id, odd(oddTexts(), n), odd(oddIDs(), n+1))
		all = append(all, storage.ContractStage{ID: id, User: odd(oddIDs(), n+1), Changed: odd(instants, n), Stage: contract.Stage{
			Base: []contract.Contract{whole, bareContract("b")},
			Edits: []contract.Staged{{Principal: id, User: odd(oddIDs(), n+2), At: odd(instants, n+1), Edit: contract.Edit{
				Kind: contract.EditKind(1 + n%11), Contract: id, Terms: whole.Terms(), Account: whole.Accounts[0], Product: whole.Products[0],
			}}},
		}})
	}
	return all
}

func stageListing[X any, S StageStore[X]]() listing[X, S, storage.ContractStage, string] {
	return listing[X, S, storage.ContractStage, string]{
		facts: listedStages(listed), large: listedStages(listedLarge),
		filters: []string{"ria", "Ria", "ria ", "e\u0301", "%", "nobody"}, all: "",
		put: func(ctx context.Context, s S, tx X, stage storage.ContractStage) error {
			return s.PutStage(ctx, tx, stage)
		},
		list: func(ctx context.Context, s S, tx X, user string, p storage.Page) ([]storage.ContractStage, error) {
			return s.ListStages(ctx, tx, user, p)
		},
		match: func(user string, s storage.ContractStage) bool { return user == "" || s.User == user }, mark: storage.StageMark,
		newest: func(s storage.ContractStage) storage.ContractStage {
			s.Version, s.Changed, s.User = 1, noon.AddDate(1, 0, 0), "moved"
			return s
		},
	}
}

func listedStages(size int) []storage.ContractStage {
	users := []string{"ria", "Ria", "ria ", "e\u0301", "\u00e9", "%"}
	var all []storage.ContractStage
	for n := range size {
		s := storage.ContractStage{ID: fmt.Sprintf("stage %03d", n), User: odd(users, n/3)}
		if n%29 != 0 {
			s.Changed = noon.Add(time.Duration(n*37%101) * time.Microsecond)
		}
		if n < len(oddIDs()) {
			s.ID = oddIDs()[n]
		}
		all = append(all, s)
	}
	return all
}

func noStage[X any](r *run, s StageStore[X]) {
	must(r, s, func(ctx context.Context, tx X) error {
		if got, err := s.Stage(ctx, tx, "none"); !errors.Is(err, storage.ErrNotFound) {
			r.Errorf("it is %s, %v", text(got), err)
		}
		return nil
	})
}

// staged fails the clause unless those are the stages that there are, by id.
func staged[X any](r *run, s StageStore[X], ids ...string) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error {
		for _, user := range []string{"", "ria"} {
			found, err := s.ListStages(ctx, tx, user, storage.Page{})
			if err != nil {
				return err
			}
			var got []string
			for _, stage := range found {
				got = append(got, stage.ID)
			}
			slices.Sort(got)
			if !slices.Equal(got, ids) {
				r.Errorf("the list of %q has %q, want %q", user, got, ids)
			}
		}
		for _, id := range []string{"a", "b"} {
			is, err := there(s.Stage(ctx, tx, id))
			if err != nil {
				return err
			}
			if is != slices.Contains(ids, id) {
				r.Errorf("%q is there: %t", id, is)
			}
		}
		return nil
	})
}

// two puts the stages a, twice, and b.
func two[X any](r *run, s StageStore[X]) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) (err error) {
		for _, stage := range []storage.ContractStage{{ID: "a"}, {ID: "a", Version: 1}, {ID: "b"}} {
			stage.User, stage.Changed = "ria", noon
			err = errors.Join(err, s.PutStage(ctx, tx, stage))
		}
		return err
	})
}

func dropped[X any](r *run, s StageStore[X]) {
	two(r, s)
	must(r, s, func(ctx context.Context, tx X) error { return s.DropStage(ctx, tx, "a", 2) })
	staged(r, s, "b")
	must(r, s, func(ctx context.Context, tx X) error {
		return s.PutStage(ctx, tx, storage.ContractStage{ID: "a", User: "ria"})
	})
	staged(r, s, "a", "b")
}

func dropCompares[X any](r *run, s StageStore[X]) {
	two(r, s)
	for _, wrong := range []storage.ContractStage{
		{ID: "a"}, {ID: "a", Version: 1}, {ID: "a", Version: 3}, {ID: "none"}, {ID: "none", Version: 1},
	} {
		err := transact(r, s, func(ctx context.Context, tx X) error { return s.DropStage(ctx, tx, wrong.ID, wrong.Version) })
		if !errors.Is(err, storage.ErrConflict) {
			r.Errorf("%q with version %d: the error is %v", wrong.ID, wrong.Version, err)
		}
	}
	staged(r, s, "a", "b")
}

func dropRollsBack[X any](r *run, s StageStore[X]) {
	two(r, s)
	err := transact(r, s, func(ctx context.Context, tx X) error { return errors.Join(s.DropStage(ctx, tx, "a", 2), errStop) })
	if !errors.Is(err, errStop) || promised(err) {
		r.Errorf("the error is %v", err)
	}
	staged(r, s, "a", "b")
}
