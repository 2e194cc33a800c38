package budget_test

import (
	"encoding"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Every code comes up in a test above; here each has a text that is read back, and a sentence that says what to do.
func TestDecision_Codes(t *testing.T) {
	var codes []budget.DecisionCode
	for c := budget.DecisionCode(1); c.String() != "unknown"; c++ {
		codes = append(codes, c)
	}
	if len(codes) != 30 || codes[0] != budget.Done || codes[29] != budget.RefusedUsed {
		t.Fatalf("%d codes", len(codes))
	}
	seen := map[string]bool{}
	for _, c := range codes {
		var back budget.DecisionCode
		if err := back.UnmarshalText([]byte(c.String())); err != nil || back != c {
			t.Errorf("%q is read as %q, %v", c, back, err)
		}
		d := budget.Decision{Code: c, Subject: "what it is about"}
		text := d.String()
		if text == "" || seen[text] || strings.Contains(text, "nothing was asked") || d.Allowed() != (c <= budget.Held) {
			t.Errorf("%s: %q, allowed %t", c, text, d.Allowed())
		}
		seen[text] = true
	}
	if d := (budget.Decision{}); d.Allowed() || d.String() != "nothing was asked" {
		t.Errorf("the zero Decision: %s", d)
	}
	if d := (budget.Decision{Code: 99}); d.Allowed() || d.String() != "nothing was asked" {
		t.Errorf("a code that does not exist: %s", d)
	}
	if (budget.Judgement{}).Allowed() || (budget.Outcome{}).Allowed() || (budget.Revised{}).Allowed() {
		t.Error("a zero answer allows")
	}
}

// The sentences of some refusals, word by word.
func TestDecision_Sentences(t *testing.T) {
	for _, c := range []struct {
		d    budget.Decision
		want string
	}{
		{budget.Decision{Code: budget.RefusedExceeded, Subject: "office"}, `the budget "office" is exceeded, and blocks: order less, or have it raised`},
		{budget.Decision{Code: budget.RefusedNotReserved, Subject: "spent"}, `nothing of the order is reserved, it is "spent".`},
		{budget.Decision{Code: budget.RefusedFixed, Subject: "zone"}, `entries rest on the budget's "zone": make another budget and deactivate this one`},
		{budget.Decision{Code: budget.Held}, `held: a budget is exceeded, and its supervisors must agree`},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// What is written as a word is read back, what does not exist is neither written nor read.
func TestWords(t *testing.T) {
	type word interface {
		encoding.TextMarshaler
		String() string
	}
	for _, all := range []struct {
		words []word
		read  func(string) (word, error)
		none  word
	}{
		{[]word{budget.Block, budget.Authorize, budget.Warn}, func(s string) (word, error) {
			var a budget.Action
			err := a.UnmarshalText([]byte(s))
			return a, err
		}, budget.Action(9)},
		{[]word{budget.NoPeriod, budget.Day, budget.Week, budget.Month, budget.Quarter, budget.Year, budget.OneOff}, func(s string) (word, error) {
			var k budget.Kind
			err := k.UnmarshalText([]byte(s))
			return k, err
		}, budget.Kind(9)},
		{[]word{budget.WithoutTax, budget.WithTax, budget.GoodsOnly}, func(s string) (word, error) {
			var m budget.Measure
			err := m.UnmarshalText([]byte(s))
			return m, err
		}, budget.Measure(9)},
		{[]word{budget.EntryKind(0), budget.EntryReserve, budget.EntryReduce, budget.EntryCommit, budget.EntryRelease, budget.EntryCredit,
			budget.EntryReopen, budget.EntryRestore, budget.EntryCarry}, func(s string) (word, error) {
			var k budget.EntryKind
			err := k.UnmarshalText([]byte(s))
			return k, err
		}, budget.EntryKind(9)},
		{[]word{budget.Status(0), budget.StatusReserved, budget.StatusSpent, budget.StatusReleased}, func(s string) (word, error) {
			var st budget.Status
			err := st.UnmarshalText([]byte(s))
			return st, err
		}, budget.Status(9)},
		{[]word{budget.Done, budget.RefusedUsed}, func(s string) (word, error) {
			var c budget.DecisionCode
			err := c.UnmarshalText([]byte(s))
			return c, err
		}, budget.DecisionCode(99)},
	} {
		for _, w := range all.words {
			text, err := w.MarshalText()
			back, err2 := all.read(string(text))
			if err != nil || err2 != nil || back != w || string(text) != w.String() {
				t.Errorf("%T %v: %q, %v, read as %v, %v", w, w, text, err, back, err2)
			}
		}
		if text, err := all.none.MarshalText(); !errors.Is(err, budget.ErrText) || text != nil || all.none.String() != "unknown" {
			t.Errorf("%T: %q, %v", all.none, text, err)
		}
		if _, err := all.read("unknown"); !errors.Is(err, budget.ErrText) {
			t.Errorf("%T: %v", all.none, err)
		}
	}
}

// Facts, entries and judgements go through JSON and come back.
func TestJSON(t *testing.T) {
	s := newShop(t, monthly("b", carrying, noticeAt("80")), monthly("u", dollars, with(budget.Authorize)))
	p := s.placement("1", eur("990"), feb)
	p.Question.Rates = []budget.Rate{rate("EUR", "USD", "1.07")}
	o := s.placed(p)
	text, err := json.Marshal(o)
	var back budget.Outcome
	if err != nil || json.Unmarshal(text, &back) != nil {
		t.Fatalf("%v", err)
	}
	again, _ := json.Marshal(back)
	if string(again) != string(text) || back.Code != budget.Held || !back.Usages[0].Equal(o.Usages[0]) {
		t.Errorf("%s\n%s", text, again)
	}
	fact, _ := s.book.Budget("b")
	fact.Later = []budget.Terms{{From: calendar.MustDate("2026-03-01"), MaxOrder: eur("1"), Action: budget.Warn}}
	zone := fact.Zone
	fact.Zone = nil // a host keeps its name
	text, err = json.Marshal(fact)
	var b budget.Budget
	if err != nil || json.Unmarshal(text, &b) != nil {
		t.Fatalf("%v", err)
	}
	b.Zone, fact.Zone = zone, zone
	if _, err := budget.New(budget.Data{Budgets: []budget.Budget{fact, b}}); err != nil {
		t.Errorf("%s: %v", text, err)
	}
}

// A statement as of an instant, and that its sums must be those that are stored.
func TestStatement(t *testing.T) {
	s := newShop(t, monthly("b", carrying))
	s.place("0", eur("100"), date("2026-01-31"))
	s.place("1", eur("300"), feb)
	s.commit("1", date("2026-02-11"), total(eur("250")))
	s.place("2", eur("40"), date("2026-02-12"))
	s.place("3", eur("1"), mar)
	pot := budget.Pot{Budget: "b", Period: budget.MustPeriod(february)}
	all := s.of(pot)
	for _, c := range []struct {
		reason        string
		w             calendar.Window
		lines         int
		opening, last string
	}{
		{"all", calendar.Window{}, 6, "0 0 0 0", "40 250 900 1610"},
		{"until an instant", calendar.Window{Until: date("2026-02-12")}, 4, "0 0 0 0", "0 250 900 0"},
		{"from an instant", calendar.Window{From: date("2026-02-11")}, 4, "300 0 900 0", "40 250 900 1610"},
		{"between", calendar.Window{From: date("2026-02-10 00:01"), Until: date("2026-02-11")}, 0, "300 0 900 0", "300 0 900 0"},
		{"before everything", calendar.Window{Until: date("2026-01-01")}, 0, "0 0 0 0", "0 0 0 0"},
	} {
		st, err := budget.NewStatement(s.usages[pot], all, c.w)
		if err != nil || len(st.Lines) != c.lines || sums(st.Opening) != c.opening || sums(st.Closing) != c.last || st.Pot != pot || st.Window != c.w {
			t.Errorf("%s: %v, %d lines, %s to %s", c.reason, err, len(st.Lines), sums(st.Opening), sums(st.Closing))
		}
		if n := len(st.Lines); n > 0 && sums(st.Lines[n-1].After) != sums(st.Closing) {
			t.Errorf("%s: the last line has %s", c.reason, sums(st.Lines[n-1].After))
		}
	}
	other := s.usages[pot]
	other.Spent = eur("251")
	spoil := func(change func([]budget.Entry)) []budget.Entry {
		some := append([]budget.Entry(nil), all...)
		change(some)
		return some
	}
	for reason, c := range map[string]struct {
		u       budget.Usage
		entries []budget.Entry
	}{
		"another sum":                 {other, all},
		"an entry missing":            {s.usages[pot], all[1:]},
		"an entry twice":              {s.usages[pot], append(all, all[2])},
		"an amount missing":           {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Amount = money.Amount{} })},
		"an amount below 0":           {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Amount = eur("-300") })},
		"another currency":            {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Amount = usd("300") })},
		"no kind":                     {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Kind = 0 })},
		"another budget":              {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Budget = "c" })},
		"from no period":              {s.usages[pot], spoil(func(e []budget.Entry) { e[0].From = budget.Period{} })},
		"from the period after":       {s.usages[pot], spoil(func(e []budget.Entry) { e[0].From = budget.MustPeriod(march) })},
		"a reservation from a period": {s.usages[pot], spoil(func(e []budget.Entry) { e[1].From = budget.MustPeriod("month:2026-01-01") })},
		"more released than reserved": {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Amount = eur("1") })},
		"carried out twice":           {s.usages[pot], append(all, all[len(all)-1])},
	} {
		if _, err := budget.NewStatement(c.u, c.entries, calendar.Window{}); !errors.Is(err, budget.ErrState) || err.Error() == "" {
			t.Errorf("%s: %v", reason, err)
		}
	}
}

func sums(u budget.Usage) string {
	return strings.Join([]string{u.Reserved.Decimal().String(), u.Spent.Decimal().String(), u.CarriedIn.Decimal().String(), u.CarriedOut.Decimal().String()}, " ")
}

// Entries that do not follow make no share: a second reservation, an end without a beginning, an amount that is another.
func TestFoldShares_Refuses(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("300"), feb)
	s.commit("1", feb, total(eur("200")))
	s.credit("1", total(eur("50")), feb)
	for reason, change := range map[string]func([]budget.Entry) []budget.Entry{
		"two reservations":     func(e []budget.Entry) []budget.Entry { e[1] = e[0]; e[1].Number = 2; return e },
		"no beginning":         func(e []budget.Entry) []budget.Entry { return e[1:] },
		"released after spent": func(e []budget.Entry) []budget.Entry { e[3].Kind = budget.EntryRelease; return e },
		"commits more":         func(e []budget.Entry) []budget.Entry { e[2].Amount = eur("300"); return e },
		"reduces by more":      func(e []budget.Entry) []budget.Entry { e[1].Amount, e[1].Original = eur("301"), eur("301"); return e },
		"credits more":         func(e []budget.Entry) []budget.Entry { e[3].Amount = eur("201"); return e },
		"at another rate":      func(e []budget.Entry) []budget.Entry { e[2].Rate = rate("EUR", "USD", "1"); return e },
		"by another measure":   func(e []budget.Entry) []budget.Entry { e[2].Measure = budget.WithTax; return e },
		"reopens after a credit": func(e []budget.Entry) []budget.Entry {
			r := e[2]
			r.Kind, r.Number = budget.EntryReopen, 5
			return append(e, r)
		},
		"reduces in a currency": func(e []budget.Entry) []budget.Entry { e[1].Amount = usd("1"); return e },
		"reduces in two":        func(e []budget.Entry) []budget.Entry { e[1].Original = usd("1"); return e },
		"credits in a currency": func(e []budget.Entry) []budget.Entry { e[3].Amount = usd("1"); return e },
		"credits in two":        func(e []budget.Entry) []budget.Entry { e[3].Original = usd("1"); return e },
	} {
		if shares, err := budget.FoldShares(change(append([]budget.Entry(nil), s.entries...))); !errors.Is(err, budget.ErrState) || shares != nil {
			t.Errorf("%s: %+v, %v", reason, shares, err)
		}
	}
	shares, err := budget.FoldShares(s.entries)
	if err != nil || len(shares) != 1 || !shares[0].Credited.Equal(eur("50")) || !shares[0].Amount.Equal(eur("200")) {
		t.Errorf("%+v, %v", shares, err)
	}
	if _, err := (budget.Share{}).Apply(budget.Entry{Kind: budget.EntryCarry}); !errors.Is(err, budget.ErrState) {
		t.Errorf("a carry-over has no share: %v", err)
	}
}

// Instants are kept in UTC and whole microseconds, as every store can.
func TestEntries_Microseconds(t *testing.T) {
	s := newShop(t, monthly("b"))
	at := time.Date(2026, 2, 10, 1, 2, 3, 456789123, zoneOf(t, "Asia/Kathmandu"))
	s.place("1", eur("1"), at)
	if e := s.entries[0]; !e.At.Equal(at.Truncate(time.Microsecond)) || e.At.Location() != time.UTC || e.At.Nanosecond()%1000 != 0 {
		t.Errorf("%s", e.At)
	}
}
