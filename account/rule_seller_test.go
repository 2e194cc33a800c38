package account_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func TestACC8_SwitchesBeatOptions(t *testing.T) {
	off := func(change func(*account.Application)) func(*account.Data) { return application(change) }
	noPrices := off(func(a *account.Application) { a.ShowPrices = false })
	noStock := off(func(a *account.Application) { a.ShowStock = false })
	noOrders := off(func(a *account.Application) { a.Ordering = false })
	nora, sam := as("nora", "north"), as("sam", "north")
	none := account.Target{}
	checkRulings(t, []ruling{
		{"prices shown", nil, nora, account.ActionSeePrices, none, "allowed"},
		{"prices hidden for all", noPrices, nora, account.ActionSeePrices, none, "switched off for all: show prices"},
		{"nobody authorizes blindly", noPrices, sam, account.ActionAuthorize, none, "switched off for all: show prices"},
		{"stock is another switch", noPrices, nora, account.ActionSeeStock, none, "allowed"},
		{"stock hidden for all", noStock, nora, account.ActionSeeStock, none, "switched off for all: show stock"},
		{"no B2B ordering", noOrders, nora, account.ActionOrder, none, "switched off for all: ordering"},
		{"nor quotes", noOrders, nora, account.ActionQuote, none, "switched off for all: ordering"},
		{"nor conversion", noOrders, nora, account.ActionConvertQuote, none, "switched off for all: ordering"},
		{"returns go on", noOrders, nora, account.ActionReturn, none, "allowed"},
		{"the user's option off", user("nora", func(u *account.User) { u.MayOrder = false }), nora, account.ActionOrder, none, "option off: may order"},
		{"prices off for him", user("nora", func(u *account.User) { u.MaySeePrices = false }), nora, account.ActionSeePrices, none,
			"option off: may see prices"},
		{"stock off for him", user("nora", func(u *account.User) { u.MaySeeStock = false }), nora, account.ActionSeeStock, none,
			"option off: may see stock"},
		{"both off: the switch is named", func(d *account.Data) {
			noOrders(d)
			user("nora", func(u *account.User) { u.MayOrder = false })(d)
		}, nora, account.ActionOrder, none, "switched off for all: ordering"},
		{"denied by a role", permitted("nora", 0, nil, []account.Permission{"order"}), nora, account.ActionOrder, none, "permission denied: order"},
		{"with quotes", permitted("nora", 0, nil, []account.Permission{"order"}), nora, account.ActionQuote, none, "permission denied: order"},
		{"and their conversion", permitted("nora", 0, nil, []account.Permission{"order"}), nora, account.ActionConvertQuote, none, "permission denied: order"},
		{"denying quotes leaves orders", permitted("nora", 0, nil, []account.Permission{"quote"}), nora, account.ActionOrder, none, "allowed"},
		{"no session acting for him either", noOrders, acting("hanna", "holding", "nora", "north"), account.ActionOrder, none,
			"switched off for all: ordering"},
	})
}

func TestACC8_SubAccountsOrderOnAccount(t *testing.T) {
	seller := application(func(a *account.Application) { a.PayOnAccount = false })
	terms := customer("north", func(a *account.Account) { a.PaymentTerms = account.PaymentTerms{Online: true} })
	sam, order, none := as("sam", "north"), account.ActionOrder, account.Target{}
	checkRulings(t, []ruling{
		{"both on account", nil, sam, order, none, "allowed"},
		{"the seller's payment type is another", seller, sam, order, none, "not on account: application"},
		{"the account's terms are online only", terms, sam, order, none, "not on account: account"},
		{"quotes too", seller, sam, account.ActionQuote, none, "not on account: application"},
		{"conversion too", terms, sam, account.ActionConvertQuote, none, "not on account: account"},
		{"a regular pays as he can", terms, as("nora", "north"), order, none, "allowed"},
		{"a manager, too", seller, as("max", "north"), order, none, "allowed"},
		{"impersonated it is still a sub-account", seller, acting("hanna", "holding", "sam", "north"), order, none, "not on account: application"},
		{"what is no order goes on", seller, sam, account.ActionSeePrices, none, "allowed"},
	})
}

// A switch that is off for everyone cannot be turned on for one: not by a manager.
func TestACC8_OptionsAreNotAvailable(t *testing.T) {
	tests := []struct {
		reason string
		off    func(*account.Application)
		set    func(*account.SubAccount)
		want   string
	}{
		{"prices", func(a *account.Application) { a.ShowPrices = false }, func(s *account.SubAccount) { s.MaySeePrices = true },
			"switched off for all: show prices"},
		{"stock", func(a *account.Application) { a.ShowStock = false }, func(s *account.SubAccount) { s.MaySeeStock = true },
			"switched off for all: show stock"},
		{"ordering", func(a *account.Application) { a.Ordering = false }, func(s *account.SubAccount) { s.MayOrder = true },
			"switched off for all: ordering"},
		{"authorizing needs prices", func(a *account.Application) { a.ShowPrices = false }, func(s *account.SubAccount) { s.MayAuthorize = true },
			"switched off for all: show prices"},
		{"ordering on account", func(a *account.Application) { a.PayOnAccount = false }, func(s *account.SubAccount) { s.MayOrder = true },
			"not on account: application"},
	}
	for _, test := range tests {
		g := shopWith(t, application(test.off))
		sub := newSub()
		test.set(&sub)
		out, err := g.PutSubAccount(as("max", "north"), sub, noon)
		refusedOutcome(t, test.reason, test.want, out, err)
		out, err = g.PutSubAccount(as("max", "north"), newSub(), noon)
		if got := said(t, out.Decision); got != "allowed" || err != nil {
			t.Errorf("%s: without the option: %s, %v", test.reason, got, err)
		}
	}
}

// What was on before a switch went off stays where it is, and counts for nothing.
func TestACC8_OptionsStayWhileOff(t *testing.T) {
	g := shopWith(t, application(func(a *account.Application) { a.ShowPrices, a.ShowStock, a.Ordering = false, false, false }))
	sub := subOf(t, g, "sam")
	sub.Name = "Samuel"
	out, err := g.PutSubAccount(as("max", "north"), sub, noon)
	if got := said(t, out.Decision); got != "allowed" || err != nil {
		t.Fatalf("%s, %v", got, err)
	}
	if may := allowedIn(out.Graph, as("sam", "north"), account.ActionSeePrices, account.ActionSeeStock, account.ActionOrder); may != nil {
		t.Errorf("%q", may)
	}
}
