package order_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

// shop has one account and one price level.
func shop(t interface{ Fatal(...any) }) (*account.Graph, *pricing.Book) {
	g, err := account.NewGraph(account.Data{Accounts: []account.Account{
		{ID: "acme", Currency: money.GBP, PriceLevels: []string{"TRADE"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	b, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Revision: 7, Lists: []pricing.List{{
		ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
			{Product: "bolt", Price: gbp("0.50")}, {Product: "nut", Min: money.Units(10), Price: gbp("0.20")},
		},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	return g, b
}

func draft(lines ...pricing.Line) order.Draft {
	return order.Draft{ID: "4711", Account: "acme", Delivery: order.Place{Address: "dock", Point: "gate 2"}, Lines: lines}
}

func ExamplePrice() {
	g, b := shop(nil)
	o, unpriced, err := order.Price(draft(pricing.Line{Product: "bolt", Quantity: money.Units(10)}), g, b,
		pricing.BuyerFor(g, "acme"), noon)
	fmt.Println(o.Totals.Goods, o.Lines[0].Source, o.BilledTo, unpriced, err)
	// Output: 5.00 GBP level:TRADE acme [] <nil>
}

func TestPRC5_NoOrderOfALineWithoutAPrice(t *testing.T) {
	g, b := shop(t)
	bolt, nut := pricing.Line{Product: "bolt", Quantity: money.Units(1)}, pricing.Line{Product: "nut", Quantity: money.Units(1)}
	gold := pricing.Line{Product: "gold", Quantity: money.Units(1)}
	for _, row := range []struct {
		reason string
		lines  []pricing.Line
		buyer  pricing.Buyer
		want   []order.Unpriced
	}{
		{"too few, and unknown", []pricing.Line{bolt, nut, gold}, pricing.BuyerFor(g, "acme"),
			[]order.Unpriced{{Line: 2, Reason: pricing.TooFew}, {Line: 3, Reason: pricing.NoSuchProduct}}},
		{"no lines", nil, pricing.BuyerFor(g, "acme"), nil},
		{"an unknown account", []pricing.Line{bolt}, pricing.BuyerFor(g, "other"), []order.Unpriced{{Line: 1, Reason: pricing.Blocked}}},
	} {
		o, unpriced, err := order.Price(draft(row.lines...), g, b, row.buyer, noon)
		if err != nil || !reflect.DeepEqual(o, order.Order{}) || !slices.Equal(unpriced, row.want) {
			t.Errorf("%s: %+v, %v, %v; want %v", row.reason, o, unpriced, err, row.want)
		}
	}
	if _, _, err := order.Price(draft(pricing.Line{Product: "bolt"}), g, b, pricing.BuyerFor(g, "acme"), noon); err == nil {
		t.Error("a quantity of 0 is no error")
	}
}
