package contract

import (
	"cmp"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// Stage is changes that are collected, judged and shown before they count (CON-8): a plain fact, which a host keeps until
// it is published or dropped. To drop it, forget it. The zero Stage has no changes.
type Stage struct {
	// Base are the contracts that the edits are about as they were when they were staged, by code; one that is missing was
	// not there.
	Base  []Contract
	Edits []Staged
}

// Staged is an edit with who staged it, as whom and when.
type Staged struct {
	Edit
	Principal string
	User      string
	At        time.Time
}

// Codes returns the codes of the contracts that the stage is about.
func (s Stage) Codes() []string { return Codes(s.edits()...) }

func (s Stage) edits() []Edit {
	edits := make([]Edit, len(s.Edits))
	for i := range s.Edits {
		edits[i] = s.Edits[i].Edit
	}
	return edits
}

// Without returns the stage without the edit of a number, from 1; contracts that no edit is about leave its base.
func (s Stage) Without(edit int) Stage {
	if edit < 1 || edit > len(s.Edits) {
		return s
	}
	next := Stage{Edits: slices.Concat(s.Edits[:edit-1], s.Edits[edit:])}
	next.Base = among(s.Base, next.Codes())
	return next
}

// Changed returns in which fields the contracts differ now from what they were when they were staged.
func (s Stage) Changed(present []Contract) []Difference {
	return Differences(s.Base, among(present, s.Codes()))
}

// Stage adds the edits of a command to a stage. They are judged as [Rules.Do] judges them, for contracts as the stage makes
// them, and the defaults of CON-7 are filled in for the day. Refused, the stage stays as it is. Who would stage on contracts
// that somebody else has changed since is refused, and told what changed: [Rules.Rebase] goes on from there.
func (r Rules) Stage(s Stage, present []Contract, c Command) (Stage, Decision) {
	next := Stage{Base: s.Base, Edits: slices.Clone(s.Edits)}
	basis := append(slices.Clone(s.Base), except(present, s.Codes())...)
	w := r.work(basis, c.Session, c.At)
	if d := w.begin(len(c.Edits)); !d.Allowed() {
		return s, d
	}
	w.trusted = true
	if d := w.run(s); !d.Allowed() {
		return s, d
	}
	w.trusted = false
	for i, e := range c.Edits {
		e = e.settled(w.now[e.Contract], w.today)
		if d := w.edit(e, nil); !d.Allowed() {
			return s, refuse(d, i).Decision
		}
		next.Edits = append(next.Edits, Staged{e, c.Session.Principal, c.Session.User, c.At})
	}
	if changed := s.Changed(present); len(changed) > 0 {
		return s, Decision{Code: RefusedChanged, Changed: changed}
	}
	next.Base = among(present, next.Codes())
	return next, Decision{Code: Done}
}

// Show returns what publishing the stage would do, without events: what impact and lint are asked about. It is refused where
// the contracts changed since, and judges no rights.
func (r Rules) Show(s Stage, present []Contract) Outcome {
	var latest time.Time
	if len(s.Edits) > 0 {
		latest = s.Edits[len(s.Edits)-1].At
	}
	w := r.work(s.Base, account.Session{}, latest)
	w.trusted = true
	out := w.publish(s, present)
	out.Events = nil
	return out
}

// Publish makes all edits of the stage, as one change, at once. The session that publishes must itself be allowed each of
// them, now; events name it, and who staged. Where somebody else changed the contracts since they were staged it is refused,
// and Decision.Changed says what.
func (r Rules) Publish(s Stage, present []Contract, session account.Session, at time.Time) Outcome {
	return r.work(s.Base, session, at).publish(s, present)
}

// publish judges rights first, so that what changed is told to nobody else.
func (w *work) publish(s Stage, present []Contract) Outcome {
	d := w.begin(len(s.Edits))
	if d.Allowed() {
		d = w.run(s)
	}
	if d.Code == RefusedNoEdit || d.Code == RefusedNoInstant || d.Code == RefusedRights {
		return Outcome{Decision: d}
	}
	if changed := s.Changed(present); len(changed) > 0 {
		return Outcome{Decision: Decision{Code: RefusedChanged, Changed: changed}}
	}
	if !d.Allowed() {
		return Outcome{Decision: d}
	}
	return w.done()
}

// run makes the edits of a stage.
func (w *work) run(s Stage) Decision {
	for i := range s.Edits {
		if d := w.edit(s.Edits[i].Edit, &s.Edits[i]); !d.Allowed() {
			return refuse(d, i).Decision
		}
	}
	return Decision{Code: Done}
}

// Rebase puts the stage on the contracts as they are now, and returns what changed since it was staged. Where an edit goes
// no longer with them the decision names it, and the stage stays as it was: take the edit off with [Stage.Without].
func (r Rules) Rebase(s Stage, present []Contract) (Stage, []Difference, Decision) {
	next := Stage{Base: among(present, s.Codes()), Edits: s.Edits}
	changed := s.Changed(present)
	if d := r.Show(next, present).Decision; !d.Allowed() {
		return s, changed, d
	}
	return next, changed, Decision{Code: Done}
}

// among returns copies of the contracts of some codes, by code.
func among(contracts []Contract, codes []string) []Contract {
	var some []Contract
	for i := range contracts {
		if slices.Contains(codes, contracts[i].Code) {
			some = append(some, contracts[i].clone())
		}
	}
	slices.SortFunc(some, func(a, b Contract) int { return cmp.Compare(a.Code, b.Code) })
	return some
}

// except returns the contracts of other codes.
func except(contracts []Contract, codes []string) []Contract {
	return slices.DeleteFunc(slices.Clone(contracts), func(c Contract) bool { return slices.Contains(codes, c.Code) })
}
