package account

import "github.com/tradeterms/tradeterms/account/dense"

// Handle is an account by its number in a Graph, for hosts that ask often. It holds in every Graph made from that one by
// With; in a Graph of other accounts it is looked up by its id again, so that it never means another account. The zero
// Handle is none.
type Handle struct {
	names  dense.Names
	number ref
}

// Handle returns the handle of an account, and false where there is none of that id.
func (g *Graph) Handle(account string) (Handle, bool) {
	n, ok := g.find(account)
	if !ok {
		return Handle{}, false
	}
	return Handle{names: g.names, number: refTo(n)}, true
}

// ID returns the account's id, "" for the zero Handle.
func (h Handle) ID() string {
	if !h.number.some() {
		return ""
	}
	return h.names.Code(h.number.number())
}

// ActionHandle is an action by its number. The zero ActionHandle is none.
type ActionHandle struct {
	policy *policy
	number uint8
}

// Action returns the handle of an action, and false where there is none of that name.
func (g *Graph) Action(a Action) (ActionHandle, bool) {
	if g.policy == nil {
		return ActionHandle{}, false
	}
	n, ok := g.policy.actions[a]
	if !ok {
		return ActionHandle{}, false
	}
	return ActionHandle{policy: g.policy, number: n}, true
}

// Action returns the action's name, "" for the zero ActionHandle.
func (h ActionHandle) Action() Action {
	if h.policy == nil {
		return ""
	}
	return h.policy.rules[h.number].action
}

// Allows reports whether [Rights.MayOn] allows an action with an account as its target; it is that, by handles, without a
// reason and without an allocation. The zero Handle is the session's own account.
func (r *Rights) Allows(a ActionHandle, on Handle) bool {
	if r.account == nil || a.policy != r.graph.policy || on.names != r.graph.names {
		return r.allowsNamed(a, on)
	}
	at, bit := on.number.number(), uint64(1)<<(a.number%MaxRights)
	if at == r.number && r.own&bit != 0 || r.under&bit != 0 && r.above(at) {
		return true
	}
	return r.closer&bit != 0 && r.allowsNamed(a, on)
}

// allowsNamed is Allows by names: for staff, the own account, and handles of another graph.
func (r *Rights) allowsNamed(a ActionHandle, on Handle) bool {
	return r.decide(a.Action(), &Target{Account: on.ID()}).code == 0
}
