package account_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
)

// asked is all that a graph answers about its users: who is linked where, who may do what, and who lists whom.
func asked(g *account.Graph) map[string][]string {
	all := map[string][]string{}
	for a := range g.Accounts() {
		for u := range g.UsersOf(a.ID) {
			all["of "+a.ID] = append(all["of "+a.ID], u.ID)
		}
		for action := range g.Actions() {
			all[string(action)+" on "+a.ID] = slices.Collect(g.Who(action, a.ID, noon))
		}
	}
	for u := range g.Users() {
		_, err := g.With(account.Changes{RemoveUsers: []string{u.ID}})
		all["removing "+u.ID] = userDefects(err)
	}
	for a := range g.Accounts() {
		_, err := g.With(account.Changes{Remove: []string{a.ID}})
		all["removing account "+a.ID] = append(userDefects(err), defects(err)...)
	}
	return all
}

// P19: a user who is put again, unchanged or nearly, is where he was.
func TestP19_UsersPutAgain(t *testing.T) {
	g := shopWith(t)
	want := asked(g)
	for u := range g.Users() {
		u.Name += "again"
		if diff := cmp.Diff(want, asked(after(t, g, account.Changes{PutUsers: []account.User{u}}))); diff != "" {
			t.Errorf("%s put again: %s", u.ID, diff)
		}
	}
	again := after(t, g, account.Changes{
		PutUsers: slices.Collect(g.Users()), PutPermissionRoles: slices.Collect(g.PermissionRoles()), Put: slices.Collect(g.Accounts()),
		PutWorkerGroups: slices.Collect(g.WorkerGroups()), PutGroups: slices.Collect(g.Groups()),
	})
	if diff := cmp.Diff(want, asked(again)); diff != "" {
		t.Errorf("all of it put again: %s", diff)
	}
	if diff := cmp.Diff(want, asked(graphOf(t, again.Data()))); diff != "" {
		t.Errorf("made anew: %s", diff)
	}
}

// P19: links that are cut and tied again, step by step, are those of a graph made anew.
func TestP19_UsersMoved(t *testing.T) {
	g := shopWith(t)
	steps := []account.Changes{
		put(g, "mona", func(u *account.User) { *u = u.ToOne() }),
		put(g, "mona", func(u *account.User) { u.Accounts = []string{"grocer", "north"} }),
		put(g, "nora", func(u *account.User) { *u = u.ToMulti("south", "norton") }),
		put(g, "sue", func(u *account.User) { u.Limits[0].Authorizers = []string{"mia"} }),
		{RemoveUsers: []string{"sam", "agent"}},
		put(g, "clerk", func(u *account.User) { u.PermissionRoles = []string{"back"} }),
		put(g, "sue", func(u *account.User) { u.LimitedBudget, u.Limits = false, nil }),
		{RemoveUsers: []string{"nils", "mona"}, Remove: []string{}},
	}
	for i, c := range steps {
		g = after(t, g, c)
		if diff := cmp.Diff(asked(graphOf(t, g.Data())), asked(g)); diff != "" {
			t.Errorf("step %d: %s", i, diff)
		}
	}
}
