package pricing_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// goldenRecord is a line of a CSV file by its header.
type goldenRecord map[string]string

// goldenRecords reads a file below testdata.
func goldenRecords(t *testing.T, path ...string) []goldenRecord {
	t.Helper()
	f, err := os.Open(filepath.Join(append([]string{"testdata"}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []goldenRecord
	for _, line := range lines[1:] {
		r := make(goldenRecord, len(line))
		for i, name := range lines[0] {
			r[name] = line[i]
		}
		out = append(out, r)
	}
	return out
}

// goldenLine is one order line of a golden file and the answer it wants.
type goldenLine struct {
	name   string
	buyer  pricing.Buyer
	date   string
	line   pricing.Line
	unit   string // the unit price, as text of a decimal
	amount string // the line's amount, "" where the file has none
	source pricing.ListID
}

// goldenAnswers asks a Book for every line and returns unit price, amount and source
// as text, and the sum of the amounts.
func goldenAnswers(t *testing.T, book *pricing.Book, lines []goldenLine) (got []string, total money.Amount) {
	t.Helper()
	total = money.Zero(lines[0].buyer.Currency)
	for _, l := range lines {
		basket, err := book.For(l.buyer, goldenNoon(t, l.date)).Basket([]pricing.Line{l.line})
		if err != nil {
			t.Fatalf("%s: %v", l.name, err)
		}
		if total, err = total.Add(basket.Total); err != nil {
			t.Fatalf("%s: %v", l.name, err)
		}
		p := basket.Lines[0]
		got = append(got, p.Unit.Decimal().String()+" "+p.Amount.Decimal().String()+" "+p.Source().String())
	}
	return got, total
}

// checkGolden compares the answers of a Book with a golden file.
func checkGolden(t *testing.T, book *pricing.Book, lines []goldenLine, sum string) {
	t.Helper()
	got, total := goldenAnswers(t, book, lines)
	wrong := 0
	for i, l := range lines {
		unit, err := decimal.NewFromString(l.unit)
		if err != nil {
			t.Fatalf("%s: %v", l.name, err)
		}
		amount := unit.Mul(l.line.Quantity.Decimal())
		if l.amount != "" {
			amount = decimal.RequireFromString(l.amount)
		}
		if want := unit.String() + " " + amount.String() + " " + l.source.String(); got[i] != want {
			if wrong++; wrong <= 5 {
				t.Errorf("%s: got %s, want %s", l.name, got[i], want)
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d lines differ", wrong, len(lines))
	}
	if want := decimal.RequireFromString(sum); !total.Decimal().Equal(want) {
		t.Errorf("total: got %s, want %s", total, want)
	}
}

// changedInto makes a Book from nothing by changes, a few lists at a time and
// the rows of their products afterwards.
func changedInto(t *testing.T, data pricing.Data) *pricing.Book {
	t.Helper()
	lists := data.Lists
	data.Lists = nil
	book, err := pricing.NewBook(data)
	if err != nil {
		t.Fatal(err)
	}
	for some := range slices.Chunk(lists, 7) {
		var change pricing.Changes
		var rows pricing.Changes
		for _, list := range some {
			bare := list
			bare.Rows = nil
			change.Put = append(change.Put, bare)
			for product, of := range rowsByProduct(list.Rows) {
				rows.Products = append(rows.Products, pricing.ProductRows{List: list.ID, Product: product, Rows: of})
			}
		}
		for _, c := range []pricing.Changes{change, rows} {
			if book, err = book.With(c); err != nil {
				t.Fatal(err)
			}
		}
	}
	return book
}

func rowsByProduct(rows []pricing.Row) map[string][]pricing.Row {
	out := make(map[string][]pricing.Row)
	for _, row := range rows {
		out[row.Product] = append(out[row.Product], row)
	}
	return out
}

// sameAnswers compares two Books line by line.
func sameAnswers(t *testing.T, lines []goldenLine, one, other *pricing.Book) {
	t.Helper()
	a, _ := goldenAnswers(t, one, lines)
	b, _ := goldenAnswers(t, other, lines)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("a Book made by changes answers otherwise:\n%.2000s", diff)
	}
}

// goldenNoon is the middle of a day, in UTC.
func goldenNoon(t *testing.T, date string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return day.Add(12 * time.Hour)
}
