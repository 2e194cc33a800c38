package condition_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Package order has the proof of what counts: TestDifferential there compares every condition with a slow reference.

func question() condition.Question {
	return condition.Question{Account: "acme", Groups: []string{"gold"}, Categories: []string{"school"}, Country: "DE", At: noon,
		Subtotal: eur("200"), Weight: money.Units(10), Round: money.ToPlaces(2, money.HalfUp)}
}

func flat(terms condition.Terms, cost string) condition.Delivery {
	return condition.Delivery{Terms: terms, Costs: []condition.Cost{{Amount: eur(cost)}}}
}

// Every condition has one code, of the first thing that stands in its way.
func TestORD1_EveryConditionHasItsCode(t *testing.T) {
	with := func(id string, change func(*condition.Terms)) condition.Terms {
		terms := everyone(id, 1)
		change(&terms)
		return terms
	}
	off := func(terms condition.Terms) condition.Discount { return percent(terms, "5") }
	step := off(everyone("step", 1))
	step.Steps[0].From = eur("200.01")
	pounds := condition.Discount{Terms: everyone("pounds", 1), Steps: []condition.Step{{Amount: money.MustParse("1", money.GBP)}}}
	for _, row := range []struct {
		reason string
		one    condition.Discount
		want   condition.EntryCode
	}{
		{"for everyone", off(everyone("x", 1)), condition.Counts},
		{"for the account", off(condition.Terms{ID: "x", For: condition.Audience{Accounts: []string{"acme"}}}), condition.Counts},
		{"for a group", off(condition.Terms{ID: "x", For: condition.Audience{Groups: []string{"gold", "silver"}}}), condition.Counts},
		{"for a category", off(condition.Terms{ID: "x", For: condition.Audience{Categories: []string{"school"}}}), condition.Counts},
		{"for the account and its group, told once", off(condition.Terms{ID: "x", For: condition.Audience{Accounts: []string{"acme"}, Groups: []string{"gold"}}}), condition.Counts},
		{"for nobody", off(condition.Terms{ID: "x"}), condition.OtherBuyers},
		{"for another account", off(condition.Terms{ID: "x", For: condition.Audience{Accounts: []string{"Acme"}}}), condition.OtherBuyers},
		{"elsewhere", off(with("x", func(c *condition.Terms) { c.Countries = []string{"AT"} })), condition.OtherCountry},
		{"later", off(with("x", func(c *condition.Terms) { c.Days.From = calendar.MustDate("2026-11-22") })), condition.NotBegun},
		{"today still", off(with("x", func(c *condition.Terms) { c.Days.To = calendar.MustDate("2026-11-21") })), condition.Counts},
		{"earlier", off(with("x", func(c *condition.Terms) { c.Days.To = calendar.MustDate("2026-11-20") })), condition.Expired},
		{"in another currency", pounds, condition.OtherCurrency},
		{"a cent below", step, condition.BelowFirst},
		{"after the last one", off(with("x", func(c *condition.Terms) { c.Rank = 9 })), condition.Ended},
	} {
		all := []condition.Discount{row.one}
		if row.want == condition.Ended {
			last := percent(everyone("last", 0), "0")
			last.Last = true
			all = append(all, last)
		}
		book, err := condition.New(condition.Data{Zone: time.UTC, Discounts: all})
		if err != nil {
			t.Fatal(err)
		}
		d, entries, err := book.Explain(question())
		at := slices.IndexFunc(entries, func(e condition.Entry) bool { return e.ID == row.one.ID })
		if err != nil || at < 0 || entries[at].Code != row.want || len(entries) != len(all) {
			t.Errorf("%s: %v, %v; want %s", row.reason, entries, err, row.want)
		}
		if counts := len(d.Discounts) == 1; counts != (row.want == condition.Counts) {
			t.Errorf("%s: %+v", row.reason, d.Discounts)
		}
		short, err := book.Decide(question())
		if err != nil || !reflect.DeepEqual(short, d) {
			t.Errorf("%s: explained %+v, decided %+v", row.reason, d, short)
		}
	}
}

// A delivery that nobody has declared is refused, never free; so is one by a weight that is not known.
func TestORD1_NoDeliveryIsNotFreeDelivery(t *testing.T) {
	abroad := everyone("abroad", 1)
	abroad.Countries = []string{"AT"}
	heavy := condition.Delivery{Terms: everyone("heavy", 1), ByWeight: true, Costs: []condition.Cost{{Amount: eur("5")}, {FromWeight: money.Units(10), Amount: eur("9")}}}
	free := heavy
	free.FreeFrom = eur("200")
	book := func(all ...condition.Delivery) *condition.Book {
		b, err := condition.New(condition.Data{Zone: time.UTC, Deliveries: all})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	unknown := question()
	unknown.Unweighed = true
	for _, row := range []struct {
		reason string
		book   *condition.Book
		q      condition.Question
		want   condition.Code
		cost   string
	}{
		{"none declared at all", book(), question(), condition.Decided, ""},
		{"declared for elsewhere", book(flat(abroad, "5")), question(), condition.NoDelivery, ""},
		{"costs given in another order", book(condition.Delivery{Terms: everyone("a", 1), Costs: []condition.Cost{
			{From: eur("300"), Amount: eur("1")}, {From: eur("200"), Amount: eur("3")}, {Amount: eur("9")}}}), question(), condition.Decided, "3.00"},
		{"from a weight on, reached exactly", book(heavy), question(), condition.Decided, "9.00"},
		{"the cheapest of a rank", book(flat(everyone("b", 1), "6"), flat(everyone("a", 1), "7"), flat(abroad, "1")), question(), condition.Decided, "6.00"},
		{"a weight that is not known", book(heavy), unknown, condition.NoWeight, ""},
		{"which does not matter where it is free", book(free), unknown, condition.Decided, "0.00"},
		{"which does not matter by subtotal", book(flat(everyone("a", 1), "7")), unknown, condition.Decided, "7.00"},
	} {
		d, err := row.book.Decide(row.q)
		if err != nil || d.Code != row.want || d.Allowed() != (row.want == condition.Decided) {
			t.Errorf("%s: %+v, %v", row.reason, d, err)
		}
		if row.cost != "" && (len(d.Deliveries) != 1 || d.Deliveries[0].Amount.Number() != row.cost) {
			t.Errorf("%s: %+v", row.reason, d)
		}
	}
	if (condition.Decision{}).Allowed() {
		t.Error("the zero Decision does not refuse")
	}
}

// In the room of the decision before, a decision is what it is in room of its own.
func TestP1_RoomIsNotAnswer(t *testing.T) {
	heavy := condition.Delivery{Terms: everyone("heavy", 1), ByWeight: true, Costs: []condition.Cost{{Amount: eur("5")}}}
	book, err := condition.New(condition.Data{Zone: time.UTC, Deliveries: []condition.Delivery{heavy},
		Discounts: []condition.Discount{percent(everyone("a", 1), "5"), percent(everyone("b", 2), "5")}})
	if err != nil {
		t.Fatal(err)
	}
	unknown, bad := question(), question()
	unknown.Unweighed, bad.At = true, time.Time{}
	var room condition.Decision
	for _, q := range []condition.Question{question(), question(), unknown, question(), bad, unknown, question()} {
		want, wantErr := book.Decide(q)
		var got error
		room, got = book.DecideInto(room, q)
		if !errors.Is(got, wantErr) || room.Code != want.Code || fmt.Sprint(room.Discounts, room.Deliveries) != fmt.Sprint(want.Discounts, want.Deliveries) {
			t.Errorf("%+v %v, want %+v %v", room, got, want, wantErr)
		}
	}
}

func TestORD1_BadQuestions(t *testing.T) {
	book, err := condition.New(condition.Data{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	for reason, change := range map[string]func(*condition.Question){
		"no subtotal": func(q *condition.Question) { q.Subtotal = money.Amount{} },
		"below zero":  func(q *condition.Question) { q.Subtotal = eur("-1") },
		"no instant":  func(q *condition.Question) { q.At = time.Time{} },
	} {
		q := question()
		change(&q)
		if _, err := book.Decide(q); !errors.Is(err, condition.ErrQuestion) {
			t.Errorf("%s: %v", reason, err)
		}
	}
	q := question()
	q.Round = money.Rounding{}
	if _, err := book.Decide(q); !errors.Is(err, money.ErrRounding) {
		t.Error(err)
	}
}

func TestORD1_Defects(t *testing.T) {
	discount := func(change func(*condition.Discount)) condition.Data {
		d := percent(everyone("x", 1), "5")
		change(&d)
		return condition.Data{Zone: time.UTC, Discounts: []condition.Discount{d}}
	}
	delivery := func(change func(*condition.Delivery)) condition.Data {
		d := flat(everyone("x", 1), "5")
		change(&d)
		return condition.Data{Zone: time.UTC, Deliveries: []condition.Delivery{d}}
	}
	pounds := money.MustParse("1", money.GBP)
	for _, row := range []struct {
		reason string
		data   condition.Data
		want   condition.DefectCode
	}{
		{"no zone", condition.Data{}, condition.BadZone},
		{"no id", discount(func(d *condition.Discount) { d.ID = "" }), condition.BadID},
		{"a bad country", discount(func(d *condition.Discount) { d.Countries = []string{""} }), condition.BadID},
		{"a bad tax class", delivery(func(d *condition.Delivery) { d.TaxClass = " " }), condition.BadID},
		{"everyone and some", discount(func(d *condition.Discount) { d.For.Groups = []string{"g"} }), condition.BadAudience},
		{"days reversed", discount(func(d *condition.Discount) {
			d.Days = calendar.Days{From: calendar.MustDate("2026-02-01"), To: calendar.MustDate("2026-01-01")}
		}), condition.ReversedDays},
		{"no steps", discount(func(d *condition.Discount) { d.Steps = nil }), condition.NoSteps},
		{"no costs", delivery(func(d *condition.Delivery) { d.Costs = nil }), condition.NoSteps},
		{"two steps from one amount", discount(func(d *condition.Discount) { d.Steps = append(d.Steps, condition.Step{From: eur("0")}) }), condition.SameStep},
		{"two costs from one amount", delivery(func(d *condition.Delivery) { d.Costs = append(d.Costs, d.Costs[0]) }), condition.SameStep},
		{"a part and an amount", discount(func(d *condition.Discount) { d.Steps[0].Amount = eur("1") }), condition.BothGiven},
		{"more than all", discount(func(d *condition.Discount) { d.Steps[0].Rate = money.MustPercent("101") }), condition.BadRate},
		{"less than nothing", discount(func(d *condition.Discount) { d.Steps[0].Rate = money.MustPercent("-1") }), condition.BadRate},
		{"no cost", delivery(func(d *condition.Delivery) { d.Costs[0].Amount = money.Amount{} }), condition.NoAmount},
		{"a cost below zero", delivery(func(d *condition.Delivery) { d.Costs[0].Amount = eur("-1") }), condition.Negative},
		{"two currencies", delivery(func(d *condition.Delivery) { d.FreeFrom = pounds }), condition.TwoCurrencies},
		{"a weight where the subtotal counts", delivery(func(d *condition.Delivery) { d.Costs[0].FromWeight = money.Units(1) }), condition.BadMeasure},
		{"a subtotal where the weight counts", delivery(func(d *condition.Delivery) { d.ByWeight, d.Costs[0].From = true, eur("1") }), condition.BadMeasure},
		{"an id twice", condition.Data{Zone: time.UTC, Discounts: []condition.Discount{percent(everyone("x", 1), "5")},
			Deliveries: []condition.Delivery{flat(everyone("x", 1), "5")}}, condition.Duplicate},
	} {
		_, err := condition.New(row.data)
		var data *condition.DataError
		if !errors.As(err, &data) || !errors.Is(err, condition.ErrData) || len(data.Defects) != 1 || data.Defects[0].Code != row.want {
			t.Errorf("%s: %v, want %s", row.reason, err, row.want)
		}
	}
}

// The order in which conditions, steps and groups are given is irrelevant; what is handed in can be changed afterwards.
func TestP2_OrderOfConditionsIsIrrelevant(t *testing.T) {
	steps := []condition.Step{{Rate: money.MustPercent("1")}, {From: eur("100"), Rate: money.MustPercent("2")}, {From: eur("300"), Rate: money.MustPercent("3")}}
	one := []condition.Discount{{Terms: everyone("a", 1), Steps: steps}, percent(everyone("b", 1), "2"), percent(everyone("c", 2), "4")}
	two := []condition.Discount{one[2], one[1], {Terms: one[0].Terms, Steps: []condition.Step{steps[2], steps[0], steps[1]}}}
	var decided []condition.Decision
	for _, all := range [][]condition.Discount{one, two} {
		book, err := condition.New(condition.Data{Zone: time.UTC, Discounts: all})
		if err != nil {
			t.Fatal(err)
		}
		all[0].Steps[0].Rate = money.MustPercent("50")
		d, err := book.Decide(question())
		if err != nil || len(d.Discounts) != 2 || d.Discounts[0].ID != "a" {
			t.Fatalf("%+v, %v", d, err)
		}
		all[0].Steps[0].Rate = money.MustPercent("1")
		if all[0].ID == "c" {
			all[0].Steps[0].Rate = money.MustPercent("4")
		}
		decided = append(decided, d)
	}
	if !reflect.DeepEqual(decided[0], decided[1]) {
		t.Errorf("%+v\n%+v", decided[0], decided[1])
	}
}
