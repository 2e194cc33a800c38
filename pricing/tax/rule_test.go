package tax_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

// A small world: every value that a rule can name, and one that no rule names.
var (
	profiles  = []string{"", "p", "unnamed"}
	accounts  = []string{"a", "b"}
	countries = []string{"", "DE", "AT", "unnamed"}
	regions   = []string{"", "north", "south", "unnamed"}
	classes   = []string{"", "books", "unnamed"}
	days      = []calendar.Days{{}, {To: calendar.MustDate("2026-06-30")}, {From: calendar.MustDate("2026-07-01")}, {From: calendar.MustDate("2026-04-01"), To: calendar.MustDate("2026-09-30")}}
	instants  = []time.Time{noon.AddDate(0, -9, 0), noon.AddDate(0, -6, 0), noon.AddDate(0, -3, 0), noon}
)

func draw(r *rand.Rand) []tax.Rule {
	var rules []tax.Rule
	for i := range 1 + r.IntN(6) {
		rule := tax.Rule{ID: fmt.Sprint("r", i), Overrules: r.IntN(4) == 0, Treatment: standard(fmt.Sprint(i + 1)), Days: days[max(0, r.IntN(7)-3)]}
		switch r.IntN(4) {
		case 0:
			rule.Profile = "p"
		case 1:
			rule.Account = "a"
		}
		switch r.IntN(5) {
		case 0, 1:
			rule.Country = countries[1+r.IntN(2)]
		case 2, 3:
			rule.Country, rule.Region = countries[1+r.IntN(2)], regions[1+r.IntN(2)]
		}
		if r.IntN(2) == 0 {
			rule.Class = "books"
		}
		rules = append(rules, rule)
	}
	return rules
}

// says reports whether r says all that s says, where both hold.
func says(r, s tax.Rule) bool {
	return (s.Profile == "" || r.Profile != "" || r.Account != "") && (s.Account == "" || r.Account != "") &&
		(s.Country == "" || r.Country != "") && (s.Region == "" || r.Region != "") && (s.Class == "" || r.Class != "")
}

// slowly is the reference: of the rules that hold, those that overrule if any do, it is the one that says all that each other says; a
// tie where there is none, or more than one.
func slowly(rules []tax.Rule, c tax.Customer, class string, at time.Time) (found []string, tie bool) {
	for _, overrules := range []bool{true, false} {
		var hold []tax.Rule
		for _, r := range rules {
			if r.Overrules == overrules && (r.Profile == "" || r.Profile == c.Profile) && (r.Account == "" || r.Account == c.Account) &&
				(r.Country == "" || r.Country == c.Country) && (r.Region == "" || r.Region == c.Region) && (r.Class == "" || r.Class == class) &&
				r.Days.Contains(calendar.DateOf(at, time.UTC)) {
				hold = append(hold, r)
			}
		}
		var best []string
		for _, r := range hold {
			if !slices.ContainsFunc(hold, func(s tax.Rule) bool { return !says(r, s) }) {
				best = append(best, r.ID)
			}
		}
		tie = tie || len(hold) > 0 && len(best) != 1
		found = append(found, best...)
	}
	return found, tie
}

// ask visits every question of the small world.
func ask(visit func(c tax.Customer, class string, at time.Time)) {
	for _, account := range accounts {
		for _, profile := range profiles {
			for _, country := range countries {
				for _, region := range regions {
					for _, class := range classes {
						for _, at := range instants {
							visit(tax.Customer{Account: account, Profile: profile, Country: country, Region: region}, class, at)
						}
					}
				}
			}
		}
	}
}

// TAX-1: rules are refused if and only if some question has a tie, and every answer is that of the most specific rule.
func TestTAX1_MostSpecificWinsAndTiesAreRefused(t *testing.T) {
	accepted, refused := 0, 0
	for i := range proof(300, 8_000, 100_000) {
		r := rand.New(rand.NewPCG(uint64(i), 3))
		rules := draw(r)
		book, err := tax.New(tax.Data{Zone: time.UTC, Rules: rules})
		tied := false
		ask(func(c tax.Customer, class string, at time.Time) {
			want, tie := slowly(rules, c, class, at)
			if tied = tied || tie; tie || err != nil {
				return
			}
			d := book.For(c, at).Of(class)
			if d.Allowed() != (len(want) > 0) || d.Allowed() && d.Rule != want[0] {
				t.Fatalf("%+v\n%+v %q: %v, want %v", rules, c, class, d, want)
			}
		})
		if tied != (err != nil) {
			t.Fatalf("%+v: tied %v, %v", rules, tied, err)
		}
		if err != nil {
			refused++
			continue
		}
		accepted++
		shuffled := slices.Clone(rules)
		r.Shuffle(len(rules), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		other, err := tax.New(tax.Data{Zone: time.UTC, Rules: append(shuffled, shuffled[0])}) // an identical rule twice changes nothing
		if err != nil {
			t.Fatal(err)
		}
		ask(func(c tax.Customer, class string, at time.Time) {
			if one, two := book.For(c, at).Of(class), other.For(c, at).Of(class); one != two {
				t.Fatalf("%v, then %v", one, two)
			}
		})
	}
	if accepted < refused/20 || refused < accepted/20 {
		t.Errorf("%d accepted, %d refused", accepted, refused)
	}
}

func TestTAX1_Defects(t *testing.T) {
	good := tax.Rule{ID: "x", Treatment: standard("19")}
	with := func(change func(*tax.Rule)) tax.Rule {
		r := good
		change(&r)
		return r
	}
	for _, row := range []struct {
		reason string
		rules  []tax.Rule
		want   []tax.DefectCode
	}{
		{"no id", []tax.Rule{with(func(r *tax.Rule) { r.ID = "" })}, []tax.DefectCode{tax.BadID}},
		{"a space at an end", []tax.Rule{with(func(r *tax.Rule) { r.Country = "DE " })}, []tax.DefectCode{tax.BadID}},
		{"profile and account", []tax.Rule{with(func(r *tax.Rule) { r.Profile, r.Account = "p", "a" })}, []tax.DefectCode{tax.BadTarget}},
		{"a region of no country", []tax.Rule{with(func(r *tax.Rule) { r.Region = "north" })}, []tax.DefectCode{tax.BadTarget}},
		{"days reversed", []tax.Rule{with(func(r *tax.Rule) {
			r.Days = calendar.Days{From: calendar.MustDate("2026-02-01"), To: calendar.MustDate("2026-01-01")}
		})}, []tax.DefectCode{tax.ReversedDays}},
		{"no category", []tax.Rule{with(func(r *tax.Rule) { r.Category = "" })}, []tax.DefectCode{tax.BadCategory}},
		{"taxed at nothing", []tax.Rule{with(func(r *tax.Rule) { r.Rate = money.Rate{} })}, []tax.DefectCode{tax.BadRate}},
		{"below nothing", []tax.Rule{with(func(r *tax.Rule) { r.Rate = money.MustRate("-0.1") })}, []tax.DefectCode{tax.BadRate}},
		{"tenfold", []tax.Rule{with(func(r *tax.Rule) { r.Rate = money.MustRate("10") })}, []tax.DefectCode{tax.BadRate}},
		{"seven decimals", []tax.Rule{with(func(r *tax.Rule) { r.Rate = money.MustRate("0.1234567") })}, []tax.DefectCode{tax.BadRate}},
		{"exempt with a rate", []tax.Rule{with(func(r *tax.Rule) { r.Category, r.Reason = tax.Exempt, "why" })}, []tax.DefectCode{tax.BadRate}},
		{"exempt without a reason", []tax.Rule{{ID: "x", Treatment: tax.Treatment{Category: tax.Exempt}}}, []tax.DefectCode{tax.NoReason}},
		{"an id twice", []tax.Rule{good, with(func(r *tax.Rule) { r.Class = "books" })}, []tax.DefectCode{tax.Duplicate}},
		{"the same key twice", []tax.Rule{good, with(func(r *tax.Rule) { r.ID = "y" })}, []tax.DefectCode{tax.Tie}},
		{"all at once", []tax.Rule{with(func(r *tax.Rule) { r.ID, r.Rate = "", money.Rate{} }), good}, []tax.DefectCode{tax.BadID, tax.BadRate, tax.Tie}},
	} {
		_, err := tax.New(tax.Data{Zone: time.UTC, Rules: row.rules})
		var data *tax.DataError
		if !errors.As(err, &data) || !errors.Is(err, tax.ErrData) {
			t.Errorf("%s: %v", row.reason, err)
			continue
		}
		var codes []tax.DefectCode
		for _, d := range data.Defects {
			codes = append(codes, d.Code)
		}
		slices.Sort(codes)
		slices.Sort(row.want)
		if !reflect.DeepEqual(codes, row.want) {
			t.Errorf("%s: %v, want %v", row.reason, codes, row.want)
		}
	}
	if _, err := tax.New(tax.Data{}); !errors.Is(err, tax.ErrData) {
		t.Errorf("no zone: %v", err)
	}
}

// Zero rated needs no reason; the nil Book, the zero instant and the zero Decision refuse.
func TestDEC2_WhatIsUnsetRefuses(t *testing.T) {
	book, err := tax.New(tax.Data{Zone: time.UTC, Rules: []tax.Rule{{ID: "z", Treatment: tax.Treatment{Category: tax.ZeroRated}}}})
	if err != nil {
		t.Fatal(err)
	}
	var none *tax.Book
	for reason, d := range map[string]tax.Decision{
		"no book": none.For(tax.Customer{}, noon).Of(""), "no instant": book.For(tax.Customer{}, time.Time{}).Of(""), "nothing asked": {},
	} {
		if d.Allowed() {
			t.Errorf("%s: %v", reason, d)
		}
	}
	if d := book.For(tax.Customer{}, noon).Of(""); !d.Allowed() || d.Rate.Sign() != 0 {
		t.Error(d)
	}
	var c tax.Category
	if c.UnmarshalText([]byte("X")) == nil || c.UnmarshalText([]byte("AE")) != nil || c != tax.ReverseCharge || c.Words() == "" {
		t.Error(c)
	}
}

// A rule holds from the first instant of its first day in the seller's zone to the last of its last.
func TestTAX1_DaysAreTheSellers(t *testing.T) {
	berlin, err := calendar.ParseZone("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	book, err := tax.New(tax.Data{Zone: berlin, Rules: []tax.Rule{
		{ID: "16", Treatment: standard("16"), Days: calendar.Days{To: calendar.MustDate("2020-12-31")}},
		{ID: "19", Treatment: standard("19"), Days: calendar.Days{From: calendar.MustDate("2021-01-01")}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	midnight := calendar.MustDate("2021-01-01").FirstInstant(berlin)
	for at, want := range map[time.Time]string{midnight: "19", midnight.Add(-time.Microsecond): "16"} {
		if d := book.For(tax.Customer{}, at).Of(""); d.Rule != want {
			t.Errorf("%v: %v", at, d)
		}
	}
}

func TestTAX1_AnAnswerAllocatesNothing(t *testing.T) {
	book, err := tax.New(tax.Data{Zone: time.UTC, Rules: []tax.Rule{{ID: "DE", Country: "DE", Treatment: standard("19")}}})
	if err != nil {
		t.Fatal(err)
	}
	rates := book.For(tax.Customer{Account: "a", Country: "DE"}, noon)
	if n := testing.AllocsPerRun(100, func() { rates.Of("books") }); n > 0 {
		t.Error(n)
	}
}
