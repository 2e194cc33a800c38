package account

import "github.com/tradeterms/tradeterms/account/defect"

// String says the decision for people, and for a refusal what would have to change.
func (d Decision) String() string {
	if d.Code == 0 {
		return "refused: nothing was asked"
	}
	who, reason := d.Session.name(), d.Target.String()+": "+d.Reason().String()
	switch {
	case d.Allowed() && d.Action == "":
		return "the session of " + who + " holds"
	case d.Allowed():
		return who + " may " + defect.Quote(string(d.Action)) + d.Target.String()
	case d.Action != "":
		return who + " may not " + defect.Quote(string(d.Action)) + reason
	case d.Layer == LayerSession || d.Layer == LayerActing:
		return "the session of " + who + " does not hold" + reason
	}
	return who + " may not do that" + reason
}

// name says who is there, as whom and for which account.
func (s Session) name() string {
	text := "user " + defect.Quote(s.User)
	if s.Impersonating() {
		text = "user " + defect.Quote(s.Principal) + " as user " + defect.Quote(s.User)
	}
	if s.Account != "" {
		text += " for account " + defect.Quote(s.Account)
	}
	return text
}

// String says what is meant, after a verb; "" for the zero Target.
func (t Target) String() string {
	var text string
	for _, part := range [...]struct{ what, id string }{
		{" for user ", t.User}, {" on account ", t.Account}, {t.AddressKind.at(), t.Address}, {" at delivery point ", t.Point},
		{" on contract ", t.Contract}, {" of representative ", t.Representative},
	} {
		if part.id != "" {
			text += part.what + defect.Quote(part.id)
		}
	}
	return text
}

// Reason is one layer's refusal.
type Reason struct {
	Code    DecisionCode
	Layer   Layer
	Subject string
	Cause   DecisionCode
}

// Reason returns the refusal alone; the zero Reason where the decision allows.
func (d Decision) Reason() Reason {
	if d.Allowed() {
		return Reason{}
	}
	return Reason{Code: d.Code, Layer: d.Layer, Subject: d.Subject, Cause: d.Cause}
}

// String says the reason for people, and what would have to change.
func (r Reason) String() string {
	if r.Code == RefusedActingEnded {
		return "acting has ended, for it could not begin now: " + Reason{Code: r.Cause, Subject: r.Subject}.String()
	}
	if text, ok := fixedReasons[r.Code]; ok {
		return text
	}
	if text, ok := reasons[r.Code]; ok {
		return text[0] + defect.Quote(r.Subject) + text[1]
	}
	return "nothing was asked"
}

var fixedReasons = map[DecisionCode]string{
	RefusedNoAction:          "no action was named: name one",
	RefusedNoInstant:         "the question has no instant: say for when",
	RefusedNoSession:         "there is no session: log in",
	RefusedNotBegun:          "the session begins later than the question: ask for now",
	RefusedNoAccount:         "no account is chosen: represent one first",
	RefusedNotRepresentative: "the user is no sales representative with an id: mark the user as one and give an id",
}

// reasons have the subject between their halves.
var reasons = map[DecisionCode][2]string{
	RefusedUnknownAction:       {"there is no action ", ": choose one of those that there are, or declare it"},
	RefusedStrangeTarget:       {"the action is not done to the ", " of a target: leave it out"},
	RefusedNoTarget:            {"no ", " was named: name one"},
	RefusedUnknownUser:         {"user ", " does not exist: name one that does"},
	RefusedInactiveUser:        {"user ", " is not activated: activate the login"},
	RefusedNotLinked:           {"the user is not linked to account ", ": link the two"},
	RefusedActingAlready:       {"acting as user ", " already: end that first"},
	RefusedOwnHand:             {"it needs the own hand of ", ": end the acting first"},
	RefusedFromBlocked:         {"the own account ", " is blocked: unblock it"},
	RefusedOneToOne:            {"user ", " has one account only: link several"},
	RefusedSwitchedOff:         {"the seller's switch ", " is off for everyone: turn it on"},
	RefusedFeatureOff:          {"the application has ", " off: switch it on"},
	RefusedFeatureNotGranted:   {"no group of the account or the user grants ", ": put one of them in a group that does"},
	RefusedBlocked:             {"account ", " is blocked: unblock it"},
	RefusedTermsBlocked:        {"prices or bills come from account ", ", which is blocked: unblock it, or name another"},
	RefusedNotOnAccount:        {"sub-accounts order on account, and the ", " does not permit it: let it"},
	RefusedPayment:             {"the account's payment terms do not permit to pay ", ": let them, or pay otherwise"},
	RefusedKind:                {"it is not for users of the kind ", ": ask one of another kind"},
	RefusedOption:              {"the user's option ", " is off: turn it on"},
	RefusedDenied:              {"a permission role denies ", ": take the role away, or the denial out of it"},
	RefusedNotAllowed:          {"no permission role allows ", ": give the user one that does"},
	RefusedWorkerGroup:         {"no worker group lets edit ", ": put the worker in one that does"},
	RefusedUnknownTarget:       {"there is no ", ": name one that exists"},
	RefusedAddressKind:         {"address ", " is for the other purpose: choose one that is for this"},
	RefusedNoAddress:           {"no address is chosen, and there is no default one for ", ": mark one, or choose one"},
	RefusedBilledElsewhere:     {"the bills go to account ", ", whose address counts: leave it as it is"},
	RefusedOtherAccount:        {"account ", " is not the one that the session is for: change to it first"},
	RefusedNotBelow:            {"account ", " is not below the session's own: choose one that is"},
	RefusedNotChild:            {"account ", " is no direct child: choose one, or let the seller permit others"},
	RefusedNotAssigned:         {"account ", " is not assigned to the sales representative: assign it"},
	RefusedOwnHistoryOnly:      {"account ", " is below, but the user sees the own account only: set \"my account and my child accounts\""},
	RefusedOtherUser:           {"it cannot be done to user ", ": choose another"},
	RefusedOtherRepresentative: {"", " is not of the user's own representative id: ask its representative, or an administrator"},
	RefusedHostsOwn:            {"what differs of account ", " no session changes: let the host do it"},
	RefusedMoreThanHeld:        {"it grants ", ", which the one who grants does not hold: leave it out"},
}
