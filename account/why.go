package account

// Why returns what every layer says against an action and its target, in the order of the layers, at most one reason of
// each, the target left out where the action is not for such users or they have no account; none where the action is allowed. Where the session does not hold, or there is no such action, nothing further is
// asked. Its first reason is that of [Rights.MayOn].
func (r *Rights) Why(a Action, t Target) []Reason {
	d := r.MayOn(a, t)
	if d.Allowed() {
		return nil
	}
	if r.user == nil || d.Layer == LayerQuestion && d.Code != RefusedStrangeTarget {
		return []Reason{d.Reason()}
	}
	n := r.graph.policy.actions[a]
	rule := &r.graph.policy.rules[n]
	var all []Reason
	for i := range layers {
		if no := r.layer(i, rule); no.code != 0 {
			all = append(all, d.because(no).Reason())
		}
	}
	if rule.by.has(r.user.kind) && (r.account != nil || r.user.kind.staff() || rule.about == aboutLinked) {
		if no := r.targeted(rule.about, &t); no.code != 0 {
			all = append(all, d.because(no).Reason())
		}
	}
	return all
}
