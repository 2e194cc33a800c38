package approval

func (w *work) reverse(c Reverse) Decision {
	if w.head.by.acting() {
		return Decision{Code: RefusedOwnHand, Subject: w.head.by.User}
	}
	if s := w.request.State; s != Pending && s != Approved && s != Declined {
		return Decision{Code: RefusedState}
	}
	if c.Level < 0 || c.Level > len(w.request.Levels) {
		return Decision{Code: RefusedNoLevel, Level: c.Level}
	}
	level, d := w.reversible(c)
	if !d.Allowed() {
		return d
	}
	a := w.request.answer(level)
	if a == nil {
		return Decision{Code: RefusedNotAnswered, Level: level}
	}
	if stands := w.request.declined(); stands != nil && stands.Level < level {
		return Decision{
			Code: RefusedDeclineStands, Level: stands.Level, By: stands.By, At: stands.At, Verdict: stands.Verdict,
		}
	}
	from := w.request.State
	w.record(Event{Kind: Reversed, By: c.By, State: Pending, Level: level, To: sorted(append(w.behindIt(), a.By))})
	if empty := w.empty(); from == Declined && len(empty) > 0 {
		return Decision{Code: RefusedNoPath, Level: empty[0], Missing: w.needs(empty)}
	}
	w.notify()
	return Decision{Code: Allowed, Level: level}
}

// reversible finds the level of which the user may cancel the answer: the one meant, or if none is, that of the decline,
// or the highest answered.
func (w *work) reversible(c Reverse) (int, Decision) {
	levels := []int{c.Level}
	if c.Level == 0 {
		levels = w.answeredLevels()
	}
	refusal := Decision{Code: RefusedNotAnswered}
	for i, level := range levels {
		_, d := w.reach(level, c.By.User, toReverse)
		if d.Allowed() {
			return level, d
		}
		if i == 0 {
			refusal = d
		}
	}
	return 0, refusal
}

// answeredLevels returns the answered levels from the highest down, those above a decline last.
func (w *work) answeredLevels() []int {
	var levels, above []int
	stands := w.request.declined()
	for level := len(w.request.Levels); level > 0; level-- {
		switch {
		case w.request.answer(level) == nil:
		case stands != nil && level > stands.Level:
			above = append(above, level)
		default:
			levels = append(levels, level)
		}
	}
	return append(levels, above...)
}
