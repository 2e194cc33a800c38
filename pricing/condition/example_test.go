package condition_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func eur(text string) money.Amount { return money.MustParse(text, money.EUR) }

func everyone(id string, rank int) condition.Terms {
	return condition.Terms{ID: id, Name: id, Rank: rank, For: condition.Audience{Everyone: true}}
}

func percent(terms condition.Terms, text string) condition.Discount {
	return condition.Discount{Terms: terms, Steps: []condition.Step{{Rate: money.MustPercent(text)}}}
}

func ExampleNew() {
	dealers := condition.Terms{ID: "dealers", Name: "Dealers", Rank: 1, For: condition.Audience{Groups: []string{"dealers"}}}
	book, err := condition.New(condition.Data{
		Zone:      time.UTC,
		Discounts: []condition.Discount{percent(dealers, "5"), percent(everyone("autumn", 1), "3"), percent(everyone("online", 2), "1")},
		Deliveries: []condition.Delivery{{Terms: everyone("parcel", 1), FreeFrom: eur("500"),
			Costs: []condition.Cost{{Amount: eur("6.90")}}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	decision, entries, err := book.Explain(condition.Question{
		Account: "acme", Groups: []string{"dealers"}, Country: "DE", At: noon, Subtotal: eur("200.00"), Round: money.ToPlaces(2, money.HalfUp),
	})
	fmt.Println(decision)
	for _, d := range decision.Discounts {
		fmt.Println(d.Name, d.Amount, "of", d.Of)
	}
	fmt.Println(decision.Deliveries[0].Name, decision.Deliveries[0].Amount, err)
	for _, e := range entries {
		fmt.Println(e.ID, e.Code)
	}
	// Output:
	// discount "dealers", discount "online", delivery "parcel"
	// Dealers 10.00 EUR of 200.00 EUR
	// online 1.90 EUR of 190.00 EUR
	// parcel 6.90 EUR <nil>
	// autumn outbid
	// dealers counts
	// online counts
	// parcel counts
}
