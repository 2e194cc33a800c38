package main

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// permitter is a peer of the permission engine.
type permitter interface {
	name() string
	may(p plea) (bool, error)
}

// flatStaff is the job of permissions by hand: a mask of actions for each user, and the accounts below one
// as an interval of their order from parents to children.
type flatStaff struct {
	users []flatUser
	place []uint32 // of accounts
}

type flatUser struct {
	own, below  uint16 // actions
	place, stop uint32
}

func newFlatStaff(s *staff) *flatStaff {
	children, roots := make([][]int32, len(s.parent)), []int32(nil)
	for a, up := range s.parent {
		if up < 0 {
			roots = append(roots, int32(a))
		} else {
			children[up] = append(children[up], int32(a))
		}
	}
	f := &flatStaff{place: make([]uint32, len(s.parent))}
	stop, next := make([]uint32, len(s.parent)), uint32(0)
	var walk func(all []int32)
	walk = func(all []int32) {
		for _, a := range all {
			f.place[a] = next
			next++
			walk(children[a])
			stop[a] = next
		}
	}
	walk(roots)
	masks := s.masks()
	for i := range s.users {
		w := &s.users[i]
		u := masks[w.kind()]
		u.place, u.stop = f.place[w.account], stop[w.account]
		f.users = append(f.users, u)
	}
	return f
}

// masks are the grants of each kind of user, an action a bit.
func (s *staff) masks() map[string]flatUser {
	masks := make(map[string]flatUser)
	for _, g := range s.grants() {
		for i, a := range s.actions {
			if m := masks[g.kind]; a == g.action {
				if g.below {
					m.below |= 1 << i
				} else {
					m.own |= 1 << i
				}
				masks[g.kind] = m
			}
		}
	}
	return masks
}

func (f *flatStaff) allows(p plea) bool {
	u, at := &f.users[p.user], f.place[p.target]
	switch {
	case at == u.place:
		return u.own>>p.action&1 != 0
	case u.place < at && at < u.stop:
		return u.below>>p.action&1 != 0
	}
	return false
}

func (f *flatStaff) name() string { return "roofline" }

func (f *flatStaff) may(p plea) (bool, error) { return f.allows(p), nil }

// naiveStaff asks maps, and walks up the tree.
type naiveStaff struct {
	job    *staff
	users  map[string]*naiveUser
	parent map[string]string
}

type naiveUser struct {
	account    string
	own, below map[account.Action]bool
}

func newNaiveStaff(s *staff) *naiveStaff {
	n := &naiveStaff{job: s, users: make(map[string]*naiveUser), parent: make(map[string]string)}
	for a, up := range s.parent {
		if up >= 0 {
			n.parent[s.job.accounts[a].code] = s.job.accounts[up].code
		}
	}
	for i := range s.users {
		w := &s.users[i]
		u := &naiveUser{s.job.accounts[w.account].code, make(map[account.Action]bool), make(map[account.Action]bool)}
		for _, g := range s.grants() {
			switch {
			case g.kind != w.kind():
			case g.below:
				u.below[g.action] = true
			default:
				u.own[g.action] = true
			}
		}
		n.users[w.code] = u
	}
	return n
}

func (n *naiveStaff) name() string { return "naive Go" }

func (n *naiveStaff) may(p plea) (bool, error) {
	w := &n.job.users[p.user]
	return n.allows(w.code, n.job.actions[p.action], n.job.job.accounts[p.target].code), nil
}

func (n *naiveStaff) allows(user string, action account.Action, target string) bool {
	u, known := n.users[user]
	if !known {
		return false
	}
	if target == u.account {
		return u.own[action]
	}
	if !u.below[action] {
		return false
	}
	for up, ok := n.parent[target]; ok; up, ok = n.parent[up] {
		if up == u.account {
			return true
		}
	}
	return false
}

// engineStaff is the job with tradeterms: what a session may do is found once, then asked by handle or by code.
type engineStaff struct {
	job      *staff
	rights   []*account.Rights // by user
	actions  []account.ActionHandle
	accounts []account.Handle
}

func newEngineStaff(s *staff) (*engineStaff, error) {
	graph, err := account.NewGraph(s.data())
	if err != nil {
		return nil, err
	}
	e := &engineStaff{job: s}
	noon := time.Date(2026, 5, 5, 12, 0, 0, 0, time.UTC)
	for i := range s.users {
		w := &s.users[i]
		session := account.Session{Principal: w.code, User: w.code, Account: s.job.accounts[w.account].code}
		e.rights = append(e.rights, graph.For(session, noon))
	}
	for _, a := range s.actions {
		h, _ := graph.Action(a)
		e.actions = append(e.actions, h)
	}
	for _, a := range s.job.accounts {
		h, _ := graph.Handle(a.code)
		e.accounts = append(e.accounts, h)
	}
	return e, nil
}

func (e *engineStaff) name() string { return "tradeterms" }

func (e *engineStaff) may(p plea) (bool, error) {
	by := e.rights[p.user].Allows(e.actions[p.action], e.accounts[p.target])
	if code := e.byCode(p); code != by {
		return false, errHandles
	}
	return by, nil
}

func (e *engineStaff) byCode(p plea) bool {
	target := account.Target{Account: e.job.job.accounts[p.target].code}
	return e.rights[p.user].MayOn(e.job.actions[p.action], target).Allowed()
}
