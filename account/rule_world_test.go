package account_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// shop is a holding with two daughters, a granddaughter under north, a grocer who has nothing to do with them, and the
// seller's staff. Everything is switched on, and users hold all that their kind can.
func shop() account.Data {
	return account.Data{
		Application: account.Application{
			Features: slices.Clone(allOn.Features), ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true,
		},
		PermissionRoles: []account.PermissionRole{
			{ID: "all", Allow: []account.Permission{
				account.MyContracts, account.EmailContracts, account.ModifyLocalContracts, account.ChooseAddress, account.AddAddress,
			}},
			{ID: "back", Kind: account.Administration, Allow: []account.Permission{
				account.ContractManager, account.ContractExport, account.ImpersonateCustomers,
			}},
			{ID: "none"},
		},
		Accounts: shopAccounts(),
		Users:    append(shopCustomers(), shopStaff()...),
	}
}

func shopAccounts() []account.Account {
	accounts := []account.Account{
		{ID: "holding", Code: "10001", Name: "Baker Holding", National: true, Groups: []string{account.PowerCustomerGroup}},
		{ID: "north", Code: "10002", Name: "Baker North", Parent: "holding", National: true, Groups: []string{account.PowerCustomerGroup},
			Representatives: []string{"r1"}, Addresses: []account.Address{
				{ID: "dock", Kind: account.DeliveryAddress, Default: true, Lines: []string{"Quay 7"}, City: "Hamburg",
					Points: []account.DeliveryPoint{{ID: "gate", Name: "West gate"}}},
				{ID: "office", Kind: account.InvoiceAddress, City: "Bremen"},
			}},
		{ID: "norton", Code: "10003", Name: "Baker Norton", Parent: "north"},
		{ID: "south", Code: "10004", Name: "Baker South", Parent: "holding", Groups: []string{account.ChildCustomerGroup}},
		{ID: "grocer", Code: "20001", Name: "Ümit's Grocery", National: true},
	}
	for i := range accounts {
		accounts[i].PaymentTerms.OnAccount = true
	}
	return accounts
}

// Managers are max and mia of north, hugo of the holding, gina of the grocer; sub-accounts are sam and sue of north, sid of
// south; mona and mia have several accounts.
func shopCustomers() []account.User {
	carol := buyer("carol", account.NoRole, "holding")
	carol.Type = account.TypeContact
	sue := buyer("sue", account.RoleSubAccount, "north")
	sue.MayAuthorize, sue.LimitedBudget = false, true
	sue.Limits = []account.SpendingLimit{{Amount: money.MustParse("100", money.EUR), Authorizers: []string{"max", "sam"}}}
	return []account.User{
		carol, sue,
		buyer("hanna", account.RoleRegular, "holding"), buyer("hugo", account.RoleAccountManager, "holding"),
		buyer("nora", account.RoleRegular, "north"), buyer("max", account.RoleAccountManager, "north"),
		buyer("mia", account.RoleAccountManager, "north", "south"), buyer("sam", account.RoleSubAccount, "north"),
		buyer("nils", account.RoleRegular, "norton"),
		buyer("selma", account.RoleRegular, "south"), buyer("sid", account.RoleSubAccount, "south"),
		buyer("gert", account.RoleRegular, "grocer"), buyer("gina", account.RoleAccountManager, "grocer"),
		buyer("mona", account.RoleRegular, "north", "grocer", "south"),
	}
}

// Agent and rep are assigned to north; clerk may nothing.
func shopStaff() []account.User {
	return []account.User{
		{ID: "agent", Type: account.TypeSalesAgent, Activated: true, RepresentativeID: "r1", PermissionRoles: []string{"all"}},
		{ID: "rep", Type: account.TypeWorker, Activated: true, SalesRepresentative: true, RepresentativeID: "r1",
			PermissionRoles: []string{"all"}},
		{ID: "admin", Type: account.TypeWorker, Activated: true, PermissionRoles: []string{"back"},
			WorkerGroups: []string{account.PowerCustomerAdministrator}},
		{ID: "clerk", Type: account.TypeWorker, Activated: true},
	}
}

// shopWith is the graph of the shop after some changes to its facts.
func shopWith(t failer, changes ...func(*account.Data)) *account.Graph {
	t.Helper()
	d := shop()
	for _, change := range changes {
		if change != nil {
			change(&d)
		}
	}
	return graphOf(t, d)
}

// user changes one user of the facts, customer one account.
func user(id string, change func(*account.User)) func(*account.Data) {
	return func(d *account.Data) {
		change(&d.Users[slices.IndexFunc(d.Users, func(u account.User) bool { return u.ID == id })])
	}
}

func customer(id string, change func(*account.Account)) func(*account.Data) {
	return func(d *account.Data) {
		change(&d.Accounts[slices.IndexFunc(d.Accounts, func(a account.Account) bool { return a.ID == id })])
	}
}

func application(change func(*account.Application)) func(*account.Data) {
	return func(d *account.Data) { change(&d.Application) }
}

func blocked(id string) func(*account.Data) {
	return customer(id, func(a *account.Account) { a.Status = account.Blocked })
}

// as is a session of a user for an account of his, acting one of a principal who impersonates.
func as(user, of string) account.Session {
	return account.Session{Principal: user, User: user, Account: of}
}

func acting(principal, from, user, of string) account.Session {
	return account.Session{Principal: principal, From: from, User: user, Account: of}
}

// said is a decision in short: "allowed", or code and subject. The sentence of a refusal is checked on the way.
func said(t failer, d account.Decision) string {
	t.Helper()
	checkSentence(t, d)
	if d.Allowed() {
		return "allowed"
	}
	short := d.Code.String()
	if d.Subject != "" {
		short += ": " + d.Subject
	}
	if d.Cause != 0 {
		short += " since " + d.Cause.String()
	}
	return short
}

// checkSentence: no empty subject, nothing that fmt could not print, no name that is the package's own.
func checkSentence(t failer, d account.Decision) {
	t.Helper()
	for _, text := range []string{d.String(), d.Reason().String()} {
		for _, bad := range []string{"%!", "\x00", `\x00navigation`, "nothing was asked", "  "} {
			if strings.Contains(text, bad) && !d.Allowed() {
				t.Fatalf("%s: the sentence holds %q: %s", d.Code, bad, text)
			}
		}
	}
	if !d.Allowed() && (strings.Contains(d.Reason().String(), `""`) || d.Layer == "") {
		t.Fatalf("%s: a refusal without a subject or layer: %s", d.Code, d)
	}
}

// ruling is one question and the short answer to it.
type ruling struct {
	reason  string
	change  func(*account.Data)
	session account.Session
	action  account.Action
	target  account.Target
	want    string
}

func checkRulings(t *testing.T, rulings []ruling) {
	t.Helper()
	for _, r := range rulings {
		g := shopWith(t, r.change)
		d := g.MayOn(r.session, r.action, r.target, noon)
		if got := said(t, d); got != r.want {
			t.Errorf("%s: %q, want %q (%s)", r.reason, got, r.want, d)
		}
		if whys := g.For(r.session, noon); !d.Allowed() {
			if why := whys.Why(r.action, r.target); len(why) == 0 || why[0] != d.Reason() {
				t.Errorf("%s: Why says %v", r.reason, why)
			}
		}
	}
}

// refusedOutcome checks that a command came to nothing: no graph, no changes, no events.
func refusedOutcome(t *testing.T, reason, want string, out account.Outcome, err error) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", reason, err)
		return
	}
	if got := said(t, out.Decision); got != want {
		t.Errorf("%s: %q, want %q (%s)", reason, got, want, out.Decision)
	}
	if out.Decision.Allowed() || out.Graph != nil || out.Events != nil || !cmp.Equal(out.Changes, account.Changes{}) {
		t.Errorf("%s: refused, and yet there is a graph, an event or a change: %+v", reason, out.Changes)
	}
}

// after is the graph after changes that must be legal.
func after(t failer, g *account.Graph, c account.Changes) *account.Graph {
	t.Helper()
	next, err := g.With(c)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return next
}

// put is a change of one user of the graph.
func put(g *account.Graph, id string, change func(*account.User)) account.Changes {
	u, _ := g.User(id)
	change(&u)
	return account.Changes{PutUsers: []account.User{u}}
}

func putAccount(g *account.Graph, id string, change func(*account.Account)) account.Changes {
	a, _ := g.Account(id)
	change(&a)
	return account.Changes{Put: []account.Account{a}}
}

// allowedIn lists what a session may do of some actions.
func allowedIn(g *account.Graph, s account.Session, actions ...account.Action) (may []account.Action) {
	for _, a := range actions {
		if d := g.May(s, a, noon); d.Allowed() {
			may = append(may, a)
		}
	}
	return may
}

func later(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }

func join[T any](list []T) string { return strings.Trim(fmt.Sprint(list), "[]") }
