package contract_test

import (
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/contract"
)

// A representative changes his own local contract; he is refused on a mirrored one, on another's and on nobody's, and does
// not get one by setting its id to his own, nor gives his away.
func TestAbuse_RepresentativeMovesContracts(t *testing.T) {
	r := rules(t)
	other, nobodys, mirrored := kept(), kept(), kept()
	other.SalesRep, nobodys.SalesRep, mirrored.Origin = "R2", "", contract.Mirrored
	for _, c := range []struct {
		name     string
		contract contract.Contract
		edit     contract.Edit
		want     string
	}{
		{"his own", kept(), editProduct(contract.ChangeProduct, "K", "P", "7.50"), "done"},
		{"a mirrored one", mirrored, editProduct(contract.ChangeProduct, "K", "P", "7.50"), "mirrored"},
		{"another's", other, editProduct(contract.ChangeProduct, "K", "P", "7.50"), "not allowed: another representative's"},
		{"nobody's", nobodys, editProduct(contract.ChangeProduct, "K", "P", "7.50"), "not allowed: another representative's"},
		{"another's to himself", other, editTerms(contract.ChangeTerms, "K", "R1"), "not allowed: another representative's"},
		{"nobody's to himself", nobodys, editTerms(contract.ChangeTerms, "K", "R1"), "not allowed: another representative's"},
		{"his own to another", kept(), editTerms(contract.ChangeTerms, "K", "R2"), "not allowed: another representative's"},
		{"his own to nobody", kept(), editTerms(contract.ChangeTerms, "K", ""), "not allowed: another representative's"},
		{"a new one of another's", kept(), editTerms(contract.CreateContract, "NEW", "R2"), "not allowed: another representative's"},
		{"an account of another's", kept(), editAccount(contract.AddAccount, "K", "C-3"), "not allowed: not assigned"},
		{"an account that is not there", kept(), editAccount(contract.AddAccount, "K", "C-9"), "not allowed: unknown target"},
		{"deletes another's", other, contract.Edit{Kind: contract.DeleteContract, Contract: "K"}, "not allowed: another representative's"},
	} {
		out := r.Do([]contract.Contract{c.contract}, command("ria", c.edit))
		wantRuling(t, c.name, out.Decision, c.want)
		staged, d := r.Stage(contract.Stage{}, []contract.Contract{c.contract}, command("ria", c.edit))
		wantRuling(t, c.name+", staged", d, c.want)
		if !d.Allowed() && len(staged.Edits) > 0 {
			t.Errorf("%s: staged all the same", c.name)
		}
		// Staged by an administrator, published by her.
		if staged, d = r.Stage(contract.Stage{}, []contract.Contract{c.contract}, command("ada", c.edit)); d.Allowed() {
			wantRuling(t, c.name+", published", r.Publish(staged, []contract.Contract{c.contract}, as("ria"), noon()).Decision, c.want)
		}
	}
}

// Deleting and making anew in one command is no way around either.
func TestAbuse_DeleteAndCreate(t *testing.T) {
	other := kept()
	other.SalesRep = "R2"
	out := rules(t).Do([]contract.Contract{other}, command("ria",
		contract.Edit{Kind: contract.DeleteContract, Contract: "K"}, editTerms(contract.CreateContract, "K", "R1")))
	wantRuling(t, "another's", out.Decision, "not allowed: another representative's")
}

// What somebody else changed is told only to who may change the contract.
func TestAbuse_ConflictTellsNoStranger(t *testing.T) {
	r, was, is := rules(t), kept(), kept()
	is.Name = "a secret"
	stage, _ := r.Stage(contract.Stage{}, []contract.Contract{was}, command("ria", editProduct(contract.ChangeProduct, "K", "P", "7")))
	for _, user := range []string{"rob", "clerk", "cora"} {
		d := r.Publish(stage, []contract.Contract{is}, as(user), noon()).Decision
		if d.Code != contract.RefusedRights || len(d.Changed) > 0 {
			t.Errorf("%s: %+v", user, d)
		}
	}
	if d := r.Publish(stage, []contract.Contract{is}, as("ria"), noon()).Decision; d.Code != contract.RefusedChanged {
		t.Errorf("ria: %v", d)
	}
}

// No amount shows in a refusal.
func TestAbuse_NoAmountInRefusals(t *testing.T) {
	r := rules(t)
	worse := kept()
	worse.Products[0].Price = eur("7.77")
	stage, _ := r.Stage(contract.Stage{}, []contract.Contract{kept()}, command("ada", editProduct(contract.ChangeProduct, "K", "P", "7.77")))
	for _, d := range []contract.Decision{
		r.Do([]contract.Contract{kept()}, command("ada", editProduct(contract.ChangeProduct, "K", "P", "-7.77"))).Decision,
		r.Publish(stage, []contract.Contract{worse}, as("ada"), noon()).Decision,
	} {
		if d.Allowed() || strings.Contains(d.String(), "7.77") {
			t.Errorf("%v", d)
		}
	}
}
