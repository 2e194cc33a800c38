package contract_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

func TestCON3_WhoWins(t *testing.T) {
	type offer struct {
		code, price string
		force       bool
	}
	for _, c := range []struct {
		name, level    string
		offers         []offer
		amount, source string
		codes          []pricing.Code
	}{
		{"forced before unforced", "10.00", []offer{{"A", "7.00", false}, {"B", "12.00", true}},
			"12.00", "contract:B", []pricing.Code{pricing.Unforced, pricing.Won}},
		{"forced before an equal unforced one", "10.00", []offer{{"A", "9.00", false}, {"B", "9.00", true}},
			"9.00", "contract:B", []pricing.Code{pricing.Unforced, pricing.Won}},
		{"the lowest of two forced", "10.00", []offer{{"A", "12.00", true}, {"B", "11.00", true}},
			"11.00", "contract:B", []pricing.Code{pricing.Outbid, pricing.Won}},
		{"the lowest of two unforced", "10.00", []offer{{"A", "9.00", false}, {"B", "8.00", false}},
			"8.00", "contract:B", []pricing.Code{pricing.Outbid, pricing.Won}},
		{"the lowest code of equal ones", "10.00", []offer{{"B", "9.00", false}, {"A", "9.00", false}},
			"9.00", "contract:A", []pricing.Code{pricing.Outranked, pricing.Won}},
		{"the lowest code byte by byte", "10.00", []offer{{"a", "9.00", true}, {"B", "9.00", true}},
			"9.00", "contract:B", []pricing.Code{pricing.Outranked, pricing.Won}},
		{"a contract before the level, whatever the codes", "9.00", []offer{{"Z", "9.00", false}},
			"9.00", "contract:Z", []pricing.Code{pricing.Won}},
		{"a forced one at 0 gives way", "10.00", []offer{{"A", "0", true}, {"B", "9.00", false}},
			"9.00", "contract:B", []pricing.Code{pricing.PriceZero, pricing.Won}},
		{"an unforced dear one stays out", "10.00", []offer{{"A", "11.00", false}, {"B", "12.00", true}},
			"12.00", "contract:B", []pricing.Code{pricing.Dearer, pricing.Won}},
		{"without a level price the lowest", "", []offer{{"A", "12.00", false}, {"B", "11.00", false}},
			"11.00", "contract:B", []pricing.Code{pricing.Outbid, pricing.Won}},
	} {
		t.Run(c.name, func(t *testing.T) {
			lv := level()
			if c.level != "" {
				lv = level(from("0", c.level))
			}
			var deals []contract.Contract
			for _, o := range c.offers {
				d := deal()
				d.Code, d.Force, d.Products[0].Price = o.code, o.force, eur(o.price)
				deals = append(deals, d)
			}
			prices := compile(t, lv, deals...).For(buyer(), noon())
			wantPrice(t, prices, line("1"), c.amount, c.source)
			for i, o := range c.offers {
				wantCode(t, prices, contract.ID(o.code), c.codes[i])
			}
		})
	}
}

func wantCode(t *testing.T, prices *pricing.Prices, list pricing.ListID, want pricing.Code) {
	t.Helper()
	trace, err := prices.Explain(line("1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range trace.Entries {
		if e.List == list {
			if e.Code != want {
				t.Errorf("%s is %q, want %q", list, e.Code, want)
			}
			return
		}
	}
	t.Errorf("%s is not in the trace", list)
}
