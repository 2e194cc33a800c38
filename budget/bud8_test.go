package budget_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func measure(m budget.Measure) func(*budget.Budget) { return func(b *budget.Budget) { b.Measure = m } }

func dollars(b *budget.Budget) { b.Currency, b.MaxPeriod = money.USD, usd("1000") }

// The total without tax counts, or that with tax, or that of the goods.
func TestBUD8_Measure(t *testing.T) {
	s := newShop(t, monthly("goods", measure(budget.GoodsOnly)), monthly("gross", measure(budget.WithTax)), monthly("net"))
	p := s.placement("1", eur("0"), feb)
	p.Question.Total = budget.Totals{Goods: eur("100"), WithoutTax: eur("110"), WithTax: eur("132")}
	s.placed(p)
	for id, want := range map[string]string{"goods": "100.00", "net": "110.00", "gross": "132.00"} {
		s.wantUsed(t, "reserved", id, february, "reserved "+want+" spent 0.00")
	}
	s.commit("1", feb, budget.Totals{Goods: eur("90"), WithoutTax: eur("95"), WithTax: eur("114")})
	s.credit("1", budget.Totals{Goods: eur("0"), WithoutTax: eur("5"), WithTax: eur("6")}, feb)
	for id, want := range map[string]string{"goods": "90.00", "net": "90.00", "gross": "108.00"} {
		s.wantUsed(t, "the delivery was given back", id, february, "reserved 0.00 spent "+want)
	}
	p = s.placement("2", eur("5"), feb)
	wantSays(t, "the goods were not said", s.placed(p), "no amount goods only")
	p.Question.Total = budget.Totals{Goods: eur("5"), WithoutTax: eur("6")}
	wantSays(t, "with tax was not said", s.placed(p), "no amount with tax")
	wantSays(t, "nor in a credit", s.credit("1", total(eur("1")), feb), "no amount goods only")
	wantSays(t, "a credit of nothing said", s.credit("1", budget.Totals{}, feb), "no amount goods only")
}

// A budget in another currency needs a rate from the host, which every entry records.
func TestBUD8_Rate(t *testing.T) {
	s := newShop(t, monthly("e"), monthly("u", dollars))
	p := s.placement("1", eur("100"), feb)
	wantSays(t, "no rate", s.placed(p), "no rate u")
	p.Question.Rates = []budget.Rate{rate("EUR", "GBP", "0.87")}
	wantSays(t, "the rate of another currency", s.placed(p), "no rate u")
	p.Question.Rates = []budget.Rate{rate("EUR", "GBP", "0.87"), rate("EUR", "USD", "1.0777")}
	o := s.placed(p)
	wantSays(t, "the rate", o, "accepted; e left 1000.00; u left 1000.00")
	if f := o.Findings[1]; !f.Amount.Equal(usd("107.77")) {
		t.Errorf("measured %s", f.Amount)
	}
	for _, e := range s.entries {
		if e.Budget == "u" && (e.Rate != p.Question.Rates[1] || !e.Original.Equal(eur("100")) || !e.Amount.Equal(usd("107.77"))) ||
			e.Budget == "e" && (e.Rate != budget.Rate{} || !e.Original.Equal(e.Amount)) {
			t.Errorf("recorded %+v", e)
		}
	}
	s.commit("1", mar, total(eur("50")))
	s.wantUsed(t, "the same rate later", "u", february, "reserved 0.00 spent 53.89")
	s.credit("1", total(eur("25")), mar)
	s.credit("1", total(eur("25")), mar)
	s.wantUsed(t, "all is given back", "u", february, "reserved 0.00 spent 0.00")
	wantSays(t, "in dollars nothing is given back of an order in euros", s.credit("1", total(usd("1")), mar), "two currencies")
}

// A rate says all it must, is the only one for its currency, and begins with the order's.
func TestBUD8_BadRate(t *testing.T) {
	s := newShop(t, monthly("u", dollars))
	for reason, spoil := range map[string]func(*budget.Rate){
		"no factor":               func(r *budget.Rate) { r.Factor = money.Rate{} },
		"a factor below 0":        func(r *budget.Rate) { r.Factor = money.MustRate("-1") },
		"no source":               func(r *budget.Rate) { r.Source = "" },
		"no instant":              func(r *budget.Rate) { r.At = time.Time{} },
		"from another currency":   func(r *budget.Rate) { r.From = money.GBP },
		"to its own":              func(r *budget.Rate) { r.To = money.EUR },
		"to none":                 func(r *budget.Rate) { r.To = 0 },
		"rounding that is none":   func(r *budget.Rate) { r.Round = money.ToPlaces(99, money.HalfUp) },
		"to one that exists not":  func(r *budget.Rate) { r.To = 1 },
		"from one that is packed": func(r *budget.Rate) { r.From = 77 },
	} {
		p := s.placement("1", eur("100"), feb)
		r := rate("EUR", "USD", "1.1")
		spoil(&r)
		p.Question.Rates = []budget.Rate{r}
		if o := s.placed(p); o.Code != budget.RefusedBadRate {
			t.Errorf("%s: %s", reason, o)
		}
	}
	p := s.placement("1", eur("100"), feb)
	p.Question.Rates = []budget.Rate{rate("EUR", "USD", "1.1"), rate("EUR", "USD", "1.2")}
	wantSays(t, "two", s.placed(p), "bad rate USD")
}

// The host's rounding takes the place of cents, half up.
func TestBUD8_Rounding(t *testing.T) {
	for _, c := range []struct {
		round money.Rounding
		want  string
	}{
		{money.Rounding{}, "33.33"}, {money.ToPlaces(0, money.Up), "34.00"}, {money.ToPlaces(4, money.HalfUp), "33.3350"},
		{money.MustIncrement("0.05", money.Floor), "33.30"},
	} {
		s := newShop(t, monthly("u", dollars))
		p := s.placement("1", eur("100.005"), feb)
		r := rate("EUR", "USD", "0.333333")
		r.Round = c.round
		p.Question.Rates = []budget.Rate{r}
		if got := s.placed(p).Findings[0].Amount; !got.Equal(usd(c.want)) {
			t.Errorf("%s: %s, want %s", c.round, got, c.want)
		}
	}
}

// Parts of an order, however it is cut, never come to more than the whole at a rate, and all of them to exactly that.
func TestBUD8_PartsComeToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShop(t, monthly("u", dollars, with(budget.Warn)))
		p := s.placement("1", cents(rapid.Int64Range(1, 30_000).Draw(t, "order")), feb)
		p.Question.Rates = []budget.Rate{rate("EUR", "USD", rapid.SampledFrom([]string{"0.333333", "0.0049", "1.07777", "9.995"}).Draw(t, "rate"))}
		s.placed(p)
		s.commit("1", feb)
		left := p.Question.Total.WithoutTax
		for left.Sign() > 0 {
			part := cents(rapid.Int64Range(1, left.Coefficient()).Draw(t, "part"))
			if o := s.credit("1", total(part), feb); o.Code != budget.Done {
				t.Fatalf("%s of %s: %s", part, left, o)
			}
			left = must(left.Sub(part))
		}
		if got := s.used("u", february); got != "reserved 0.00 spent 0.00" {
			t.Fatalf("%s", got)
		}
	})
}

// Totals in two currencies, none, or below 0.
func TestBUD8_BadTotals(t *testing.T) {
	s := newShop(t, monthly("b"))
	for _, c := range []struct {
		reason string
		total  budget.Totals
		want   string
	}{
		{"two currencies", budget.Totals{WithoutTax: eur("1"), WithTax: usd("1.2")}, "two currencies"},
		{"none", budget.Totals{}, "no amount without tax"},
		{"another one", budget.Totals{Goods: eur("1")}, "no amount without tax"},
		{"below 0", total(eur("-0.01")), "negative amount"},
		{"one of them below 0", budget.Totals{WithoutTax: eur("1"), Goods: eur("-1")}, "negative amount"},
	} {
		p := s.placement("1", eur("1"), feb)
		p.Question.Total = c.total
		wantSays(t, c.reason, s.placed(p), c.want)
	}
	s.place("2", eur("100"), feb)
	wantSays(t, "a commit below 0", s.commit("2", feb, total(eur("-1"))), "negative amount")
	wantSays(t, "a commit in another currency", s.commit("2", feb, total(usd("1"))), "two currencies")
	s.commit("2", feb)
	wantSays(t, "a credit below 0", s.credit("2", total(eur("-1")), feb), "negative amount")
	s.wantUsed(t, "all refused", "b", february, "reserved 0.00 spent 100.00")
}
