package account_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// everything is what users of accounts can do for the own one, each with a target where it needs one.
var everything = []account.Action{
	account.ActionSeePrices, account.ActionSeeStock, account.ActionOrder, account.ActionQuote, account.ActionConvertQuote,
	account.ActionPayInvoice, account.ActionReturn, account.ActionChooseAddress, account.ActionAddAddress,
	account.ActionViewOrders, account.ActionViewInvoices, account.ActionSeeLinks, account.ActionRepresent,
	account.ActionImpersonate, account.ActionManageChild, account.ActionManageSubAccounts, account.ActionManageBudgets,
	account.ActionViewAuthorizations, account.ActionAuthorize, account.ActionReverse, account.ActionSubstitute,
	account.ActionViewContracts, account.ActionEmailContracts,
}

// Exactly what the rule lists is refused, and what cannot be without seeing prices; impersonating out of it is the
// decision's own.
func TestACC6_BlockedAccount(t *testing.T) {
	lost := map[account.Action]string{
		account.ActionSeePrices: "account blocked: north", account.ActionSeeStock: "account blocked: north",
		account.ActionOrder: "account blocked: north", account.ActionQuote: "account blocked: north",
		account.ActionConvertQuote: "account blocked: north", account.ActionPayInvoice: "account blocked: north",
		account.ActionReturn: "account blocked: north", account.ActionAuthorize: "account blocked: north",
		account.ActionReverse: "account blocked: north", account.ActionSubstitute: "account blocked: north",
		account.ActionImpersonate: "own account blocked: north",
	}
	free, shut := shopWith(t), shopWith(t, blocked("north"))
	for _, a := range everything {
		may := false
		for _, who := range []string{"mia", "sam", "mona"} {
			s := as(who, "north")
			was, is := said(t, free.May(s, a, noon)), said(t, shut.May(s, a, noon))
			may = may || was == "allowed"
			if want, ok := lost[a]; ok && was == "allowed" && is != want {
				t.Errorf("%s by %s for a blocked account: %q, want %q", a, who, is, want)
			} else if !ok && is != was {
				t.Errorf("%s by %s for a blocked account: %q, but %q for an active one", a, who, is, was)
			}
		}
		if !may {
			t.Errorf("%s: nobody may, even unblocked", a)
		}
	}
}

func TestACC6_HistoryOfABlockedAccount(t *testing.T) {
	g := shopWith(t, blocked("north"), blocked("norton"))
	for _, kind := range []account.RecordKind{account.Orders, account.Invoices} {
		f, d := g.Visible(as("nora", "north"), kind, noon)
		if got := said(t, d); got != "allowed" || !slices.Equal(f.Accounts, []string{"north", "norton"}) {
			t.Errorf("%s: %s, %q", kind, got, f.Accounts)
		}
	}
}

// Nobody else is touched: parents, children, and the other accounts of one who has several.
func TestACC6_OnlyTheBlockedAccount(t *testing.T) {
	g := shopWith(t, blocked("north"))
	for reason, s := range map[string]account.Session{
		"parent": as("hanna", "holding"), "child": as("nils", "norton"), "sibling": as("selma", "south"),
		"another account of the same user": as("mona", "grocer"),
	} {
		if d := g.May(s, account.ActionOrder, noon); !d.Allowed() {
			t.Errorf("%s: %s", reason, d)
		}
	}
}

// termsOfNorton lets the account norton be priced from the grocer or billed to south, with further changes.
func termsOfNorton(name func(*account.Account), others ...func(*account.Data)) func(*account.Data) {
	return both(append([]func(*account.Data){groupsOf("norton", account.ChildCustomerGroup), customer("norton", name)}, others...)...)
}

func TestACC6_TermsOfABlockedAccount(t *testing.T) {
	pricing := func(a *account.Account) { a.PricingFrom = "grocer" }
	billing := func(a *account.Account) { a.BillTo = "south" }
	chain := customer("grocer", func(a *account.Account) { a.PricingFrom = "south" })
	tests := []struct {
		reason string
		change func(*account.Data)
		want   string
	}{
		{"priced from one that trades", termsOfNorton(pricing), "allowed"},
		{"priced from a blocked one", termsOfNorton(pricing, blocked("grocer")), "priced from or billed to a blocked account: grocer"},
		{"billed to a blocked one", termsOfNorton(billing, blocked("south")), "priced from or billed to a blocked account: south"},
		{"by way of one", termsOfNorton(pricing, chain, blocked("south")), "priced from or billed to a blocked account: south"},
		{"the override is off for all", termsOfNorton(pricing, blocked("grocer"), switchOff(account.PricingOverride)), "allowed"},
		{"the override is off in its groups", termsOfNorton(pricing, blocked("grocer"), groupsOf("norton")), "allowed"},
		{"a group of the user's turns no override on", termsOfNorton(pricing, blocked("grocer"), groupsOf("norton"),
			userGroups("nils", account.PowerCustomerGroup)), "allowed"},
	}
	rest := []account.Action{account.ActionSeeStock, account.ActionPayInvoice, account.ActionReturn, account.ActionViewOrders}
	for _, test := range tests {
		g := shopWith(t, test.change)
		for _, a := range []account.Action{account.ActionSeePrices, account.ActionOrder, account.ActionQuote, account.ActionConvertQuote} {
			if got := said(t, g.May(as("nils", "norton"), a, noon)); got != test.want {
				t.Errorf("%s, %s: %q, want %q", test.reason, a, got, test.want)
			}
		}
		if may := allowedIn(g, as("nils", "norton"), rest...); len(may) != len(rest) {
			t.Errorf("%s: only %q of what needs no terms", test.reason, may)
		}
	}
}

func TestACC6_NoActingOutOfABlockedAccount(t *testing.T) {
	impersonate, below := account.ActionImpersonate, account.Target{User: "nora", Account: "north"}
	checkRulings(t, []ruling{
		{"out of an active one", nil, as("hanna", "holding"), impersonate, below, "allowed"},
		{"out of a blocked one", blocked("holding"), as("hanna", "holding"), impersonate, below, "own account blocked: holding"},
		{"what is open ends", blocked("holding"), acting("hanna", "holding", "nora", "north"), account.ActionViewOrders, account.Target{},
			"acting ended: holding since own account blocked"},
		{"into a blocked one", blocked("north"), as("hanna", "holding"), impersonate, below, "allowed"},
		{"and there it is blocked", blocked("north"), acting("hanna", "holding", "nora", "north"), account.ActionOrder, account.Target{},
			"account blocked: north"},
		{"another of one's own may be represented", blocked("north"), as("mona", "north"), account.ActionRepresent,
			account.Target{Account: "grocer"}, "allowed"},
		{"staff have no account to be blocked", blocked("north"), as("admin", ""), impersonate, below, "allowed"},
	})
}
