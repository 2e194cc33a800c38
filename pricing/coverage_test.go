package pricing_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// The generator hits every bucket in at least 1 of 200 cases: a differential
// test that never meets a tie proves nothing about ties.
func TestGeneratorCoverage(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a short run draws too little to tell")
	}
	hits, cases := map[string]int{}, 0
	for _, name := range allBuckets() {
		hits[name] = 0
	}
	for n := range uint64(proof(200, 400, 4000)) {
		count, err := newWorld(n + 1).each(func(e *exam) error {
			for _, name := range e.buckets() {
				hits[name]++
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		cases += count
	}
	t.Logf("%d cases", cases)
	for name, count := range hits {
		if count*200 < cases {
			t.Errorf("%s: %d of %d cases", name, count, cases)
		}
	}
}

var namedBuckets = []string{
	"break edge", "below a break by a millionth", "fraction", "window edge", "instant of an edge", "clocks change", "no level price",
	"second level", "priced from another", "own lists too", "forced", "graduated", "graduated measure", "derived", "derived twice", "derived in steps", "derived from a sum", "dated over open",
	"group", "everyone", "several assignments", "equal counts", "special", "every level", "refuse tie", "level position", "priority",
	"rounded", "other currency wins", "unit wins", "next break", "zone unlike UTC",
}

func allBuckets() []string {
	all := slices.Clone(namedBuckets)
	for c := pricing.Won; c <= pricing.SetAside; c++ {
		all = append(all, "code "+c.String())
	}
	for r := pricing.Priced; r <= pricing.Blocked; r++ {
		all = append(all, "reason "+r.String())
	}
	return all
}

// buckets names what a case is an example of.
func (e *exam) buckets() []string {
	q := &e.question
	price := e.ref.price(q)
	verdicts := e.ref.decide(q)
	all := []string{"reason " + price.reason.String()}
	hit := func(name string, is bool) {
		if is && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	counted := func(code pricing.Code) bool { return code >= pricing.Won && code <= pricing.Outranked }
	level := e.ref.levelPrice(e.ref.judged(q))
	for i := range verdicts {
		hit("code "+verdicts[i].code.String(), true)
		if verdicts[i].code == pricing.Won && price.reason == pricing.Priced {
			e.winner(&verdicts[i], level, hit)
		}
		v := &verdicts[i]
		hit("equal counts", level != nil && counted(v.code) && v.list.Competes == pricing.NotDearer && cheaper(v.offer, *level) == 0)
	}
	hit("every level", e.data.Precedence.EveryLevel)
	for _, c := range e.data.Precedence.Criteria {
		hit("refuse tie", c == pricing.RefuseTie)
		hit("level position", c == pricing.LevelPosition)
		hit("priority", c == pricing.HighestPriority)
	}
	hit("fraction", q.asked().Quantity.Micros()%million != 0)
	hit("priced from another", e.question.buyer.PricedAs != "" && e.question.buyer.PricedAs != e.question.buyer.Account)
	hit("own lists too", e.question.buyer.CountOwn && slices.ContainsFunc(verdicts, func(v verdict) bool { return counted(v.code) }))
	hit("next break", e.ref.next(q) != nil)
	e.dayBuckets(hit)
	return all
}

// judged are the verdicts before the level price is looked at.
func (r *reference) judged(q *question) []verdict {
	var verdicts []verdict
	for _, l := range r.lists {
		verdicts = append(verdicts, r.judge(l, q))
	}
	return verdicts
}

func (e *exam) winner(v *verdict, level *offer, hit func(string, bool)) {
	l, asked := v.list, e.asked()
	hit("break edge", v.offer.from == asked.Quantity)
	hit("no level price", level == nil)
	hit("second level", v.offer.level > 0)
	hit("forced", l.Competes == pricing.Forced)
	hit("special", l.Audience.Kind != pricing.Named)
	hit("everyone", l.Audience.Kind == pricing.Everyone)
	hit("other currency wins", e.question.buyer.Currency != money.GBP)
	hit("unit wins", asked.Unit != "")
	hit("rounded", l.round.mode != "")
	own := &refList{List: l.List}
	for _, row := range l.Rows {
		own.prices = append(own.prices, refRow{product: row.Product, unit: row.Unit})
	}
	hit("derived", !own.has(asked.Product, nil))
	derivedHere := l.Derived != nil && !own.has(asked.Product, nil)
	hit("derived twice", derivedHere && slices.ContainsFunc(l.Derived.Sources(), func(id pricing.ListID) bool {
		return e.ref.list(id).Derived != nil
	}))
	hit("derived from a sum", derivedHere && len(l.Derived.Plus) > 0)
	hit("derived in steps", derivedHere && slices.ContainsFunc(l.Derived.Surcharges, func(s pricing.Surcharge) bool { return s.Then != nil }))
	table := e.ref.table(l, &e.question)
	hit("graduated", table[0].breaks.Mode == pricing.Graduated && len(table) > 1)
	hit("graduated measure", table[0].breaks.Mode == pricing.GraduatedMeasure && len(table) > 1)
	hit("dated over open", slices.ContainsFunc(l.rowsOf(asked.Product), func(row refRow) bool {
		return row.unit == asked.Unit && row.days != table[0].days && within(row.days, e.day) && !row.inactive
	}))
	for _, row := range table {
		hit("below a break by a millionth", row.min.Micros()-1 == asked.Quantity.Micros())
	}
	found := 0
	for _, a := range l.Audience.Assigned {
		hit("group", a.Group != "" && slices.Contains(e.question.buyer.Groups, a.Group))
		if slices.Contains(e.question.buyer.Groups, a.Group) || a.Account == e.question.buyer.Account || a.Account == e.question.buyer.PricedAs {
			found++
		}
	}
	hit("several assignments", found > 1)
}

// dayBuckets are those of the instant.
func (e *exam) dayBuckets(hit func(string, bool)) {
	zone := e.data.Zone
	hit("clocks change", slices.ContainsFunc(worldChanges, func(c zoneChanges) bool { return c.zone == zone && slices.Contains(c.days, e.day) }))
	_, offset := e.at.In(zone).Zone()
	hit("zone unlike UTC", offset != 0)
	for _, edge := range e.ref.edges() {
		if e.day == edge || e.day == edge.AddDays(-1) {
			hit("window edge", true)
			hit("instant of an edge", near(e.at, edge, zone))
		}
	}
}

// near reports whether an instant is within a microsecond of a day's first.
func near(at time.Time, day calendar.Date, zone *time.Location) bool {
	d := at.Sub(day.FirstInstant(zone))
	return -time.Microsecond <= d && d <= time.Microsecond
}
