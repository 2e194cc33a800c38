package account_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func ExampleRights_Destination() {
	graph, err := account.NewGraph(account.Data{
		Accounts: []account.Account{{ID: "bakery", Addresses: []account.Address{
			{ID: "shop", Kind: account.DeliveryAddress, Default: true, City: "Rome"},
			{ID: "mill", Kind: account.DeliveryAddress, City: "Ostia"},
			{ID: "desk", Kind: account.InvoiceAddress, Default: true, City: "Rome"},
		}}},
		Users: []account.User{{
			ID: "anna", Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, Accounts: []string{"bakery"},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	rights := graph.For(account.Session{Principal: "anna", User: "anna", Account: "bakery", Since: noon}, noon)
	goods, decision := rights.Destination(account.DeliveryAddress, "", "")
	fmt.Println(goods.Address.ID, goods.Address.City, decision.Allowed())
	_, decision = rights.Destination(account.DeliveryAddress, "mill", "")
	fmt.Println(decision)
	// Output:
	// shop Rome true
	// user "anna" for account "bakery" may not "choose address" at delivery address "mill": no permission role allows "choose address": give the user one that does
}

func ExampleGraph_AddAddress() {
	graph, err := account.NewGraph(account.Data{
		Accounts:        []account.Account{{ID: "bakery"}},
		PermissionRoles: []account.PermissionRole{{ID: "purchasing", Allow: []account.Permission{account.AddAddress}}},
		Users: []account.User{{
			ID: "anna", Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, Accounts: []string{"bakery"},
			PermissionRoles: []string{"purchasing"},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	session := account.Session{Principal: "anna", User: "anna", Account: "bakery", Since: noon}
	out, err := graph.AddAddress(session, account.Address{ID: "mill", Kind: account.DeliveryAddress, City: "Ostia"}, noon)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(out.Decision)
	for _, e := range out.Events { // to be stored with out.Changes
		fmt.Println(e.Kind, len(e.AccountBefore.Addresses), "→", len(e.AccountAfter.Addresses))
	}
	// Output:
	// user "anna" for account "bakery" may "add address"
	// account changed 0 → 1
}

// depots gives north a second address of each kind, the holding one for its bills.
func depots(d *account.Data) {
	customer("north", func(a *account.Account) {
		a.Addresses = append(a.Addresses, account.Address{ID: "yard", Kind: account.DeliveryAddress},
			account.Address{ID: "desk", Kind: account.InvoiceAddress, Default: true})
	})(d)
	customer("holding", func(a *account.Account) {
		a.Addresses = []account.Address{{ID: "till", Kind: account.InvoiceAddress, Default: true}, {ID: "desk", Kind: account.InvoiceAddress}}
	})(d)
}

func billedTo(id string) func(*account.Data) {
	return customer("north", func(a *account.Account) { a.BillTo = id })
}

func together(changes ...func(*account.Data)) func(*account.Data) {
	return func(d *account.Data) {
		for _, change := range changes {
			change(d)
		}
	}
}

func TestACC10_Destination(t *testing.T) {
	goods, bill := account.DeliveryAddress, account.InvoiceAddress
	nora, may, mayNot := as("nora", "north"), depots, together(depots, roles("nora", "none"))
	for _, test := range []struct {
		reason         string
		change         func(*account.Data)
		by             account.Session
		kind           account.AddressKind
		address, point string
		want           string
	}{
		{"nothing chosen", may, nora, goods, "", "", "north dock"},
		{"nothing chosen, without the permission", mayNot, nora, goods, "", "", "north dock"},
		{"the default, named", mayNot, nora, bill, "desk", "", "north desk"},
		{"another one", may, nora, goods, "yard", "", "north yard"},
		{"another one, without the permission", mayNot, nora, goods, "yard", "", "permission not allowed: choose address"},
		{"a point under the default", may, nora, goods, "", "gate", "north dock gate"},
		{"a point is another address", mayNot, nora, goods, "dock", "gate", "permission not allowed: choose address"},
		{"goods to where bills go", may, nora, goods, "office", "", "address of another kind: office"},
		{"goods to where bills go by default", may, nora, goods, "desk", "", "address of another kind: desk"},
		{"the bill to where goods go", may, nora, bill, "yard", "", "address of another kind: yard"},
		{"the bill to a gate", may, nora, bill, "dock", "gate", "address of another kind: dock"},
		{"a gate of a desk", may, nora, bill, "desk", "gate", "unknown target: gate"},
		{"no such address", may, nora, goods, "moon", "", "unknown target: moon"},
		{"no such point", may, nora, goods, "dock", "roof", "unknown target: roof"},
		{"no default", nil, nora, bill, "", "", "no address: invoice"},
		{"no default, one chosen", nil, nora, bill, "office", "", "north office"},
		{"another account's", may, as("selma", "south"), goods, "dock", "", "unknown target: dock"},
		{"billed to the holding", together(depots, billedTo("holding")), nora, bill, "", "", "holding till"},
		{"billed to the holding, its address named", together(mayNot, billedTo("holding")), nora, bill, "till", "", "holding till"},
		{"billed to the holding, another of its", together(depots, billedTo("holding")), nora, bill, "desk", "", "billed elsewhere: holding"},
		{"billed to the holding, one's own", together(depots, billedTo("holding")), nora, bill, "office", "", "billed elsewhere: holding"},
		{"billed to the holding, a point", together(depots, billedTo("holding")), nora, bill, "till", "gate", "billed elsewhere: holding"},
		{"billed to the holding, goods as ever", together(depots, billedTo("holding")), nora, goods, "yard", "", "north yard"},
		{"billed to one without an address", billedTo("grocer"), nora, bill, "", "", "no address: invoice"},
		{"billed to a blocked one", together(billedTo("grocer"), blocked("grocer")), nora, bill, "", "", "priced from or billed to a blocked account: grocer"},
		{"an override that is off", together(depots, billedTo("holding"), switchOff(account.BillingOverride)), nora, bill, "office", "", "north office"},
		{"while acting, of the one acted for", may, acting("hanna", "holding", "nora", "north"), goods, "yard", "", "north yard"},
		{"the principal's rights do not count", mayNot, acting("hanna", "holding", "nora", "north"), goods, "yard", "", "permission not allowed: choose address"},
		{"staff", may, as("admin", ""), goods, "", "", "not for such users: worker"},
		{"no account chosen yet", may, as("mona", ""), goods, "", "", "no account chosen"},
		{"no kind", may, nora, 0, "dock", "", "no target named: address kind"},
		{"a kind that does not exist", may, nora, 9, "", "", "no target named: address kind"},
		{"no session", may, account.Session{}, goods, "", "", "no session"},
		{"of a blocked account, to look", together(depots, blocked("north")), nora, goods, "", "", "north dock"},
	} {
		to, d := shopWith(t, test.change).For(test.by, noon).Destination(test.kind, test.address, test.point)
		got := said(t, d)
		if d.Allowed() {
			got = to.Account + " " + to.Address.ID
			if to.Point.ID != "" {
				got += " " + to.Point.ID
			}
		} else if to.Account != "" || to.Address.ID != "" || to.Point.ID != "" {
			t.Errorf("%s: refused, and yet %v", test.reason, to)
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.reason, got, test.want)
		}
		if d.Allowed() && (d.Target.AddressKind != test.kind || d.Target.Address != to.Address.ID || to.Address.Kind != test.kind) {
			t.Errorf("%s: the decision is about %v", test.reason, d.Target)
		}
	}
}

// What is listed is what may be named, and nothing else that there is may.
func TestACC10_ListedIsAllowed(t *testing.T) {
	for _, change := range []func(*account.Data){nil, depots, together(depots, roles("nora", "none")), together(depots, billedTo("holding")), blocked("north")} {
		g := shopWith(t, change)
		for _, s := range []account.Session{as("nora", "north"), as("selma", "south"), as("admin", ""), {}, acting("hanna", "holding", "nora", "north")} {
			for _, kind := range []account.AddressKind{0, account.DeliveryAddress, account.InvoiceAddress} {
				r := g.For(s, noon)
				var listed []string
				for _, a := range r.Addresses(kind) {
					listed = append(listed, a.ID)
				}
				once := slices.Sorted(slices.Values(listed))
				if len(slices.Compact(once)) != len(listed) {
					t.Errorf("%v %v: %q", s, kind, listed)
				}
				for _, id := range []string{"dock", "yard", "office", "desk", "till", "moon"} {
					_, d := r.Destination(kind, id, "")
					if d.Allowed() != slices.Contains(listed, id) {
						t.Errorf("%v %v: %q is listed, but %s", s, kind, listed, d)
					}
				}
				if to, d := r.Destination(kind, "", ""); d.Allowed() && listed[0] != to.Address.ID {
					t.Errorf("%q begin not with the default %s", listed, to.Address.ID)
				}
			}
		}
	}
}

// What is handed out is a copy.
func TestACC10_SharesNothing(t *testing.T) {
	g := shopWith(t, depots, customer("north", func(a *account.Account) {
		for i := range a.Addresses {
			a.Addresses[i].Lines = []string{"Quay 7"}
		}
	}))
	r := g.For(as("nora", "north"), noon)
	for _, id := range []string{"dock", "yard"} {
		to, _ := r.Destination(account.DeliveryAddress, id, "")
		to.Address.Lines[0] = "Elsewhere"
		for _, a := range r.Addresses(account.DeliveryAddress) {
			if a.Lines[0] != "Quay 7" {
				t.Errorf("%s: %q", a.ID, a.Lines)
			}
			a.Lines[0] = "Elsewhere"
		}
		if to, _ = r.Destination(account.DeliveryAddress, id, ""); to.Address.Lines[0] != "Quay 7" {
			t.Errorf("%s: %q", id, to.Address.Lines)
		}
	}
}

func TestACC10_AddAddress(t *testing.T) {
	nora := as("nora", "north")
	fresh := account.Address{ID: "barn", Kind: account.DeliveryAddress, Lines: []string{"Lane 1"}, Points: []account.DeliveryPoint{{ID: "door"}}}
	g := shopWith(t, depots)
	lines := fresh.Lines
	out, err := g.AddAddress(nora, fresh, noon)
	lines[0] = "changed afterwards"
	if got := said(t, out.Decision); err != nil || got != "allowed" || len(out.Events) != 1 || out.Changes.Revision != g.Revision()+1 {
		t.Fatalf("%s, %v, %v", got, err, out.Events)
	}
	if e := out.Events[0]; e.Kind != account.AccountChanged || e.User != "nora" || e.Account != "north" || e.At != noon ||
		len(e.AccountAfter.Addresses) != len(e.AccountBefore.Addresses)+1 {
		t.Errorf("%+v", e)
	}
	to, d := out.Graph.For(nora, noon).Destination(account.DeliveryAddress, "barn", "door")
	if !d.Allowed() || to.Point.ID != "door" || to.Address.Lines[0] != "Lane 1" {
		t.Errorf("%v, %s", to, d)
	}
	again, err := out.Graph.AddAddress(nora, to.Address, noon)
	if err != nil || !again.Decision.Allowed() || again.Graph != out.Graph || len(again.Events) != 0 {
		t.Errorf("added again: %+v, %v", again, err)
	}
	for reason, test := range map[string]struct {
		change func(*account.Data)
		by     account.Session
		with   func(*account.Address)
		want   string
	}{
		"without the permission":     {roles("nora", "none"), nora, func(*account.Address) {}, "permission not allowed: add address"},
		"by staff":                   {nil, as("admin", ""), func(*account.Address) {}, "not for such users: worker"},
		"without an id":              {nil, nora, func(a *account.Address) { a.ID = "" }, "no target named: address"},
		"as the default":             {nil, nora, func(a *account.Address) { a.Default = true }, "the host's own: north"},
		"into a group":               {nil, nora, func(a *account.Address) { a.Groups = []string{account.PowerCustomerGroup} }, "the host's own: north"},
		"a bill that goes elsewhere": {billedTo("holding"), nora, toBill, "billed elsewhere: holding"},
		"a bill to a blocked one":    {together(billedTo("holding"), blocked("holding")), nora, toBill, "priced from or billed to a blocked account: holding"},
	} {
		a := fresh
		test.with(&a)
		out, err := shopWith(t, test.change).AddAddress(test.by, a, noon)
		refusedOutcome(t, reason, test.want, out, err)
	}
	if out, err := g.AddAddress(nora, account.Address{ID: "till", Kind: account.InvoiceAddress}, noon); err != nil || !out.Decision.Allowed() {
		t.Errorf("%s, %v", out.Decision, err)
	}
}

func toBill(a *account.Address) { a.Kind, a.Points = account.InvoiceAddress, nil }

// Nobody changes an address by adding it, and what is defective is no refusal.
func TestAbuse_AddAddress(t *testing.T) {
	nora := as("nora", "north")
	for reason, a := range map[string]account.Address{
		"over another one":        {ID: "dock", Kind: account.DeliveryAddress, City: "Elsewhere"},
		"the same, as an invoice": {ID: "dock", Kind: account.InvoiceAddress},
		"without a kind":          {ID: "barn"},
		"a kind that is none":     {ID: "barn", Kind: 9},
		"points under a bill":     {ID: "barn", Kind: account.InvoiceAddress, Points: []account.DeliveryPoint{{ID: "x"}}},
		"an id that is none":      {ID: " barn", Kind: account.DeliveryAddress},
		"points of one id":        {ID: "barn", Kind: account.DeliveryAddress, Points: []account.DeliveryPoint{{ID: "x", Name: "a"}, {ID: "x", Name: "b"}}},
	} {
		g := shopWith(t)
		out, err := g.AddAddress(nora, a, noon)
		var data *account.DataError
		if !errors.As(err, &data) || out.Graph != nil || out.Decision.Allowed() {
			t.Errorf("%s: %s, %v", reason, out.Decision, err)
		}
	}
}
