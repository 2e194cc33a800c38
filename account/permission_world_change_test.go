package account_test

import (
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// change makes the changes that lead to the next world, and that world's facts. Some are refused, as when a parent comes
// to stand below its child.
func (w *permWorld) change() (account.Changes, *permWorld) {
	next := w.copy()
	next.data.Revision++
	c := account.Changes{Revision: next.data.Revision}
	for range 1 + w.IntN(2) {
		next.step(&c)
	}
	return c, next
}

// copy is a world to be changed beside this one.
func (w *permWorld) copy() *permWorld {
	other := *w
	other.data.Groups, other.data.Accounts = slices.Clone(w.data.Groups), slices.Clone(w.data.Accounts)
	other.data.PermissionRoles, other.data.WorkerGroups = slices.Clone(w.data.PermissionRoles), slices.Clone(w.data.WorkerGroups)
	other.data.Users = slices.Clone(w.data.Users)
	return &other
}

// step changes one kind of facts, each at most once in a change.
func (w *permWorld) step(c *account.Changes) {
	switch n := w.IntN(100); {
	case n < 35 && c.PutUsers == nil && c.RemoveUsers == nil:
		w.changeUser(c)
	case n < 40 && c.RemoveUsers == nil && c.PutUsers == nil:
		gone := permPick(w, w.data.Users).ID
		c.RemoveUsers = []string{gone}
		w.data.Users = slices.DeleteFunc(w.data.Users, func(u account.User) bool { return u.ID == gone })
	case n < 62 && c.Put == nil && c.Remove == nil:
		w.changeAccount(c)
	case n < 66 && c.Put == nil && c.Remove == nil:
		gone := permPick(w, w.data.Accounts).ID
		c.Remove = []string{gone}
		w.data.Accounts = slices.DeleteFunc(w.data.Accounts, func(a account.Account) bool { return a.ID == gone })
	case n < 74 && c.PutGroups == nil && c.RemoveGroups == nil:
		w.changeGroup(c)
	case n < 84 && c.PutPermissionRoles == nil:
		c.PutPermissionRoles = []account.PermissionRole{w.role(permPick(w, append(slices.Clone(permRoles), permAdmins...)))}
		permPut(&w.data.PermissionRoles, c.PutPermissionRoles[0], func(r account.PermissionRole) string { return r.ID })
	case n < 88 && c.PutWorkerGroups == nil && c.RemoveWorkerGroups == nil:
		w.changeWorkerGroup(c)
	case c.Application == nil:
		w.changeApplication(c)
	}
}

func permPut[T any](facts *[]T, fact T, id func(T) string) {
	i := slices.IndexFunc(*facts, func(f T) bool { return id(f) == id(fact) })
	if i < 0 {
		*facts = append(*facts, fact)
		return
	}
	(*facts)[i] = fact
}

func (w *permWorld) changeUser(c *account.Changes) {
	u := permPick(w, w.data.Users)
	switch w.IntN(8) {
	case 0:
		u = w.user(fmt.Sprint("u", w.IntN(12)))
	case 1:
		u.Activated = !u.Activated
	case 2:
		u.PermissionRoles = w.roles(permRoles)
	case 3:
		if len(u.Accounts) > 1 {
			u = u.ToOne()
		}
	case 4:
		if len(u.Accounts) > 0 {
			u.Accounts = append([]string{w.someAccount()}, u.Accounts[1:]...)
		}
	case 5:
		u.MaySeePrices = u.Type < account.TypeSalesAgent && !u.MaySeePrices
	case 6:
		u.Groups = nil
		if u.Type < account.TypeSalesAgent {
			u.Groups = permSome(w, 40, permGroups)
		}
	case 7:
		u.WorkerGroups = nil
		if u.Type == account.TypeWorker {
			u.WorkerGroups = permSome(w, 40, permWorkers)
		}
	}
	c.PutUsers = []account.User{u}
	permPut(&w.data.Users, u, func(u account.User) string { return u.ID })
}

func (w *permWorld) changeAccount(c *account.Changes) {
	a := permPick(w, w.data.Accounts)
	switch w.IntN(7) {
	case 0:
		a = w.account(fmt.Sprint("a", len(w.data.Accounts)+w.IntN(4)))
	case 1:
		a.Status = account.Blocked - a.Status
	case 2:
		a.Groups = permSome(w, 40, permGroups)
	case 3:
		a.Parent = permPick(w, []string{"", w.someAccount(), permAccounts[0]})
	case 4:
		a.Representatives = permSome(w, 50, permReps)
	case 5:
		a.BillTo, a.PricingFrom = "", permPick(w, []string{"", w.someAccount()})
	case 6:
		a.PaymentTerms.OnAccount = !a.PaymentTerms.OnAccount
	}
	c.Put = []account.Account{a}
	permPut(&w.data.Accounts, a, func(a account.Account) string { return a.ID })
}

// changeGroup puts a group, or takes one away; without the host's, the default one is as it was.
func (w *permWorld) changeGroup(c *account.Changes) {
	id := permPick(w, permGroups)
	hosts := slices.ContainsFunc(w.data.Groups, func(g account.Group) bool { return g.ID == id })
	if !hosts || w.chance(70) {
		c.PutGroups = []account.Group{w.group(id)}
		permPut(&w.data.Groups, c.PutGroups[0], func(g account.Group) string { return g.ID })
		return
	}
	c.RemoveGroups = []string{id}
	w.data.Groups = slices.DeleteFunc(w.data.Groups, func(g account.Group) bool { return g.ID == id })
}

func (w *permWorld) changeWorkerGroup(c *account.Changes) {
	id := permPick(w, permWorkers)
	hosts := slices.ContainsFunc(w.data.WorkerGroups, func(g account.WorkerGroup) bool { return g.ID == id })
	if !hosts || w.chance(70) {
		c.PutWorkerGroups = []account.WorkerGroup{w.workerGroup(id)}
		permPut(&w.data.WorkerGroups, c.PutWorkerGroups[0], func(g account.WorkerGroup) string { return g.ID })
		return
	}
	c.RemoveWorkerGroups = []string{id}
	w.data.WorkerGroups = slices.DeleteFunc(w.data.WorkerGroups, func(g account.WorkerGroup) bool { return g.ID == id })
}

// changeApplication turns a switch or a feature, or replaces the host's actions.
func (w *permWorld) changeApplication(c *account.Changes) {
	a := w.data.Application
	switch w.IntN(4) {
	case 0:
		toggle := permPick(w, []*bool{&a.ShowPrices, &a.ShowStock, &a.Ordering, &a.PayOnAccount, &a.DirectChildrenOnly})
		*toggle = !*toggle
	case 1:
		f := permPick(w, permFeatures)
		without := slices.DeleteFunc(slices.Clone(a.Features), func(g account.Feature) bool { return g == f })
		if len(without) == len(a.Features) {
			without = append(without, f)
		}
		a.Features = without
	case 2:
		a.Actions = nil
		for _, name := range permSome(w, 90, permHosts) {
			a.Actions = append(a.Actions, w.hostAction(name))
		}
	case 3:
		a = w.application()
	}
	c.Application = &a
	w.data.Application = a
}
