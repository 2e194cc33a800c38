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
)

// Every code comes up in a test above; here each has a text that is read back, and a sentence that says what to do.
func TestDecision_Codes(t *testing.T) {
	var codes []budget.DecisionCode
	for c := budget.DecisionCode(1); c.String() != "unknown"; c++ {
		codes = append(codes, c)
	}
	if len(codes) != 31 || codes[0] != budget.Done || codes[30] != budget.RefusedUsed {
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
		if text == "" || seen[text] || strings.Contains(text, "nothing was asked") || !d.Allowed() && !strings.Contains(text, ": ") || d.Allowed() != (c <= budget.Held) {
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
		{budget.Decision{Code: budget.RefusedNotReserved, Subject: "spent"}, `nothing of the order is reserved, it is "spent": reverse its approval or decline, or place it anew`},
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
	words(t, budget.Action(9), budget.Block, budget.Authorize, budget.Warn)
	words(t, budget.Kind(9), budget.NoPeriod, budget.Day, budget.Week, budget.Month, budget.Quarter, budget.Year, budget.OneOff)
	words(t, budget.Measure(9), budget.WithoutTax, budget.WithTax, budget.GoodsOnly)
	words(t, budget.EntryKind(9), budget.EntryKind(0), budget.EntryReserve, budget.EntryReduce, budget.EntryCommit,
		budget.EntryRelease, budget.EntryCredit, budget.EntryReopen, budget.EntryRestore, budget.EntryCarry)
	words(t, budget.Status(9), budget.Status(0), budget.StatusReserved, budget.StatusSpent, budget.StatusReleased)
	words(t, budget.DecisionCode(99), budget.Done, budget.RefusedUsed)
}

// word is written as a text, read through its pointer.
type word interface {
	comparable
	encoding.TextMarshaler
	String() string
}

func words[W word, P interface {
	*W
	encoding.TextUnmarshaler
}](t *testing.T, none W, all ...W) {
	t.Helper()
	for _, w := range all {
		var back W
		text, err := w.MarshalText()
		err2 := P(&back).UnmarshalText(text)
		if err != nil || err2 != nil || back != w || string(text) != w.String() {
			t.Errorf("%T %v: %q, %v, read as %v, %v", w, w, text, err, back, err2)
		}
	}
	if text, err := none.MarshalText(); !errors.Is(err, budget.ErrText) || text != nil || none.String() != "unknown" {
		t.Errorf("%T: %q, %v", none, text, err)
	}
	if err := P(&none).UnmarshalText([]byte("unknown")); !errors.Is(err, budget.ErrText) {
		t.Errorf("%T: %v", none, err)
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

// Instants are kept in UTC and whole microseconds, as every store can.
func TestEntries_Microseconds(t *testing.T) {
	s := newShop(t, monthly("b"))
	at := time.Date(2026, 2, 10, 1, 2, 3, 456789123, zoneOf(t, "Asia/Kathmandu"))
	s.place("1", eur("1"), at)
	if e := s.entries[0]; !e.At.Equal(at.Truncate(time.Microsecond)) || e.At.Location() != time.UTC || e.At.Nanosecond()%1000 != 0 {
		t.Errorf("%s", e.At)
	}
}
