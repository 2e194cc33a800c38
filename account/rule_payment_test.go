package account_test

import (
	"fmt"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func ExampleRights_Pay() {
	graph, err := account.NewGraph(account.Data{
		Application: account.Application{Ordering: true, PayOnAccount: true},
		Accounts:    []account.Account{{ID: "bakery", PaymentTerms: account.PaymentTerms{OnAccount: true}}},
		Users: []account.User{{
			ID: "anna", Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true,
			Accounts: []string{"bakery"}, MayOrder: true,
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	rights := graph.For(account.Session{Principal: "anna", User: "anna", Account: "bakery", Since: noon}, noon)
	fmt.Println(rights.PaymentTerms())
	fmt.Println(rights.Pay(account.PayOnline))
	// Output:
	// on account
	// user "anna" for account "bakery" may not "order": the account's payment terms do not permit to pay "online": let them, or pay otherwise
}

func TestACC11_WhoMayPayHow(t *testing.T) {
	terms := func(online, onAccount bool) func(*account.Data) {
		return customer("north", func(a *account.Account) {
			a.PaymentTerms = account.PaymentTerms{Online: online, OnAccount: onAccount}
		})
	}
	online, later := account.PayOnline, account.PayOnAccount
	for _, test := range []struct {
		reason string
		change func(*account.Data)
		by     account.Session
		pay    account.PaymentType
		want   string
	}{
		{"the terms have it", terms(false, true), as("nora", "north"), later, "allowed"},
		{"the terms have it, too", terms(true, true), as("nora", "north"), online, "allowed"},
		{"the terms do not", terms(false, true), as("nora", "north"), online, "not in the payment terms: online"},
		{"nor the other", terms(true, false), as("nora", "north"), later, "not in the payment terms: on account"},
		{"no terms, no payment", terms(false, false), as("nora", "north"), later, "not in the payment terms: on account"},
		{"the seller's switch beats the terms", application(func(a *account.Application) { a.PayOnAccount = false }), as("nora", "north"), later,
			"switched off for all: pay on account"},
		{"sub-accounts on account", terms(true, true), as("sam", "north"), later, "allowed"},
		{"sub-accounts never online", terms(true, true), as("sam", "north"), online, "not for such users: sub-account"},
		{"sub-accounts without terms on account", terms(true, false), as("sam", "north"), later, "not on account: account"},
		{"who may not order pays nothing", user("nora", func(u *account.User) { u.MayOrder = false }), as("nora", "north"), later, "option off: may order"},
		{"a blocked account", blocked("north"), as("nora", "north"), later, "account blocked: north"},
		{"staff", nil, as("admin", ""), later, "not for such users: worker"},
		{"for another, by the other's terms", terms(true, false), acting("hanna", "holding", "nora", "north"), online, "allowed"},
		{"for another, not by one's own", terms(true, false), acting("hanna", "holding", "nora", "north"), later, "not in the payment terms: on account"},
		{"no type", nil, as("nora", "north"), 0, "no target named: payment type"},
		{"a type that does not exist", nil, as("nora", "north"), 7, "no target named: payment type"},
		{"no session", nil, account.Session{}, later, "no session"},
	} {
		rights := shopWith(t, test.change).For(test.by, noon)
		if got := said(t, rights.Pay(test.pay)); got != test.want {
			t.Errorf("%s: %q, want %q", test.reason, got, test.want)
		}
	}
}

// All combinations of what counts, against the rule said once more.
func TestACC11_Exhaustive(t *testing.T) {
	allowed := map[account.PaymentType]int{}
	for bits := range 1 << 7 {
		on := func(n int) bool { return bits>>n&1 == 1 }
		g := shopWith(t, application(func(a *account.Application) { a.Ordering, a.PayOnAccount = on(0), on(1) }),
			customer("north", func(a *account.Account) {
				a.PaymentTerms = account.PaymentTerms{Online: on(2), OnAccount: on(3)}
				if on(4) {
					a.Status = account.Blocked
				}
			}), user("nora", func(u *account.User) { u.MayOrder = on(5) }), user("sam", func(u *account.User) { u.MayOrder = on(5) }),
			user("max", func(u *account.User) { u.MayOrder = on(6) }))
		for user, role := range map[string]struct{ may, sub bool }{"nora": {on(5), false}, "sam": {on(5), true}, "max": {on(6), false}} {
			orders := on(0) && !on(4) && role.may
			want := account.PaymentTerms{Online: orders && on(2) && !role.sub, OnAccount: orders && on(1) && on(3)}
			r := g.For(as(user, "north"), noon)
			if got := r.PaymentTerms(); got != want {
				t.Fatalf("%07b %s: %v, want %v", bits, user, got, want)
			}
			for _, p := range []account.PaymentType{account.PayOnline, account.PayOnAccount} {
				d := r.Pay(p)
				if d.Allowed() != want.Has(p) || d.Allowed() && !g.May(as(user, "north"), account.ActionOrder, noon).Allowed() {
					t.Fatalf("%07b %s %s: %s", bits, user, p, d)
				}
				if d.Allowed() {
					allowed[p]++
				}
			}
		}
	}
	if len(allowed) != 2 {
		t.Error(allowed)
	}
}

func TestPaymentType_Text(t *testing.T) {
	checkText(t, account.ErrPaymentType, account.PaymentType(9), account.PayOnline, account.PayOnAccount)
	checkText(t, account.ErrPaymentType, account.PaymentType(0))
}
