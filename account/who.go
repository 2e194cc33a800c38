package account

import (
	"iter"
	"slices"
	"strings"
	"time"
)

// Actions yields all actions that there are, this package's in the order of its documentation, then the host's by name.
func (g *Graph) Actions() iter.Seq[Action] {
	return func(yield func(Action) bool) {
		if g == nil || g.policy == nil {
			return
		}
		for i := range g.policy.rules {
			if !yield(g.policy.rules[i].action) {
				return
			}
		}
	}
}

// What yields all that a session may do, in the order of [Graph.Actions]: each action that [Graph.May] allows it.
func (g *Graph) What(s Session, at time.Time) iter.Seq[Action] {
	return func(yield func(Action) bool) {
		r := g.For(s, at)
		for a := range g.Actions() {
			if d := r.May(a); d.Allowed() && !yield(a) {
				return
			}
		}
	}
}

// Who yields the ids of all users who may do an action to an account themselves, in order: those for whom a session of
// their own, for some account of theirs, is allowed it with the account as its target. Who may only impersonate such a user
// is not among them.
func (g *Graph) Who(a Action, account string, at time.Time) iter.Seq[string] {
	return func(yield func(string) bool) {
		n, ok := g.find(account)
		if !ok {
			return
		}
		for _, user := range g.near(n) {
			if g.anyMay(user, a, account, at) && !yield(g.userNames.Code(user)) {
				return
			}
		}
	}
}

// near returns the users for whom an account can be a target: its own, those of the accounts above, and staff.
func (g *Graph) near(n uint32) []uint32 {
	users := slices.Collect(g.staff.each)
	for _, at := range g.paths.At(n).then(n) {
		users = slices.AppendSeq(users, g.nodes.At(at).users.each)
	}
	slices.SortFunc(users, func(a, b uint32) int { return strings.Compare(g.userNames.Code(a), g.userNames.Code(b)) })
	return slices.Compact(users)
}

// anyMay reports whether any own session of a user may do an action to an account.
func (g *Graph) anyMay(user uint32, a Action, account string, at time.Time) bool {
	u := g.users.At(user)
	own := Session{Principal: u.fact.ID, User: u.fact.ID}
	accounts := u.fact.Accounts
	if u.kind.staff() {
		accounts = []string{""}
	}
	for _, own.Account = range accounts {
		if d := g.MayOn(own, a, Target{Account: account}, at); d.Allowed() {
			return true
		}
	}
	return false
}
