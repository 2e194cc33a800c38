package account_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// Another account's id in every place where one can be passed in.
func TestAbuse_AnotherAccountsIdPassedIn(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	for _, of := range []string{"holding", "norton", "south", "grocer", "moon", "North", "north ", "\x00", "", "sam"} {
		for a := range g.Actions() {
			s := as("sam", of)
			if of != "" {
				if d := g.May(s, a, noon); d.Allowed() {
					t.Errorf("a session for %q: %s", of, d)
				}
			}
			if of == "" || a == account.ActionViewOrders || a == account.ActionViewInvoices {
				continue // the latter have the accounts below, and the next test
			}
			if d := g.MayOn(as("sam", "north"), a, account.Target{Account: of}, noon); d.Allowed() {
				t.Errorf("the target %q: %s", of, d)
			}
		}
	}
	south := as("selma", "south")
	for _, of := range []string{"holding", "north", "norton", "grocer", "moon", "South", "south\x00"} {
		for _, r := range []account.Record{order(of), invoice(of, of), invoice(of, ""), invoice("", of)} {
			if d := g.Sees(south, r, noon); d.Allowed() {
				t.Errorf("%+v: %s", r, d)
			}
		}
		for _, kind := range []account.RecordKind{account.Orders, account.Invoices} {
			if f, _ := g.Visible(south, kind, noon); slices.Contains(f.Accounts, of) || f.Sees(order(of)) || f.Sees(invoice(of, of)) {
				t.Errorf("%s of %q: %+v", kind, of, f)
			}
		}
	}
	unchanged(t, g, before)
}

// No command writes to another account than the session's, or than those below.
func TestAbuse_AnotherAccountInACommand(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	for id, want := range map[string]string{
		"holding": "not below: holding", "north": "not below: north", "south": "not below: south", "grocer": "not below: grocer",
		"moon": "not below: moon",
	} {
		a, _ := g.Account(id)
		a.ID = id
		a.Addresses = append(a.Addresses, account.Address{ID: "mine", Kind: account.DeliveryAddress})
		out, err := g.PutAccount(as("nora", "north"), a, noon)
		refusedOutcome(t, "addresses of "+id, want, out, err)
	}
	for id, want := range map[string]string{
		"sid": "not that user: sid", "gina": "not that user: gina", "hugo": "not that user: hugo", "admin": "not that user: admin",
		"max": "not that user: max",
	} {
		sub := newSub()
		sub.ID = id
		out, err := g.PutSubAccount(as("max", "north"), sub, noon)
		refusedOutcome(t, "the id of "+id, want, out, err)
		u, _ := g.User(id)
		if u.Email == sub.Email {
			t.Errorf("%s was taken over", id)
		}
	}
	unchanged(t, g, before)
}

func TestAbuse_BlockedAccount(t *testing.T) {
	g := shopWith(t, blocked("north"))
	var attacks []attack
	for _, s := range []account.Session{as("nora", "north"), as("sam", "north"), acting("hanna", "holding", "nora", "north"), acting("admin", "", "nora", "north")} {
		for _, a := range []account.Action{
			account.ActionSeePrices, account.ActionSeeStock, account.ActionOrder, account.ActionQuote, account.ActionConvertQuote,
			account.ActionPayInvoice, account.ActionReturn,
		} {
			attacks = append(attacks, attack{"for a blocked account", s, a, account.Target{}, "account blocked: north"})
		}
	}
	attacks = append(attacks,
		attack{"out of it", as("nora", "north"), account.ActionImpersonate, account.Target{User: "nils", Account: "norton"}, "own account blocked: north"},
		attack{"what was open out of it", acting("nora", "north", "nils", "norton"), account.ActionViewOrders, account.Target{},
			"acting ended: north since own account blocked"},
		attack{"a host's own trade", as("nora", "north"), "wrap", account.Target{}, "unknown action: wrap"})
	repel(t, g, attacks)
	own := account.ActionRule{Action: "wrap", By: []account.UserKind{account.KindRegular}, Permission: account.MyContracts, Trading: true}
	repel(t, shopWith(t, blocked("north"), addAction(own)), []attack{
		{"a host's own trade", as("nora", "north"), "wrap", account.Target{}, "account blocked: north"},
		{"by another's session", acting("hanna", "holding", "nora", "north"), "wrap", account.Target{}, "account blocked: north"},
	})
	if s, d := g.Represent(as("mona", "north"), "south", noon); !d.Allowed() || !g.May(s, account.ActionOrder, noon).Allowed() {
		t.Errorf("the other accounts of the same user: %s", d)
	}
}

// A representative moves a contract to himself: the contract that he may change is the one of his id as it stands.
func TestAbuse_RepresentativeMovesAContractToHimself(t *testing.T) {
	second := account.User{ID: "rep2", Type: account.TypeWorker, Activated: true, SalesRepresentative: true, RepresentativeID: "r2", PermissionRoles: []string{"all"}}
	g := shopWith(t, addUser(second))
	modify := account.ActionModifyContracts
	repel(t, g, []attack{
		{"another's contract", as("rep2", ""), modify, account.Target{Representative: "r1"}, "another representative's: r1"},
		{"of an account that is not his", as("rep2", ""), modify, account.Target{Account: "north", Representative: "r2"}, "not assigned: north"},
		{"both", as("rep2", ""), modify, account.Target{Account: "north", Representative: "r1"}, "not assigned: north"},
		{"as an administrator", as("rep2", ""), account.ActionManageContracts, account.Target{Representative: "r1"}, "permission not allowed: contract manager"},
		{"by looking alike", as("rep2", ""), modify, account.Target{Representative: "r2 "}, "another representative's: r2 "},
		{"a sales agent of the same id", as("agent", ""), modify, account.Target{Representative: "r1"}, "not for such users: sales agent"},
		{"a customer who is told the id", as("max", "north"), modify, account.Target{Representative: "r1"}, "not for such users: account manager"},
		{"a worker with the id, not marked", as("clerk", ""), modify, account.Target{Representative: "r1"}, "no sales representative"},
	})
	// Nor does he assign an account to himself: that is the host's.
	before := g.Data()
	north, _ := g.Account("north")
	north.Representatives = append(north.Representatives, "r2")
	out, err := g.PutAccount(as("rep2", ""), north, noon)
	refusedOutcome(t, "assigning an account", said(t, out.Decision), out, err)
	out, err = g.PutAccount(as("admin", ""), north, noon)
	refusedOutcome(t, "also by an administrator", "the host's own: north", out, err)
	unchanged(t, g, before)
}

// Pricing-from or bill-to named by one without the right.
func TestAbuse_OverridesNamedWithoutTheRight(t *testing.T) {
	prices := account.WorkerGroup{ID: "prices", PricingOverrides: true}
	bills := account.WorkerGroup{ID: "bills", BillingOverrides: true}
	worker := func(id, group string) account.User {
		return account.User{ID: id, Type: account.TypeWorker, Activated: true, WorkerGroups: []string{group}, PermissionRoles: []string{"back"}}
	}
	g := shopWith(t, addUser(worker("w-prices", "prices")), addUser(worker("w-bills", "bills")),
		func(d *account.Data) { d.WorkerGroups = []account.WorkerGroup{prices, bills} })
	tests := []struct {
		reason  string
		session account.Session
		billing string
		pricing string
	}{
		{"a worker in no group", as("clerk", ""), "refused", "refused"},
		{"a worker with the other group", as("w-prices", ""), "not in worker groups: billing overrides", "allowed"},
		{"a worker with the other group", as("w-bills", ""), "allowed", "not in worker groups: pricing overrides"},
		{"a sales agent", as("agent", ""), "refused", "refused"},
		{"the parent", as("hanna", "holding"), "refused", "refused"},
		{"a manager", as("max", "north"), "refused", "refused"},
		{"a sub-account", as("sam", "north"), "refused", "refused"},
		{"a contact", as("carol", "holding"), "refused", "refused"},
		{"a worker who impersonates", acting("admin", "", "nora", "north"), "refused", "refused"},
		{"no one", account.Session{}, "no session", "no session"},
	}
	before := g.Data()
	for _, test := range tests {
		for _, id := range []string{"north", "norton", "grocer"} {
			a, _ := g.Account(id)
			a.BillTo = "south"
			tryOverride(t, g, test.reason+", bill to", test.session, a, test.billing)
			a.BillTo, a.PricingFrom = "", "south"
			tryOverride(t, g, test.reason+", pricing from", test.session, a, test.pricing)
		}
	}
	unchanged(t, g, before)
}

func tryOverride(t *testing.T, g *account.Graph, reason string, s account.Session, a account.Account, want string) {
	t.Helper()
	out, err := g.PutAccount(s, a, noon)
	got := said(t, out.Decision)
	if want == "refused" && !out.Decision.Allowed() { // one who has no right at all is told of any of them
		want = got
	}
	if want != "allowed" {
		refusedOutcome(t, reason, want, out, err)
	} else if got != want || err != nil {
		t.Errorf("%s: %s, %v", reason, got, err)
	}
}

// One right does not carry another change along with it.
func TestAbuse_ChangesSmuggledAlong(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	north, _ := g.Account("north")
	smuggled := map[string]func(*account.Account){
		"status": func(a *account.Account) { a.Status = account.Blocked }, "groups": func(a *account.Account) { a.Groups = nil },
		"price levels": func(a *account.Account) { a.PriceLevels = []string{"cheap"} }, "name": func(a *account.Account) { a.Name = "" },
		"terms":           func(a *account.Account) { a.PaymentTerms.Online = true },
		"representatives": func(a *account.Account) { a.Representatives = nil }, "tax": func(a *account.Account) { a.TaxProfile = "none" },
		"code": func(a *account.Account) { a.Code = "1" },
	}
	for what, smuggle := range smuggled {
		a := north
		a.BillTo = "south"
		smuggle(&a)
		out, err := g.PutAccount(as("admin", ""), a, noon)
		refusedOutcome(t, "an administrator's bill to and "+what, "the host's own: north", out, err)
		a = north
		a.Addresses = nil
		smuggle(&a)
		out, err = g.PutAccount(as("hanna", "holding"), a, noon)
		refusedOutcome(t, "a parent's addresses and "+what, "the host's own: north", out, err)
	}
	a := north
	a.Addresses, a.PricingFrom = nil, "grocer"
	out, err := g.PutAccount(as("hanna", "holding"), a, noon)
	refusedOutcome(t, "a parent's addresses and pricing from", "not for such users: regular", out, err)
	out, err = g.PutAccount(as("admin", ""), a, noon)
	refusedOutcome(t, "an administrator's pricing from and addresses", "not for such users: worker", out, err)
	unchanged(t, g, before)
}

// Who may change nothing of an account gets nothing for changing nothing, so nobody can ask whether he guessed its facts.
func TestAbuse_NothingChangedOfAnothersAccount(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	for _, s := range []account.Session{as("gert", "grocer"), as("nora", "north"), as("clerk", ""), as("agent", ""), acting("hanna", "holding", "nora", "north")} {
		north, _ := g.Account("north")
		out, err := g.PutAccount(s, north, noon)
		refusedOutcome(t, s.Principal, said(t, out.Decision), out, err)
		same := said(t, out.Decision)
		for _, guess := range []func(*account.Account){
			func(a *account.Account) { a.Status = account.Blocked }, func(a *account.Account) { a.BillTo = "south" },
			func(a *account.Account) { a.PricingFrom = "south" }, func(a *account.Account) { a.Parent = "grocer" },
			func(a *account.Account) { a.Addresses = nil },
		} {
			north, _ := g.Account("north")
			guess(&north)
			out, err := g.PutAccount(s, north, noon)
			refusedOutcome(t, s.Principal+" guesses wrong", same, out, err)
		}
	}
	for _, s := range []account.Session{as("hanna", "holding"), as("admin", "")} {
		north, _ := g.Account("north")
		if out, err := g.PutAccount(s, north, noon); err != nil || !out.Decision.Allowed() || out.Graph != g || out.Events != nil || out.Changes.Put != nil {
			t.Errorf("%s, who may: %v, %+v", s.Principal, err, out.Decision)
		}
	}
	unchanged(t, g, before)
}

// masked is the sentence of a decision in which those who are there look like those who are not.
func masked(d account.Decision) string {
	return strings.NewReplacer("grocer", "?", "moon", "?", "gert", "?", "gina", "?", "admin", "?", "ghost", "?").Replace(d.String())
}

// Customers and contacts hear of a stranger what they would hear of one who is not there: so nobody learns who else is a customer.
func TestAbuse_AskingWhoElseIsACustomer(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	asked := 0
	for _, s := range []account.Session{
		as("hanna", "holding"), as("carol", "holding"), as("nora", "north"), as("max", "north"), as("mia", "south"), as("sam", "north"),
		as("nils", "norton"), acting("hanna", "holding", "nora", "north"), acting("admin", "", "mia", "north"),
	} {
		for a := range g.Actions() {
			for _, pair := range [][2]account.Target{
				{{Account: "grocer"}, {Account: "moon"}}, {{User: "gert"}, {User: "ghost"}}, {{User: "gina", Account: "grocer"}, {User: "ghost", Account: "moon"}},
				{{User: "gert", Account: "north"}, {User: "ghost", Account: "north"}}, {{User: "gert", Account: "norton"}, {User: "ghost", Account: "norton"}},
				{{User: "admin"}, {User: "ghost"}}, {{User: "admin", Account: "norton"}, {User: "ghost", Account: "norton"}},
			} {
				there, gone := g.MayOn(s, a, pair[0], noon), g.MayOn(s, a, pair[1], noon)
				if asked++; masked(there) != masked(gone) || there.Allowed() {
					t.Errorf("%+v %s %+v: %s, but %s", s, a, pair[0], there, gone)
				}
			}
		}
		for _, r := range []func(string) account.Record{order, func(id string) account.Record { return invoice(id, id) }} {
			if there, gone := g.Sees(s, r("grocer"), noon), g.Sees(s, r("moon"), noon); masked(there) != masked(gone) {
				t.Errorf("%+v: %s, but %s", s, there, gone)
			}
		}
	}
	if asked < 1000 {
		t.Errorf("only %d questions", asked)
	}
	unchanged(t, g, before)
}
