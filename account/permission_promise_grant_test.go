package account_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// permGrant gives something in a world, and says what; false where there is nothing to give.
type permGrant struct {
	name string
	give func(*permWorld) bool
}

// permGrants are all ways to grant: what is taken away again by a denial of the same name.
var permGrants = []permGrant{
	{"feature of a group", func(w *permWorld) bool {
		g := permPick(w, w.data.Groups)
		g.Features, g.Links = append(slices.Clone(g.Features), permPick(w, permFeatures)), true
		permPut(&w.data.Groups, g, func(g account.Group) string { return g.ID })
		return true
	}},
	{"group of a user", permGiveUser(func(w *permWorld, u *account.User) {
		u.Groups = append(slices.Clone(u.Groups), permPick(w, permGroups))
	})},
	{"group of an account", permGiveAccount(func(w *permWorld, a *account.Account) {
		a.Groups = append(slices.Clone(a.Groups), permPick(w, permGroups))
	})},
	{"allow of a role", permGiveRole(func(w *permWorld, r *account.PermissionRole) {
		r.Allow = append(slices.Clone(r.Allow), permPick(w, append(w.hostPermissions(), permFacility...)))
	})},
	{"no denial of a role", permGiveRole(func(_ *permWorld, r *account.PermissionRole) { r.Deny = nil })},
	{"no denial of a user", permGiveUser(func(w *permWorld, u *account.User) {
		u.PermissionRoles = slices.DeleteFunc(slices.Clone(u.PermissionRoles), func(id string) bool {
			i := slices.IndexFunc(w.data.PermissionRoles, func(r account.PermissionRole) bool { return r.ID == id })
			return len(w.data.PermissionRoles[i].Allow) == 0
		})
	})},
	{"options", permGiveUser(func(_ *permWorld, u *account.User) {
		u.MayOrder, u.MaySeePrices, u.MaySeeStock, u.ChildHistory = true, true, true, true
		u.MayAuthorize = u.Role > account.RoleRegular
	})},
	{"activation", func(w *permWorld) bool {
		return permGiveAny(w, func(u account.User) bool { return !u.Activated }, func(u *account.User) { u.Activated = true })
	}},
	{"link", func(w *permWorld) bool {
		several := func(u account.User) bool {
			return u.Role == account.RoleRegular || u.Role == account.RoleAccountManager
		}
		return permGiveAny(w, several, func(u *account.User) { *u = permLinked(*u, permPick(w, w.data.Accounts).ID) })
	}},
	{"worker group", func(w *permWorld) bool {
		worker := func(u account.User) bool { return u.Type == account.TypeWorker }
		return permGiveAny(w, worker, func(u *account.User) { u.WorkerGroups = append(slices.Clone(u.WorkerGroups), permPick(w, permWorkers)) })
	}},
	{"mark of a representative", func(w *permWorld) bool {
		worker := func(u account.User) bool { return u.Type == account.TypeWorker && u.RepresentativeID != "" }
		return permGiveAny(w, worker, func(u *account.User) { u.SalesRepresentative = true })
	}},
	{"edits of a worker group", func(w *permWorld) bool {
		g := account.WorkerGroup{ID: permPick(w, w.data.WorkerGroups).ID, NationalAccounts: true, BillingOverrides: true, PricingOverrides: true}
		permPut(&w.data.WorkerGroups, g, func(g account.WorkerGroup) string { return g.ID })
		return true
	}},
	{"assignment", permGiveAccount(func(_ *permWorld, a *account.Account) { a.Representatives = permReps })},
	{"no block", permGiveAccount(func(_ *permWorld, a *account.Account) { a.Status = account.Active })},
	{"payment on account", permGiveAccount(func(_ *permWorld, a *account.Account) { a.PaymentTerms.OnAccount = true })},
	{"switches", func(w *permWorld) bool {
		a := &w.data.Application
		a.ShowPrices, a.ShowStock, a.Ordering, a.PayOnAccount, a.DirectChildrenOnly = true, true, true, true, false
		return true
	}},
	{"feature of the application", func(w *permWorld) bool {
		w.data.Application.Features = append(slices.Clone(w.data.Application.Features), permPick(w, permFeatures))
		return true
	}},
	{"host's rule", func(w *permWorld) bool {
		w.data.Application.Actions = slices.Clone(w.data.Application.Actions)
		for i := range w.data.Application.Actions {
			r := &w.data.Application.Actions[i]
			r.By = append(slices.Clone(r.By), account.KindRegular, account.KindSubAccount)
			r.OwnHand, r.Trading, r.Below, r.Feature = false, false, true, ""
		}
		return len(w.data.Application.Actions) > 0
	}},
}

func permGiveUser(edit func(*permWorld, *account.User)) func(*permWorld) bool {
	return func(w *permWorld) bool {
		buyer := func(u account.User) bool { return u.Type < account.TypeSalesAgent }
		return permGiveAny(w, buyer, func(u *account.User) { edit(w, u) })
	}
}

// permGiveAny edits one of the users of whom something holds.
func permGiveAny(w *permWorld, which func(account.User) bool, edit func(*account.User)) bool {
	var some []account.User
	for _, u := range w.data.Users {
		if which(u) {
			some = append(some, u)
		}
	}
	if len(some) == 0 {
		return false
	}
	u := permPick(w, some)
	edit(&u)
	permPut(&w.data.Users, u, func(u account.User) string { return u.ID })
	return true
}

func permGiveAccount(edit func(*permWorld, *account.Account)) func(*permWorld) bool {
	return func(w *permWorld) bool {
		a := permPick(w, w.data.Accounts)
		edit(w, &a)
		permPut(&w.data.Accounts, a, func(a account.Account) string { return a.ID })
		return true
	}
}

func permGiveRole(edit func(*permWorld, *account.PermissionRole)) func(*permWorld) bool {
	return func(w *permWorld) bool {
		r := permPick(w, w.data.PermissionRoles)
		edit(w, &r)
		permPut(&w.data.PermissionRoles, r, func(r account.PermissionRole) string { return r.ID })
		return true
	}
}

// permLinked links one account more, behind the others.
func permLinked(u account.User, id string) account.User {
	if slices.Contains(u.Accounts, id) {
		return u
	}
	return u.ToMulti(id)
}

func (w *permWorld) hostPermissions() (all []account.Permission) {
	for _, rule := range w.data.Application.Actions {
		all = append(all, account.Permission(rule.Action))
	}
	return append(all, permDeclared...)
}
