package pricing_test

import (
	"cmp"
	"time"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// reference is the slow, obviously right engine: linear scans over the facts,
// decimals and civil dates. It shares nothing with the Book but the facts.
type reference struct {
	data  pricing.Data
	lists []*refList
}

// question is one line of a basket, asked by a buyer on a day.
type question struct {
	buyer *pricing.Buyer
	day   calendar.Date
	lines []pricing.Line
	line  int
}

func (q *question) asked() pricing.Line { return q.lines[q.line] }

// refDay is the civil day that counts at an instant: the latest that the
// calendar has shown so far, should clocks have been set back over midnight.
func refDay(at time.Time, zone *time.Location) calendar.Date {
	day := calendar.DateOf(at, zone)
	if start, _ := at.In(zone).ZoneBounds(); !start.IsZero() {
		if before := calendar.DateOf(start.Add(-time.Nanosecond), zone); before.After(day) {
			return before
		}
	}
	return day
}

// refPrice is what the reference answers.
type refPrice struct {
	reason pricing.Reason
	unit   decimal.Decimal
	source pricing.ListID
	from   money.Quantity
}

// offer is the price that a list has for a question.
type offer struct {
	list      *refList
	level     int             // the position among the buyer's levels; -1 for others
	unit      decimal.Decimal // of the break that was hit
	graduated bool
	total     decimal.Decimal // the line's amount, exact
	from      money.Quantity
}

// verdict is the code of a list, 0 where it has an offer that may compete.
type verdict struct {
	list  *refList
	code  pricing.Code
	offer offer
	least money.Quantity // its smallest minimum, where the code is BelowMinimum
}

// price resolves as PRC-3 says.
func (r *reference) price(q *question) refPrice {
	if reason := r.refused(q); reason != 0 {
		return refPrice{reason: reason}
	}
	return r.outcome(q, r.decide(q))
}

// outcome is the price that verdicts come to, or the reason why there is none.
func (r *reference) outcome(q *question, verdicts []verdict) refPrice {
	for _, v := range verdicts {
		if v.code == pricing.Won {
			return refPrice{pricing.Priced, v.offer.shown(q), v.list.ID, v.offer.from}
		}
	}
	for _, v := range verdicts {
		if v.code == pricing.Tied {
			return refPrice{reason: pricing.Tie}
		}
	}
	return r.reason(q, verdicts)
}

// decide gives each list its code for the question, without Hidden and Blocked.
func (r *reference) decide(q *question) []verdict {
	verdicts := make([]verdict, 0, len(r.lists))
	for _, l := range r.lists {
		verdicts = append(verdicts, r.judge(l, q))
	}
	level := r.levelPrice(verdicts)
	var counted []offer
	for i := range verdicts {
		v := &verdicts[i]
		if v.code != 0 {
			continue
		}
		if v.code = r.meetsLevel(v.offer, level); v.code == 0 {
			counted = append(counted, v.offer)
		}
	}
	if len(counted) == 0 {
		return verdicts
	}
	best := counted[0]
	for _, o := range counted[1:] {
		if r.compare(o, best) < 0 {
			best = o
		}
	}
	ties := 0
	for _, o := range counted {
		if r.compare(o, best) == 0 {
			ties++
		}
	}
	for i := range verdicts {
		if verdicts[i].code == 0 {
			verdicts[i].code = r.place(verdicts[i].offer, best, ties > 1)
		}
	}
	return verdicts
}

// levelPrice is the offer that NotDearer and Cheaper are held against.
func (r *reference) levelPrice(verdicts []verdict) *offer {
	var level *offer
	for i := range verdicts {
		o := &verdicts[i].offer
		if verdicts[i].code != 0 || o.level < 0 {
			continue
		}
		before := level != nil && o.level < level.level
		if r.data.Precedence.EveryLevel && level != nil {
			if c := r.compare(*o, *level); c != 0 {
				before = c < 0
			}
		}
		if level == nil || before {
			level = o
		}
	}
	return level
}

// meetsLevel returns why an offer does not count, 0 where it does.
func (r *reference) meetsLevel(o offer, level *offer) pricing.Code {
	if o.level >= 0 {
		if !r.data.Precedence.EveryLevel && o.level != level.level {
			return pricing.LaterLevel
		}
		return 0
	}
	if level == nil {
		return 0
	}
	c := cheaper(o, *level)
	switch {
	case o.list.Competes == pricing.NotDearer && c > 0:
		return pricing.Dearer
	case o.list.Competes == pricing.Cheaper && c >= 0:
		return pricing.NotCheaper
	}
	return 0
}

// place says how an offer that counts did against the best: what decided.
func (r *reference) place(o, best offer, tied bool) pricing.Code {
	for _, c := range r.criteria() {
		if c != pricing.RefuseTie && criterion(c, best, o) != 0 {
			switch c {
			case pricing.ForcedFirst:
				return pricing.Unforced
			case pricing.LowestPrice:
				return pricing.Outbid
			}
			return pricing.Outranked
		}
	}
	switch {
	case r.compare(o, best) != 0:
		return pricing.Outranked
	case tied:
		return pricing.Tied
	}
	return pricing.Won
}

func (r *reference) criteria() []pricing.Criterion {
	if len(r.data.Precedence.Criteria) == 0 {
		return []pricing.Criterion{pricing.ForcedFirst, pricing.LowestPrice, pricing.ContractFirst, pricing.LowestCode, pricing.LowestKind}
	}
	return r.data.Precedence.Criteria
}

// compare orders two offers by the precedence; 0 only under RefuseTie.
func (r *reference) compare(a, b offer) int {
	for _, c := range r.criteria() {
		if c == pricing.RefuseTie {
			return 0
		}
		if n := criterion(c, a, b); n != 0 {
			return n
		}
	}
	return cmp.Or(cmp.Compare(a.list.ID.Code, b.list.ID.Code), cmp.Compare(a.list.ID.Kind, b.list.ID.Kind))
}

func criterion(c pricing.Criterion, a, b offer) int {
	switch c {
	case pricing.ForcedFirst:
		return trueFirst(a.list.Competes == pricing.Forced, b.list.Competes == pricing.Forced)
	case pricing.LowestPrice:
		return cheaper(a, b)
	case pricing.ContractFirst:
		return trueFirst(a.list.ID.Kind == pricing.Contract, b.list.ID.Kind == pricing.Contract)
	case pricing.LowestCode:
		return cmp.Compare(a.list.ID.Code, b.list.ID.Code)
	case pricing.LowestKind:
		return cmp.Compare(a.list.ID.Kind, b.list.ID.Kind)
	case pricing.LevelPosition:
		if a.level >= 0 && b.level >= 0 {
			return cmp.Compare(a.level, b.level)
		}
		return trueFirst(a.level >= 0, b.level >= 0)
	case pricing.HighestPriority:
		return cmp.Compare(b.list.Priority, a.list.Priority)
	}
	panic("unknown criterion")
}

func trueFirst(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}

// cheaper compares unit prices, line totals where one of the two is graduated.
func cheaper(a, b offer) int {
	if a.graduated || b.graduated {
		return a.total.Cmp(b.total)
	}
	return a.unit.Cmp(b.unit)
}

// reason says why there is no price (PRC-5).
func (r *reference) reason(q *question, verdicts []verdict) refPrice {
	line := q.asked()
	for _, code := range q.buyer.Levels {
		l := r.list(pricing.LevelID(code))
		if l == nil || l.Audience.Kind != pricing.Named || !l.has(line.Product, &line.Unit) {
			continue
		}
		for _, v := range verdicts {
			if v.list == l {
				return refPrice{reason: reasonOf(v.code), from: v.least}
			}
		}
	}
	for _, code := range q.buyer.Levels {
		if l := r.list(pricing.LevelID(code)); l != nil && l.Audience.Kind == pricing.Named && l.has(line.Product, nil) {
			return refPrice{reason: pricing.NotInUnit}
		}
	}
	for _, v := range verdicts {
		if v.list.has(line.Product, nil) && (v.list.Audience.Kind == pricing.Named || shows(v.code)) {
			return refPrice{reason: pricing.NotInLevel}
		}
	}
	return refPrice{reason: pricing.NoSuchProduct}
}

// shows reports whether the buyer may know that a list with this code is his.
func shows(c pricing.Code) bool {
	switch c {
	case pricing.Won, pricing.Tied, pricing.Unforced, pricing.Outbid, pricing.Outranked, pricing.LaterLevel,
		pricing.Dearer, pricing.NotCheaper, pricing.OtherUnit, pricing.OtherCurrency, pricing.BelowMinimum, pricing.PriceZero:
		return true
	}
	return false
}

func reasonOf(c pricing.Code) pricing.Reason {
	switch c {
	case pricing.BelowMinimum:
		return pricing.TooFew
	case pricing.NotBegun, pricing.RowNotBegun:
		return pricing.NotYetValid
	case pricing.Expired, pricing.RowEnded:
		return pricing.NoLongerValid
	case pricing.OtherUnit:
		return pricing.NotInUnit
	case pricing.OtherCurrency:
		return pricing.NotInCurrency
	}
	return pricing.NotInLevel
}

func (r *reference) list(id pricing.ListID) *refList {
	for _, l := range r.lists {
		if l.ID == id {
			return l
		}
	}
	return nil
}
