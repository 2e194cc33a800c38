package order_test

import (
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

type goldenSeller struct {
	Why      string          `json:"why"`
	TaxRules []goldenRule    `json:"tax_rules"`
	Products []goldenProduct `json:"products"`
}

type goldenRule struct {
	Rule      string       `json:"rule"`
	Account   string       `json:"account"`
	Profile   string       `json:"profile"`
	Country   string       `json:"country"`
	Region    string       `json:"region"`
	Class     string       `json:"class"`
	Days      string       `json:"days"` // 2020-07-01/2020-12-31
	Overrules bool         `json:"overrules"`
	Category  tax.Category `json:"category"`
	Percent   string       `json:"percent"`
	Reason    string       `json:"reason"`
}

type goldenProduct struct {
	Product   string           `json:"product"`
	Class     string           `json:"class"`
	Weight    money.Quantity   `json:"weight"`
	Unweighed bool             `json:"unweighed"`
	Minimum   money.Quantity   `json:"minimum"`
	Multiple  money.Quantity   `json:"multiple"`
	Units     []goldenUnitFact `json:"units"`
}

type goldenUnitFact struct {
	Unit     string         `json:"unit"`
	Holds    money.Quantity `json:"holds"`
	Multiple money.Quantity `json:"multiple"`
}

type goldenCustomer struct {
	Account string   `json:"account,omitempty"`
	Country string   `json:"country"`
	Region  string   `json:"region,omitempty"`
	Profile string   `json:"profile,omitempty"`
	Groups  []string `json:"groups,omitempty"`
}

func (c goldenCustomer) customer() order.Customer {
	return order.Customer{Account: c.Account, Country: c.Country, Region: c.Region, TaxProfile: c.Profile, Groups: c.Groups}
}

type goldenLine struct {
	Product  string         `json:"product"`
	Quantity money.Quantity `json:"quantity"`
	Unit     string         `json:"unit,omitempty"`
	Price    string         `json:"price"`
	List     string         `json:"list,omitempty"`
}

func (l goldenLine) line(c money.Currency) order.Line {
	made := order.Line{Product: l.Product, Unit: l.Unit, Quantity: l.Quantity, Price: money.MustParse(l.Price, c)}
	if l.List != "" {
		made.Source = listID(l.List)
	}
	return made
}

func listID(text string) pricing.ListID {
	id, err := pricing.ParseListID(text)
	if err != nil {
		panic(err)
	}
	return id
}

// goldenCondition is a discount or a delivery cost.
type goldenCondition struct {
	ID             string       `json:"id"`
	Name           string       `json:"name"`
	Groups         []string     `json:"groups,omitempty"`
	Countries      []string     `json:"countries,omitempty"`
	Rank           int          `json:"rank,omitempty"`
	Last           bool         `json:"last,omitempty"`
	Percent        string       `json:"percent,omitempty"`
	Amount         string       `json:"amount,omitempty"`
	Cost           string       `json:"cost,omitempty"`
	Steps          []goldenStep `json:"steps,omitempty"`
	ByWeight       bool         `json:"by_weight,omitempty"`
	FreeFrom       string       `json:"free_from,omitempty"`
	AfterDiscounts bool         `json:"after_discounts,omitempty"`
	TaxClass       string       `json:"tax_class,omitempty"`
}

type goldenStep struct {
	From    string `json:"from,omitempty"`
	Weight  string `json:"weight,omitempty"`
	Percent string `json:"percent,omitempty"`
	Amount  string `json:"amount,omitempty"`
	Cost    string `json:"cost,omitempty"`
}

func amountOr(text string) money.Amount {
	if text == "" {
		return money.Amount{}
	}
	return eur(text)
}

func percentOr(text string) money.Rate {
	if text == "" {
		return money.Rate{}
	}
	return money.MustPercent(text)
}

func quantityOr(text string) money.Quantity {
	if text == "" {
		return money.Quantity{}
	}
	return money.MustQuantity(text)
}

func (c goldenCondition) terms() condition.Terms {
	t := condition.Terms{ID: c.ID, Name: c.Name, Countries: c.Countries, Rank: c.Rank, Last: c.Last}
	t.For = condition.Audience{Everyone: len(c.Groups) == 0, Groups: c.Groups}
	return t
}

func (c goldenCondition) steps() []goldenStep {
	if len(c.Steps) > 0 {
		return c.Steps
	}
	return []goldenStep{{Percent: c.Percent, Amount: c.Amount, Cost: c.Cost}}
}

type goldenList struct {
	List string         `json:"list"`
	In   goldenCustomer `json:"in,omitzero"`
}

type goldenOptions struct {
	Basis   order.Basis    `json:"basis,omitempty"`
	Lines   order.RoundAt  `json:"lines,omitempty"`
	Taxes   order.Per      `json:"taxes,omitempty"`
	Round   money.Rounding `json:"round,omitzero"`
	Payable string         `json:"payable,omitempty"`
}

type goldenExchange struct {
	To     money.Currency `json:"to"`
	Factor money.Rate     `json:"factor"`
	Source string         `json:"source"`
	At     time.Time      `json:"at"`
}

func (x goldenExchange) exchange(from money.Currency) order.Exchange {
	return order.Exchange{From: from, To: x.To, Factor: x.Factor, Source: x.Source, At: x.At}
}

// world is the seller's facts with the order's conditions and options.
func (g golden) world(seller goldenSeller) world {
	w := world{ofSubtotal: g.OfSubtotal}
	for _, r := range seller.TaxRules {
		from, to, _ := strings.Cut(r.Days, "/")
		rule := tax.Rule{ID: r.Rule, Account: r.Account, Profile: r.Profile, Country: r.Country, Region: r.Region, Class: r.Class, Overrules: r.Overrules}
		rule.Days = calendar.Days{From: dateOr(from), To: dateOr(to)}
		rule.Treatment = tax.Treatment{Category: r.Category, Rate: percentOr(r.Percent), Reason: r.Reason}
		w.rules = append(w.rules, rule)
	}
	for _, p := range seller.Products {
		made := product.Product{ID: p.Product, TaxClass: p.Class, Weight: p.Weight, Unweighed: p.Unweighed, Own: product.Unit{Minimum: p.Minimum, Multiple: p.Multiple}}
		for _, u := range p.Units {
			made.Units = append(made.Units, product.Unit{Name: u.Unit, Holds: u.Holds, Multiple: u.Multiple})
		}
		w.products = append(w.products, made)
	}
	g.conditions(&w)
	if g.WithTax != nil {
		w.withTax = []order.GrossList{{List: listID(g.WithTax.List), In: tax.Customer{Country: g.WithTax.In.Country}}}
	}
	if o := g.Options; o != nil {
		w.options = order.Options{Basis: o.Basis, Lines: o.Lines, Taxes: o.Taxes, Round: o.Round}
		if o.Payable != "" {
			w.options.Payable = money.MustIncrement(o.Payable, money.HalfUp)
		}
	}
	return w
}

func (g golden) conditions(w *world) {
	for _, c := range g.Discounts {
		d := condition.Discount{Terms: c.terms()}
		for _, s := range c.steps() {
			d.Steps = append(d.Steps, condition.Step{From: amountOr(s.From), Rate: percentOr(s.Percent), Amount: amountOr(s.Amount)})
		}
		w.discounts = append(w.discounts, d)
	}
	for _, c := range g.Deliveries {
		d := condition.Delivery{Terms: c.terms(), ByWeight: c.ByWeight, FreeFrom: amountOr(c.FreeFrom), AfterDiscounts: c.AfterDiscounts, TaxClass: c.TaxClass}
		for _, s := range c.steps() {
			d.Costs = append(d.Costs, condition.Cost{From: amountOr(s.From), FromWeight: quantityOr(s.Weight), Amount: amountOr(s.Cost)})
		}
		w.deliveries = append(w.deliveries, d)
	}
}

func dateOr(text string) calendar.Date {
	if text == "" {
		return calendar.Date{}
	}
	return calendar.MustDate(text)
}
