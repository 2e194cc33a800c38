package account_test

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// permRevokes each take away what an open session rests on.
var permRevokes = []struct {
	reason string
	revoke func(*account.Changes, *account.Graph)
}{
	{"the user is deactivated", permRevokeUser("user of below", func(u *account.User) { u.Activated = false })},
	{"the principal is deactivated", permRevokeUser("Regular", func(u *account.User) { u.Activated = false })},
	{"the user's link is cut", permRevokeUser("user of below", func(u *account.User) { u.Accounts = []string{"stranger"} })},
	{"the principal's link is cut", permRevokeUser("Regular", func(u *account.User) { *u = u.ToOne(); u.Accounts = []string{"linked"} })},
	{"the principal becomes a sub-account", permRevokeUser("Regular", func(u *account.User) { *u = u.ToOne(); u.Role = account.RoleSubAccount })},
	{"the user is removed", func(c *account.Changes, _ *account.Graph) { c.RemoveUsers = []string{"user of below"} }},
	{"the group's right is withdrawn", func(c *account.Changes, _ *account.Graph) {
		c.PutGroups = []account.Group{{ID: account.PowerCustomerGroup}}
	}},
	{"the account leaves the group", permRevokeAccount("own", func(a *account.Account) { a.Groups = nil })},
	{"the account above is blocked", permRevokeAccount("own", func(a *account.Account) { a.Status = account.Blocked })},
	{"the child moves away", permRevokeAccount("below", func(a *account.Account) { a.Parent = "stranger" })},
	{"the feature is off", func(c *account.Changes, g *account.Graph) {
		a := g.Application()
		a.Features = slices.DeleteFunc(a.Features, func(f account.Feature) bool { return f == account.Impersonate })
		c.Application = &a
	}},
	{"a role denies it", func(c *account.Changes, _ *account.Graph) {
		c.PutPermissionRoles = []account.PermissionRole{{ID: "all", Deny: []account.Permission{account.Permission(account.ActionImpersonate)}}}
	}},
}

func permRevokeUser(id string, edit func(*account.User)) func(*account.Changes, *account.Graph) {
	return func(c *account.Changes, g *account.Graph) {
		u, _ := g.User(id)
		edit(&u)
		c.PutUsers = []account.User{u}
	}
}

func permRevokeAccount(id string, edit func(*account.Account)) func(*account.Changes, *account.Graph) {
	return func(c *account.Changes, g *account.Graph) {
		a, _ := g.Account(id)
		edit(&a)
		c.Put = []account.Account{a}
	}
}

// After a revoke the next graph refuses what is open; the one before keeps its answers, and says its revision.
func TestA6_RevokesEndWhatIsOpen(t *testing.T) {
	for _, row := range permRevokes {
		g := openWorld(t)
		parent, _ := g.Login("Regular", false, noon)
		s, d := g.Impersonate(parent, "user of below", "below", noon)
		before := g.For(s, noon)
		if order := before.May(account.ActionOrder); !d.Allowed() || !order.Allowed() {
			t.Fatalf("%v, %v", d, order)
		}
		c := account.Changes{Revision: 1}
		row.revoke(&c, g)
		next, err := g.With(c)
		if err != nil {
			t.Fatalf("%s: %v", row.reason, err)
		}
		for a := range next.Actions() {
			if may := next.May(s, a, noon); may.Allowed() || may.Revision != 1 {
				t.Errorf("%s: %v", row.reason, may)
			}
		}
		if may := before.May(account.ActionOrder); !may.Allowed() || may.Revision != 0 || may != g.May(s, account.ActionOrder, noon) {
			t.Errorf("%s: the graph before changed its answer: %v", row.reason, may)
		}
	}
}

// Graphs and Rights of former states keep their answers whatever comes after them.
func TestA6_FormerAnswersStay(t *testing.T) {
	t.Parallel()
	permAlone(t, permProof(40, 400, 4000), func(w *permWorld, n int) (int, error) {
		type former struct {
			rights *account.Rights
			graph  *account.Graph
			q      permQuestion
			d      account.Decision
		}
		var kept []former
		e := &permExam{}
		err := e.each(uint64(n)+1, func() error {
			for _, s := range e.sessions {
				q := e.world.question(s)
				r := e.graph.For(s, q.at)
				kept = append(kept, former{r, e.graph, q, r.MayOn(q.action, q.target)})
			}
			for _, f := range kept {
				if now := f.rights.MayOn(f.q.action, f.q.target); now != f.d || f.graph.MayOn(f.q.session, f.q.action, f.q.target, f.q.at) != f.d {
					return fmt.Errorf("was %v, is %v", f.d, now)
				}
			}
			return nil
		})
		return len(kept), err
	})
}

// While one host revokes and grants in turn, each answer is that of the revision which it names.
func TestA6_ConcurrentRevokes(t *testing.T) {
	var present atomic.Pointer[account.Graph]
	present.Store(openWorld(t))
	s, _ := present.Load().Login("Manager", false, noon)
	var readers sync.WaitGroup
	var done atomic.Bool
	for range 2 {
		readers.Go(func() {
			for !done.Load() {
				if d := present.Load().May(s, account.ActionOrder, noon); d.Allowed() != (d.Revision%2 == 0) {
					t.Errorf("revision %d: %v", d.Revision, d)
					return
				}
			}
		})
	}
	for revision := range uint64(permProof(300, 1500, 15_000)) {
		g := present.Load()
		u, _ := g.User("Manager")
		u.MayOrder = !u.MayOrder
		next, err := g.With(account.Changes{Revision: revision + 1, PutUsers: []account.User{u}})
		if err != nil {
			t.Error(err)
			break
		}
		present.Store(next)
		if d := present.Load().May(s, account.ActionOrder, noon); d.Allowed() != u.MayOrder {
			t.Errorf("after the revoke: %v", d)
		}
	}
	done.Store(true)
	readers.Wait()
}
