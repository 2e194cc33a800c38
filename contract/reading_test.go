package contract_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

func TestReading_Presets(t *testing.T) {
	equal, expiring := deal(), deal()
	equal.Products[0].Price = eur("10.00")
	expiring.Expires = date(today)
	for _, c := range []struct {
		name            string
		reading         contract.Reading
		equal, expiring string // where the price comes from
		equalCode       pricing.Code
		expiringCode    pricing.Code
	}{
		{"zero", contract.Reading{}, "contract:K", "contract:K", pricing.Won, pricing.Won},
		{"default", contract.DefaultReading(), "contract:K", "contract:K", pricing.Won, pricing.Won},
		{"TOTECS overview", contract.TotecsOverview(), "contract:K", "contract:K", pricing.Won, pricing.Won},
		{"TOTECS conditions", contract.TotecsConditions(), "level:A", "level:A", pricing.NotCheaper, pricing.Expired},
		{"only cheaper", contract.Reading{OnlyCheaper: true}, "level:A", "contract:K", pricing.NotCheaper, pricing.Won},
		{"expiry excluded", contract.Reading{ExpiryExcluded: true}, "contract:K", "level:A", pricing.Won, pricing.Expired},
	} {
		t.Run(c.name, func(t *testing.T) {
			prices := compileAs(t, c.reading, base(), equal).For(buyer(), noon())
			wantPrice(t, prices, line("1"), "10.00", c.equal)
			wantCode(t, prices, contract.ID("K"), c.equalCode)
			prices = compileAs(t, c.reading, base(), expiring).For(buyer(), noon())
			if p := price(t, prices, line("1")); p.Source().String() != c.expiring {
				t.Errorf("on the expiry date from %s, want %s", p.Source(), c.expiring)
			}
			wantCode(t, prices, contract.ID("K"), c.expiringCode)
		})
	}
}

// Every reading agrees away from the edges, and where prices are forced.
func TestReading_ElsewhereTheSame(t *testing.T) {
	equal := deal()
	equal.Force, equal.Products[0].Price = true, eur("10.00")
	tomorrowOut := deal()
	tomorrowOut.Expires = date(tomorrow)
	over := deal()
	over.Expires = date(yesterday)
	lastDay := deal()
	lastDay.Accounts[0].Starts, lastDay.Accounts[0].Ends = date(today), date(today)
	for _, r := range []contract.Reading{{}, contract.TotecsConditions()} {
		wantPrice(t, compileAs(t, r, base(), equal).For(buyer(), noon()), line("1"), "10.00", "contract:K")
		wantPrice(t, compileAs(t, r, base(), tomorrowOut).For(buyer(), noon()), line("1"), "8.00", "contract:K")
		wantPrice(t, compileAs(t, r, base(), over).For(buyer(), noon()), line("1"), "10.00", "level:A")
		wantPrice(t, compileAs(t, r, base(), lastDay).For(buyer(), noon()), line("1"), "8.00", "contract:K")
		wantPrice(t, compileAs(t, r, level(), deal()).For(buyer(), noon()), line("1"), "8.00", "contract:K")
	}
}

// No date never becomes an expiry, nor an expiry no date.
func TestReading_EndsOfTheCalendar(t *testing.T) {
	for _, c := range []struct{ expires, want calendar.Date }{
		{calendar.Date{}, calendar.Date{}},
		{date("0001-01-01"), date("0001-01-01")},
		{date("0001-01-02"), date("0001-01-01")},
		{date("9999-12-31"), date("9999-12-30")},
	} {
		d := deal()
		d.Expires = c.expires
		if got := d.ListAs(contract.TotecsConditions()).Days; got != (calendar.Days{To: c.want}) {
			t.Errorf("expires %q: %v", c.expires, got)
		}
		if got := d.List().Days; got != (calendar.Days{To: c.expires}) {
			t.Errorf("expires %q: %v", c.expires, got)
		}
	}
}

// By default two lines of a product reach a break together; with line scope
// each is for itself.
func TestReading_Breaks(t *testing.T) {
	d := deal()
	d.Products[0].Breaks = []contract.Break{broken("10", "7.00")}
	for _, c := range []struct {
		breaks pricing.Breaks
		amount string
	}{
		{pricing.Breaks{}, "7.00"},
		{pricing.Breaks{Scope: pricing.LineScope}, "8.00"},
	} {
		prices := compileAs(t, contract.Reading{Breaks: c.breaks}, base(), d).For(buyer(), noon())
		basket, err := prices.Basket([]pricing.Line{line("5"), line("5")})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range basket.Lines {
			if got := l.Price.Unit.Number(); got != c.amount {
				t.Errorf("scope %d: %s, want %s", c.breaks.Scope, got, c.amount)
			}
		}
	}
}
