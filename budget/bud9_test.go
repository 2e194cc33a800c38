package budget_test

import (
	"errors"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// B10: all budgets are reserved or none, committed or none, credited or none.
func TestB10_AllOrNone(t *testing.T) {
	s := newShop(t, monthly("a"), monthly("b", kind(budget.Week), maximum("300")), monthly("c", kind(budget.Year), maximum("5000")))
	s.place("1", eur("200"), feb)
	before := amounts(s)
	wantSays(t, "the second of three blocks", s.place("2", eur("200"), feb), "exceeded b; a left 800.00; b left 100.00 period; c left 4800.00")
	p := s.placement("3", eur("50"), feb)
	s.book = must(s.book.With(budget.Changes{Put: []budget.Budget{monthly("d", dollars)}}))
	wantSays(t, "the last has no rate", s.placed(p), "no rate d")
	if got := amounts(s); got != before {
		t.Errorf("%s, before %s", got, before)
	}
	if n := len(s.entries); n != 3 {
		t.Errorf("%d entries of one order in three budgets", n)
	}
}

func noticeAt(percent string) func(*budget.Budget) {
	return func(b *budget.Budget) { b.NoticeAt = money.MustPercent(percent) }
}

// A notice when the use of a period reaches the threshold, and not again above it.
func TestBUD9_Notice(t *testing.T) {
	s := newShop(t, monthly("b", noticeAt("80")))
	wantSays(t, "below", s.place("1", eur("799.99"), feb), "accepted; b left 1000.00")
	wantSays(t, "reached", s.place("2", eur("0.01"), feb), "accepted; b left 200.01 notice")
	wantSays(t, "above", s.place("3", eur("1"), feb), "accepted; b left 200.00")
	if o := s.place("4", eur("500"), feb); o.Code != budget.RefusedExceeded {
		t.Errorf("%s", o)
	}
	s.release("1", feb)
	wantSays(t, "reached anew", s.restore("1", feb), "done; b left 998.99 notice")
	s = newShop(t, monthly("b", noticeAt("33.3"), maximum("0.01"), with(budget.Warn)))
	wantSays(t, "parts of a cent are exact", s.place("1", eur("0.00333"), feb), "accepted; b left 0.01 notice")
	s = newShop(t, monthly("b", noticeAt("100")))
	if o := s.place("1", eur("1000"), feb); len(o.Notices()) != 1 {
		t.Errorf("the whole: %s", say(o.Judgement))
	}
	s = newShop(t, monthly("b", noticeAt("80"), alsoPerOrder("2"), func(b *budget.Budget) { b.MaxPeriod = money.Amount{} }))
	wantSays(t, "no limit, no threshold", s.place("1", eur("1"), feb), "accepted; b left ")
	s = newShop(t, monthly("b", noticeAt("80"), maximum("999999999999999.999")))
	wantSays(t, "18 digits", s.place("1", eur("999999999999999.999"), feb), "accepted; b left 999999999999999.999 notice")
}

// What is left is carried into the new period at its first use, once; the old period's limit falls by it.
func TestBUD9_CarryOver(t *testing.T) {
	s := newShop(t, monthly("b", carrying))
	s.place("1", eur("700"), feb)
	s.place("2", eur("100"), feb)
	wantSays(t, "the first use in March", s.place("3", eur("1200"), mar), "accepted; b left 1200.00")
	s.wantUsed(t, "February gave 200", "b", february, "reserved 800.00 spent 0.00 out 200.00")
	s.wantUsed(t, "March has them", "b", march, "reserved 1200.00 spent 0.00 in 200.00")
	s.release("2", mar)
	wantSays(t, "never computed again", s.place("4", eur("1"), mar), "exceeded b; b left 0.00 period")
	wantSays(t, "what was released late stays in February", s.place("5", eur("100.01"), feb), "exceeded b; b left 100.00 period")
	wantSays(t, "and is there for a reversal", s.restore("2", mar), "done; b left 100.00")
	s.release("1", mar)
	s.place("6", eur("650"), feb)
	wantSays(t, "not for one that was carried away", s.restore("1", mar), "exceeded b; b left 50.00 period")
	var carried []budget.Entry
	for _, e := range s.entries {
		if e.Kind == budget.EntryCarry {
			carried = append(carried, e)
		}
	}
	if len(carried) != 1 || carried[0].From.String() != february || carried[0].Period.String() != march || carried[0].Number != 1 ||
		!carried[0].Amount.Equal(eur("200")) || carried[0].Order != "" || carried[0].Key == "" {
		t.Errorf("%+v", carried)
	}
}

// Where nothing is left nothing is carried, also where more was used, or there was no limit; that too is written down.
func TestBUD9_NothingLeft(t *testing.T) {
	for _, c := range []struct {
		reason string
		old    budget.Budget
		amount string
	}{
		{"exactly used", monthly("b", carrying), "1000"},
		{"more was used", monthly("b", carrying, with(budget.Warn)), "1300"},
		{"no limit", monthly("b", carrying, alsoPerOrder("5000"), func(b *budget.Budget) {
			b.MaxPeriod = money.Amount{}
			b.Later = []budget.Terms{{From: calendar.MustDate("2026-03-01"), MaxPeriod: eur("1000")}}
		}), "10"},
	} {
		s := newShop(t, c.old)
		s.place("1", eur(c.amount), feb)
		o := s.place("2", eur("1000"), mar)
		wantSays(t, c.reason, o, "accepted; b left 1000.00")
		if e := o.Entries[0]; e.Kind != budget.EntryCarry || e.Amount.Sign() != 0 {
			t.Errorf("%s: %+v", c.reason, e)
		}
	}
}

// What is left of periods in which nobody ordered comes too, one entry each, each period with its own terms.
func TestBUD9_CarryOverGap(t *testing.T) {
	s := newShop(t, monthly("b", carrying, func(b *budget.Budget) {
		b.Later = []budget.Terms{{From: calendar.MustDate("2026-03-01"), MaxPeriod: eur("500")}}
	}))
	s.place("1", eur("900"), feb)
	wantSays(t, "100 of February, 500 of March and April each", s.place("2", eur("1600"), date("2026-05-31")), "accepted; b left 1600.00")
	s.wantUsed(t, "March passed 600 on", "b", march, "reserved 0.00 spent 0.00 in 100.00 out 600.00")
	s.wantUsed(t, "April passed 1100 on", "b", "month:2026-04-01", "reserved 0.00 spent 0.00 in 600.00 out 1100.00")
	wantSays(t, "so nothing is left of March", s.place("3", eur("0.01"), mar), "exceeded b; b left 0.00 period")
}

// A budget begins with its window or, without one, with its first use.
func TestBUD9_CarryOverBegins(t *testing.T) {
	s := newShop(t, monthly("b", carrying))
	wantSays(t, "the first use: nothing is before it", s.place("1", eur("1"), mar), "accepted; b left 1000.00")
	wantSays(t, "earlier than the first", s.place("2", eur("1"), feb), "accepted; b left 1000.00")
	wantSays(t, "March was opened without it", s.place("3", eur("1"), mar), "accepted; b left 999.00")

	s = newShop(t, monthly("b", carrying, window("2026-01-15", "2026-12-31")))
	wantSays(t, "January and February were never used", s.place("1", eur("1"), mar), "accepted; b left 3000.00")
	wantSays(t, "and are empty now", s.place("2", eur("1"), feb), "exceeded b; b left 0.00 period")

	s = newShop(t, monthly("b", carrying))
	s.place("1", eur("1"), date("2025-06-01"))
	s.book = bookOf(t, monthly("b", carrying, window("2026-03-01", "2026-12-31")))
	wantSays(t, "a window that begins anew", s.place("2", eur("1"), mar), "accepted; b left 1000.00")

	s = newShop(t, monthly("b", carrying, kind(budget.Day), maximum("1")))
	s.place("1", eur("0"), date("2020-01-01"))
	wantSays(t, "no more than MaxCarried periods", s.place("2", eur("1"), feb), "accepted; b left 367.00")
	if n := len(s.entries); n != budget.MaxCarried+2 {
		t.Errorf("%d entries", n)
	}
}

// What is used of a later period has nothing to do with what is carried into an earlier one.
func TestBUD9_CarryOverBesideLater(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("0", eur("900"), feb)
	s.place("1", eur("5"), date("2026-04-10"))
	s.book = bookOf(t, monthly("b", carrying))
	p := s.placement("1#2", eur("7"), mar)
	p.Command.At = date("2026-04-10")
	wantSays(t, "an order of April that is one of March", s.amend(p), "accepted; b left 1100.00")
}

// Without the option, each period has its own limit alone.
func TestBUD9_NoCarryOver(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("1"), feb)
	wantSays(t, "March", s.place("2", eur("1"), mar), "accepted; b left 1000.00")
	s.book = bookOf(t, monthly("b", carrying))
	wantSays(t, "switched on while March is used", s.place("3", eur("1"), mar), "accepted; b left 999.00")
	wantSays(t, "April is the first", s.place("4", eur("1"), date("2026-04-01")), "accepted; b left 1998.00")
}

// What a preview says is what would be placed, and it writes nothing.
func TestBUD9_PreviewCarries(t *testing.T) {
	s := newShop(t, monthly("b", carrying))
	s.place("1", eur("700"), feb)
	state := s.load(s.book.Pots(nora, mar), "")
	j, err := s.book.Judge(budget.Question{Buyer: nora, Placed: mar, Total: total(eur("1"))}, state)
	if err != nil || say(j) != "accepted; b left 1300.00" {
		t.Errorf("%s, %v", say(j), err)
	}
	j, err = s.book.Remaining(nora, mar, state)
	if err != nil || say(j) != "accepted; b left 1300.00" || !j.Findings[0].Limit.Equal(eur("1300")) {
		t.Errorf("%s, %v", say(j), err)
	}
	if len(s.entries) != 1 {
		t.Errorf("%d entries", len(s.entries))
	}
}

// A sum that does not fit is an error, and nothing is done.
func TestOverflow(t *testing.T) {
	most := "999999999999999999"
	s := newShop(t, monthly("b", maximum(most), with(budget.Warn)))
	for i := range 9 {
		s.place(string(rune('a'+i)), eur(most), feb)
	}
	before := amounts(s)
	p := s.placement("z", eur(most), feb)
	if o, err := s.book.Place(p, s.load(s.book.Pots(nora, feb), "z")); !errors.Is(err, money.ErrOverflow) || o.Allowed() || o.Entries != nil {
		t.Errorf("%v %v", o, err)
	}
	if got := amounts(s); got != before {
		t.Errorf("%s, before %s", got, before)
	}
	p = s.placement("y", usd(most), feb)
	p.Question.Rates = []budget.Rate{rate("USD", "EUR", "1000000")}
	if _, err := s.book.Place(p, s.load(s.book.Pots(nora, feb), "y")); !errors.Is(err, money.ErrOverflow) {
		t.Errorf("a rate: %v", err)
	}
	s = newShop(t, monthly("b", carrying, maximum(most), with(budget.Warn)))
	s.place("1", eur("0"), feb)
	if _, err := s.book.Judge(budget.Question{Buyer: nora, Placed: time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC), Total: total(eur("1"))},
		s.load(s.book.Pots(nora, date("2027-06-01")), "")); !errors.Is(err, money.ErrOverflow) {
		t.Errorf("what is carried: %v", err)
	}
}

// Supervisors are ids, sorted and once each, whatever the action; one who asks for authorization names some.
func TestBUD10_Supervisors(t *testing.T) {
	s := newShop(t, monthly("b", with(budget.Authorize), func(b *budget.Budget) { b.Supervisors = []string{"max", "ada", "max"} }))
	o := s.place("1", eur("1001"), feb)
	if got := o.Findings[0].Supervisors; len(got) != 2 || got[0] != "ada" || got[1] != "max" {
		t.Errorf("%q", got)
	}
	o.Findings[0].Supervisors[0] = "eve"
	if b, _ := s.book.Budget("b"); b.Supervisors[0] != "ada" {
		t.Error("a caller changed the book")
	}
	if _, err := budget.New(budget.Data{Budgets: []budget.Budget{monthly("b", func(b *budget.Budget) { b.Action = budget.Authorize })}}); !errors.Is(err, budget.ErrData) {
		t.Errorf("nobody to ask: %v", err)
	}
}
