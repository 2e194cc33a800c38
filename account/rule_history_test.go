package account_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func order(by string) account.Record { return account.Record{Kind: account.Orders, OrderedBy: by} }

func invoice(sold, billed string) account.Record {
	return account.Record{Kind: account.Invoices, SoldTo: sold, BilledTo: billed}
}

// look is one record and who wants to see it.
type look struct {
	reason  string
	change  func(*account.Data)
	session account.Session
	record  account.Record
	want    string
}

func checkLooks(t *testing.T, looks []look) {
	t.Helper()
	for _, l := range looks {
		g := shopWith(t, l.change)
		d := g.Sees(l.session, l.record, noon)
		if got := said(t, d); got != l.want {
			t.Errorf("%s: %q, want %q (%s)", l.reason, got, l.want, d)
		}
		f, _ := g.Visible(l.session, l.record.Kind, noon)
		if f.Sees(l.record) != d.Allowed() {
			t.Errorf("%s: the filter %+v says another thing", l.reason, f)
		}
	}
}

func ownOnly(id string) func(*account.Data) {
	return user(id, func(u *account.User) { u.ChildHistory = false })
}

func TestHIS1_OwnHistoryAndThatOfChildren(t *testing.T) {
	hanna := as("hanna", "holding")
	checkLooks(t, []look{
		{"the own", nil, hanna, order("holding"), "allowed"},
		{"a child's", nil, hanna, order("north"), "allowed"},
		{"a grandchild's", nil, hanna, order("norton"), "allowed"},
		{"an invoice sold to a child", nil, hanna, invoice("norton", "norton"), "allowed"},
		{"without the contact setting", ownOnly("hanna"), hanna, order("north"), "own history only: north"},
		{"which leaves the own", ownOnly("hanna"), hanna, order("holding"), "allowed"},
		{"a stranger's", nil, hanna, order("grocer"), "not below: grocer"},
		{"an account that is not there", nil, hanna, order("moon"), "not below: moon"},
		{"power customers off for all", switchOff(account.PowerCustomers), hanna, order("north"), "feature off in application: power customers"},
		{"no group grants it", groupsOf("holding"), hanna, order("north"), "feature off in groups: power customers"},
		{"a group of the user grants it", both(groupsOf("holding"), userGroups("hanna", account.ChildCustomerGroup)), hanna, order("north"), "allowed"},
		{"a sub-account with the setting", both(user("sam", func(u *account.User) { u.ChildHistory = true }),
			groupsOf("north", account.ChildCustomerGroup)), as("sam", "north"), order("norton"), "allowed"},
		{"a contact", nil, as("carol", "holding"), order("south"), "allowed"},
		{"staff", nil, as("admin", ""), order("south"), "not for such users: worker"},
		{"who has not chosen", nil, as("mona", ""), order("north"), "no account chosen"},
		{"another account of his own, not represented", nil, as("mona", "south"), order("grocer"), "not below: grocer"},
		{"while acting it is the other's", nil, acting("hanna", "holding", "nora", "north"), order("holding"), "not below: holding"},
		{"and the other's children", nil, acting("hanna", "holding", "nora", "north"), order("norton"), "allowed"},
	})
}

func TestHIS2_UsersOfAChild(t *testing.T) {
	nils := as("nils", "norton")
	billed := both(groupsOf("norton", account.ChildCustomerGroup), customer("norton", func(a *account.Account) { a.BillTo = "holding" }))
	checkLooks(t, []look{
		{"orders placed on it", nil, nils, order("norton"), "allowed"},
		{"the parent's orders", nil, nils, order("north"), "not below: north"},
		{"invoices sold to it", nil, nils, invoice("norton", "norton"), "allowed"},
		{"also those that the parent pays", billed, nils, invoice("norton", "holding"), "allowed"},
		{"the parent sees what it pays", both(billed, ownOnly("hanna")), as("hanna", "holding"), invoice("norton", "holding"), "allowed"},
		{"the parent's own invoices", billed, nils, invoice("holding", "holding"), "not below: holding"},
		{"billed to it, sold to another", nil, nils, invoice("south", "norton"), "allowed"},
		{"sold to its sibling", nil, as("selma", "south"), invoice("north", "holding"), "not below: north"},
		{"of a blocked account", blocked("norton"), nils, invoice("norton", "holding"), "allowed"},
	})
}

func TestHIS3_FiltersAndBadRecords(t *testing.T) {
	g := shopWith(t)
	hanna := as("hanna", "holding")
	orders, d := g.Visible(hanna, account.Orders, noon)
	if !d.Allowed() || orders.Kind != account.Orders || !slices.Equal(orders.Fields, []account.Field{account.OrderedBy}) ||
		!slices.Equal(orders.Accounts, []string{"holding", "north", "norton", "south"}) {
		t.Errorf("%+v", orders)
	}
	invoices, _ := g.Visible(as("nils", "norton"), account.Invoices, noon)
	if !slices.Equal(invoices.Fields, []account.Field{account.SoldTo, account.BilledTo}) || !slices.Equal(invoices.Accounts, []string{"norton"}) {
		t.Errorf("%+v", invoices)
	}
	checkLooks(t, []look{
		{"no kind", nil, hanna, account.Record{OrderedBy: "holding", SoldTo: "holding"}, "no target named: record kind"},
		{"another kind", nil, hanna, account.Record{Kind: "quotes", OrderedBy: "holding", SoldTo: "holding"}, "no target named: record kind"},
		{"an order of nobody", nil, hanna, order(""), "no target named: account"},
		{"an order is not seen by what invoices have", nil, hanna, account.Record{Kind: account.Orders, SoldTo: "holding", BilledTo: "holding"},
			"no target named: account"},
		{"an invoice of nobody", nil, hanna, invoice("", ""), "no target named: account"},
		{"an invoice is not seen by who ordered", nil, hanna, account.Record{Kind: account.Invoices, OrderedBy: "holding"}, "no target named: account"},
		{"no session", nil, account.Session{}, order("holding"), "no session"},
	})
	if f, d := g.Visible(hanna, "quotes", noon); d.Allowed() || f.Sees(account.Record{Kind: "quotes"}) || f.Accounts != nil {
		t.Errorf("%+v", f)
	}
	if (account.Filter{}).Sees(account.Record{}) || (account.Filter{Kind: account.Orders, Fields: []account.Field{"x"}, Accounts: []string{""}}).Sees(order("")) {
		t.Error("a filter of nothing lets something through")
	}
}

// The filter and the decision agree on every record, whoever asks.
func TestHIS3_FilterAndDecisionAgree(t *testing.T) {
	g := shopWith(t, ownOnly("nora"), ownOnly("carol"), groupsOf("south"))
	ids := []string{"", "holding", "north", "norton", "south", "grocer", "moon"}
	seen := 0
	for u := range g.Users() {
		for _, of := range append(u.Accounts, "") {
			r := g.For(as(u.ID, of), noon)
			orders, _ := r.Visible(account.Orders)
			invoices, _ := r.Visible(account.Invoices)
			for _, a := range ids {
				if d := r.Sees(order(a)); d.Allowed() != orders.Sees(order(a)) {
					t.Errorf("%s for %q, order of %q: %s", u.ID, of, a, d)
				}
				for _, b := range ids {
					d := r.Sees(invoice(a, b))
					if d.Allowed() != invoices.Sees(invoice(a, b)) {
						t.Errorf("%s for %q, invoice of %q and %q: %s", u.ID, of, a, b, d)
					}
					if d.Allowed() {
						seen++
					}
				}
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d were seen at all", seen)
	}
}
