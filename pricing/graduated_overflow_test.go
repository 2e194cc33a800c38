package pricing_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// A graduated line whose amount fits has it, however many zeros stand at the end of price and quantity.
func TestPRC2_GraduatedTrailingZeros(t *testing.T) {
	for _, row := range []struct{ price, quantity, want string }{
		{"12345.678901", "100000", "1234567890.10"},
		{"0.999999", "9300000", "9299990.70"},
		{"1.00", "93000000000", "93000000000.00"},
		{"1", "93000000000", "93000000000.00"},
	} {
		rows := []pricing.Row{{Product: "bolt", Price: money.MustParse(row.price, money.GBP)}}
		book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{
			{ID: pricing.LevelID("A"), Breaks: pricing.Breaks{Mode: pricing.GraduatedMeasure}, Rows: rows},
		}})
		if err != nil {
			t.Fatal(err)
		}
		prices := book.For(pricing.Buyer{Account: "acme", Levels: []string{"A"}, Currency: money.GBP}, noonUTC)
		quantity, err := money.ParseQuantity(row.quantity)
		if err != nil {
			t.Fatal(err)
		}
		basket, err := prices.Basket([]pricing.Line{{Product: "bolt", Quantity: quantity}})
		if err != nil || !basket.Total.Equal(money.MustParse(row.want, money.GBP)) {
			t.Errorf("%s at %s: %v, %v, want %s", row.quantity, row.price, basket.Total, err, row.want)
		}
	}
}

var noonUTC = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
