package budget

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Judgement is what the budgets say of an order: accepted, warned, held, or refused. The zero Judgement refuses.
type Judgement struct {
	Decision
	// Findings has every budget that holds for the order, in the order of their ids. It is empty where the question itself
	// was refused.
	Findings []Finding
	// Revision is that of the Book which judged.
	Revision uint64
}

// Finding is what one budget says of an order. Amounts are in the budget's currency.
type Finding struct {
	Budget string
	// Period is the one in which the order counts, none for a budget without periods.
	Period Period
	Action Action
	// Amount is what was measured.
	Amount money.Amount
	// MaxOrder is the most for an order; Limit is that for the period, with what was carried in and out. No amount is no
	// limit.
	MaxOrder money.Amount
	Limit    money.Amount
	// Left is what of Limit was left before the order, below 0 where more was used already.
	Left money.Amount
	// OverOrder and OverPeriod say which of the two is exceeded. Exactly reaching it is no excess (BUD-3).
	OverOrder, OverPeriod bool
	// Notice is set where the order makes the use of the period reach the budget's threshold (BUD-9).
	Notice bool
	// Supervisors are those who may authorize an excess.
	Supervisors []string
}

// Exceeded reports whether the order exceeds the budget.
func (f Finding) Exceeded() bool { return f.OverOrder || f.OverPeriod }

// Exceeded returns the findings of all budgets that the order exceeds.
func (j Judgement) Exceeded() []Finding { return j.where(Finding.Exceeded) }

// ToAuthorize returns the findings of the exceeded budgets that ask their supervisors: each is a level of its own (APR-10).
func (j Judgement) ToAuthorize() []Finding {
	return j.where(func(f Finding) bool { return f.Exceeded() && f.Action == Authorize })
}

// Notices returns the findings with a notice.
func (j Judgement) Notices() []Finding { return j.where(func(f Finding) bool { return f.Notice }) }

func (j Judgement) where(is func(Finding) bool) (some []Finding) {
	for _, f := range j.Findings {
		if is(f) {
			some = append(some, f)
		}
	}
	return some
}

// WithoutAmounts returns the judgement for one who may not see prices.
func (j Judgement) WithoutAmounts() Judgement {
	j.Findings = slices.Clone(j.Findings)
	for i := range j.Findings {
		f := &j.Findings[i]
		f.Amount, f.MaxOrder, f.Limit, f.Left = money.Amount{}, money.Amount{}, money.Amount{}, money.Amount{}
	}
	return j
}

// verdict is the strictest action of the exceeded budgets (BUD-3).
func verdict(findings []Finding) Decision {
	d, strictest := Decision{Code: Accepted}, Warn+1
	codes := map[Action]DecisionCode{Block: RefusedExceeded, Authorize: Held, Warn: Warned}
	for _, f := range findings {
		if !f.Exceeded() || f.Action >= strictest {
			continue
		}
		d, strictest = Decision{Code: codes[f.Action]}, f.Action
		if f.Action == Block {
			d.Subject = f.Budget
		}
	}
	return d
}
