package budget_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// flaws are all that can be wrong with a budget, and the sentence that it gets.
var flaws = []struct {
	spoil func(*budget.Budget)
	code  budget.DefectCode
	want  string
}{
	{func(b *budget.Budget) { b.ID = "" }, budget.DefectBadID, `budget "": id "" is empty: give it an id`},
	{func(b *budget.Budget) { b.ID = "b " }, budget.DefectBadID, `budget "b ": id "b " has a space at an end: remove it`},
	{func(b *budget.Budget) { b.Supervisors = []string{"\x01"} }, budget.DefectBadID, `budget "b": supervisor "\x01" holds a control character: remove it`},
	{func(b *budget.Budget) { b.Holders = budget.Holders{Users: []string{"\xff"}} }, budget.DefectBadID, `budget "b": user "\xff" is not valid UTF-8: convert it`},
	{func(b *budget.Budget) { b.Holders = budget.Holders{Groups: []string{""}} }, budget.DefectBadID, `budget "b": group "" is empty: give it an id`},
	{func(b *budget.Budget) { b.Holders = budget.Holders{Accounts: []string{strings.Repeat("x", 256)}} }, budget.DefectBadID,
		`budget "b": account "` + strings.Repeat("x", 60) + `"… is longer than 255 bytes: shorten it`},
	{func(b *budget.Budget) { b.Currency = 0 }, budget.DefectBadCurrency, `budget "b": has no currency that exists: give that of its amounts`},
	{func(b *budget.Budget) { b.MaxPeriod = money.Amount{} }, budget.DefectNoMaximum, `budget "b": its maximums limit neither an order nor a period: give a maximum`},
	{func(b *budget.Budget) { b.MaxPeriod = usd("1") }, budget.DefectOtherCurrency, `budget "b": maximum per period is in USD, which is not the budget's currency: convert it`},
	{func(b *budget.Budget) { b.MaxOrder = eur("-1") }, budget.DefectNegative, `budget "b": maximum per order is below 0: correct it`},
	{func(b *budget.Budget) { b.Action = 3 }, budget.DefectBadAction, `budget "b": action 3 does not exist: choose block, authorize or warn`},
	{func(b *budget.Budget) { b.Period = 7 }, budget.DefectBadPeriod, `budget "b": period 7 does not exist: choose day, week, month, quarter, year or one-off`},
	{func(b *budget.Budget) { b.Period = budget.NoPeriod }, budget.DefectNoPeriod, `budget "b": a maximum per period needs periods: say which`},
	{func(b *budget.Budget) { perOrder("1")(b); b.CarryOver = true }, budget.DefectNoPeriod, `budget "b": carry-over needs periods: say which`},
	{func(b *budget.Budget) { perOrder("1")(b); noticeAt("80")(b) }, budget.DefectNoPeriod, `budget "b": a notice needs periods: say which`},
	{func(b *budget.Budget) { b.Zone = nil }, budget.DefectBadZone, `budget "b": has no usable time zone: name one of the zone database`},
	{func(b *budget.Budget) { b.Zone = time.FixedZone("Local", 3600) }, budget.DefectBadZone, `budget "b": has no usable time zone: name one of the zone database`},
	{func(b *budget.Budget) { b.Period, b.FiscalStart = budget.Year, 13 }, budget.DefectBadFiscalStart, `budget "b": fiscal start 13 is no month: give 1 to 12, or 0 for January`},
	{func(b *budget.Budget) { b.FiscalStart = time.April }, budget.DefectMisplaced, `budget "b": fiscal start means nothing with such periods: leave it out`},
	{func(b *budget.Budget) { b.WeeksFromSunday = true }, budget.DefectMisplaced, `budget "b": weeks from Sunday means nothing with such periods: leave it out`},
	{func(b *budget.Budget) { b.Period, b.CarryOver = budget.OneOff, true }, budget.DefectMisplaced, `budget "b": carry-over means nothing with such periods: leave it out`},
	{func(b *budget.Budget) { b.Period, b.Later = budget.OneOff, terms("2026-02-01") }, budget.DefectMisplaced, `budget "b": later terms means nothing with such periods: leave it out`},
	{func(b *budget.Budget) {
		b.Days = calendar.Days{From: calendar.MustDate("2026-02-02"), To: calendar.MustDate("2026-02-01")}
	}, budget.DefectReversedDays, `budget "b": the last day comes before the first: exchange or correct them`},
	{func(b *budget.Budget) { b.Holders = budget.Holders{} }, budget.DefectNoHolder, `budget "b": has no holder: name one, or say that it is for everyone`},
	{func(b *budget.Budget) { b.Holders.Users = []string{"nora"} }, budget.DefectEveryoneAndMore, `budget "b": is for everyone and has holders: leave one of the two out`},
	{func(b *budget.Budget) { b.Action = budget.Authorize }, budget.DefectNoSupervisor, `budget "b": asks for authorization and has no supervisor: name one`},
	{noticeAt("100.1"), budget.DefectBadNotice, `budget "b": notice at 100.1 % is not above 0 and at most 100: correct it`},
	{noticeAt("-1"), budget.DefectBadNotice, `budget "b": notice at -1 % is not above 0 and at most 100: correct it`},
	{measure(3), budget.DefectBadMeasure, `budget "b": measure 3 does not exist: choose without tax, with tax or goods only`},
	{func(b *budget.Budget) { b.Later = []budget.Terms{{MaxPeriod: eur("1")}} }, budget.DefectNoTermsDate, `budget "b": has later terms without a day: say from when`},
	{func(b *budget.Budget) {
		b.Later = append(terms("2026-02-01"), budget.Terms{From: calendar.MustDate("2026-02-01"), MaxPeriod: eur("2")})
	},
		budget.DefectTwoTerms, `budget "b": has two terms from 2026-02-01: keep one`},
	{func(b *budget.Budget) { b.Later = []budget.Terms{{From: calendar.MustDate("2026-02-01")}} }, budget.DefectNoMaximum,
		`budget "b": its maximums from 2026-02-01 limit neither an order nor a period: give a maximum`},
	{func(b *budget.Budget) {
		b.Later = []budget.Terms{{From: calendar.MustDate("2026-02-01"), MaxOrder: eur("1"), Action: budget.Authorize}}
	},
		budget.DefectNoSupervisor, `budget "b": asks for authorization and has no supervisor: name one`},
}

func terms(from string) []budget.Terms {
	return []budget.Terms{{From: calendar.MustDate(from), MaxPeriod: eur("1")}}
}

// Each defect is told, alone, with what to do about it, and all of them are told at once.
func TestNew_Defects(t *testing.T) {
	told := map[budget.DefectCode]bool{}
	var all []budget.Budget
	for i, f := range flaws {
		b := monthly("b")
		f.spoil(&b)
		_, err := budget.New(budget.Data{Budgets: []budget.Budget{b}})
		var data *budget.DataError
		if !errors.As(err, &data) || !errors.Is(err, budget.ErrData) || len(data.Defects) != 1 || data.Defects[0].Code != f.code || data.Defects[0].String() != f.want {
			t.Errorf("%s: %v, want %s", f.code, err, f.want)
		}
		told[f.code] = true
		if b.ID == "b" {
			b.ID = fmt.Sprint("b", i)
			all = append(all, b)
		}
	}
	_, err := budget.New(budget.Data{Budgets: all})
	var data *budget.DataError
	if !errors.As(err, &data) || len(data.Defects) != len(all) || !strings.HasPrefix(err.Error(), fmt.Sprintf("budgets refused, %d defects\n", len(all))) {
		t.Errorf("all at once: %v", err)
	}
	if len(told) != 19 {
		t.Errorf("%d kinds of defects, want 19", len(told))
	}
}

// Changes have defects of their own.
func TestWith_Defects(t *testing.T) {
	var data *budget.DataError
	b := bookOf(t, monthly("b"))
	for _, c := range []struct {
		change budget.Changes
		code   budget.DefectCode
	}{
		{budget.Changes{Put: []budget.Budget{monthly("c"), monthly("c", maximum("2"))}}, budget.DefectDuplicate},
		{budget.Changes{Put: []budget.Budget{monthly("b")}, Remove: []string{"b"}}, budget.DefectPutAndRemoved},
		{budget.Changes{Remove: []string{"c"}}, budget.DefectUnknownBudget},
	} {
		if _, err := b.With(c.change); !errors.As(err, &data) || len(data.Defects) != 1 || data.Defects[0].Code != c.code {
			t.Errorf("%s: %v", c.code, err)
		}
	}
	five := must(b.With(budget.Changes{Revision: 5}))
	if _, err := five.With(budget.Changes{Revision: 5}); !errors.As(err, &data) || data.Defects[0].Code != budget.DefectRevision || five.Revision() != 5 {
		t.Errorf("revision: %v", err)
	}
}

// Of very many defects a hundred are kept and the others counted.
func TestNew_ManyDefects(t *testing.T) {
	var many []budget.Budget
	for i := range 150 {
		many = append(many, monthly(fmt.Sprintf("%03d", i), maximum("-1")))
	}
	_, err := budget.New(budget.Data{Budgets: many})
	var data *budget.DataError
	if !errors.As(err, &data) || len(data.Defects) != budget.MaxDefects || data.More != 50 || data.Defects[99].Budget != "099" {
		t.Errorf("%v", err)
	}
}

// Facts are copied at the border, both ways, and sorted on their way out.
func TestNew_Copies(t *testing.T) {
	given := monthly("b", with(budget.Authorize), func(b *budget.Budget) {
		b.Holders = budget.Holders{Users: []string{"z", "a", "z"}, Groups: []string{"g"}, Accounts: []string{"x"}}
		b.Later = append(terms("2026-03-01"), terms("2026-02-01")...)
	})
	book := bookOf(t, given)
	given.Holders.Users[0], given.Supervisors[0], given.Later[0].Action = "mallory", "mallory", budget.Warn
	got, _ := book.Budget("b")
	if !slices.Equal(got.Holders.Users, []string{"a", "z"}) || !slices.Equal(got.Supervisors, []string{"ada", "max"}) ||
		got.Later[0].From.String() != "2026-02-01" || got.Later[1].Action != budget.Block || got.FiscalStart != time.January {
		t.Errorf("%+v", got)
	}
	got.Holders.Users[0], got.Supervisors[0], got.Later[0].Action = "mallory", "mallory", budget.Warn
	again, _ := book.Budget("b")
	if again.Holders.Users[0] != "a" || again.Supervisors[0] != "ada" || again.Later[0].Action != budget.Block {
		t.Errorf("a caller changed the book: %+v", again)
	}
	if _, ok := book.Budget("c"); ok {
		t.Error("there is a c")
	}
	var none budget.Book
	if _, ok := none.Budget("b"); ok || none.Applying(nora, feb) != nil || none.Revision() != 0 || len(none.Data().Budgets) != 0 {
		t.Error("the zero Book has something")
	}
	if _, _, err := none.Left(budget.Usage{Budget: "b"}); !errors.Is(err, budget.ErrState) {
		t.Errorf("%v", err)
	}
}

// A book changed step by step is one made anew of what there is at the end; the one it was made from stays as it was.
func TestWith_IsNew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := map[string]budget.Budget{}
		book := &budget.Book{}
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			var c budget.Changes
			was := dump(book)
			old := book
			for range rapid.IntRange(0, 5).Draw(t, "put") {
				b := drawBudget(t, rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(t, "id"))
				if !slices.ContainsFunc(c.Put, func(o budget.Budget) bool { return o.ID == b.ID }) {
					c.Put = append(c.Put, b)
				}
			}
			for id := range facts {
				if !slices.ContainsFunc(c.Put, func(o budget.Budget) bool { return o.ID == id }) && rapid.Bool().Draw(t, "remove") {
					c.Remove = append(c.Remove, id)
				}
			}
			for _, id := range c.Remove {
				delete(facts, id)
			}
			for _, b := range c.Put {
				facts[b.ID] = b
			}
			book = must(book.With(c))
			if dump(old) != was {
				t.Fatalf("the old book changed")
			}
			var all []budget.Budget
			for _, b := range facts {
				all = append(all, b, b)
			}
			if got, want := dump(book), dump(bookOf(t, all...)); got != want {
				t.Fatalf("%s\nmade anew %s", got, want)
			}
		}
	})
}

// dump says all that a book answers.
func dump(b *budget.Book) string {
	text := fmt.Sprintf("%+v", b.Data())
	for _, buyer := range []budget.Buyer{nora, {User: "otto", Account: "south", Groups: []string{"g2"}}, {User: "zoe", Account: "west"}} {
		text += fmt.Sprint(b.Pots(buyer, date("2024-06-01")))
	}
	return text
}

// A fact given twice counts once, whatever its order; any difference is a defect.
func TestNew_SameTwice(t *testing.T) {
	b := monthly("b", func(b *budget.Budget) {
		b.Holders = budget.Holders{Users: []string{"x", "y"}, Groups: []string{"g"}, Accounts: []string{"a"}}
		b.Supervisors, b.Later, b.FiscalStart = []string{"s"}, terms("2026-02-01"), time.January
	})
	same := b
	same.Holders.Users, same.Later, same.FiscalStart = []string{"y", "x", "y"}, append(terms("2026-02-01"), b.Later...), 0
	same.MaxPeriod = eur("1000.00")
	if _, err := budget.New(budget.Data{Budgets: []budget.Budget{b, same}}); err != nil {
		t.Errorf("the same: %v", err)
	}
	changed := 0
	for i := range reflect.TypeOf(b).NumField() {
		other := b
		change(reflect.ValueOf(&other).Elem().Field(i), reflect.TypeOf(b).Field(i).Name)
		if other.ID != b.ID {
			continue
		}
		changed++
		_, err := budget.New(budget.Data{Budgets: []budget.Budget{b, other}})
		if err == nil || !strings.Contains(err.Error(), "different content") {
			t.Errorf("%s: %v", reflect.TypeOf(b).Field(i).Name, err)
		}
	}
	if changed != 17 {
		t.Errorf("%d fields, want 17", changed)
	}
}

// change gives a field another value.
func change(f reflect.Value, name string) {
	others := map[string]any{
		"Currency": money.USD, "MaxOrder": eur("7"), "MaxPeriod": eur("7"), "Later": terms("2026-03-01"), "Zone": time.FixedZone("X", 60),
		"Days": calendar.Days{From: calendar.MustDate("2026-01-01")}, "Holders": budget.Holders{Users: []string{"z"}},
		"Supervisors": []string{"z"}, "NoticeAt": money.MustPercent("7"),
	}
	switch other, ok := others[name]; {
	case ok:
		f.Set(reflect.ValueOf(other))
	case f.Kind() == reflect.String:
		f.SetString("other")
	case f.Kind() == reflect.Bool:
		f.SetBool(!f.Bool())
	case f.Kind() == reflect.Int:
		f.SetInt(7)
	default:
		f.SetUint(2)
	}
}

// Data of a book makes an equal one.
func TestData_RoundTrip(t *testing.T) {
	book := bookOf(t, monthly("b", with(budget.Authorize)), monthly("a", kind(budget.Week)))
	d := book.Data()
	d.Revision = 3
	again := must(budget.New(d))
	var ids []string
	for b := range again.Budgets() {
		ids = append(ids, b.ID)
		if len(ids) == 1 {
			continue
		}
		break
	}
	if diff := cmp.Diff([]string{"a", "b"}, ids); diff != "" || again.Revision() != 3 {
		t.Error(diff)
	}
}
