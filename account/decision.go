package account

// Decision is whether a session may do something, and why. The zero Decision refuses.
type Decision struct {
	Code DecisionCode
	// Layer is the one that refuses, none where all agree. Where several would refuse it is the first; [Rights.Why] has
	// them all.
	Layer Layer
	// Subject names what the refusal is about: a feature, an option, a permission, an account, a user; see the code.
	Subject string
	// Cause is, for RefusedActingEnded, why representing or impersonating could not begin now.
	Cause DecisionCode

	Action  Action
	Session Session
	Target  Target
	// Revision is that of the graph which decided.
	Revision uint64
}

// Allowed reports whether the session may.
func (d Decision) Allowed() bool { return d.Code == Allowed }

// refused turns the decision into a refusal.
func (d Decision) refused(code DecisionCode, subject string) Decision {
	d.Code, d.Layer, d.Subject = code, code.layer(), subject
	return d
}

func (d Decision) because(no refusal) Decision {
	d = d.refused(no.code, no.subject)
	d.Cause = no.cause
	return d
}
