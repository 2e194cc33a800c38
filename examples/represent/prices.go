package main

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

func level(code, towel, sheet, soap string) pricing.List {
	return pricing.List{ID: pricing.LevelID(code), Rows: []pricing.Row{
		{Product: "towel", Price: gbp(towel)}, {Product: "sheet", Price: gbp(sheet)}, {Product: "soap", Price: gbp(soap)},
	}}
}

// priceBook has two price levels and three contracts: one of the head office, two
// of branches, of which that of York does not count while York is priced from the
// head office.
func priceBook(graph *account.Graph) (*pricing.Book, error) {
	agreed := func(code, id, product, price string) contract.Contract {
		return contract.Contract{
			Code: code, Currency: money.GBP, Expires: calendar.MustDate("2026-12-31"),
			Accounts: []contract.Account{{Account: id}},
			Products: []contract.Product{{Product: product, Price: gbp(price)}},
		}
	}
	contracts, err := contract.Lists([]contract.Contract{
		agreed("GROUP", office, "towel", "4.80"), agreed("YORK", york, "soap", "0.10"), agreed("BATH", bath, "sheet", "9.50"),
	}, graph, contract.DefaultReading())
	if err != nil {
		return nil, err
	}
	levels := []pricing.List{level("TRADE", "5.20", "10.90", "0.35"), level("RETAIL", "6.50", "13.00", "0.45")}
	return pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: append(levels, contracts...)})
}

var products = []string{"sheet", "soap", "towel"}

// prices prints what sessions see of ten of each product, side by side.
func (s *shop) prices(sessions ...account.Session) error {
	rows := make([]string, len(products))
	head := ""
	for _, session := range sessions {
		buyer, d := pricing.BuyerOf(s.graph, session, s.at)
		if !d.Allowed() {
			s.line("prices", "none: %s", d.Reason())
		}
		head += fmt.Sprintf("%-32s", "user "+session.User+", for "+session.Account)
		prices := s.book.For(buyer, s.at)
		for i, product := range products {
			answer, err := prices.Answer(pricing.Line{Product: product, Quantity: money.Units(10)})
			if err != nil {
				return err
			}
			rows[i] += fmt.Sprintf("%-32s", seen(answer))
		}
	}
	s.line("", "%s", head)
	for i, product := range products {
		s.line(product, "%s", rows[i])
	}
	return nil
}

// seen is what a shop shows of a price: special ones beside the normal one.
func seen(a pricing.Answer) string {
	switch {
	case !a.OK():
		return a.String()
	case a.Special():
		return fmt.Sprintf("%s %s (%s)", a.Unit.Number(), a.Source(), a.Normal.Unit.Number())
	}
	return fmt.Sprintf("%s %s", a.Unit.Number(), a.Source())
}

// explain prints where a price comes from, in the buyer's form.
func (s *shop) explain(session account.Session, product string) error {
	buyer, _ := pricing.BuyerOf(s.graph, session, s.at)
	trace, err := s.trace(buyer, product)
	s.tell(trace.For(buyer))
	return err
}

func (s *shop) trace(buyer pricing.Buyer, product string) (pricing.Trace, error) {
	return s.book.For(buyer, s.at).Explain(pricing.Line{Product: product, Quantity: money.Units(10)})
}

func (s *shop) tell(trace pricing.Trace) {
	fmt.Fprintf(s, "  %s\n", trace.Sentence())
	for _, e := range trace.Entries {
		fmt.Fprintf(s, "    %s\n", e.Sentence())
	}
}
