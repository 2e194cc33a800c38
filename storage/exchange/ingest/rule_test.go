package ingest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
	"github.com/tradeterms/tradeterms/storage/memory"
)

func shop(contracts ...contract.Contract) world {
	return world{
		accounts:  account.Data{Accounts: []account.Account{{ID: "a", Currency: money.EUR}}},
		prices:    pricing.Data{Zone: time.UTC},
		contracts: contracts,
	}
}

func tenEach() []budget.Budget {
	return []budget.Budget{{
		ID: "b", Currency: money.EUR, MaxOrder: money.MustParse("10", money.EUR), Zone: time.UTC, Holders: budget.Holders{Everyone: true},
	}}
}

func deal(code string, origin contract.Origin, name string) contract.Contract {
	return contract.Contract{Code: code, Name: name, Currency: money.EUR, Origin: origin}
}

// refused imports, is refused with such conflicts, and has changed nothing.
func refused(t *testing.T, s *memory.Store, b *ingest.Batch, o ingest.Options, want ...ingest.Conflict) *ingest.Refusal {
	t.Helper()
	was := dump(t, s)
	o.By, o.At = ada, now
	_, dry := ingest.DryRun(ctx, s, b, o)
	_, err := ingest.Run(ctx, s, b, o)
	var r *ingest.Refusal
	if !errors.As(err, &r) || !errors.Is(err, ingest.ErrRefused) || dry == nil || dry.Error() != err.Error() {
		t.Fatalf("run %v, dry run %v", err, dry)
	}
	if fmt.Sprint(r.Conflicts) != fmt.Sprint(want) {
		t.Errorf("conflicts %v, want %v", r.Conflicts, want)
	}
	if !bytes.Equal(was, dump(t, s)) {
		t.Error("what was refused has changed the store")
	}
	return r
}

// Every contract of a store against every contract of a file: a mirror takes the place of a mirror, and of nothing else.
func TestCON9_NoOriginOverwritesTheOther(t *testing.T) {
	const none = contract.Origin(9)
	local, mirrored := contract.Local, contract.Mirrored
	for _, c := range []struct {
		has, says       contract.Origin
		same, add, gone bool
		want            ingest.ConflictCode
	}{
		{has: none, says: mirrored},
		{has: none, says: local, want: ingest.NewContract},
		{has: none, says: local, add: true},
		{has: mirrored, says: mirrored},
		{has: mirrored, says: mirrored, same: true},
		{has: mirrored, says: local, want: ingest.MirroredContract},
		{has: mirrored, says: local, same: true, add: true, want: ingest.MirroredContract},
		{has: local, says: mirrored, want: ingest.LocalContract},
		{has: local, says: mirrored, same: true, add: true, gone: true, want: ingest.LocalContract},
		{has: local, says: local, want: ingest.ChangedContract},
		{has: local, says: local, add: true, want: ingest.ChangedContract},
		{has: local, says: local, same: true},
		{has: local, says: none, gone: true}, // a local one stays
		{has: mirrored, says: none, gone: true},
		{has: mirrored, says: none},
	} {
		s := memory.New()
		first, next := shop(), shop()
		if c.has != none {
			first.contracts = append(first.contracts, deal("K", c.has, "old"))
		}
		if c.says != none {
			name := map[bool]string{true: "old", false: "new"}[c.same]
			next.contracts = append(next.contracts, deal("K", c.says, name), deal("M", mirrored, ""))
		}
		run(t, s, first.batch(t), ingest.Options{AddLocal: true})
		o := ingest.Options{AddLocal: c.add, Remove: ingest.Removal{Contracts: c.gone}}
		if c.want != "" {
			refused(t, s, next.batch(t), o, ingest.Conflict{Code: c.want, Kind: "contract", ID: "K"})
			continue
		}
		run(t, s, next.batch(t), o)
		text := string(dump(t, s))
		stays := c.has != none && !(c.gone && c.has == mirrored)
		if has := strings.Contains(text, `"code":"K"`); has != (c.says != none || stays) {
			t.Errorf("%+v: K is there: %t\n%s", c, has, text)
		}
		if c.says != none && !c.same && !strings.Contains(text, `"name":"new"`) {
			t.Errorf("%+v: K is as it was\n%s", c, text)
		}
	}
}

// Contracts that an import changes have a history that names who imported.
func TestCON9_AnImportIsInTheHistory(t *testing.T) {
	s := memory.New()
	run(t, s, shop(deal("K", contract.Mirrored, "old"), deal("L", contract.Local, "")).batch(t), ingest.Options{AddLocal: true})
	run(t, s, shop(deal("K", contract.Mirrored, "new")).batch(t), ingest.Options{})
	run(t, s, shop().batch(t), ingest.Options{Remove: all})
	var got []string
	err := s.View(ctx, func(ctx context.Context, tx tx) error {
		for e, err := range storage.AllContractEvents(ctx, tx, s, "") {
			if err != nil {
				return err
			}
			if e.Principal != "ada" || e.User != "ada" || !e.At.Equal(now) {
				t.Error(e)
			}
			got = append(got, fmt.Sprint(e.Revision, " ", e.Kind, " ", e.Contract, ": ", e.Before.Name, " → ", e.After.Name))
		}
		return nil
	})
	want := []string{"3 import removal K: new → ", "2 import contract K: old → new", "1 create contract L:  → ", "1 import contract K:  → old"}
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q, %v", got, err)
	}
	_, err = ingest.Run(ctx, s, shop(deal("K", contract.Mirrored, "")).batch(t), ingest.Options{})
	if !errors.Is(err, ingest.ErrRefused) {
		t.Errorf("imported by nobody: %v", err)
	}
}

// All conflicts are told at once, with what does not go together, up to a bound.
func TestCSV3_AllConflictsAreTold(t *testing.T) {
	s := memory.New()
	w := shop()
	for i := range 150 {
		w.contracts = append(w.contracts, deal(fmt.Sprintf("K%03d", i), contract.Local, ""))
	}
	w.budgets = tenEach()
	run(t, s, w.batch(t), ingest.Options{AddLocal: true})
	var want []ingest.Conflict
	for i := range w.contracts {
		w.contracts[i].Name = "other"
		if i < 100 {
			want = append(want, ingest.Conflict{Code: ingest.ChangedContract, Kind: "contract", ID: w.contracts[i].Code})
		}
	}
	w.budgets[0].MaxOrder = money.MustParse("11", money.EUR)
	w.accounts.Accounts[0].Parent = "nobody"
	r := refused(t, s, w.batch(t), ingest.Options{}, want...)
	if r.More != 51 { // the budget is one of them
		t.Errorf("%d more", r.More)
	}
	if !errors.Is(r, account.ErrData) {
		t.Error(r)
	}
	if text := r.Error(); strings.Contains(text, "10.00") || strings.Contains(text, "11.00") {
		t.Error("an amount is told", text)
	}
}

// A budget is added, and one that the store has otherwise is refused (BUD-7).
func TestBUD7_AnImportRevisesNoBudget(t *testing.T) {
	s := memory.New()
	w := shop()
	w.budgets = tenEach()
	if p := run(t, s, w.batch(t), ingest.Options{}); p.Counts.Budgets.Added != 1 {
		t.Errorf("%+v", p.Counts)
	}
	if p := run(t, s, w.batch(t), ingest.Options{}); p.Counts.Budgets.Same != 1 || !p.Empty() {
		t.Errorf("%+v", p.Counts)
	}
	w.budgets[0].MaxOrder = money.MustParse("9", money.EUR)
	refused(t, s, w.batch(t), ingest.Options{}, ingest.Conflict{Code: ingest.ChangedBudget, Kind: "budget", ID: "b"})
}

// What CSV has no columns for stays as the store has it.
func TestCSV3_AFolderLeavesWhatItHasNoColumnsFor(t *testing.T) {
	s := memory.New()
	w := shop()
	w.accounts.Accounts[0].TaxProfile, w.accounts.Accounts[0].Name = "exempt", "old"
	w.accounts.Accounts[0].Status, w.accounts.Accounts[0].PriceLevels = account.Blocked, []string{"L"}
	w.prices.Lists = []pricing.List{{ID: pricing.LevelID("L"), Name: "Trade", Inactive: true}}
	w.accounts.Users = []account.User{{ID: "u", Type: account.TypeContact, Accounts: []string{"a"}}}
	run(t, s, w.batch(t), ingest.Options{})
	b, err := ingest.Folder(fstest.MapFS{
		"accounts.csv":     {Data: []byte("ref_id,name,currency\na,new,EUR\nb,,EUR\n")},
		"price_levels.csv": {Data: []byte("price_level,product,currency,unit_price\nL,p,EUR,2\n")},
	}, exchange.Options{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	p := run(t, s, b, ingest.Options{})
	if n := p.Counts; n.Accounts.Added != 1 || n.Accounts.Changed != 1 || n.Users.Same != 1 || n.Prices.Added != 1 || b.Rows() != 3 {
		t.Errorf("%+v", n)
	}
	if a, _ := graphOf(t, s).Account("a"); a.TaxProfile != "exempt" || a.Name != "new" || a.Status != account.Blocked || len(a.PriceLevels) != 1 {
		t.Errorf("%+v", a)
	}
	if l := bookOf(t, s).Data().Lists[0]; l.Name != "Trade" || !l.Inactive {
		t.Errorf("%+v", l)
	}
	if p := run(t, s, b, ingest.Options{}); !p.Empty() {
		t.Errorf("the same again changes %+v", p.Counts)
	}
}

// A removal that a fact of the store stands against is refused whole.
func TestCSV3_WhatIsNeededIsNotRemoved(t *testing.T) {
	s := memory.New()
	k := deal("K", contract.Local, "")
	k.Accounts = []contract.Account{{Account: "a"}}
	run(t, s, shop(k).batch(t), ingest.Options{AddLocal: true})
	next := shop()
	next.accounts.Accounts[0].ID = "b"
	r := refused(t, s, next.batch(t), ingest.Options{Remove: all})
	if !errors.Is(r, contract.ErrData) {
		t.Error(r)
	}
}

// Faults of contracts and prices are found at their lines, and orders are not passed over.
func TestCSV3_FaultsOfFactsAreFoundAtTheirLines(t *testing.T) {
	const head = `{"tradeterms":1}` + "\n" + `{"prices":{"zone":"UTC"}}` + "\n" + `{"list":{"id":"level:A","rows":[{"product":"p","price":"1.00 EUR"}]}}` + "\n"
	for _, c := range []struct {
		why, lines string
		line       int
		code       exchange.Code
	}{
		{"another price", `{"price":{"list":"level:A","product":"q","price":"1.00 EUR"}}` + "\n" + `{"price":{"list":"level:A","product":"q","price":"2.00 EUR"}}`, 5, exchange.Duplicate},
		{"another price than in the list's line", `{"price":{"list":"level:A","product":"p","price":"2.00 EUR"}}`, 4, exchange.Duplicate},
		{"crossing days", `{"price":{"list":"level:A","product":"q","days":{"from":"2026-01-01","to":"2026-02-01"},"price":"1.00 EUR"}}` + "\n" +
			`{"price":{"list":"level:A","product":"q","days":{"from":"2026-01-15","to":"2026-03-01"},"price":"1.00 EUR"}}`, 5, exchange.CrossingDays},
		{"derived from nothing", `{"list":{"id":"level:B","derived":{"from":"level:C","round":"2 half-up"}}}`, 4, ""},
		{"two contracts of one code", `{"contract":{"code":"K","currency":"EUR"}}` + "\n" + `{"contract":{"code":"K","currency":"EUR"}}`, 4, exchange.BadTerms},
		{"the list of a contract", `{"list":{"id":"contract:K"}}`, 4, exchange.BadTerms},
		{"two applications", `{"application":{}}` + "\n" + `{"application":{}}`, 5, exchange.Duplicate},
		{"an order", `{"order":{}}`, 4, exchange.BadTerms},
		{"an entry", `{"entry":{}}`, 4, ""},
	} {
		file := head + c.lines + "\n" + fmt.Sprintf(`{"end":%d}`, 3+strings.Count(c.lines, "\n"))
		_, err := ingest.Lines(strings.NewReader(file), jsonlines.Options{}, contract.DefaultReading())
		var found *exchange.FileErrors
		if !errors.As(err, &found) || len(found.Errors) != 1 || found.Errors[0].Line != c.line || c.code != "" && found.Errors[0].Code != c.code {
			t.Errorf("%s: %v", c.why, err)
		}
	}
	_, err := ingest.Lines(strings.NewReader(`{"tradeterms":1}`+"\n"+`{"list":{"id":"level:A"}}`+"\n"+`{"price":{"list":"level:A"}}`+"\n"+`{"end":2}`),
		jsonlines.Options{}, contract.DefaultReading())
	var found *exchange.FileErrors
	if !errors.As(err, &found) || len(found.Errors) != 1 || found.Errors[0].Code != exchange.MissingValue {
		t.Error(err)
	}
}

// A store without prices takes no contract: it would count in none.
func TestCON8_ContractsNeedPrices(t *testing.T) {
	file := `{"tradeterms":1}` + "\n" + `{"contract":{"code":"K","currency":"EUR","origin":"mirrored"}}` + "\n" + `{"end":1}`
	s := memory.New()
	_, err := ingest.DryRun(ctx, s, read(t, []byte(file)), ingest.Options{By: ada, At: now})
	if !errors.Is(err, ingest.ErrRefused) || !strings.Contains(err.Error(), "import prices first") {
		t.Error(err)
	}
	run(t, s, shop().batch(t), ingest.Options{})
	run(t, s, read(t, []byte(file)), ingest.Options{})
	if !strings.Contains(string(pricesOf(t, bookOf(t, s))), "contract:K") {
		t.Error("it counts in no prices")
	}
}
