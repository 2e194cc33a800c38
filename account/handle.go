package account

import "github.com/tradeterms/tradeterms/account/dense"

// Handle is an account by its number in a Graph, for hosts that ask often. It holds in every Graph made from that one by
// With; in a Graph of other accounts it is looked up by its id again, so that it never means another account. The zero
// Handle is none.
type Handle struct {
	names  dense.Names
	number ref
	id     string
}

// Handle returns the handle of an account, and false where there is none of that id.
func (g *Graph) Handle(account string) (Handle, bool) {
	n, ok := g.find(account)
	if !ok {
		return Handle{}, false
	}
	return Handle{names: g.names, number: refTo(n), id: account}, true
}

// ID returns the account's id, "" for the zero Handle.
func (h Handle) ID() string { return h.id }

// ActionHandle is an action by its number. The zero ActionHandle is none.
type ActionHandle struct {
	policy *policy
	number uint8
	action Action
}

// Action returns the handle of an action, and false where there is none of that name.
func (g *Graph) Action(a Action) (ActionHandle, bool) {
	if g.policy == nil {
		return ActionHandle{}, false
	}
	n, ok := g.policy.actions[a]
	return ActionHandle{policy: g.policy, number: n, action: a}, ok
}

// Action returns the action's name, "" for the zero ActionHandle.
func (h ActionHandle) Action() Action { return h.action }

// Allows reports whether [Rights.MayOn] allows an action with an account as its target; it is that, by handles, without a
// reason and without an allocation. The zero Handle is the session's own account.
func (r *Rights) Allows(a ActionHandle, on Handle) bool {
	if r.user == nil || a.policy == nil {
		return false
	}
	if a.policy != r.graph.policy {
		var ok bool
		if a, ok = r.graph.Action(a.action); !ok {
			return false
		}
	}
	p, n := a.policy, a.number%MaxRights
	if r.open>>n&1 == 0 || p.groups[n]&^r.features != 0 {
		return false
	}
	at, named := r.number, on.number.some()
	if named {
		if on.names != r.graph.names {
			var ok bool
			if at, ok = r.graph.find(on.id); !ok {
				return false
			}
		} else if at = on.number.number(); r.graph.nodes.At(at).fact == nil {
			return false
		}
	}
	return r.aimed(p.abouts[n], at, named).code == 0
}
