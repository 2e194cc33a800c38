package budget

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Budget is an amount that its holders share, per order or per period (BUD-1). Making one judges nothing: [New] does.
type Budget struct {
	ID   string
	Name string
	// Currency is that of every amount of the budget.
	Currency money.Currency
	// MaxOrder limits each order, MaxPeriod what is reserved and spent in a period. No amount is no limit, 0 is zero; at
	// least one of the two is needed.
	MaxOrder  money.Amount
	MaxPeriod money.Amount
	// Action is what happens on excess; the zero Action blocks.
	Action Action
	// Later are other terms for later periods. [Book.Revise] writes them; the others are those from the beginning.
	Later []Terms

	Period Kind
	// Zone is where periods, and the days of the window, begin and end. Required.
	Zone *time.Location
	// WeeksFromSunday begins weeks on Sundays, else they begin on Mondays.
	WeeksFromSunday bool
	// FiscalStart is the month in which years begin, and which quarters follow; 0 is January.
	FiscalStart time.Month

	Inactive bool
	// Days are those on which orders must be placed for the budget to hold; it holds always without any.
	Days    calendar.Days
	Holders Holders
	// Supervisors are the users who may authorize an excess (BUD-10); whether one of them may at the moment is not decided
	// here.
	Supervisors []string

	// NoticeAt is the part of a period's limit whose use is noticed, 0.8 for 80 %; 0 is none.
	NoticeAt money.Rate
	// CarryOver brings what is left of a period into the next.
	CarryOver bool
	Measure   Measure
}

// Terms are what a budget allows from a period on: the first that begins on the day From or later.
type Terms struct {
	From      calendar.Date
	MaxOrder  money.Amount
	MaxPeriod money.Amount
	Action    Action
}

// TermsOf returns what the budget allows in a period.
func (b Budget) TermsOf(p Period) Terms {
	terms := b.base()
	for _, later := range b.Later {
		if !later.From.After(p.First) && !later.From.Before(terms.From) {
			terms = later
		}
	}
	return terms
}

// base is what the budget allows from the beginning.
func (b Budget) base() Terms {
	return Terms{MaxOrder: b.MaxOrder, MaxPeriod: b.MaxPeriod, Action: b.Action}
}

// PeriodAt returns the period of an instant, in the budget's zone. It is none for a budget without periods, and at the
// very ends of the calendar.
func (b Budget) PeriodAt(t time.Time) Period { return b.cycle().at(instant(t)) }

func (b Budget) cycle() cycle {
	return cycle{kind: b.Period, sunday: b.WeeksFromSunday, fiscal: b.FiscalStart, zone: b.Zone}
}

// HoldsAt reports whether the budget counts for orders placed at an instant: it is active and the instant in its window.
func (b Budget) HoldsAt(t time.Time) bool {
	return !b.Inactive && b.Days.Window(b.Zone).Contains(instant(t))
}

// normal returns a copy whose lists are sorted and hold nothing twice.
func (b Budget) normal() Budget {
	b.Holders = b.Holders.normal()
	b.Supervisors = ids(b.Supervisors)
	b.Later = slices.Clone(b.Later)
	slices.SortStableFunc(b.Later, func(s, t Terms) int { return s.From.Compare(t.From) })
	b.Later = slices.CompactFunc(b.Later, Terms.equal)
	if len(b.Later) == 0 {
		b.Later = nil
	}
	if b.FiscalStart == 0 {
		b.FiscalStart = time.January
	}
	return b
}

func (t Terms) equal(u Terms) bool { return t.From == u.From && t.same(u) }

// same reports whether both allow the same, whenever.
func (t Terms) same(u Terms) bool {
	return t.MaxOrder.Equal(u.MaxOrder) && t.MaxPeriod.Equal(u.MaxPeriod) && t.Action == u.Action
}

// equal compares normal budgets.
func (b Budget) equal(c Budget) bool {
	return b.ID == c.ID && b.Name == c.Name && b.base().same(c.base()) && slices.EqualFunc(b.Later, c.Later, Terms.equal) &&
		b.fixed() == c.fixed() && b.Inactive == c.Inactive && b.Days == c.Days && b.Holders.equal(c.Holders) &&
		slices.Equal(b.Supervisors, c.Supervisors) && b.NoticeAt == c.NoticeAt && b.CarryOver == c.CarryOver
}

// fixed is what the entries of a budget rest on, so that it does not change once there are any.
type fixed struct {
	currency money.Currency
	kind     Kind
	zone     string
	sunday   bool
	fiscal   time.Month
	measure  Measure
}

func (b Budget) fixed() fixed {
	f := fixed{b.Currency, b.Period, "", b.WeeksFromSunday, max(b.FiscalStart, time.January), b.Measure}
	if b.Zone != nil {
		f.zone = b.Zone.String()
	}
	return f
}
