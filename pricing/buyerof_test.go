package pricing_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// buyerOfCase is a session, begun before the facts changed, and what it is told
// afterwards.
type buyerOfCase struct {
	reason  string
	session func(*account.Graph) account.Session
	change  func(*account.Data)
	want    string
	code    account.DecisionCode
}

func runBuyerOf(t *testing.T, cases []buyerOfCase) {
	t.Helper()
	book := contractsBook(t)
	for _, c := range cases {
		t.Run(c.reason, func(t *testing.T) {
			if c.session == nil {
				c.session = loggedIn("clerk")
			}
			session := c.session(mustGraph(t, buyingFamily()))
			data := buyingFamily()
			if c.change != nil {
				c.change(&data)
			}
			graph := mustGraph(t, data)
			buyer, d := pricing.BuyerOf(graph, session, march)
			if d.Code != c.code || d.Action != account.ActionSeePrices || d.Session != session {
				t.Errorf("%s: %s, want %q", c.reason, d, c.code)
			}
			if got := told(mustAsk(t, book.For(buyer, march), some1)); got != c.want {
				t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
			}
			if none := buyer.PricesHidden || buyer.Blocked; none == d.Allowed() || buyer.Account != session.Account {
				t.Errorf("%s: %+v", c.reason, buyer)
			}
			nothing := pricing.Buyer{Account: session.Account, Blocked: true, PricesHidden: true}
			rights := graph.For(session, march)
			if holds := rights.Decision(); (!holds.Allowed() || session.Account == "") && !reflect.DeepEqual(buyer, nothing) {
				t.Errorf("%s: something is left of it: %+v", c.reason, buyer)
			}
		})
	}
}

// PRC-6, ACC-6: who may not see prices has them hidden, and the decision says why.
func TestPRC6_BuyerOfHidesPrices(t *testing.T) {
	runBuyerOf(t, []buyerOfCase{
		{reason: "he may", want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "the user's option is off", change: blind(clerk), want: "hidden", code: account.RefusedOption},
		{reason: "the seller's switch is off", change: func(d *account.Data) { d.Application.ShowPrices = false }, want: "hidden", code: account.RefusedSwitchedOff},
		{reason: "a permission role denies it", change: roles(clerk, "buyer", "no prices"), want: "hidden", code: account.RefusedDenied},
		{reason: "the account is blocked", change: blocked(1), want: "blocked", code: account.RefusedBlocked},
		{reason: "the account that it is priced from is blocked", change: blocked(0), want: "blocked", code: account.RefusedTermsBlocked},
		{reason: "the account that it is billed to is blocked", change: func(d *account.Data) {
			d.Accounts[1].BillTo = "payer"
			blocked(2)(d)
		}, want: "blocked", code: account.RefusedTermsBlocked},
		{reason: "a blocked account is represented", session: representing("payer"), change: blocked(2), want: "blocked", code: account.RefusedBlocked},
	})
}

// CON-2: the permission is the user's, from his roles; what one denies is denied.
func TestCON2_BuyerOfHoldsTheUsersPermissions(t *testing.T) {
	runBuyerOf(t, []buyerOfCase{
		{reason: "a role allows contracts", want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "no role does", change: roles(clerk), want: "10.00 level:A", code: account.Allowed},
		{reason: "another denies them", change: roles(clerk, "buyer", "no contracts"), want: "10.00 level:A", code: account.Allowed},
		{reason: "in whatever order", change: roles(clerk, "no contracts", "buyer"), want: "10.00 level:A", code: account.Allowed},
		{reason: "a colleague's roles are not his", change: roles(both, "no contracts"), want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "nor are those of the parent's user", change: roles(boss, "no contracts"), want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "the application has contracts off", change: func(d *account.Data) {
			d.Application.Features = account.FeatureSet{account.PowerCustomers, account.PricingOverride}
		}, want: "10.00 level:A", code: account.Allowed},
	})
}

// PFR-1, REP-1, REP-3: prices are those of the account and the user that the
// session is for, whoever is there.
func TestREP3_BuyerOfIsTheOther(t *testing.T) {
	runBuyerOf(t, []buyerOfCase{
		{reason: "a session of the child is priced from the parent", want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "without the override from the child", change: func(d *account.Data) { d.Accounts[1].PricingFrom = "" }, want: "8.00 contract:CHILD", code: account.Allowed},
		{reason: "the parent's user as the child's", session: actingAs("boss", "clerk", "child"), want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "the other may not see prices", session: actingAs("boss", "clerk", "child"), change: blind(clerk), want: "hidden", code: account.RefusedOption},
		{reason: "the other has no contracts", session: actingAs("boss", "clerk", "child"), change: roles(clerk), want: "10.00 level:A", code: account.Allowed},
		{reason: "the principal's rights do not matter", session: actingAs("boss", "clerk", "child"), change: func(d *account.Data) {
			blind(boss)(d)
			roles(boss, "no contracts", "no prices")(d)
		}, want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "nor the principal's level, where it is not the other's", session: actingAs("boss", "clerk", "child"), change: func(d *account.Data) {
			d.Accounts[1].PricingFrom = ""
			d.Accounts[0].PriceLevels = nil
		}, want: "8.00 contract:CHILD", code: account.Allowed},
		{reason: "a worker as the child's user", session: actingAs("worker", "clerk", "child"), want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "one of several accounts", session: representing("child"), want: "9.00 contract:PARENT", code: account.Allowed},
		{reason: "another of them, which has no level", session: representing("payer"), want: "not-in-level", code: account.Allowed},
	})
}

// REP-4, DEC-2: a session that does not hold, or has no account, gets no price.
func TestREP4_BuyerOfNoSession(t *testing.T) {
	acting := actingAs("boss", "clerk", "child")
	cut := func(d *account.Data) { d.Accounts[1].Parent = "" }
	as := func(s account.Session) func(*account.Graph) account.Session {
		return func(*account.Graph) account.Session { return s }
	}
	runBuyerOf(t, []buyerOfCase{
		{reason: "no account chosen yet", session: representing(""), want: "hidden", code: account.RefusedNoAccount},
		{reason: "the relation is cut", session: acting, change: cut, want: "hidden", code: account.RefusedActingEnded},
		{reason: "the principal is deactivated", session: acting, change: of1(boss, func(u *account.User) { u.Activated = false }), want: "hidden", code: account.RefusedInactiveUser},
		{reason: "the user is deactivated", session: acting, change: of1(clerk, func(u *account.User) { u.Activated = false }), want: "hidden", code: account.RefusedInactiveUser},
		{reason: "the principal's account is blocked", session: acting, change: blocked(0), want: "hidden", code: account.RefusedActingEnded},
		{reason: "no longer linked to the account", session: representing("child"), change: of1(both, func(u *account.User) { *u = u.ToOne() }), want: "hidden", code: account.RefusedNotLinked},
		{reason: "the user is gone", change: func(d *account.Data) { d.Users = d.Users[:1] }, want: "hidden", code: account.RefusedUnknownUser},
		{reason: "another account's id passed in", session: as(account.Session{Principal: "clerk", User: "clerk", Account: "parent"}), want: "hidden", code: account.RefusedNotLinked},
		{reason: "an account that there is not", session: as(account.Session{Principal: "clerk", User: "clerk", Account: "none"}), want: "hidden", code: account.RefusedNotLinked},
		{reason: "a principal that there is not", session: as(account.Session{Principal: "none", User: "clerk", From: "parent", Account: "child"}), want: "hidden", code: account.RefusedUnknownUser},
		{reason: "a session that begins later", session: as(account.Session{Principal: "clerk", User: "clerk", Account: "child", Since: march.Add(1)}), want: "hidden", code: account.RefusedNotBegun},
		{reason: "the zero session", session: as(account.Session{}), want: "hidden", code: account.RefusedNoSession},
		{reason: "staff as themselves", session: loggedIn("worker"), want: "hidden", code: account.RefusedKind},
	})
}

// DEC-2: neither a missing graph nor a missing instant is a yes.
func TestDEC2_BuyerOfNothing(t *testing.T) {
	graph := mustGraph(t, buyingFamily())
	session := loggedIn("clerk")(graph)
	for _, c := range []struct {
		reason string
		graph  *account.Graph
		at     time.Time
		code   account.DecisionCode
	}{
		{"no graph", nil, march, account.RefusedNoSession},
		{"the zero graph", new(account.Graph), march, account.RefusedNoSession},
		{"no instant", graph, time.Time{}, account.RefusedNoInstant},
	} {
		buyer, d := pricing.BuyerOf(c.graph, session, c.at)
		price, err := contractsBook(t).For(buyer, march).Price(some1)
		if d.Code != c.code || !buyer.Blocked || err != nil || price.Reason != pricing.Hidden {
			t.Errorf("%s: %s, %+v, %s, %v", c.reason, d, buyer, price, err)
		}
	}
}

// P12: a child priced from another gets that one's prices, whoever of the two
// asks, and as a user of either.
func TestP12_SessionsOfChildAndParent(t *testing.T) {
	graph, book := mustGraph(t, buyingFamily()), contractsBook(t)
	asked := 0
	for name, session := range map[string]account.Session{
		"child": loggedIn("clerk")(graph), "acting": actingAs("boss", "clerk", "child")(graph), "one of several": representing("child")(graph),
	} {
		own, _ := pricing.BuyerOf(graph, loggedIn("boss")(graph), march)
		buyer, _ := pricing.BuyerOf(graph, session, march)
		for item, want := range book.For(own, march).All(money.Units(3)) {
			got, err := book.For(buyer, march).PriceOf(item, money.Units(3))
			if err != nil || got.String() != want.String() || got.Break != want.Break {
				t.Errorf("%s: %s for %s, want %s; %v", name, got, item.Product(), want, err)
			}
			asked++
		}
	}
	if asked != 3 {
		t.Errorf("%d prices were asked", asked)
	}
}

// Whether a price shows is all that hiding changes: a seller's own program learns
// what the user would be told.
func TestPRC6_UnhiddenByTheSeller(t *testing.T) {
	data := buyingFamily()
	blind(clerk)(&data)
	graph := mustGraph(t, data)
	buyer, _ := pricing.BuyerOf(graph, loggedIn("clerk")(graph), march)
	buyer.PricesHidden = false
	if got := told(mustAsk(t, contractsBook(t).For(buyer, march), some1)); got != "9.00 contract:PARENT" {
		t.Errorf("got %q", got)
	}
}

// A trace that was stored when prices showed is told without them to who may see
// none now.
func TestPRC6_BuyerOfAndStoredTraces(t *testing.T) {
	session := loggedIn("clerk")(mustGraph(t, buyingFamily()))
	both := func(d *account.Data) { blind(clerk)(d); blocked(1)(d) }
	for reason, change := range map[string]func(*account.Data){
		"the option is off": blind(clerk), "the account is blocked": blocked(1), "what it is priced from is blocked": blocked(0),
		"option off and account blocked": both, "denied": roles(clerk, "buyer", "no prices"),
		"deactivated": of1(clerk, func(u *account.User) { u.Activated = false }),
	} {
		buyer, _ := pricing.BuyerOf(mustGraph(t, buyingFamily()), session, march)
		stored, err := contractsBook(t).For(buyer, march).Explain(some1)
		if before := stored.For(buyer); err != nil || before.Price.Number() != "9.00" {
			t.Fatalf("it was %s, %v", before, err)
		}
		data := buyingFamily()
		change(&data)
		buyer, _ = pricing.BuyerOf(mustGraph(t, data), session, march)
		if now := stored.For(buyer); now.Reason == pricing.Priced || now.Price.IsSet() || len(now.Entries) > 0 {
			t.Errorf("%s: %s", reason, now)
		}
	}
}

func ExampleBuyerOf() {
	graph, err := account.NewGraph(account.Data{
		Application: account.Application{ShowPrices: true},
		Accounts:    []account.Account{{ID: "acme", PriceLevels: []string{"TRADE"}, Currency: money.GBP}},
		Users: []account.User{
			{ID: "ann", Type: account.TypeContact, Activated: true, Accounts: []string{"acme"}, MaySeePrices: true},
			{ID: "ben", Type: account.TypeContact, Activated: true, Accounts: []string{"acme"}},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, user := range []string{"ann", "ben"} {
		session, _ := graph.Login(user, false, march) // recognized by the host
		buyer, d := pricing.BuyerOf(graph, session, march)
		price, _ := exampleBook().For(buyer, march).Price(bolts(1))
		fmt.Println(price)
		if !d.Allowed() {
			fmt.Println(d)
		}
	}
	// Output:
	// 0.45 GBP from contract:DEAL
	// no price: hidden
	// user "ben" for account "acme" may not "see prices": the user's option "may see prices" is off: turn it on
}
