package storagetest

import (
	"fmt"
	"math"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/tax"
	"github.com/tradeterms/tradeterms/storage"
)

func oddQuantities() []money.Quantity {
	return []money.Quantity{{}, money.Micros(1), money.Units(1), money.Micros(1_500_000), money.Micros(math.MaxInt64), money.Micros(exactly)}
}

func oddOrders() []storage.Order {
	instants, texts, amounts, ids := oddInstants(), oddTexts(), oddAmounts(), oddIDs()
	var all []storage.Order
	for n, id := range ids {
		other, at, later := odd(ids, n+1), odd(instants, n), odd(instants, n+1)
		all = append(all, storage.Order{
			Order: order.Order{
				ID: id, Account: other, BilledTo: id, PricedAs: other, Currency: money.GBP,
				Delivery: order.Place{Address: id, Point: other}, Invoice: order.Place{Address: other},
				Lines: []order.Line{
					{Product: id, Unit: other, Quantity: odd(oddQuantities(), n), Price: odd(amounts, n), Amount: odd(amounts, n+1),
						Source: pricing.LevelID(id), PriceWithTax: true, Taxed: oddlyTaxed(id), Discount: odd(amounts, n+2)},
					{Product: other},
				},
				Basis:     order.WithTax,
				Rounded:   order.AtTotal,
				Discounts: []order.Discount{{ID: id, Name: odd(texts, n), Of: odd(amounts, n), Rate: money.MustRate("0.123456"), Amount: odd(amounts, n+1)}, {}},
				Charges:   []order.Charge{{ID: id, Name: odd(texts, n), Amount: odd(amounts, n), Free: true, Taxed: oddlyTaxed(other)}, {}},
				Taxes: []order.Tax{{Category: tax.Export, Rate: money.MustRate("0.19"), Goods: odd(amounts, n), Discount: odd(amounts, n+1),
					Charges: odd(amounts, n+2), Base: odd(amounts, n), Amount: odd(amounts, n+1), Reason: odd(texts, n)}, {}},
				Exchange: order.Exchange{From: money.GBP, To: money.EUR, Factor: money.MustRate("1.150000000001"), Source: other, At: at},
				Totals: order.Totals{Goods: odd(amounts, n), WithoutTax: odd(amounts, n+1), WithTax: odd(amounts, n+2),
					Discount: odd(amounts, n), Charges: odd(amounts, n+1), Tax: odd(amounts, n+2), Payable: odd(amounts, n)},
				PricedAt: at, Revision: exactly,
			},
			Kind: odd([]storage.Kind{storage.KindOrder, storage.KindQuote}, n), Round: math.MaxUint32,
			By:     approval.Session{Principal: id, User: other, Account: id},
			Placed: at, Expires: later, Quote: id, Converted: other,
			Remembered: []storage.Remembered{{Key: id, Hash: other, Outcome: odd(texts, n), At: later}, {Key: other}},
		})
	}
	return append(all, storage.Order{Order: order.Order{ID: "bare"}, Kind: storage.KindOrder}, storage.Order{
		Order: order.Order{ID: "sharing", Lines: []order.Line{{Product: "bolt"}}}, Kind: storage.KindOrder,
		Remembered: []storage.Remembered{{Key: "k"}},
	})
}

func oddlyTaxed(rule string) order.Taxed {
	return order.Taxed{Rule: rule, Category: tax.ReverseCharge, Rate: money.MustRate("0.000001")}
}

func largeOrder() storage.Order {
	o := storage.Order{Order: order.Order{ID: "large"}, Kind: storage.KindOrder}
	for n := range 10_000 {
		o.Lines = append(o.Lines, order.Line{Product: fmt.Sprint("product ", n), Unit: "box", Quantity: money.Units(int32(n)),
			Price: money.Scaled(int64(n), 2, money.GBP), Amount: money.Scaled(int64(n), 0, money.GBP), Source: pricing.LevelID("TRADE")})
	}
	return o
}

// listedOrders are like listedRequests.
func listedOrders(size int) []storage.Order {
	var all []storage.Order
	for n, q := range listedRequests(size) {
		all = append(all, storage.Order{
			Order: order.Order{ID: q.Order, Account: q.By.Account}, Kind: odd([]storage.Kind{storage.KindOrder, storage.KindQuote}, n/4),
			By: approval.Session{User: odd([]string{"u", "U", "v"}, n), Account: q.By.Account}, Placed: q.Placed,
		})
	}
	return all
}

func orderFilters() []storage.OrderFilter {
	var all []storage.OrderFilter
	for _, f := range requestFilters() {
		all = append(all, storage.OrderFilter{Account: f.Account, Placed: f.Placed, Search: f.Search})
	}
	return append(all, storage.OrderFilter{Kind: storage.KindQuote}, storage.OrderFilter{User: "u"}, storage.OrderFilter{User: "U"},
		storage.OrderFilter{Account: "acme", User: "v", Kind: storage.KindOrder}, storage.OrderFilter{Account: "Acme", Kind: storage.KindQuote, Search: "3"},
		storage.OrderFilter{Placed: requestFilters()[9].Placed, User: "u"}, storage.OrderFilter{Search: fmt.Sprint(time.January)})
}
