package budget

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Commit spends what is reserved for an order, which is approved. Totals are those of what was agreed to, none for all of
// it; for less, the rest is given back. More is refused. Of the State it needs the shares of the order and the usages of
// [SharePots]. An order without shares needs no commit, and is done. The error is a *StateError, or [money.ErrOverflow].
func Commit(c Command, t Totals, s State) (Outcome, error) {
	return moved(c, s, StatusReserved, RefusedNotReserved, func(l *ledger, i int) (Decision, error) { return l.commit(i, c, t) })
}

// Release gives back what is reserved for an order, which is declined, withdrawn or cancelled. State and error are those of
// [Commit].
func Release(c Command, s State) (Outcome, error) {
	return moved(c, s, StatusReserved, RefusedNotReserved, func(l *ledger, i int) (Decision, error) {
		return Decision{Code: Done}, l.whole(i, c, EntryRelease)
	})
}

// Credit gives back part of what is spent for an order. Totals are those of the part; all credits together are at most
// what is spent. State and error are those of [Commit].
func Credit(c Command, t Totals, s State) (Outcome, error) {
	return moved(c, s, StatusSpent, RefusedNotSpent, func(l *ledger, i int) (Decision, error) { return l.credit(i, c, t) })
}

// Reopen reserves again what is spent for an order whose approval is reversed: exactly that, what was given back stays so.
// State and error are those of [Commit].
func Reopen(c Command, s State) (Outcome, error) {
	return moved(c, s, StatusSpent, RefusedNotSpent, func(l *ledger, i int) (Decision, error) {
		if l.shares[i].CreditedOriginal.Sign() != 0 {
			return refused(RefusedCredited, ""), nil
		}
		return Decision{Code: Done}, l.whole(i, c, EntryReopen)
	})
}

// moved moves every share of the command's round, or none.
func moved(c Command, s State, status Status, otherwise DecisionCode, move func(*ledger, int) (Decision, error)) (Outcome, error) {
	d := c.refusal()
	if !d.Allowed() {
		return Outcome{Judgement: Judgement{Decision: d}}, nil
	}
	l, err := newLedger(s, c.Order)
	if err != nil {
		return Outcome{}, err
	}
	if d = l.standing(c, status, otherwise); !d.Allowed() {
		return Outcome{Judgement: Judgement{Decision: d}}, nil
	}
	for i, share := range l.shares {
		if share.Round != c.Round {
			continue
		}
		d, err := move(l, i)
		if err != nil {
			return Outcome{}, err
		}
		if !d.Allowed() {
			return Outcome{Judgement: Judgement{Decision: d}}, nil
		}
	}
	return l.outcome(Judgement{Decision: Decision{Code: Done}}), nil
}

// standing refuses where a share of the round has another status.
func (l *ledger) standing(c Command, status Status, otherwise DecisionCode) Decision {
	for _, share := range l.shares {
		if share.Round == c.Round && share.Status != status {
			return refused(otherwise, share.Status.String())
		}
	}
	return Decision{Code: Done}
}

// whole moves all of a share.
func (l *ledger) whole(i int, c Command, kind EntryKind) error {
	share := l.shares[i]
	return l.move(i, c.entryOf(share, kind, share.Amount, share.Original))
}

func (l *ledger) commit(i int, c Command, t Totals) (Decision, error) {
	share := l.shares[i]
	if !t.isSet() {
		return Decision{Code: Done}, l.whole(i, c, EntryCommit)
	}
	original, d := share.part(t)
	if !d.Allowed() {
		return d, nil
	}
	if above(original, share.Original) {
		return refused(RefusedAboveReserved, share.Budget), nil
	}
	amount, err := share.Rate.convert(original)
	if err != nil {
		return Decision{}, err
	}
	rest, err := minus(share, amount, original)
	if err != nil {
		return Decision{}, err
	}
	if rest.Original.Sign() != 0 {
		if err := l.move(i, c.entryOf(share, EntryReduce, rest.Amount, rest.Original)); err != nil {
			return Decision{}, err
		}
	}
	return Decision{Code: Done}, l.whole(i, c, EntryCommit)
}

func (l *ledger) credit(i int, c Command, t Totals) (Decision, error) {
	share := l.shares[i]
	if !t.isSet() {
		return refused(RefusedNoAmount, share.Measure.String()), nil
	}
	part, d := share.part(t)
	if !d.Allowed() || part.Sign() == 0 {
		return d, nil
	}
	original, err := share.CreditedOriginal.Add(part)
	if err != nil {
		return Decision{}, err
	}
	if above(original, share.Original) {
		return refused(RefusedAboveSpent, share.Budget), nil
	}
	// What is credited in all is converted, so that parts never come to more, nor to less, than the whole.
	amount, err := share.Rate.convert(original)
	if err != nil {
		return Decision{}, err
	}
	if amount, err = amount.Sub(share.Credited); err != nil {
		return Decision{}, err
	}
	return Decision{Code: Done}, l.move(i, c.entryOf(share, EntryCredit, amount, part))
}

// part returns what totals are by the measure of a share.
func (s Share) part(t Totals) (money.Amount, Decision) {
	part := t.Of(s.Measure)
	switch {
	case !part.IsSet():
		return part, refused(RefusedNoAmount, s.Measure.String())
	case slices.ContainsFunc(t.amounts(), func(a money.Amount) bool { return a.Currency() != s.Original.Currency() }):
		return part, refused(RefusedTwoCurrencies, "")
	case t.negative():
		return part, refused(RefusedNegative, "")
	}
	return part, Decision{Code: Done}
}

// minus returns what is left of a share's amounts.
func minus(s Share, amount, original money.Amount) (Share, error) {
	if err := sum(&s.Amount, amount, -1); err != nil {
		return s, err
	}
	return s, sum(&s.Original, original, -1)
}
