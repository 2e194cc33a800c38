package pricing_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// The list prices hold from 7 April 1997; before that day the prices are 20 %
// lower, cut at one decimal: a level derived from the list (PRC-13). All of
// 2,155 lines, by the rule and by the table of the file.
func TestNorthwind(t *testing.T) {
	data := northwindData(t, money.ToPlaces(1, money.Down))
	book, err := pricing.NewBook(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, column := range []string{"expected_unit_price_rule", "expected_unit_price_table"} {
		t.Run(column, func(t *testing.T) {
			checkGolden(t, book, northwindLines(t, column), "1354471.19")
		})
	}
	sameAnswers(t, northwindLines(t, "expected_unit_price_rule"), book, changedInto(t, data))
}

// Another rounding gives other prices, so the golden file does judge it.
func TestNorthwind_OtherRounding(t *testing.T) {
	lines := northwindLines(t, "expected_unit_price_rule")
	for _, round := range []money.Rounding{money.ToPlaces(1, money.HalfUp), money.ToPlaces(2, money.Down)} {
		book, err := pricing.NewBook(northwindData(t, round))
		if err != nil {
			t.Fatal(err)
		}
		if _, total := goldenAnswers(t, book, lines); total.Number() == "1354471.19" {
			t.Errorf("%s: the total is that of one decimal, down", round)
		}
	}
}

// The codes of the two levels; buyers name them in this order.
const (
	listLevel  = "LIST"
	earlyLevel = "EARLY"
)

func northwindData(t *testing.T, round money.Rounding) pricing.Data {
	t.Helper()
	change := calendar.MustDate("1997-04-07")
	list := pricing.List{ID: pricing.LevelID(listLevel), Days: calendar.Days{From: change}}
	for _, r := range goldenRecords(t, "northwind", "price_levels.csv") {
		if r["valid_from"] == change.String() { // the earlier rows of the file are what the rule has to find
			list.Rows = append(list.Rows, pricing.Row{Product: r["sku"], Price: money.MustParse(r["unit_price"], money.USD)})
		}
	}
	if len(list.Rows) != 77 {
		t.Errorf("%d list prices, not 77", len(list.Rows))
	}
	early := pricing.List{
		ID:   pricing.LevelID(earlyLevel),
		Days: calendar.Days{To: change.AddDays(-1)},
		Derived: &pricing.Derivation{
			From: list.ID, Surcharges: []pricing.Surcharge{{Rate: money.MustPercent("-20")}}, Round: round,
		},
	}
	return pricing.Data{Zone: time.UTC, Lists: []pricing.List{list, early}}
}

func northwindLines(t *testing.T, column string) []goldenLine {
	t.Helper()
	var lines []goldenLine
	for _, r := range goldenRecords(t, "northwind", "lines.csv") {
		l := goldenLine{
			name:   "order " + r["order"] + " product " + r["product"],
			buyer:  pricing.Buyer{Account: r["account"], Levels: []string{listLevel, earlyLevel}, Currency: money.USD},
			date:   r["date"],
			line:   pricing.Line{Product: r["product"], Quantity: money.MustQuantity(r["qty"])},
			unit:   r[column],
			source: pricing.LevelID(listLevel),
		}
		if r["date"] < "1997-04-07" {
			l.source = pricing.LevelID(earlyLevel)
		}
		lines = append(lines, l)
	}
	if len(lines) != 2155 {
		t.Errorf("%d lines, not 2,155", len(lines))
	}
	return lines
}
