package pricing_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// DEC-1: a price is a value with a stable reason, a sentence and what it rests
// on; the zero value of every decision is a refusal.
func TestDEC1_ZeroValuesAreRefused(t *testing.T) {
	for reason, ok := range map[string]bool{
		"price":       pricing.Price{}.OK(),
		"answer":      pricing.Answer{}.OK(),
		"normal":      pricing.Answer{}.Normal.OK(),
		"priced line": pricing.PricedLine{}.OK(),
		"next break":  pricing.NextBreak{}.OK(),
		"special":     pricing.Price{}.Special(),
		"total":       pricing.Basket{}.Total.IsSet(),
	} {
		if ok {
			t.Errorf("the zero %s is a yes", reason)
		}
	}
	if got := (pricing.Trace{}).Sentence(); got != "0 of  for : no price, nothing was asked" {
		t.Errorf("the zero trace says %q", got)
	}
	if got := (pricing.Entry{List: pricing.LevelID("A")}).Sentence(); got != "level:A unknown" {
		t.Errorf("the zero entry says %q", got)
	}
}

// DEC-1: names are stable, and text brings the value back; nothing else is read.
func TestDEC1_StableNames(t *testing.T) {
	for r := pricing.Unasked; r <= pricing.Blocked; r++ {
		var again pricing.Reason
		backAndForth(t, r, &again, again.UnmarshalText)
		if again != r {
			t.Errorf("%s comes back as %s", r, again)
		}
	}
	for c := pricing.Won; c <= pricing.SetAside; c++ {
		var again pricing.Code
		backAndForth(t, c, &again, again.UnmarshalText)
		if again != c {
			t.Errorf("%s comes back as %s", c, again)
		}
	}
	for c := pricing.ForcedFirst; c <= pricing.RefuseTie; c++ {
		var again pricing.Criterion
		backAndForth(t, c, &again, again.UnmarshalText)
		if again != c {
			t.Errorf("%s comes back as %s", c, again)
		}
	}
	for c := pricing.Base; c <= pricing.Forced; c++ {
		var again pricing.Competes
		backAndForth(t, c, &again, again.UnmarshalText)
		if again != c {
			t.Errorf("%s comes back as %s", c, again)
		}
	}
	for _, bad := range []interface {
		fmt.Stringer
		MarshalText() ([]byte, error)
	}{pricing.Reason(99), pricing.Code(99), pricing.Criterion(99), pricing.Competes(99)} {
		if text, err := bad.MarshalText(); err == nil || bad.String() != "unknown" {
			t.Errorf("%T 99 is written as %q", bad, text)
		}
	}
}

func backAndForth(t *testing.T, value interface{ MarshalText() ([]byte, error) }, _ any, read func([]byte) error) {
	t.Helper()
	text, err := value.MarshalText()
	if err == nil {
		err = read(text)
	}
	if err != nil {
		t.Errorf("%v: %v", value, err)
	}
	for _, bad := range []string{"unknown", "nope", string(text) + " "} {
		if read([]byte(bad)) == nil {
			t.Errorf("%q is read", bad)
		}
	}
	if err := read(text); err != nil {
		t.Error(err)
	}
}

// DEC-2: what is unset or unknown is refused with the reason; never a panic.
func TestDEC2_DefectiveQuestions(t *testing.T) {
	book := sheet(t, lists(level("A", at("1"))))
	for _, c := range []struct {
		reason string
		prices *pricing.Prices
		line   pricing.Line
		field  string
	}{
		{"no Book", new(pricing.Prices), some1, "prices"},
		{"no buyer", book.For(pricing.Buyer{}, march), some1, "buyer's currency"},
		{"an unknown currency", book.For(pricing.Buyer{Currency: 1}, march), some1, "buyer's currency"},
		{"no instant", book.For(tradeBuyer(), time.Time{}), some1, "instant"},
		{"an instant beyond the calendar", book.For(tradeBuyer(), time.Date(300_000, 1, 1, 0, 0, 0, 0, time.UTC)), some1, "instant"},
		{"one before it", book.For(tradeBuyer(), time.Date(-300_000, 1, 1, 0, 0, 0, 0, time.UTC)), some1, "instant"},
		{"no line", book.For(tradeBuyer(), march), pricing.Line{}, "quantity"},
		{"no quantity", book.For(tradeBuyer(), march), pieces("P", "0"), "quantity"},
		{"a quantity below 0", book.For(tradeBuyer(), march), pieces("P", "-1"), "quantity"},
		{"a quantity below 0 of what there is not", book.For(tradeBuyer(), march), pieces("none", "-1"), "quantity"},
	} {
		for call, err := range asked(c.prices, c.line) {
			var q *pricing.QuestionError
			if !errors.As(err, &q) || !errors.Is(err, pricing.ErrQuestion) || q.Field != c.field || q.What == "" {
				t.Errorf("%s: %s: %v, want a question about %s", c.reason, call, err, c.field)
			}
		}
		sameAs(t, c.reason+": a price file", 0, count(c.prices, c.line.Quantity))
	}
}

// asked asks every call and returns their errors.
func asked(p *pricing.Prices, line pricing.Line) map[string]error {
	errs := make(map[string]error)
	_, errs["Price"] = p.Price(line)
	_, errs["PriceOf"] = p.PriceOf(pricing.Item{}, line.Quantity)
	_, errs["Answer"] = p.Answer(line)
	_, errs["Explain"] = p.Explain(line, pricing.LevelID("A"))
	_, errs["Basket"] = p.Basket([]pricing.Line{line})
	return errs
}

func count(p *pricing.Prices, q money.Quantity) (n int) {
	for range p.All(q) {
		n++
	}
	return n
}

// DEC-2: ids that are none are no way in.
func TestDEC2_UnknownIDs(t *testing.T) {
	group := promo("G", at("4"))
	group.Audience = memberOf(pricing.Assignment{Group: "north"})
	data := lists(level("A", at("10"), inBoxes(at("90"))), group)
	for _, c := range []ruleCase{
		{reason: "a product that nobody has", data: data, line: pieces("none", "1"), want: "no-such-product"},
		{reason: "no product", data: data, line: pieces("", "1"), want: "no-such-product"},
		{reason: "a unit that nobody has", data: data, line: pricing.Line{Product: "P", Unit: "PALLET", Quantity: money.Units(1)}, want: "not-in-unit"},
		{reason: "a product that spells a unit", data: data, line: pieces("P\x00BOX", "1"), want: "no-such-product"},
		{reason: "an account that spells a group", data: data, buyer: func(b *pricing.Buyer) { b.Account = "\x00north" }, want: "10.00 level:A"},
		{reason: "an account that spells a group to be priced as", data: data, buyer: func(b *pricing.Buyer) { b.PricedAs = "\x00north" }, want: "10.00 level:A"},
		{reason: "an account that nobody knows has its levels", data: data, buyer: func(b *pricing.Buyer) { b.Account = "nobody" }, want: "10.00 level:A"},
		{reason: "features and permissions that no list needs", data: data, buyer: func(b *pricing.Buyer) {
			b.Features, b.Permissions = []account.Feature{"x", ""}, []account.Permission{"y", ""}
		}, want: "10.00 level:A"},
		{reason: "a group of no name", data: data, buyer: func(b *pricing.Buyer) { b.Groups = []string{"", "\x00", "\x00\x00"} }, want: "10.00 level:A"},
	} {
		if got := told(mustAsk(t, c.prices(t), c.asked())); got != c.want {
			t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
		}
	}
}

// DEC-2: a feature is no permission of the same name.
func TestDEC2_FeatureIsNoPermission(t *testing.T) {
	data := lists(with(promo("F", at("4")), func(l *pricing.List) { l.Feature = "x" }), with(promo("P", at("5")), func(l *pricing.List) { l.Permission = "x" }))
	runRule(t, []ruleCase{
		{reason: "neither", data: data, want: "no-such-product"},
		{reason: "the feature", data: data, buyer: func(b *pricing.Buyer) { b.Features = []account.Feature{"x"} }, want: "4.00 promotion:F"},
		{reason: "the permission", data: data, buyer: func(b *pricing.Buyer) { b.Permissions = []account.Permission{"x"} }, want: "5.00 promotion:P"},
	})
}

// DEC-3: same inputs, same answer, byte for byte: as told here once and for all.
func TestDEC3_SameBytes(t *testing.T) {
	const want = `{"account":"acme","product":"P","quantity":"1","currency":"GBP","at":"2026-03-10T09:00:00Z","revision":0,` +
		`"reason":"priced","price":"9.00 GBP","source":"contract:K","break":"0",` +
		`"criteria":["forced-first","lowest-price","contract-first","lowest-code","lowest-kind"],"entries":[` +
		`{"list":"contract:K","code":"won","competes":"not-dearer","price":"9.00 GBP","counted":"1","break":"0"},` +
		`{"list":"level:A","code":"outbid","competes":"base","position":1,"price":"10.00 GBP","counted":"1","break":"0"}]}`
	for range 20 {
		got := dump(t, explained(t, lists(level("A", at("10")), deal("K", at("9"))), some1))
		if got[:len(want)] != want {
			t.Fatalf("got %s", got)
		}
		sameAs(t, "a whole Book", tale(t, sheet(t, catalogue())), tale(t, sheet(t, catalogue())))
	}
}

// DEC-3: the zone of the instant that is asked for does not matter.
func TestDEC3_ZoneOfTheQuestion(t *testing.T) {
	book := sheet(t, lists(level("A", at("10"), dated("2026-03-10", "2026-03-10", at("9")))))
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("east", 14*3600), time.FixedZone("west", -12*3600)} {
		p := book.For(tradeBuyer(), march.In(zone))
		trace, err := p.Explain(some1)
		if err != nil {
			t.Fatal(err)
		}
		text := mustAnswer(t)(p.Answer(some1)) + dump(t, trace)
		p = book.For(tradeBuyer(), march)
		trace, err = p.Explain(some1)
		sameAs(t, zone.String(), mustAnswer(t)(p.Answer(some1))+dump(t, trace)+fmt.Sprint(err), text+fmt.Sprint(nil))
	}
}
