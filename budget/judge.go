package budget

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account/defect"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Judge says what the budgets would say of an order, and writes nothing. Of the State it needs the usages of [Book.Pots].
// The error is a *StateError, or [money.ErrOverflow].
func (b *Book) Judge(q Question, s State) (Judgement, error) {
	j := Judgement{Decision: q.refusal(), Revision: b.revision}
	if !j.Allowed() {
		return j, nil
	}
	l, err := newLedger(State{Usages: s.Usages}, "")
	if err != nil {
		return Judgement{}, err
	}
	_, err = b.weigh(&j, l, Placement{Question: q})
	if err != nil {
		return Judgement{}, err
	}
	return j, nil
}

// Remaining says what is left for a buyer at an instant, with a finding of every budget that holds. Nothing is measured, so
// nothing is exceeded. Of the State it needs the usages of [Book.Pots].
func (b *Book) Remaining(buyer Buyer, at time.Time, s State) (Judgement, error) {
	j := Judgement{Decision: Question{Buyer: buyer, Placed: at}.refusal(), Revision: b.revision}
	if !j.Allowed() {
		return j, nil
	}
	l, err := newLedger(State{Usages: s.Usages}, "")
	if err != nil {
		return Judgement{}, err
	}
	j.Code = Accepted
	for _, fact := range b.applying(buyer, at) {
		w := weighing{fact: fact, finding: fact.finding(at)}
		if err := w.limit(l, Command{At: at}); err != nil {
			return Judgement{}, err
		}
		j.Findings = append(j.Findings, w.finding)
	}
	return j, nil
}

// weighing is one budget's part in a judgement.
type weighing struct {
	fact     *Budget
	finding  Finding
	original money.Amount
	rate     Rate
}

func (b *Budget) finding(placed time.Time) Finding {
	p := b.PeriodAt(placed)
	terms := b.TermsOf(p)
	return Finding{Budget: b.ID, Period: p, Action: terms.Action, MaxOrder: terms.MaxOrder, Supervisors: ids(b.Supervisors)}
}

// weigh judges an order. It opens the periods that it is the first to use, and writes nothing else.
func (b *Book) weigh(j *Judgement, l *ledger, p Placement) ([]weighing, error) {
	var all []weighing
	for _, fact := range b.applying(p.Question.Buyer, p.Question.Placed) {
		w := weighing{fact: fact, finding: fact.finding(p.Question.Placed)}
		if d := w.measure(p.Question); !d.Allowed() {
			j.Decision, j.Findings = d, nil
			return nil, nil
		}
		if err := w.judge(l, p); err != nil {
			return nil, fmt.Errorf("budget %s: %w", defect.Quote(fact.ID), err)
		}
		all = append(all, w)
		j.Findings = append(j.Findings, w.finding)
	}
	j.Decision = verdict(j.Findings)
	return all, nil
}

// measure finds the total that counts, and the rate for it.
func (w *weighing) measure(q Question) Decision {
	fact := w.fact
	if fact.Period != NoPeriod && w.finding.Period.IsZero() {
		return refused(RefusedNoPeriod, fact.ID)
	}
	w.original = q.Total.Of(fact.Measure)
	if !w.original.IsSet() {
		return refused(RefusedNoAmount, fact.Measure.String())
	}
	var known bool
	if w.rate, known = q.rate(w.original.Currency(), fact.Currency); !known {
		return refused(RefusedNoRate, fact.ID)
	}
	return Decision{Code: Done}
}

func (w *weighing) judge(l *ledger, p Placement) (err error) {
	f := &w.finding
	if f.Amount, err = w.rate.convert(w.original); err != nil {
		return err
	}
	if err := w.limit(l, p.Command); err != nil {
		return err
	}
	f.OverOrder, f.OverPeriod = above(f.Amount, f.MaxOrder), above(f.Amount, f.Left)
	if f.Limit.IsSet() {
		f.Notice, err = w.fact.notice(*f)
	}
	return err
}

// limit finds the limit of the period, and what is left of it.
func (w *weighing) limit(l *ledger, c Command) error {
	f := &w.finding
	if f.Period.IsZero() {
		return nil
	}
	pot := Pot{Budget: f.Budget, Period: f.Period}
	if err := w.fact.open(l, pot, c); err != nil {
		return err
	}
	u, err := l.usage(pot)
	if err != nil {
		return err
	}
	f.Limit, f.Left, err = w.fact.left(u)
	return err
}

// left returns a period's limit, with what was carried in and out, and what is left of it; no amounts for no limit.
func (b *Budget) left(u Usage) (limit, left money.Amount, err error) {
	if c := u.currency(); c != 0 && c != b.Currency {
		return limit, left, u.fault("usage is in another currency than the budget")
	}
	limit = b.TermsOf(u.Period).MaxPeriod
	if !limit.IsSet() {
		return limit, limit, nil
	}
	u = u.with(b.Currency)
	for _, move := range []struct {
		a     money.Amount
		times int
	}{{u.CarriedIn, 1}, {u.CarriedOut, -1}} {
		if err := sum(&limit, move.a, move.times); err != nil {
			return money.Amount{}, money.Amount{}, err
		}
	}
	left = limit
	if err := sum(&left, u.Reserved, -1); err != nil {
		return money.Amount{}, money.Amount{}, err
	}
	return limit, left, sum(&left, u.Spent, -1)
}

// notice reports whether an amount makes the use of a period reach the threshold, which it had not reached before. Decimals
// keep the part of the limit exact.
func (b *Budget) notice(f Finding) (bool, error) {
	if b.NoticeAt.Sign() == 0 {
		return false, nil
	}
	used, err := f.Limit.Sub(f.Left)
	if err != nil {
		return false, err
	}
	threshold := f.Limit.Decimal().Mul(b.NoticeAt.Decimal())
	before := used.Decimal()
	return before.LessThan(threshold) && !before.Add(f.Amount.Decimal()).LessThan(threshold), nil
}
