package contract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// everything an edit can be, on contract K, each allowed to an administrator.
func allEdits() []contract.Edit {
	return []contract.Edit{
		editTerms(contract.ChangeTerms, "K", "R1"), editAccount(contract.AddAccount, "K", "C-2"), editAccount(contract.ChangeAccount, "K", "C-1"),
		editAccount(contract.RemoveAccount, "K", "C-1"), editProduct(contract.AddProduct, "K", "Q", "3"), editProduct(contract.ChangeProduct, "K", "P", "7"),
		editProduct(contract.RemoveProduct, "K", "P", ""), {Kind: contract.DeleteContract, Contract: "K"}, editTerms(contract.CreateContract, "NEW", "R1"),
	}
}

func TestCON6_WhoChangesLocalContracts(t *testing.T) {
	r := rules(t)
	for user, want := range map[string]string{
		"ada": "done", "ria": "done", "rob": "not allowed: another representative's", "clerk": "not allowed: permission not allowed",
		"cora": "not allowed: not for such users", "nobody": "not allowed: unknown user",
	} {
		for _, e := range allEdits() {
			out := r.Do([]contract.Contract{kept()}, command(user, e))
			wantRuling(t, user+" "+e.Kind.String(), out.Decision, want)
			if !out.Decision.Allowed() && len(out.Contracts)+len(out.Dropped)+len(out.Events) > 0 {
				t.Errorf("%s %s: refused, and yet %+v", user, e.Kind, out)
			}
		}
	}
}

// Every condition of the seed's list for sales representatives, failing one at a time.
func TestCON6_ConditionsOfRepresentatives(t *testing.T) {
	ria := func(change func(*account.User)) func(*account.Data) {
		return func(d *account.Data) {
			for i := range d.Users {
				if d.Users[i].ID == "ria" {
					change(&d.Users[i])
				}
			}
		}
	}
	without := func(p account.Permission) func(*account.Data) {
		return func(d *account.Data) { d.PermissionRoles[0].Deny = []account.Permission{p} }
	}
	edit := command("ria", editTerms(contract.ChangeTerms, "K", "R1"))
	for want, change := range map[string]func(*account.Data){
		"done": func(*account.Data) {},
		"not allowed: feature off in application": func(d *account.Data) { d.Application.Features = nil },
		"not allowed: permission not allowed":     ria(func(u *account.User) { u.SalesRepresentative = false }),
		"not allowed: another representative's":   ria(func(u *account.User) { u.RepresentativeID = "R9" }),
		"not allowed: user not activated":         ria(func(u *account.User) { u.Activated = false }),
		"not allowed: permission denied":          without(account.ModifyLocalContracts),
	} {
		wantRuling(t, want, rules(t, change).Do([]contract.Contract{kept()}, edit).Decision, want)
	}
	wantRuling(t, "my contracts", rules(t, without(account.MyContracts)).Do([]contract.Contract{kept()}, edit).Decision,
		"not allowed: permission denied")
}

// Mirrored contracts change by import only: everybody who may change contracts hears that (CON-6).
func TestCON6_MirroredIsRefusedToEverybody(t *testing.T) {
	mirrored := kept()
	mirrored.Origin = contract.Mirrored
	r := rules(t)
	for _, user := range []string{"ada", "ria"} {
		for _, e := range allEdits()[:8] {
			wantRuling(t, user+" "+e.Kind.String(), r.Do([]contract.Contract{mirrored}, command(user, e)).Decision, "mirrored")
		}
		wantRuling(t, user, r.Do([]contract.Contract{mirrored}, command(user, editTerms(contract.CreateContract, "K", "R1"))).Decision, "mirrored")
	}
	for _, kind := range []contract.EditKind{0, contract.ImportContract, contract.ImportRemoval, 77} {
		out := r.Do([]contract.Contract{kept()}, command("ada", contract.Edit{Kind: kind, Contract: "K"}))
		wantRuling(t, "an edit that only an import has", out.Decision, "unknown edit")
	}
}

// What each edit leads to, and the event that it leaves.
func TestCON6_EditsAndEvents(t *testing.T) {
	r, before := rules(t), kept()
	rest := before.Terms()
	rest.Name, rest.Force = "Summer deal", true
	out := r.Do([]contract.Contract{before}, command("ria",
		contract.Edit{Kind: contract.ChangeTerms, Contract: "K", Terms: rest},
		editAccount(contract.AddAccount, "K", "C-2"), editAccount(contract.RemoveAccount, "K", "C-1"),
		editProduct(contract.AddProduct, "K", "Q", ""), editProduct(contract.ChangeProduct, "K", "Q", "2.50"), editProduct(contract.RemoveProduct, "K", "P", "")))
	wantRuling(t, "six edits", out.Decision, "done")
	want := before
	want.Name, want.Force = "Summer deal", true
	want.Accounts = []contract.Account{{Account: "C-2", Starts: date(today), Ends: date(today)}}
	want.Products = []contract.Product{{Product: "Q", Price: eur("2.50")}}
	if diff := cmp.Diff([]contract.Contract{want}, out.Contracts, equalish); diff != "" {
		t.Error(diff)
	}
	if len(out.Events) != 6 {
		t.Fatalf("%d events", len(out.Events))
	}
	for i, e := range out.Events {
		if e.Principal != "ria" || e.User != "ria" || !e.At.Equal(noon()) || e.Contract != "K" || e.StagedBy != "" {
			t.Errorf("event %d: %+v", i, e)
		}
	}
	priced := out.Events[4]
	if !priced.Before.Products[0].Price.Equal(eur("0")) || !priced.After.Products[0].Price.Equal(eur("2.50")) || len(priced.After.Accounts) != 0 {
		t.Errorf("%+v", priced)
	}
	if diff := cmp.Diff(kept(), before, equalish); diff != "" {
		t.Error("the contract given was changed", diff)
	}
}

// All edits or none.
func TestCON6_AllOrNone(t *testing.T) {
	r := rules(t)
	for want, bad := range map[string]contract.Edit{
		"assigned already": editAccount(contract.AddAccount, "K", "C-1"), "not assigned": editAccount(contract.RemoveAccount, "K", "C-3"),
		"listed already": editProduct(contract.AddProduct, "K", "P", "1"), "not listed": editProduct(contract.ChangeProduct, "K", "Z", "1"),
		"contract exists": editTerms(contract.CreateContract, "K", ""), "unknown contract": editTerms(contract.ChangeTerms, "L", ""),
		"defects": editProduct(contract.ChangeProduct, "K", "P", "-1"), "unknown edit": {Contract: "K"},
	} {
		out := r.Do([]contract.Contract{kept()}, command("ada", editProduct(contract.AddProduct, "K", "Q", "3"), bad))
		wantRuling(t, want, out.Decision, want)
		if out.Decision.Edit != 2 || len(out.Contracts)+len(out.Events) > 0 {
			t.Errorf("%s: %+v", want, out)
		}
	}
	wantRuling(t, "no edit", r.Do(nil, command("ada")).Decision, "no edit")
	wantRuling(t, "no instant", r.Do(nil, contract.Command{Session: as("ada"), Edits: allEdits()}).Decision, "no instant")
	wantRuling(t, "no zone", contract.Rules{Graph: r.Graph}.Do(nil, command("ada", allEdits()...)).Decision, "no instant")
	wantRuling(t, "no graph", contract.Rules{Zone: seller()}.Do(nil, command("ada", allEdits()...)).Decision, "not allowed: no session")
}

func TestCON6_CreateAndDelete(t *testing.T) {
	r := rules(t)
	out := r.Do(nil, command("ria", editTerms(contract.CreateContract, "NEW", "R1"), editProduct(contract.AddProduct, "NEW", "P", "5")))
	wantRuling(t, "create", out.Decision, "done")
	if c := out.Contracts[0]; c.Code != "NEW" || c.Origin != contract.Local || len(c.Products) != 1 {
		t.Errorf("%+v", c)
	}
	out = r.Do(out.Contracts, command("ria", contract.Edit{Kind: contract.DeleteContract, Contract: "NEW"}))
	if len(out.Dropped) != 1 || out.Dropped[0] != "NEW" || len(out.Contracts) != 0 || len(out.Events[0].Before.Products) != 1 {
		t.Errorf("%+v", out)
	}
	bad := contract.Edit{Kind: contract.CreateContract, Contract: " X", Terms: contract.Terms{Currency: money.EUR}}
	wantRuling(t, "a code that is no id", r.Do(nil, command("ada", bad)).Decision, "defects")
}

// What changes nothing is allowed and leaves nothing behind.
func TestCON6_NothingChanged(t *testing.T) {
	same := editProduct(contract.ChangeProduct, "K", "P", "8")
	out := rules(t).Do([]contract.Contract{kept()}, command("ada", same, editTerms(contract.ChangeTerms, "K", "R1")))
	wantRuling(t, "the same", out.Decision, "done")
	if len(out.Contracts)+len(out.Events) > 0 {
		t.Errorf("%+v", out)
	}
}
