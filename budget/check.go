package budget

import (
	"strconv"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/defect"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// check returns normal copies of the budgets that are put, each once, and adds what is wrong with the change.
func (b *Book) check(c Changes, bad *defects) []*Budget {
	var put []*Budget
	seen := make(map[string]*Budget, len(c.Put))
	for _, given := range c.Put {
		fact := given.normal()
		if first := seen[fact.ID]; first != nil {
			if !first.equal(fact) {
				bad.add(fact.ID, DefectDuplicate, "", "")
			}
			continue
		}
		seen[fact.ID] = &fact
		put = append(put, &fact)
		fact.check(bad)
	}
	for _, id := range c.Remove {
		if b.find(id) == nil {
			bad.add(id, DefectUnknownBudget, "", "")
		}
		if seen[id] != nil {
			bad.add(id, DefectPutAndRemoved, "", "")
		}
	}
	return put
}

// check adds what is wrong with a budget by itself.
func (b *Budget) check(bad *defects) {
	b.checkIDs(bad)
	b.checkTerms(bad)
	b.checkPeriod(bad)
	switch none := b.Holders.none(); {
	case none && !b.Holders.Everyone:
		bad.add(b.ID, DefectNoHolder, "", "")
	case !none && b.Holders.Everyone:
		bad.add(b.ID, DefectEveryoneAndMore, "", "")
	}
	if b.Days.Check() != nil {
		bad.add(b.ID, DefectReversedDays, "", "")
	}
	if int(b.Measure) >= len(measures) {
		bad.add(b.ID, DefectBadMeasure, "", strconv.Itoa(int(b.Measure)))
	}
	if b.NoticeAt.Sign() < 0 || b.NoticeAt.Cmp(money.MustRate("1")) > 0 {
		bad.add(b.ID, DefectBadNotice, "", b.NoticeAt.Percent())
	}
}

func (b *Budget) checkIDs(bad *defects) {
	check := func(field, id string) {
		if fault := defect.OfID(id); fault != "" {
			bad.add(b.ID, DefectBadID, field, defect.Quote(id)+" "+fault)
		}
	}
	check("id", b.ID)
	for _, all := range []struct {
		field string
		ids   []string
	}{
		{"user", b.Holders.Users}, {"group", b.Holders.Groups}, {"account", b.Holders.Accounts}, {"supervisor", b.Supervisors},
	} {
		for _, id := range all.ids {
			check(all.field, id)
		}
	}
}

func (b *Budget) checkTerms(bad *defects) {
	if !b.Currency.Known() {
		bad.add(b.ID, DefectBadCurrency, "", "")
	}
	b.checkAllowed(b.base(), "its maximums", bad)
	var last calendar.Date
	for _, t := range b.Later {
		switch {
		case t.From.IsZero():
			bad.add(b.ID, DefectNoTermsDate, "", "")
		case t.From == last:
			bad.add(b.ID, DefectTwoTerms, "", t.From.String())
		}
		last = t.From
		b.checkAllowed(t, "its maximums from "+t.From.String(), bad)
	}
	if len(b.Later) > 0 && (b.Period == NoPeriod || b.Period == OneOff) {
		bad.add(b.ID, DefectMisplaced, "later terms", "")
	}
}

func (b *Budget) checkAllowed(t Terms, what string, bad *defects) {
	b.checkMaximum("maximum per order", t.MaxOrder, bad)
	b.checkMaximum("maximum per period", t.MaxPeriod, bad)
	switch {
	case !t.MaxOrder.IsSet() && !t.MaxPeriod.IsSet():
		bad.add(b.ID, DefectNoMaximum, what, "")
	case t.MaxPeriod.IsSet() && b.Period == NoPeriod:
		bad.add(b.ID, DefectNoPeriod, "a maximum per period", "")
	}
	if int(t.Action) >= len(actions) {
		bad.add(b.ID, DefectBadAction, "", strconv.Itoa(int(t.Action)))
	}
	if t.Action == Authorize && len(b.Supervisors) == 0 {
		bad.add(b.ID, DefectNoSupervisor, "", "")
	}
}

func (b *Budget) checkMaximum(field string, a money.Amount, bad *defects) {
	if a.IsSet() && a.Currency() != b.Currency && b.Currency.Known() {
		bad.add(b.ID, DefectOtherCurrency, field, a.Currency().String())
	}
	if a.Sign() < 0 {
		bad.add(b.ID, DefectNegative, field, "")
	}
}

func (b *Budget) checkPeriod(bad *defects) {
	if int(b.Period) >= len(kinds) {
		bad.add(b.ID, DefectBadPeriod, "", strconv.Itoa(int(b.Period)))
	}
	if calendar.CheckZone(b.Zone) != nil {
		bad.add(b.ID, DefectBadZone, "", "")
	}
	if b.FiscalStart < time.January || b.FiscalStart > time.December {
		bad.add(b.ID, DefectBadFiscalStart, "", strconv.Itoa(int(b.FiscalStart)))
	}
	if b.FiscalStart != time.January && b.Period != Quarter && b.Period != Year {
		bad.add(b.ID, DefectMisplaced, "fiscal start", "")
	}
	if b.WeeksFromSunday && b.Period != Week {
		bad.add(b.ID, DefectMisplaced, "weeks from Sunday", "")
	}
	if b.CarryOver && b.Period == OneOff {
		bad.add(b.ID, DefectMisplaced, "carry-over", "")
	}
	if b.Period != NoPeriod {
		return
	}
	if b.CarryOver {
		bad.add(b.ID, DefectNoPeriod, "carry-over", "")
	}
	if b.NoticeAt.Sign() != 0 {
		bad.add(b.ID, DefectNoPeriod, "a notice", "")
	}
}
