package pricing_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

const adventureWorks = "adventureworks-purchasing"

// Cost plus: the unit price is the vendor's cost and 5 %, half up at 4 decimals,
// unless a contract forces another (PRC-13, CON-2). All of 8,845 lines.
func TestAdventureWorks(t *testing.T) {
	lines := vendorLines(t)
	data := vendorData(t, money.ToPlaces(4, money.HalfUp))
	book, err := pricing.NewBook(data)
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, book, lines, "63792002.5335")
	sameAnswers(t, lines, book, changedInto(t, data))
}

// Other decimals give other prices, so the golden file does judge them. It does
// not judge the mode: costs have two decimals, so 5 % more has at most four.
func TestAdventureWorks_OtherRounding(t *testing.T) {
	lines := vendorLines(t)
	for _, round := range []money.Rounding{money.ToPlaces(3, money.HalfUp), money.ToPlaces(3, money.Down)} {
		book, err := pricing.NewBook(vendorData(t, round))
		if err != nil {
			t.Fatal(err)
		}
		if _, total := goldenAnswers(t, book, lines); total.Number() == "63792002.5335" {
			t.Errorf("%s: the total is that of 4 places", round)
		}
	}
}

// vendorData has, for each vendor, the purchase prices, the level derived from
// them, and the contract with the prices that were agreed.
func vendorData(t *testing.T, round money.Rounding) pricing.Data {
	t.Helper()
	data := pricing.Data{Zone: time.UTC}
	costs := make(map[string]*pricing.List)
	var vendors []string
	for _, r := range goldenRecords(t, adventureWorks, "supplier_costs.csv") {
		v := r["vendor"]
		if costs[v] == nil {
			vendors = append(vendors, v)
			costs[v] = &pricing.List{
				ID:       pricing.ListID{Kind: pricing.Cost, Code: v},
				Audience: pricing.Audience{Kind: pricing.Nobody},
			}
		}
		costs[v].Rows = append(costs[v].Rows, pricing.Row{Product: r["product"], Price: money.MustParse(r["cost"], money.USD)})
	}
	for _, v := range vendors {
		data.Lists = append(data.Lists, *costs[v], pricing.List{ID: pricing.LevelID(v), Derived: &pricing.Derivation{
			From:       costs[v].ID,
			Surcharges: []pricing.Surcharge{{Rate: money.MustPercent("5")}},
			Round:      round,
		}})
	}
	lists, err := contract.Lists(vendorContracts(t), nil, contract.DefaultReading())
	if err != nil {
		t.Fatal(err)
	}
	data.Lists = append(data.Lists, lists...)
	return data
}

// vendorContracts are the 54 prices agreed, forced, a contract for each vendor.
func vendorContracts(t *testing.T) []contract.Contract {
	t.Helper()
	var deals []contract.Contract
	place := make(map[string]int)
	rows := goldenRecords(t, adventureWorks, "contract_prices.csv")
	for _, r := range rows {
		v := r["vendor"]
		i, known := place[v]
		if !known {
			i, place[v] = len(deals), len(deals)
			deals = append(deals, contract.Contract{
				Code: v, Currency: money.USD, Force: true, Accounts: []contract.Account{{Account: v}},
			})
		}
		deals[i].Products = append(deals[i].Products, contract.Product{
			Product: r["product"], Price: money.MustParse(r["contract_price"], money.USD),
		})
	}
	if len(rows) != 54 {
		t.Errorf("%d contract prices, not 54", len(rows))
	}
	return deals
}

func vendorLines(t *testing.T) []goldenLine {
	t.Helper()
	var lines []goldenLine
	for _, r := range goldenRecords(t, adventureWorks, "lines.csv") {
		v := r["vendor"]
		l := goldenLine{
			name: "order " + r["po"] + " line " + r["line"],
			buyer: pricing.Buyer{
				Account: v, Levels: []string{v}, Currency: money.USD,
				Features:    []account.Feature{account.CustomerAccountContracts},
				Permissions: []account.Permission{account.MyContracts},
			},
			date:   r["date"],
			line:   pricing.Line{Product: r["product"], Quantity: money.MustQuantity(r["qty"])},
			unit:   r["expected_unit_price"],
			amount: r["expected_line_total"],
			source: pricing.LevelID(v),
		}
		if r["source"] == "contract_forced" {
			l.source = contract.ID(v)
		}
		lines = append(lines, l)
	}
	if len(lines) != 8845 {
		t.Errorf("%d lines, not 8,845", len(lines))
	}
	return lines
}
