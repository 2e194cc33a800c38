package lint_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/lint"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// until gives a list a last day.
func until(l pricing.List, day string) pricing.List {
	l.Days.To = date(day)
	return l
}

// starting gives the only assignment a first day.
func starting(l pricing.List, day string) pricing.List {
	l.Audience.Assigned[0].Days.From = date(day)
	return l
}

// ended gives the only assignment a last day.
func ended(l pricing.List, day string) pricing.List {
	l.Audience.Assigned[0].Days.To = date(day)
	return l
}

func graduated(l pricing.List) pricing.List {
	l.Breaks.Mode = pricing.Graduated
	return l
}

func dated(r pricing.Row, from, to string) pricing.Row {
	r.Days = calendar.Days{From: date(from), To: date(to)}
	return r
}

// Each kind of finding planted once, and nothing else found.
func TestPRC11_Planted(t *testing.T) {
	base := level("A", row("P", "0", "10"))
	for _, c := range []struct {
		name  string
		lists []pricing.List
		want  []string
	}{
		{"nothing", []pricing.List{level("A", row("P", "0", "10"), row("P", "10", "9")), agreed("K", pricing.NotDearer, row("P", "0", "8.50"))}, nil},
		{"too dear at any quantity", []pricing.List{base, agreed("K", pricing.NotDearer, row("P", "0", "11"))}, []string{
			`warning: contract:K, product "P": its price never counts, for nobody: lower it, force it or take it off`,
			`note: contract:K, product "P", for "ann": is not below the price of level:A and not forced, so it does not count there: lower or force it`,
		}},
		{"too dear for a time", []pricing.List{level("A", row("P", "0", "10"), dated(row("P", "0", "7"), "2026-03-01", "2026-03-31")),
			agreed("K", pricing.NotDearer, row("P", "0", "8"))}, []string{
			`note: contract:K, product "P", for "ann": is not below the price of level:A and not forced, so it does not count there: lower or force it`,
		}},
		{"two forced", []pricing.List{base, agreed("K", pricing.Forced, row("P", "0", "12")), agreed("L", pricing.Forced, row("P", "0", "11"))}, []string{
			`warning: contract:K, product "P": its price never counts, for nobody: lower it, force it or take it off`,
			`warning: contract:L, product "P", for "ann": is forced, and so is contract:K, for the same buyer at the same time: keep one`,
		}},
		{"forced one after the other", []pricing.List{base, until(agreed("K", pricing.Forced, row("P", "0", "12")), "2026-03-31"),
			starting(agreed("L", pricing.Forced, row("P", "0", "11")), "2026-04-01")}, nil},
		{"expired before it begins", []pricing.List{base, starting(until(agreed("K", pricing.NotDearer, row("P", "0", "8")), "2026-03-31"), "2026-04-01")}, []string{
			`error: contract:K, for "ann": lies outside the days of its list and never counts: correct the days`,
		}},
		{"not priced yet", []pricing.List{base, agreed("K", pricing.NotDearer, row("P", "0", "0"))}, []string{
			`warning: contract:K, product "P": the price is 0 and does not count: give a price, or take it off`,
		}},
		{"the break is dearer", []pricing.List{level("A", row("P", "0", "10"), row("P", "10", "11"))}, []string{
			`warning: level:A, product "P", from 10, for "ann" and 1 more: a unit costs more from this quantity on than before, where level:A has it: correct the breaks`,
		}},
		{"dearer over two lists", []pricing.List{base, agreed("K", pricing.NotDearer, row("P", "0", "8"), row("P", "5", "12"))}, []string{
			`note: contract:K, product "P", for "ann": is not below the price of level:A and not forced, so it does not count there: lower or force it`,
			`warning: level:A, product "P", from 5, for "ann": a unit costs more from this quantity on than before, where contract:K has it: correct the breaks`,
		}},
		{"a hundred for less than 99", []pricing.List{level("A", row("P", "0", "10"), row("P", "100", "9"))}, []string{
			`note: level:A, product "P", from 100, for "ann" and 1 more: this quantity costs less in all than one step less of it, where level:A has it: see whether that is meant`,
		}},
		{"a promotion hides the break", []pricing.List{level("A", row("P", "0", "10"), row("P", "10", "9"), dated(row("P", "0", "9.50"), "2026-03-01", "2026-03-31"))}, []string{
			`warning: level:A, product "P", from 10: a dated price replaces a cheaper one from this quantity on: repeat the break in it`,
		}},
		{"a promotion in a promotion", []pricing.List{level("A", row("P", "0", "10"), dated(row("P", "0", "9"), "2026-03-01", "2026-03-31"),
			dated(row("P", "0", "9.50"), "2026-03-10", "2026-03-20"))}, []string{
			`warning: level:A, product "P": a dated price replaces a cheaper one from this quantity on: repeat the break in it`,
		}},
		{"a promotion that is over", []pricing.List{level("A", row("P", "0", "10"), row("P", "10", "9"), dated(row("P", "0", "9.50"), "2026-02-01", "2026-02-28"))}, nil},
		{"assigned to a stranger", []pricing.List{base, {ID: pricing.LevelID("B"), Rows: []pricing.Row{row("P", "0", "1")}}}, []string{
			`warning: level:B: no buyer meets it: assign it, or take it away`,
		}},
		{"assigned to who has it no longer", []pricing.List{base, ended(agreed("K", pricing.NotDearer, row("P", "0", "8")), "2026-03-14")}, []string{
			`warning: contract:K: no buyer meets it: assign it, or take it away`,
		}},
		{"assigned until today", []pricing.List{base, ended(agreed("K", pricing.NotDearer, row("P", "0", "8")), "2026-03-15")}, nil},
		{"expired, and assigned to who had it", []pricing.List{base,
			until(ended(agreed("K", pricing.NotDearer, row("P", "0", "8")), "2026-03-14"), "2026-03-14")}, nil},
		{"more than an amount can hold", []pricing.List{graduated(level("A", row("P", "0", "999999999999999999"), row("P", "1000000", "1")))}, []string{
			`error: product "P", for "ann" and 1 more: for some quantities it comes to more than an amount can hold: lower its prices`,
		}},
		{"no such product", []pricing.List{base, agreed("K", pricing.NotDearer, row("Q", "0", "8"))}, []string{
			`error: contract:K, product "Q": there is no such product: correct it, or take it off`,
		}},
	} {
		var got []string
		for _, f := range check(t, lint.Question{Data: pricing.Data{Zone: time.UTC, Lists: c.lists}, Buyers: buyers("ann", "bob"), From: noon}) {
			got = append(got, f.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// What is switched off is left alone; what starts later is not.
func TestPRC11_OffAndLater(t *testing.T) {
	off := agreed("K", pricing.NotDearer, row("P", "0", "11"), row("Z", "0", "0"))
	off.Inactive = true
	later := starting(agreed("L", pricing.Forced, row("P", "0", "11")), "2027-01-01")
	later2 := starting(agreed("M", pricing.Forced, row("P", "0", "12")), "2027-06-01")
	all := check(t, lint.Question{Data: pricing.Data{Zone: time.UTC, Lists: []pricing.List{level("A", row("P", "0", "10")), off, later, later2}},
		Buyers: buyers("ann"), From: noon})
	if len(all) != 2 || all[0].Code != lint.NeverWins || all[1].Code != lint.ForcedClash || !all[1].At.Equal(time.Date(2027, time.June, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%v", all)
	}
}

// A half more of what is sold by halves.
func TestPRC11_Step(t *testing.T) {
	q := lint.Question{Data: pricing.Data{Zone: time.UTC, Lists: []pricing.List{level("A", row("P", "0", "10"), row("P", "10", "9"))}},
		Buyers: buyers("ann"), From: noon}
	if all := check(t, q); len(all) != 0 {
		t.Errorf("by ones: %v", all)
	}
	q.Step = money.MustQuantity("0.5")
	if all := check(t, q); len(all) != 1 || all[0].Code != lint.MoreCostsLess {
		t.Errorf("by halves: %v", all)
	}
}

func TestPRC11_QuestionsThatAreNone(t *testing.T) {
	good := lint.Question{Data: pricing.Data{Zone: time.UTC, Lists: []pricing.List{level("A", row("P", "0", "10"))}}, Buyers: buyers("ann"), From: noon}
	for want, change := range map[error]func(*lint.Question){
		pricing.ErrData:     func(q *lint.Question) { q.Data.Zone = nil },
		pricing.ErrQuestion: func(q *lint.Question) { q.From = time.Time{} },
	} {
		q := good
		change(&q)
		if _, err := lint.Check(q); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	q := good
	q.Step = money.Units(-1)
	if _, err := lint.Check(q); err == nil {
		t.Error("a step below 0")
	}
	findings, err := lint.Check(lint.Question{Data: pricing.Data{Zone: time.UTC, Lists: []pricing.List{level("A", row("P", "0", "0"), row("Q", "0", "0"))}}, From: noon})
	if err != nil {
		t.Fatal(err)
	}
	for range findings {
		break
	}
}

func TestCodes(t *testing.T) {
	for c := lint.NeverWins; c <= lint.BeyondBounds; c++ {
		text, err := c.MarshalText()
		var back lint.Code
		if err != nil || back.UnmarshalText(text) != nil || back != c || c.Severity().String() == "" {
			t.Errorf("%d: %q, %v", c, text, err)
		}
	}
	if _, err := lint.Code(0).MarshalText(); err == nil {
		t.Error("the zero code has a text")
	}
	if new(lint.Code).UnmarshalText([]byte("odd")) == nil {
		t.Error("a text that is no code")
	}
}
