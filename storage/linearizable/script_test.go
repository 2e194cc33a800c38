package linearizable_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
	"github.com/tradeterms/tradeterms/storage/linearizable"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

// One script of commands, stages and imports has the same answers on each store, and leaves the same (S1).
func TestS1_OneScriptOnAllStores(t *testing.T) {
	open, seeds, heard := inPostgres(t), 4, map[string]int{}
	if os.Getenv("TRADETERMS_PROOF") != "" {
		seeds = 8
	}
	for seed := range seeds {
		want := play(t, seed, inMemory(t).(linearizable.ContractStore[*memory.Tx]), heard)
		for what, got := range map[string]string{
			"SQLite":     play(t, seed, inSQLite(t).(linearizable.ContractStore[*sql.Tx]), heard),
			"PostgreSQL": play(t, seed, open(t).(linearizable.ContractStore[pgx.Tx]), heard),
		} {
			if got != want {
				t.Fatalf("seed %d: in memory\n%s\nin %s\n%s", seed, want, what, got)
			}
		}
	}
	t.Logf("%d scripts of 60 steps: %v", seeds, heard)
	for _, answer := range []string{"done", "not allowed", "mirrored", "local", "changed since", "not listed", "storage"} {
		if heard[answer] == 0 {
			t.Errorf("none is answered %q", answer)
		}
	}
}

// play returns all answers of a script, and the dump of what it leaves, with all that contracts ever were.
func play[T any](t *testing.T, seed int, s linearizable.ContractStore[T], heard map[string]int) string {
	t.Helper()
	if err := linearizable.Sell(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	a := actor[T]{contracting.New(s, contracting.Rules{Zone: time.UTC}), rand.New(rand.NewPCG(uint64(seed), 7)), t.Context()}
	var text strings.Builder
	for range 60 {
		d, err := a.step()
		if err == nil {
			heard[d.Code.String()]++
		} else {
			heard["storage"]++
		}
		fmt.Fprintln(&text, d, err)
	}
	if err := storagetest.Dump(t.Context(), &text, s.(storage.Store[T])); err != nil {
		t.Fatal(err)
	}
	err := storage.View(t.Context(), s, func(ctx context.Context, tx T) error {
		for revision := range uint64(20) {
			was, err := s.(storage.ContractHistory[T]).ListContractsAt(ctx, tx, revision, "", 0)
			if err != nil {
				return err
			}
			fmt.Fprintf(&text, "at %d: %+v\n", revision, was)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// actor does what chance tells it.
type actor[T any] struct {
	desk *contracting.Desk[T]
	*rand.Rand
	ctx context.Context
}

func (a actor[T]) step() (contract.Decision, error) {
	id, version := fmt.Sprint("stage ", a.IntN(2)), uint64(1+a.IntN(3))
	user := []string{"ada", "ria", "rob"}[a.IntN(3)]
	session, at := account.Session{Principal: user, User: user}, time.Date(2026, 11, 21, a.IntN(24), 0, 0, 0, time.UTC)
	if shown, err := a.desk.Show(a.ctx, id); err == nil && a.IntN(5) > 0 {
		version = shown.Stage.Version
	}
	var s contracting.Staging
	var err error
	switch a.IntN(12) {
	case 0:
		s, err = a.desk.Publish(a.ctx, id, version, session, at)
	case 2:
		s, err = a.desk.Rebase(a.ctx, id, version, at)
	case 3:
		s, err = a.desk.TakeOff(a.ctx, id, version, 1, at)
	case 4:
		return contract.Decision{}, a.desk.Drop(a.ctx, id, version)
	case 5:
		s.Outcome, err = a.desk.Import(a.ctx, a.mirrored(), nil, contract.Actor{Principal: "job", User: "job"}, at)
	case 1, 6, 7, 8:
		s, err = a.desk.Stage(a.ctx, id, contract.Command{Session: session, At: at, Edits: a.edits()})
	default:
		s.Outcome, err = a.desk.Do(a.ctx, contract.Command{Session: session, At: at, Edits: a.edits()})
	}
	if err != nil {
		return contract.Decision{}, errorClass(err)
	}
	return s.Outcome.Decision, nil
}

// errorClass is an error without what it is about, which each store says in its own words.
func errorClass(err error) error {
	for _, class := range []error{storage.ErrNotFound, storage.ErrConflict} {
		if strings.Contains(err.Error(), class.Error()) {
			return class
		}
	}
	return err
}

func (a actor[T]) mirrored() []contract.Contract {
	return []contract.Contract{{
		Code: []string{"K", "L", "M"}[a.IntN(3)], Currency: money.GBP, Origin: contract.Mirrored,
		Products: []contract.Product{{Product: "P0", Price: money.Scaled(int64(a.IntN(100)), 0, money.GBP)}},
	}}
}

func (a actor[T]) edits() (all []contract.Edit) {
	for range 1 + a.IntN(2) {
		kinds := []contract.EditKind{contract.CreateContract, contract.CreateContract, contract.DeleteContract, contract.ChangeTerms,
			contract.AddProduct, contract.AddProduct, contract.ChangeProduct, contract.RemoveProduct, contract.AddAccount}
		all = append(all, contract.Edit{
			Kind: kinds[a.IntN(len(kinds))], Contract: []string{"K", "L", "M"}[a.IntN(3)],
			Terms:   contract.Terms{Name: "\u00e9 \x00", Currency: money.GBP, SalesRep: []string{"R1", "R2"}[a.IntN(2)]},
			Product: contract.Product{Product: fmt.Sprint("P", a.IntN(3)), Price: money.Scaled(int64(a.IntN(100)), 0, money.GBP)},
			Account: contract.Account{Account: "C-2"},
		})
	}
	return all
}
