package account_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// grant is what a manager tries to give a sub-account.
type grant struct {
	reason string
	change func(*account.Data) // of the shop, before
	sub    string              // the sub-account that there is, or none
	give   func(*account.SubAccount)
	want   string
}

// tryGrants lets max of north try each, and checks that what is refused changes nothing.
func tryGrants(t *testing.T, grants []grant) {
	t.Helper()
	for _, try := range grants {
		g := shopWith(t, try.change)
		before := g.Data()
		sub := newSub()
		if try.sub != "" {
			sub = subOf(t, g, try.sub)
		}
		try.give(&sub)
		out, err := g.PutSubAccount(as("max", "north"), sub, noon)
		if try.want != "allowed" {
			refusedOutcome(t, try.reason, try.want, out, err)
		} else if got := said(t, out.Decision); got != "allowed" || err != nil {
			t.Errorf("%s: %s, %v", try.reason, got, err)
		}
		unchanged(t, g, before)
	}
}

func TestAbuse_ManagerGivesHimselfRights(t *testing.T) {
	g := shopWith(t, user("max", func(u *account.User) { u.MayOrder = false }))
	before := g.Data()
	for _, s := range []account.Session{as("max", "north"), as("mia", "north"), as("hugo", "holding"), as("sam", "north"), acting("hanna", "holding", "mia", "north")} {
		me := subOf(t, g, "max")
		me.MayOrder = true
		out, err := g.PutSubAccount(s, me, noon)
		want := map[string]string{
			"max": "not that user: max", "mia": "not that user: max", "hugo": "not that user: max", "sam": "not for such users: sub-account",
			"hanna": "needs the own hand: hanna",
		}[s.Principal]
		refusedOutcome(t, s.Principal+" makes max a sub-account with rights", want, out, err)
		north, _ := g.Account("north")
		north.Groups = append(north.Groups, account.ChildCustomerGroup)
		out, err = g.PutAccount(s, north, noon)
		refusedOutcome(t, s.Principal+" puts the account in a group", said(t, out.Decision), out, err)
	}
	unchanged(t, g, before)
}

func TestAbuse_ManagerGivesOptionsThatHeDoesNotHold(t *testing.T) {
	without := func(change func(*account.User)) func(*account.Data) { return user("max", change) }
	noOrder := without(func(u *account.User) { u.MayOrder = false })
	noPrices := without(func(u *account.User) { u.MaySeePrices = false })
	noStock := without(func(u *account.User) { u.MaySeeStock = false })
	order := func(s *account.SubAccount) { s.MayOrder = true }
	prices := func(s *account.SubAccount) { s.MaySeePrices = true }
	stock := func(s *account.SubAccount) { s.MaySeeStock = true }
	authorize := func(s *account.SubAccount) { s.MayAuthorize = true }
	subHas := func(change func(*account.User)) func(*account.Data) { return user("sam", change) }
	off := func(u *account.User) { u.Activated = false }
	loose := user("sue", func(u *account.User) { u.LimitedBudget, u.Limits = false, nil })
	tryGrants(t, []grant{
		{"may order", noOrder, "", order, "more than held: may order"},
		{"may see prices", both(loose, noPrices), "", prices, "more than held: may see prices"},
		{"may see stock", noStock, "", stock, "more than held: may see stock"},
		{"may authorize, without seeing prices", both(loose, noPrices), "", authorize, "more than held: may authorize"},
		{"authorizing denied to him", both(addRole(account.PermissionRole{ID: "no", Deny: []account.Permission{account.Permission(account.ActionAuthorize)}}),
			roles("max", "all", "no")), "", authorize, "more than held: may authorize"},
		{"what he holds", nil, "", func(s *account.SubAccount) { order(s); prices(s); stock(s); authorize(s) }, "allowed"},
		{"to one who had it", noOrder, "sam", func(s *account.SubAccount) { s.Name = "x" }, "allowed"},
		{"to one who has it no more", both(noOrder, subHas(func(u *account.User) { u.MayOrder = false })), "sam", order, "more than held: may order"},
		{"to take it away", noOrder, "sam", func(s *account.SubAccount) { s.MayOrder = false }, "allowed"},
		{"by activating one who has it", both(noOrder, loose, subHas(off)), "sam", func(s *account.SubAccount) { s.Activated = true }, "more than held: may order"},
		{"activating one who holds no more than he", both(loose, subHas(off)), "sam", func(s *account.SubAccount) { s.Activated = true }, "allowed"},
		{"while his own account is blocked", blocked("north"), "", order, "more than held: may order"},
	})
}

func TestAbuse_ManagerGivesRolesThatHeDoesNotHold(t *testing.T) {
	vip := both(addRole(account.PermissionRole{ID: "vip", Allow: []account.Permission{"vip prices"}}),
		application(func(a *account.Application) { a.Permissions = []account.Permission{"vip prices"} }))
	mute := addRole(account.PermissionRole{ID: "mute", Deny: []account.Permission{account.Permission(account.ActionOrder)}})
	mail := both(addRole(account.PermissionRole{ID: "mail", Allow: []account.Permission{account.EmailContracts}}),
		addRole(account.PermissionRole{ID: "no mail", Deny: []account.Permission{account.EmailContracts}}))
	wrap := addAction(account.ActionRule{Action: "wrap", By: []account.UserKind{account.KindSubAccount, account.KindAccountManager}})
	wrapper := addRole(account.PermissionRole{ID: "wrapper", Allow: []account.Permission{"wrap"}})
	give := func(roles ...string) func(*account.SubAccount) {
		return func(s *account.SubAccount) { s.PermissionRoles = roles }
	}
	tryGrants(t, []grant{
		{"a permission for price lists", vip, "", give("vip"), "more than held: vip prices"},
		{"which he holds", both(vip, roles("max", "all", "vip")), "", give("vip"), "allowed"},
		{"which another role denies him", both(vip, addRole(account.PermissionRole{ID: "not vip", Deny: []account.Permission{"vip prices"}}),
			roles("max", "vip", "not vip")), "", give("vip"), "more than held: vip prices"},
		{"a host's own action", both(wrap, wrapper), "", give("wrapper"), "more than held: wrap"},
		{"which he may do", both(wrap, wrapper, roles("max", "all", "wrapper")), "", give("wrapper"), "allowed"},
		{"dropping a role that denies", both(mute, roles("sam", "all", "mute"), roles("max", "all", "mute")), "sam", give("all"), "more than held: order"},
		{"dropping one that denies the sub-account only", both(mute, roles("sam", "all", "mute")), "sam", give("all"), "allowed"},
		{"dropping one that denies a permission", both(mail, roles("sam", "mail", "no mail"), roles("max", "none")), "sam", give("mail"),
			"more than held: email contracts"},
		{"adding one that denies", both(mute, roles("max", "none")), "sam", give("all", "mute"), "allowed"},
		{"all of his own", nil, "", give("all"), "allowed"},
		{"one that he has not, but it allows nothing", nil, "", give("none"), "allowed"},
		{"one whose permissions he has by others", mail, "", give("mail"), "allowed"},
		{"activating one with more roles", both(vip, roles("sid", "vip"), user("sid", func(u *account.User) { u.Accounts, u.Activated = []string{"north"}, false })),
			"sid", func(s *account.SubAccount) { s.Activated = true }, "more than held: vip prices"},
		{"keeping the roles of one who has more", both(vip, roles("sam", "all", "vip")), "sam", func(s *account.SubAccount) { s.Name = "x" }, "allowed"},
	})
}

// What a sub-account holds by its own groups or its contact setting comes back with a denial dropped: not by one who lacks it.
func TestAbuse_ManagerDropsADenialOfMoreThanHeHas(t *testing.T) {
	deny := func(a account.Action) func(*account.Data) {
		return both(addRole(account.PermissionRole{ID: "no", Deny: []account.Permission{account.Permission(a)}}), roles("sam", "all", "no"))
	}
	links := both(deny(account.ActionSeeLinks), groupsOf("north"), userGroups("sam", account.PowerCustomerGroup))
	history := deny(account.ActionViewOrders)
	free := func(s *account.SubAccount) { s.PermissionRoles = []string{"all"} }
	tryGrants(t, []grant{
		{"links by a group of the sub-account", links, "sam", free, "more than held: see power customer links"},
		{"which the manager is in", both(links, userGroups("max", account.PowerCustomerGroup)), "sam", free, "allowed"},
		{"which the account is in", both(links, groupsOf("north", account.PowerCustomerGroup)), "sam", free, "allowed"},
		{"the history of accounts below", both(history, ownOnly("max")), "sam", free, "more than held: view orders"},
		{"which the manager sees", history, "sam", free, "allowed"},
		{"which the sub-account does not see", both(history, ownOnly("max"), ownOnly("sam")), "sam", free, "allowed"},
	})
}

// Off for everyone cannot be given to anyone, and what was given before cannot be given again.
func TestAbuse_ManagerTurnsOnWhatTheSellerHasOff(t *testing.T) {
	off := application(func(a *account.Application) { a.ShowPrices, a.ShowStock, a.Ordering = false, false, false })
	bare := user("sam", func(u *account.User) {
		u.MayOrder, u.MaySeePrices, u.MaySeeStock, u.MayAuthorize = false, false, false, false
	})
	loose := user("sue", func(u *account.User) { u.LimitedBudget, u.Limits = false, nil })
	idle := user("sam", func(u *account.User) { u.Activated = false })
	tryGrants(t, []grant{
		{"ordering", both(off, loose, bare), "sam", func(s *account.SubAccount) { s.MayOrder = true }, "switched off for all: ordering"},
		{"prices", both(off, loose, bare), "sam", func(s *account.SubAccount) { s.MaySeePrices = true }, "switched off for all: show prices"},
		{"stock", both(off, loose, bare), "sam", func(s *account.SubAccount) { s.MaySeeStock = true }, "switched off for all: show stock"},
		{"by activating", both(off, loose, idle), "sam", func(s *account.SubAccount) { s.Activated = true }, "switched off for all: ordering"},
		{"nothing", both(off, loose, bare), "sam", func(s *account.SubAccount) { s.Name = "x" }, "allowed"},
	})
}

// Who may set the e-mail address gets the password, and with it the login: so all that it holds is given anew.
func TestAbuse_ManagerTakesOverALogin(t *testing.T) {
	vip := both(addRole(account.PermissionRole{ID: "vip", Allow: []account.Permission{"vip prices"}}),
		application(func(a *account.Application) { a.Permissions = []account.Permission{"vip prices"} }), roles("sam", "all", "vip"))
	noOrder := user("max", func(u *account.User) { u.MayOrder = false })
	loose := user("sue", func(u *account.User) { u.LimitedBudget, u.Limits = false, nil })
	idle := user("sam", func(u *account.User) { u.Activated = false })
	mail := func(s *account.SubAccount) { s.Email = "max@north.example" }
	tryGrants(t, []grant{
		{"of one with a permission that he lacks", vip, "sam", mail, "more than held: vip prices"},
		{"of one with an option that he lacks", noOrder, "sam", mail, "more than held: order"},
		{"of one who holds no more than he", nil, "sam", mail, "allowed"},
		{"with the roles taken away at once", vip, "sam", func(s *account.SubAccount) { mail(s); s.PermissionRoles = nil }, "allowed"},
		{"another name is no other login", vip, "sam", func(s *account.SubAccount) { s.Name = "x" }, "allowed"},
		{"of one who is not activated", both(vip, loose, idle), "sam", mail, "more than held: vip prices"},
		{"renaming one who is not activated", both(vip, loose, idle), "sam", func(s *account.SubAccount) { s.Name = "x" }, "allowed"},
		{"activating him then", both(vip, loose, idle), "sam", func(s *account.SubAccount) { s.Activated = true }, "more than held: vip prices"},
	})
}

// A sub-account who was promoted is no manager's any more, and judged as what he is now.
func TestAbuse_SubAccountPromoted(t *testing.T) {
	g := shopWith(t, user("sue", func(u *account.User) { u.LimitedBudget, u.Limits = false, nil }))
	s := as("sam", "north")
	if got := said(t, g.May(s, account.ActionManageSubAccounts, noon)); got != "not for such users: sub-account" {
		t.Error(got)
	}
	promoted := after(t, g, put(g, "sam", func(u *account.User) { u.Role, u.MayAuthorize = account.RoleAccountManager, false }))
	before := promoted.Data()
	if d := promoted.May(s, account.ActionManageSubAccounts, noon); !d.Allowed() {
		t.Errorf("the open session: %s", d)
	}
	sub := subOf(t, promoted, "sam")
	sub.MayOrder = false
	out, err := promoted.PutSubAccount(as("max", "north"), sub, noon)
	refusedOutcome(t, "managed no more", "not that user: sam", out, err)
	unchanged(t, promoted, before)
	demoted := after(t, promoted, put(promoted, "max", func(u *account.User) { u.Role = account.RoleSubAccount }))
	out, err = demoted.PutSubAccount(as("max", "north"), newSub(), noon)
	refusedOutcome(t, "a manager no more", "not for such users: sub-account", out, err)
}

// A sub-account made by a manager cannot be made into anything else by him: not of another kind, account, person or group.
func TestAbuse_SubAccountStaysOne(t *testing.T) {
	g := shopWith(t)
	sub := newSub()
	sub.ID = "north" // a user may be called like an account, and gains nothing by it
	out, err := g.PutSubAccount(as("max", "north"), sub, noon)
	if err != nil || !out.Decision.Allowed() {
		t.Fatalf("%v, %s", err, out.Decision)
	}
	u, _ := out.Graph.User("north")
	if u.Kind() != account.KindSubAccount || u.Accounts[0] != "north" || len(u.Accounts) != 1 || u.Groups != nil || u.Person != "" || u.ChildHistory {
		t.Errorf("%+v", u)
	}
	repel(t, out.Graph, []attack{
		{"orders", as("north", "north"), account.ActionOrder, account.Target{}, "option off: may order"},
		{"manages", as("north", "north"), account.ActionManageSubAccounts, account.Target{}, "not for such users: sub-account"},
		{"impersonates", as("north", "north"), account.ActionImpersonate, account.Target{User: "nils"}, "not for such users: sub-account"},
	})
}
