package account_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func roles(id string, roles ...string) func(*account.Data) {
	return user(id, func(u *account.User) { u.PermissionRoles = roles })
}

func TestACC10_ChoosingAndAddingAddresses(t *testing.T) {
	choose, add := account.ActionChooseAddress, account.ActionAddAddress
	nora, none := as("nora", "north"), account.Target{}
	checkRulings(t, []ruling{
		{"to choose at all", nil, nora, choose, none, "allowed"},
		{"a delivery address", nil, nora, choose, account.Target{Address: "dock"}, "allowed"},
		{"an invoice address", nil, nora, choose, account.Target{Address: "office"}, "allowed"},
		{"a delivery point under it", nil, nora, choose, account.Target{Address: "dock", Point: "gate"}, "allowed"},
		{"one of the own account, named", nil, nora, choose, account.Target{Account: "north", Address: "dock"}, "allowed"},
		{"no such address", nil, nora, choose, account.Target{Address: "moon"}, "unknown target: moon"},
		{"no such point", nil, nora, choose, account.Target{Address: "dock", Point: "roof"}, "unknown target: roof"},
		{"a point of another address", nil, nora, choose, account.Target{Address: "office", Point: "gate"}, "unknown target: gate"},
		{"a point of no address", nil, nora, choose, account.Target{Point: "gate"}, "not about that: delivery point"},
		{"another account's", nil, as("selma", "south"), choose, account.Target{Address: "dock"}, "unknown target: dock"},
		{"another account's, named", nil, as("selma", "south"), choose, account.Target{Account: "north", Address: "dock"}, "another account: north"},
		{"the child's", nil, as("hanna", "holding"), choose, account.Target{Account: "north", Address: "dock"}, "another account: north"},
		{"while acting, those of the one acted for", nil, acting("hanna", "holding", "nora", "north"), choose,
			account.Target{Address: "dock"}, "allowed"},
		{"without the permission", roles("nora", "none"), nora, choose, account.Target{Address: "dock"}, "permission not allowed: choose address"},
		{"to add one", nil, nora, add, none, "allowed"},
		{"without the permission to add", roles("nora", "none"), nora, add, none, "permission not allowed: add address"},
		{"what is added has no id yet", nil, nora, add, account.Target{Address: "dock"}, "not about that: address"},
		{"of a blocked account", blocked("north"), nora, choose, account.Target{Address: "dock"}, "allowed"},
		{"by staff", nil, as("admin", ""), choose, account.Target{Account: "north", Address: "dock"}, "not for such users: worker"},
	})
}

// One of the two permissions is not the other.
func TestACC10_PermissionsAreTwo(t *testing.T) {
	only := func(p account.Permission) func(*account.Data) {
		return func(d *account.Data) {
			addRole(account.PermissionRole{ID: "only", Allow: []account.Permission{p}})(d)
			roles("nora", "only")(d)
		}
	}
	for permission, want := range map[account.Permission]account.Action{
		account.ChooseAddress: account.ActionChooseAddress, account.AddAddress: account.ActionAddAddress,
	} {
		may := allowedIn(shopWith(t, only(permission)), as("nora", "north"), account.ActionChooseAddress, account.ActionAddAddress)
		if len(may) != 1 || may[0] != want {
			t.Errorf("%s allows %q", permission, may)
		}
	}
}

// An account's own addresses are edited by users of an account above it (REP-2).
func TestACC10_AddressesOfAChild(t *testing.T) {
	g := shopWith(t)
	north, _ := g.Account("north")
	north.Addresses = append(north.Addresses, account.Address{ID: "depot", Kind: account.DeliveryAddress})
	out, err := g.PutAccount(as("hanna", "holding"), north, noon)
	if got := said(t, out.Decision); err != nil || got != "allowed" || len(out.Events) != 1 {
		t.Fatalf("%s, %v", got, err)
	}
	e := out.Events[0]
	if e.Kind != account.AccountChanged || e.Principal != "hanna" || e.User != "hanna" || e.Account != "holding" || e.At != noon ||
		len(e.AccountBefore.Addresses) != 2 || len(e.AccountAfter.Addresses) != 3 {
		t.Errorf("%+v", e)
	}
	if got := said(t, out.Graph.MayOn(as("nora", "north"), account.ActionChooseAddress, account.Target{Address: "depot"}, noon)); got != "allowed" {
		t.Error(got)
	}
	out, err = g.PutAccount(as("nora", "north"), north, noon)
	refusedOutcome(t, "of one's own account", "not below: north", out, err)
	out, err = g.PutAccount(acting("hanna", "holding", "nora", "north"), north, noon)
	refusedOutcome(t, "of the account acted for", "needs the own hand: hanna", out, err)
}
