package exchange_test

import (
	"io/fs"
	"os"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

func london(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func retail(t testing.TB) exchange.Options {
	return exchange.Options{
		Zone:        london(t),
		Application: account.Application{Features: account.FeatureSet{account.CustomerAccountContracts}},
		Breaks:      pricing.Breaks{Scope: pricing.LineScope},
	}
}

// replay prices every order line of a folder and compares price and source.
func replay(t testing.TB, folder fs.FS, o exchange.Options) (lines, wrong int) {
	t.Helper()
	terms, err := exchange.ReadFolder(folder, o)
	if err != nil {
		t.Fatal(err)
	}
	for line, err := range exchange.FolderOrderLines(folder, o) {
		if err != nil {
			t.Fatal(err)
		}
		lines++
		a, ok := terms.Graph.Account(line.Account)
		if !ok {
			t.Fatalf("line %d: no account", line.Line)
		}
		buyer := pricing.Buyer{
			Account: a.ID, Levels: a.PriceLevels, Groups: a.Groups, Currency: a.Currency,
			Features:    []account.Feature{account.CustomerAccountContracts},
			Permissions: []account.Permission{account.MyContracts},
		}
		price, err := terms.Book.For(buyer, line.PlacedAt).Price(pricing.Line{
			Product: line.Product, Unit: line.Unit, Quantity: line.Quantity,
		})
		if err != nil {
			t.Fatalf("line %d: %v", line.Line, err)
		}
		if !price.Unit.Equal(line.ExpectedUnitPrice.In(a.Currency)) || source(terms, price) != line.ExpectedSource {
			if wrong++; wrong < 10 {
				t.Errorf("line %d: %v from %v, want %v from %s", line.Line, price.Unit, price.Source(),
					line.ExpectedUnitPrice.In(a.Currency), line.ExpectedSource)
			}
		}
	}
	return lines, wrong
}

func source(terms *exchange.Terms, p pricing.Price) string {
	if p.Source().Kind != pricing.Contract {
		return string(p.Source().Kind)
	}
	for _, c := range terms.Contracts {
		if c.Code == p.Source().Code && c.Force {
			return "contract_forced"
		}
	}
	return "contract"
}

func TestReadFolder_PricesRealOrdersAsExpected(t *testing.T) {
	lines, wrong := replay(t, os.DirFS("testdata/online-retail"), retail(t))
	if lines != 500 || wrong != 0 {
		t.Errorf("%d of %d lines are wrong, want none of 500", wrong, lines)
	}
}
