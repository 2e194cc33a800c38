package contract_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// The promises compare one world with the same world and one contract more, for
// every product and a quantity on each side of every break.

var (
	someProducts   = []string{"P", "Q", "R"}
	someMinima     = []string{"0", "1", "2.5", "10"}
	someQuantities = []string{"0.5", "1", "2", "2.5", "10", "11"}
)

func someAmount() *rapid.Generator[money.Amount] {
	return rapid.Map(rapid.IntRange(1, 6), func(n int) money.Amount { return money.Scaled(int64(n)*50, 2, money.EUR) })
}

func someBreaks(t *rapid.T, label string) (breaks []contract.Break) {
	for _, from := range someMinima {
		if rapid.Bool().Draw(t, label+" from "+from) {
			breaks = append(breaks, contract.Break{Min: qty(from), Price: someAmount().Draw(t, label+" price")})
		}
	}
	return breaks
}

func someDate(t *rapid.T, label string) calendar.Date {
	day := rapid.IntRange(-2, 3).Draw(t, label)
	if day == 3 {
		return calendar.Date{}
	}
	return date(today).AddDays(day)
}

// contractThatApplies draws a contract of C-1 all of whose conditions hold for
// the products that it has.
func contractThatApplies(t *rapid.T, code string) contract.Contract {
	c := contract.Contract{
		Code: code, Currency: money.EUR, Force: rapid.Bool().Draw(t, code+" force"),
		Accounts: []contract.Account{{Account: "C-1"}},
	}
	for _, product := range someProducts {
		p := contract.Product{Product: product, Breaks: someBreaks(t, code+" "+product)}
		if len(p.Breaks) > 0 {
			c.Products = append(c.Products, p)
		}
	}
	return c
}

func someContract(t *rapid.T, code string) contract.Contract {
	c := contractThatApplies(t, code)
	c.Inactive = rapid.IntRange(0, 4).Draw(t, code+" inactive") == 0
	c.Expires = someDate(t, code+" expires")
	a := &c.Accounts[0]
	a.Starts, a.Ends = someDate(t, code+" starts"), someDate(t, code+" ends")
	if a.Starts.After(a.Ends) && !a.Ends.IsZero() {
		a.Starts, a.Ends = a.Ends, a.Starts
	}
	return c
}

func someReading(t *rapid.T) contract.Reading {
	return contract.Reading{
		OnlyCheaper:    rapid.Bool().Draw(t, "only cheaper"),
		ExpiryExcluded: rapid.Bool().Draw(t, "expiry excluded"),
	}
}

func someLevel(t *rapid.T) pricing.List {
	lv := level()
	for _, product := range someProducts {
		for _, b := range someBreaks(t, "level "+product) {
			lv.Rows = append(lv.Rows, pricing.Row{Product: product, Min: b.Min, Price: b.Price})
		}
	}
	return lv
}

func someContracts(t *rapid.T) (all []contract.Contract) {
	for _, code := range []string{"A", "K", "Z"}[:rapid.IntRange(0, 3).Draw(t, "contracts")] {
		all = append(all, someContract(t, code))
	}
	return all
}

// prices compiles contracts beside a level and asks for C-1 today.
func prices(t *rapid.T, r contract.Reading, lv pricing.List, contracts []contract.Contract, b pricing.Buyer) *pricing.Prices {
	lists, err := contract.Lists(contracts, nil, r)
	if err != nil {
		t.Fatal(err)
	}
	book, err := pricing.NewBook(pricing.Data{Zone: seller(), Lists: append(lists, lv)})
	if err != nil {
		t.Fatal(err)
	}
	return book.For(b, noon())
}

// eachAnswer calls f with what two worlds answer to every question.
func eachAnswer(t *rapid.T, before, after *pricing.Prices, f func(l pricing.Line, x, y pricing.Price)) {
	for _, product := range someProducts {
		for _, quantity := range someQuantities {
			l := pricing.Line{Product: product, Quantity: qty(quantity)}
			x, err := before.Price(l)
			if err != nil {
				t.Fatal(err)
			}
			y, err := after.Price(l)
			if err != nil {
				t.Fatal(err)
			}
			f(l, x, y)
		}
	}
}

func TestP4_AddingAnUnforcedContractNeverRaisesAPriceNorRemovesOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, lv, present := someReading(t), someLevel(t), someContracts(t)
		added := someContract(t, "M")
		added.Force = false
		before := prices(t, r, lv, present, buyer())
		after := prices(t, r, lv, append(present, added), buyer())
		eachAnswer(t, before, after, func(l pricing.Line, x, y pricing.Price) {
			if !x.OK() {
				return
			}
			if more, err := y.Unit.Cmp(x.Unit); !y.OK() || err != nil || more > 0 {
				t.Errorf("%v of %s: %v from %s became %v from %s", l.Quantity, l.Product, x.Unit, x.Source(), y.Unit, y.Source())
			}
		})
	})
}

// failing take one condition from the added contract or, for the first two,
// from the buyer, whose other contracts then fail as well.
var failing = []struct {
	name string
	fail func(c *contract.Contract, b *pricing.Buyer)
}{
	{"feature", func(_ *contract.Contract, b *pricing.Buyer) { b.Features = nil }},
	{"permission", func(_ *contract.Contract, b *pricing.Buyer) { b.Permissions = nil }},
	{"inactive", func(c *contract.Contract, _ *pricing.Buyer) { c.Inactive = true }},
	{"expired", func(c *contract.Contract, _ *pricing.Buyer) { c.Expires = date(yesterday) }},
	{"not assigned", func(c *contract.Contract, _ *pricing.Buyer) { c.Accounts = nil }},
	{"another's", func(c *contract.Contract, _ *pricing.Buyer) { c.Accounts[0].Account = "C-2" }},
	{"assignment inactive", func(c *contract.Contract, _ *pricing.Buyer) { c.Accounts[0].Inactive = true }},
	{"not begun", func(c *contract.Contract, _ *pricing.Buyer) { c.Accounts[0].Starts = date(tomorrow) }},
	{"ended", func(c *contract.Contract, _ *pricing.Buyer) { c.Accounts[0].Ends = date(yesterday) }},
	{"not listed", func(c *contract.Contract, _ *pricing.Buyer) { c.Products = nil }},
	{"product inactive", func(c *contract.Contract, _ *pricing.Buyer) {
		for i := range c.Products {
			c.Products[i].Inactive = true
		}
	}},
	{"price zero", func(c *contract.Contract, _ *pricing.Buyer) {
		for i := range c.Products {
			c.Products[i].Price, c.Products[i].Breaks = eur("0"), nil
		}
	}},
	{"dearer", func(c *contract.Contract, _ *pricing.Buyer) {
		c.Force = false
		for i := range c.Products {
			c.Products[i].Price, c.Products[i].Breaks = eur("1000"), nil
		}
	}},
}

func TestP5_AddingAContractThatFailsAConditionChangesNothing(t *testing.T) {
	for _, c := range failing {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				r, lv, present, b := someReading(t), someLevel(t), someContracts(t), buyer()
				added := contractThatApplies(t, "M")
				c.fail(&added, &b)
				before := prices(t, r, lv, present, b)
				after := prices(t, r, lv, append(present, added), b)
				eachAnswer(t, before, after, func(l pricing.Line, x, y pricing.Price) {
					if c.name == "dearer" && !x.OK() {
						return // with no price to be dearer than, it counts
					}
					if !x.Unit.Equal(y.Unit) || x.Source() != y.Source() || x.Break != y.Break || x.OK() != y.OK() {
						t.Errorf("%v of %s: %v from %s became %v from %s", l.Quantity, l.Product, x.Unit, x.Source(), y.Unit, y.Source())
					}
				})
			})
		})
	}
}

func TestP6_WithAForcedCandidateThePriceIsTheLowestForcedOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, lv, present := someReading(t), someLevel(t), someContracts(t)
		for i := range present {
			present[i].Force = false
		}
		forced := []contract.Contract{contractThatApplies(t, "F"), contractThatApplies(t, "M")}
		forced[0].Force, forced[1].Force = true, true
		before := prices(t, r, lv, present, buyer())
		after := prices(t, r, lv, append(present, forced...), buyer())
		eachAnswer(t, before, after, func(l pricing.Line, x, y pricing.Price) {
			want, source := x.Unit, x.Source()
			if lowest, code := lowestOf(forced, l); code != "" {
				want, source = lowest, contract.ID(code)
			}
			if !y.Unit.Equal(want) || y.Source() != source {
				t.Errorf("%v of %s: %v from %s, want %v from %s", l.Quantity, l.Product, y.Unit, y.Source(), want, source)
			}
		})
	})
}

// lowestOf reads the lowest price for a line from contracts in the order of
// their codes.
func lowestOf(contracts []contract.Contract, l pricing.Line) (lowest money.Amount, code string) {
	for _, c := range contracts {
		for _, p := range c.Products {
			if p.Product != l.Product {
				continue
			}
			price, found := money.Amount{}, false
			for _, b := range p.Breaks { // ascending
				if !l.Quantity.Less(b.Min) {
					price, found = b.Price, true
				}
			}
			if found && (code == "" || price.Decimal().LessThan(lowest.Decimal())) {
				lowest, code = price, c.Code
			}
		}
	}
	return lowest, code
}
