package approval

import (
	"slices"
	"unicode/utf8"
)

func (w *work) respond(c Respond) Decision {
	if d := w.sayable(c); !d.Allowed() {
		return d
	}
	if w.head.by.acting() {
		return Decision{Code: RefusedOwnHand, Subject: w.head.by.User}
	}
	switch w.request.State {
	case Pending:
	case Approved, Declined:
		if c.Level > len(w.request.Levels) {
			return Decision{Code: RefusedNoLevel, Level: c.Level}
		}
		return w.answered(c, Decision{Code: RefusedState})
	default:
		return Decision{Code: RefusedState}
	}
	if c.Level > len(w.request.Levels) {
		return Decision{Code: RefusedNoLevel, Level: c.Level}
	}
	return w.answer(c)
}

// sayable refuses an answer that says nothing, or too much.
func (w *work) sayable(c Respond) Decision {
	switch {
	case c.Verdict != Approve && c.Verdict != Decline:
		return Decision{Code: RefusedNoVerdict}
	case c.Level < 0:
		return Decision{Code: RefusedNoLevel, Level: c.Level}
	case len(c.Feedback) > maxFeedback || !utf8.ValidString(c.Feedback):
		return Decision{Code: RefusedBadFeedback}
	case c.Verdict == Decline && c.Feedback == "" && w.policy.options.DeclineReason:
		return Decision{Code: RefusedNoFeedback}
	}
	return Decision{Code: Allowed}
}

// answer finds the level that the user may answer: an open one, or to decline the one that he has answered (APR-3).
func (w *work) answer(c Respond) Decision {
	why := toApprove
	if c.Verdict == Decline {
		why = toDecline
	}
	refusal := Decision{Code: RefusedNotAuthorizer, Level: c.Level}
	for _, level := range w.request.Open() {
		if c.Level != 0 && c.Level != level {
			continue
		}
		found, d := w.reach(level, c.By.User, why)
		if d.Allowed() {
			return w.enter(c, Answer{
				Level: level, For: found.standsFor, ForPerson: w.person(found.standsFor), Escalated: found.escalated,
			})
		}
		if refusal.Code == RefusedNotAuthorizer {
			refusal = d
			if d.Code == RefusedStrands {
				refusal.Missing = w.needs(w.strands(level, w.uses(c.By.User, w.ways(level, c.By.User)[0])))
			}
		}
	}
	if own := w.ownAnswer(c); own != nil && c.Verdict == Decline {
		return w.declineLate(c, own)
	}
	if refusal.Code != RefusedNotAuthorizer {
		return refusal
	}
	return w.answered(c, w.early(c, refusal))
}

// enter records an answer of what the order still is; a has its level and the way to that.
func (w *work) enter(c Respond, a Answer) Decision {
	if c.Seen != w.request.Content.Digest() {
		return w.changed(c.Seen)
	}
	a.Placement, a.Verdict, a.By, a.Person = w.request.Placement, c.Verdict, c.By.User, w.person(c.By.User)
	a.At, a.Feedback, a.Seen = w.at, c.Feedback, c.Seen
	state := Declined
	if c.Verdict == Approve {
		state = Pending
		if len(w.request.unanswered()) == 1 {
			state = Approved
		}
	}
	w.record(Event{Kind: Answered, By: c.By, State: state, Level: a.Level, To: w.behindIt(), Answer: a})
	w.notify()
	return Decision{Code: Allowed, Level: a.Level}
}

// ownAnswer returns what the user's person has answered, at the level meant or the lowest, nil if nothing: while an order is
// pending, an agreement.
func (w *work) ownAnswer(c Respond) *Answer {
	person := w.person(c.By.User)
	for level := range len(w.request.Levels) {
		a := w.request.answer(level + 1)
		if a != nil && (c.Level == 0 || c.Level == a.Level) && (a.Person == person || w.person(a.By) == person) {
			return a
		}
	}
	return nil
}

// declineLate declines by one who had agreed, and may still authorize, in the place of whom he had.
func (w *work) declineLate(c Respond, own *Answer) Decision {
	from := own.Level
	if own.Escalated {
		from++
	}
	if code := w.holds(own.Level, c.By.User, w.call(from).accounts); code != Allowed {
		return Decision{Code: code, Level: own.Level}
	}
	return w.enter(c, Answer{Level: own.Level, For: own.For, ForPerson: own.ForPerson, Escalated: own.Escalated})
}

// answered tells an authorizer of an answered level, the one meant or the lowest, by whom it was; anybody else the refusal.
func (w *work) answered(c Respond, refusal Decision) Decision {
	for level := range len(w.request.Levels) {
		a := w.request.answer(level + 1)
		if a == nil || c.Level != 0 && c.Level != a.Level {
			continue
		}
		if a.By == c.By.User || len(w.ways(a.Level, c.By.User)) > 0 {
			return Decision{Code: RefusedAlreadyAnswered, Level: a.Level, By: a.By, At: a.At, Verdict: a.Verdict}
		}
	}
	return refusal
}

// early refuses an authorizer of a level whose turn has not come; anybody else as said.
func (w *work) early(c Respond, refusal Decision) Decision {
	for _, level := range w.request.unanswered() {
		if (c.Level == 0 || c.Level == level) && !slices.Contains(w.request.Open(), level) && len(w.ways(level, c.By.User)) > 0 {
			return Decision{Code: RefusedNotItsTurn, Level: level}
		}
	}
	return refusal
}

// changed says what is no longer as it was seen (APR-11).
func (w *work) changed(seen string) Decision {
	d := Decision{Code: RefusedChangedSince}
	if before, known := w.request.content(seen); known {
		d.Changed = w.request.Content.Changed(before)
	}
	return d
}

// behindIt returns the users who ordered.
func (w *work) behindIt() []string {
	return sorted([]string{w.request.By.Principal, w.request.By.User})
}
