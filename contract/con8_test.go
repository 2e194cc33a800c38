package contract_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/contract"
)

func stage(t testing.TB, r contract.Rules, s contract.Stage, present []contract.Contract, c contract.Command) contract.Stage {
	t.Helper()
	next, d := r.Stage(s, present, c)
	if !d.Allowed() {
		t.Fatal(d)
	}
	return next
}

// Changes are collected, shown and published as one; the defaults are those of the day on which they were staged.
func TestCON8_StageShowPublish(t *testing.T) {
	r, present := rules(t), []contract.Contract{kept()}
	s := stage(t, r, contract.Stage{}, present, command("ria", editAccount(contract.AddAccount, "K", "C-2")))
	s = stage(t, r, s, present, command("ria", editProduct(contract.AddProduct, "K", "Q", ""), editProduct(contract.ChangeProduct, "K", "Q", "4")))
	shown := r.Show(s, present)
	later := noon().AddDate(0, 0, 3)
	out := r.Publish(s, present, as("ada"), later)
	wantRuling(t, "show", shown.Decision, "done")
	wantRuling(t, "publish", out.Decision, "done")
	if diff := cmp.Diff(shown.Contracts, out.Contracts, equalish); diff != "" || len(shown.Events) > 0 {
		t.Error("what was shown is not what was published", diff)
	}
	if a := out.Contracts[0].Accounts[1]; a.Starts != date(today) || a.Ends != date(today) {
		t.Errorf("assigned %+v", a)
	}
	if len(out.Events) != 3 {
		t.Fatalf("%+v", out.Events)
	}
	for _, e := range out.Events {
		if e.Principal != "ada" || e.StagedBy != "ria" || !e.StagedAt.Equal(noon()) || !e.At.Equal(later) {
			t.Errorf("%+v", e)
		}
	}
	if again := r.Publish(s, out.Contracts, as("ada"), later); again.Decision.Code != contract.RefusedChanged {
		t.Errorf("published twice: %v", again.Decision)
	}
}

// Two stage the same contract: the second is told what changed, and goes on from there.
func TestCON8_SecondIsToldWhatChanged(t *testing.T) {
	r, present := rules(t), []contract.Contract{kept()}
	first := stage(t, r, contract.Stage{}, present, command("ria", editProduct(contract.ChangeProduct, "K", "P", "7"), editAccount(contract.AddAccount, "K", "C-2")))
	second := stage(t, r, contract.Stage{}, present, command("ada", editProduct(contract.AddProduct, "K", "Q", "4")))
	present = r.Publish(first, present, as("ria"), noon()).Contracts

	want := []contract.Difference{
		{Contract: "K", Product: "P", Field: "price", Before: "8.00 EUR", After: "7.00 EUR"},
		{Contract: "K", Account: "C-2", Field: "account", After: "C-2"},
	}
	d := r.Publish(second, present, as("ada"), noon()).Decision
	wantRuling(t, "publish", d, "changed since")
	if diff := cmp.Diff(want, d.Changed); diff != "" {
		t.Error(diff)
	}
	if _, more := r.Stage(second, present, command("ada", editProduct(contract.AddProduct, "K", "R", "4"))); more.Code != contract.RefusedChanged {
		t.Errorf("staged on: %v", more)
	}
	if shown := r.Show(second, present); shown.Decision.Code != contract.RefusedChanged {
		t.Errorf("shown: %v", shown.Decision)
	}
	second, changed, d := r.Rebase(second, present)
	wantRuling(t, "rebase", d, "done")
	if diff := cmp.Diff(want, changed); diff != "" {
		t.Error(diff)
	}
	out := r.Publish(second, present, as("ada"), noon())
	wantRuling(t, "publish", out.Decision, "done")
	if c := out.Contracts[0]; len(c.Accounts) != 2 || len(c.Products) != 2 || !c.Products[0].Price.Equal(eur("7")) {
		t.Errorf("%+v", c)
	}
}

// An edit that goes no longer with what others did is named, and can be taken off.
func TestCON8_RebaseNamesWhatGoesNoLonger(t *testing.T) {
	r, present := rules(t), []contract.Contract{kept()}
	s := stage(t, r, contract.Stage{}, present, command("ada", editProduct(contract.AddProduct, "K", "Q", "4"), editProduct(contract.ChangeProduct, "K", "P", "7")))
	present = r.Do(present, command("ria", editProduct(contract.RemoveProduct, "K", "P", ""))).Contracts
	same, changed, d := r.Rebase(s, present)
	if wantRuling(t, "rebase", d, "not listed"); d.Edit != 2 || len(changed) != 1 || len(same.Edits) != 2 {
		t.Errorf("%+v %v", d, changed)
	}
	s, _, d = r.Rebase(s.Without(2), present)
	wantRuling(t, "without it", d, "done")
	wantRuling(t, "publish", r.Publish(s, present, as("ada"), noon()).Decision, "done")
	if empty := s.Without(1); len(empty.Base) > 0 || len(empty.Edits) > 0 {
		t.Errorf("%+v", empty)
	}
}

// Contracts that nobody staged on may change meanwhile.
func TestCON8_OthersChangeMeanwhile(t *testing.T) {
	r, other := rules(t), kept()
	other.Code = "L"
	present := []contract.Contract{kept(), other}
	s := stage(t, r, contract.Stage{}, present, command("ada", editProduct(contract.AddProduct, "K", "Q", "4")))
	present[1].Name = "Other"
	out := r.Publish(s, present, as("ada"), noon())
	if wantRuling(t, "publish", out.Decision, "done"); len(out.Contracts) != 1 {
		t.Errorf("%+v", out.Contracts)
	}
}

// What counts at once: the outcome is a change of the Book.
func TestCON8_CountsAtOnce(t *testing.T) {
	r := rules(t)
	book := compile(t, base(), kept())
	out := r.Do([]contract.Contract{kept()}, command("ria", editProduct(contract.ChangeProduct, "K", "P", "7")))
	next, err := book.With(out.Prices(contract.Reading{}))
	if err != nil {
		t.Fatal(err)
	}
	wantPrice(t, next.For(buyer(), noon()), line("1"), "7.00", "contract:K")
	out = r.Do(out.Contracts, command("ria", contract.Edit{Kind: contract.DeleteContract, Contract: "K"}))
	if next, err = next.With(out.Prices(contract.Reading{})); err != nil {
		t.Fatal(err)
	}
	wantPrice(t, next.For(buyer(), noon().Add(time.Second)), line("1"), "10.00", "level:A")
}
