package contracting_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
	"github.com/tradeterms/tradeterms/storage/memory"
)

var same = cmp.Options{cmpopts.EquateEmpty(), cmp.AllowUnexported(world{}), cmpopts.EquateComparable(calendar.Date{}),
	cmp.Comparer(money.Amount.Equal), cmp.Comparer(func(a, b money.Quantity) bool { return a == b })}

// Refused, nothing is stored, and the decision comes through.
func TestCON6_RefusedStoresNothing(t *testing.T) {
	s := open(t)
	before := look(t, s)
	desk := contracting.New(s, rules)
	takeOver := contract.Edit{Kind: contract.ChangeTerms, Contract: "OTHER", Terms: contract.Terms{Currency: money.EUR, SalesRep: "R1"}}
	for what, row := range map[string]struct {
		by   string
		edit contract.Edit
		want contract.Code
		why  account.DecisionCode
	}{
		"a mirrored one":          {"ria", reprice("ERP", "1"), contract.RefusedMirrored, 0},
		"a mirrored one, by ada":  {"ada", reprice("ERP", "1"), contract.RefusedMirrored, 0},
		"another's":               {"ria", reprice("OTHER", "1"), contract.RefusedRights, account.RefusedOtherRepresentative},
		"another's id to her own": {"ria", takeOver, contract.RefusedRights, account.RefusedOtherRepresentative},
		"no such contract":        {"ada", reprice("NONE", "1"), contract.RefusedUnknownContract, 0},
		"what is no id":           {"ada", reprice(string(make([]byte, 1<<20)), "1"), contract.RefusedUnknownContract, 0},
		"nobody":                  {"", reprice("OWN", "1"), contract.RefusedRights, account.RefusedNoSession},
		"defects":                 {"ria", reprice("OWN", "-1"), contract.RefusedDefects, 0},
	} {
		out, err := desk.Do(ctx, command(row.by, row.edit))
		if err != nil || out.Decision.Code != row.want || row.why != 0 && out.Decision.Rights.Code != row.why {
			t.Errorf("%s: %v %v (%v)", what, out.Decision, err, out.Decision.Rights.Code)
		}
	}
	if diff := cmp.Diff(before, look(t, s), same); diff != "" {
		t.Error(diff)
	}
}

// A change counts at once: contracts, events and the book have one revision.
func TestCON8_CountsAtOnce(t *testing.T) {
	s := open(t)
	desk := contracting.New(s, rules)
	out, err := desk.Do(ctx, command("ria", reprice("OWN", "28.50"), add("OWN", "desk", "95")))
	done(t, out.Decision, err)
	w := look(t, s)
	if w.revision != 2 || w.prices != 2 || w.lamp != "28.50 EUR by contract:OWN" || len(w.events) != 2 {
		t.Errorf("%+v", w)
	}
	for i, e := range w.events { // the newest first
		if e.Revision != 2 || e.Number != uint64(2-i) || e.Principal != "ria" || e.Contract != "OWN" || !e.At.Equal(noon) {
			t.Errorf("%+v", e)
		}
	}
	out, err = desk.Do(ctx, command("ada", contract.Edit{Kind: contract.DeleteContract, Contract: "OWN"}))
	done(t, out.Decision, err)
	if w = look(t, s); w.revision != 3 || w.lamp != "31.00 EUR by contract:ERP" || len(w.contracts) != 2 {
		t.Errorf("%+v", w)
	}
	out, err = desk.Do(ctx, command("ada", contract.Edit{Kind: contract.CreateContract, Contract: "OWN", Terms: deals()[2].Terms()}))
	done(t, out.Decision, err)
	if w = look(t, s); w.revision != 4 || w.prices != 4 || len(w.find(t, "OWN").Accounts) != 0 {
		t.Errorf("%+v", w)
	}
}

// What was known at a revision of the price book (PRC-12).
func TestPRC12_AsKnownAtARevision(t *testing.T) {
	s := open(t)
	desk := contracting.New(s, rules)
	out, err := desk.Do(ctx, command("ria", reprice("OWN", "28")))
	done(t, out.Decision, err)
	err = s.Transact(ctx, func(ctx context.Context, tx tx) error { // another price changes, and contracts do not
		return s.ChangePrices(ctx, tx, pricing.Changes{Revision: 3})
	})
	if err != nil {
		t.Fatal(err)
	}
	out, err = desk.Do(ctx, command("ria", reprice("OWN", "26")))
	done(t, out.Decision, err)
	for revision, want := range map[uint64]string{1: "30.00 EUR", 2: "28.00 EUR", 3: "28.00 EUR", 4: "26.00 EUR"} {
		_ = s.View(ctx, func(ctx context.Context, tx tx) error {
			found, err := s.ContractsOfAt(ctx, tx, revision, "OWN")
			book, bad := s.BookAt(ctx, tx, revision)
			if err != nil || bad != nil || len(found) != 1 || found[0].Products[0].Price.String() != want {
				t.Errorf("revision %d: %+v %v %v", revision, found, err, bad)
			} else if lamp, err := price(book); err != nil || lamp != want+" by contract:OWN" {
				t.Errorf("revision %d: %s %v", revision, lamp, err)
			}
			return nil
		})
	}
}

// What changes nothing is allowed, and stores nothing.
func TestCON6_NothingChanged(t *testing.T) {
	s := open(t)
	before := look(t, s)
	out, err := contracting.New(s, rules).Do(ctx, command("ria", reprice("OWN", "30")))
	done(t, out.Decision, err)
	if diff := cmp.Diff(before, look(t, s), same); diff != "" {
		t.Error(diff)
	}
	out, err = contracting.New(s, rules).Do(ctx, command("ria", reprice("OWN", "29"), reprice("OWN", "30")))
	done(t, out.Decision, err)
	if w := look(t, s); len(w.events) != 2 || w.lamp != before.lamp || w.revision != 2 || w.prices != 2 {
		t.Errorf("there and back: %+v", w)
	}
}

func TestCON9_Import(t *testing.T) {
	s := open(t)
	desk := contracting.New(s, rules)
	by := contract.Actor{Principal: "job", User: "job"}
	mirror := deals()[0]
	mirror.Products[0].Price = eur("25")
	fresh := deals()[0]
	fresh.Code = "ERP-2"
	out, err := desk.Import(ctx, []contract.Contract{mirror, fresh}, nil, by, noon)
	done(t, out.Decision, err)
	if w := look(t, s); w.revision != 2 || w.lamp != "25.00 EUR by contract:ERP" || len(w.contracts) != 4 || len(w.events) != 2 {
		t.Errorf("%+v", w)
	}
	out, err = desk.Import(ctx, nil, []string{"ERP"}, by, noon)
	done(t, out.Decision, err)
	before := look(t, s)
	local := deals()[0]
	local.Code = "OWN"
	for what, refused := range map[contract.Code]func() (contract.Outcome, error){
		contract.RefusedLocal: func() (contract.Outcome, error) { return desk.Import(ctx, []contract.Contract{local}, nil, by, noon) },
		contract.RefusedNoActor: func() (contract.Outcome, error) {
			return desk.Import(ctx, nil, []string{"ERP-2"}, contract.Actor{}, noon)
		},
	} {
		if out, err := refused(); err != nil || out.Decision.Code != what {
			t.Errorf("%v: %v %v", what, out.Decision, err)
		}
	}
	if diff := cmp.Diff(before, look(t, s), same); diff != "" {
		t.Error(diff)
	}
}

// Without a price book there is nothing for contracts to count in.
func TestCON8_NoPriceBook(t *testing.T) {
	s := memory.New()
	data := people()
	err := s.Transact(ctx, func(ctx context.Context, tx tx) error {
		return s.ChangeAccounts(ctx, tx, account.Changes{Revision: 1, Application: &data.Application, Put: data.Accounts,
			PutPermissionRoles: data.PermissionRoles, PutUsers: data.Users})
	})
	if err != nil {
		t.Fatal(err)
	}
	create := contract.Edit{Kind: contract.CreateContract, Contract: "NEW", Terms: deals()[2].Terms()}
	out, err := contracting.New(s, rules).Do(ctx, command("ada", create))
	if !errors.Is(err, storage.ErrNotFound) || out.Decision.Allowed() {
		t.Error(out, err)
	}
}

// faulty fails at a call.
type faulty struct {
	*memory.Store
	at string
}

var errBroken = errors.New("broken")

func (f faulty) fails(at string, err error) error {
	if f.at == at {
		return errBroken
	}
	return err
}

func (f faulty) ContractRevision(ctx context.Context, tx tx) (uint64, error) {
	r, err := f.Store.ContractRevision(ctx, tx)
	return r, f.fails("revision", err)
}

func (f faulty) ContractsOf(ctx context.Context, tx tx, codes ...string) ([]contract.Contract, error) {
	c, err := f.Store.ContractsOf(ctx, tx, codes...)
	return c, f.fails("contracts", err)
}

func (f faulty) Graph(ctx context.Context, tx tx) (*account.Graph, error) {
	g, err := f.Store.Graph(ctx, tx)
	return g, f.fails("graph", err)
}

func (f faulty) ChangeContracts(ctx context.Context, tx tx, c storage.ContractChanges) error {
	return f.fails("change", f.Store.ChangeContracts(ctx, tx, c))
}

func (f faulty) ChangePrices(ctx context.Context, tx tx, c pricing.Changes) error {
	return f.fails("prices", f.Store.ChangePrices(ctx, tx, c))
}

func (f faulty) PriceRevision(ctx context.Context, tx tx) (uint64, error) {
	r, err := f.Store.PriceRevision(ctx, tx)
	return r, f.fails("price revision", err)
}

func (f faulty) Stage(ctx context.Context, tx tx, id string) (storage.ContractStage, error) {
	stage, err := f.Store.Stage(ctx, tx, id)
	return stage, f.fails("stage", err)
}

func (f faulty) PutStage(ctx context.Context, tx tx, stage storage.ContractStage) error {
	return f.fails("put stage", f.Store.PutStage(ctx, tx, stage))
}

func (f faulty) DropStage(ctx context.Context, tx tx, id string, version uint64) error {
	return f.fails("drop stage", f.Store.DropStage(ctx, tx, id, version))
}

// A store that fails at any call has changed nothing, and its error is no decision.
func TestW10_AllOrNothing(t *testing.T) {
	calls := []string{"revision", "contracts", "graph", "change", "prices", "price revision", "stage", "put stage", "drop stage"}
	failed := make(map[string]bool)
	for _, at := range calls {
		s := open(t)
		staged, err := contracting.New(s, rules).Stage(ctx, "s", command("ria", reprice("OWN", "20")))
		done(t, staged.Outcome.Decision, err)
		before := look(t, s)
		desk := contracting.New(faulty{s, at}, rules)
		for what, do := range map[string]func() (contract.Decision, error){
			"do": func() (contract.Decision, error) {
				out, err := desk.Do(ctx, command("ria", reprice("OWN", "21")))
				return out.Decision, err
			},
			"stage": func() (contract.Decision, error) {
				s, err := desk.Stage(ctx, "s", command("ria", add("OWN", "desk", "1")))
				return s.Outcome.Decision, err
			},
			"publish": func() (contract.Decision, error) {
				s, err := desk.Publish(ctx, "s", 1, as("ria"), noon)
				return s.Outcome.Decision, err
			},
		} {
			if !slices.Contains(touches[what], at) {
				continue
			}
			failed[at] = true
			if d, err := do(); !errors.Is(err, errBroken) || d.Allowed() {
				t.Errorf("%s fails at %s: %v %v", what, at, d, err)
			}
			if diff := cmp.Diff(before, look(t, s), same); diff != "" {
				t.Errorf("%s fails at %s: %s", what, at, diff)
			}
		}
	}
	if len(failed) != len(calls) {
		t.Error(fmt.Sprint(failed))
	}
}

// touches are the calls of what is done.
var touches = map[string][]string{
	"do":      {"revision", "contracts", "graph", "price revision", "change", "prices"},
	"stage":   {"stage", "revision", "contracts", "graph", "put stage"},
	"publish": {"stage", "revision", "contracts", "graph", "price revision", "change", "prices", "drop stage"},
}
