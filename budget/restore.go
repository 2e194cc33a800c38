package budget

import (
	"fmt"

	"github.com/tradeterms/tradeterms/account/defect"
)

// Restore reserves again what was released of an order whose decline is reversed: in the same period, budgets and rate
// (BUD-5). A blocking budget refuses it where it would be exceeded; others take it, and ask nobody anew: the findings say
// which are exceeded. State and error are those of [Commit].
func (b *Book) Restore(c Command, s State) (Outcome, error) {
	j := Judgement{Decision: c.refusal(), Revision: b.revision}
	if !j.Allowed() {
		return Outcome{Judgement: j}, nil
	}
	l, err := newLedger(s, c.Order)
	if err != nil {
		return Outcome{}, err
	}
	if j.Decision = l.restorable(c); !j.Allowed() {
		return Outcome{Judgement: j}, nil
	}
	for i, share := range l.shares {
		if share.Round != c.Round {
			continue
		}
		fact := b.find(share.Budget)
		if fact == nil {
			return Outcome{Judgement: Judgement{Decision: refused(RefusedUnknownBudget, share.Budget), Revision: b.revision}}, nil
		}
		f, err := fact.again(l, share)
		if err != nil {
			return Outcome{}, fmt.Errorf("budget %s: %w", defect.Quote(fact.ID), err)
		}
		j.Findings = append(j.Findings, f)
		if err := l.whole(i, c, EntryRestore); err != nil {
			return Outcome{}, err
		}
	}
	if d := verdict(j.Findings); !d.Allowed() {
		j.Decision = d
		return Outcome{Judgement: j}, nil
	}
	return l.outcome(j), nil
}

// restorable refuses where the order has been placed again since, or has nothing released.
func (l *ledger) restorable(c Command) Decision {
	for _, share := range l.shares {
		switch {
		case share.Round > c.Round:
			return refused(RefusedOldRound, "")
		case share.Round < c.Round && share.Status != StatusReleased:
			return refused(RefusedStillLive, share.Budget)
		}
	}
	return l.standing(c, StatusReleased, RefusedNotReleased)
}

// again says what a budget says of a share that is reserved once more. The maximum per order was judged when the order was
// placed.
func (b *Budget) again(l *ledger, s Share) (Finding, error) {
	terms := b.TermsOf(s.Period)
	f := Finding{Budget: b.ID, Period: s.Period, Action: terms.Action, Amount: s.Amount, Supervisors: ids(b.Supervisors)}
	u, err := l.usage(s.Pot())
	if err != nil {
		return f, err
	}
	if f.Limit, f.Left, err = b.left(u); err != nil || !f.Limit.IsSet() {
		return f, err
	}
	f.OverPeriod = above(f.Amount, f.Left)
	f.Notice, err = b.notice(f)
	return f, err
}
