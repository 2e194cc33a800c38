package exchange_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// facts are what a generated folder is to say.
type facts struct {
	accounts  []account.Account
	levels    []exchange.Price
	purchase  []exchange.Price
	contracts []contract.Contract
	options   exchange.Options
}

var (
	factIDs = []string{"A1", "=A2", "-A3", "'+A4", "A,5", `A"6`, "@8", "é 9", "'", "1e5"}
	factDay = []calendar.Days{
		{}, {}, {},
		{From: calendar.MustDate("2026-01-01"), To: calendar.MustDate("2026-12-31")},
		{From: calendar.MustDate("2026-03-01"), To: calendar.MustDate("2026-03-31")},
		{From: calendar.MustDate("2026-03-29"), To: calendar.MustDate("2026-03-29")},
		{From: calendar.MustDate("2026-09-06"), To: calendar.MustDate("2026-09-06")},
		{From: calendar.MustDate("2027-01-01")}, {To: calendar.MustDate("2025-12-31")},
	}
	factPrices = []string{"0", "1", "2.5", "2.50", "0.000001", "99999999999.999999", "7.125"}
	factMinima = []int64{0, 0, 1_000_000, 2_500_000, 1, 10_000_000}
	factZones  = []string{"UTC", "Europe/London", "America/Santiago", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Apia"}
)

func drawFacts(t *rapid.T) *facts {
	f := &facts{}
	zone, err := time.LoadLocation(rapid.SampledFrom(factZones).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	f.options = exchange.Options{Zone: zone, Revision: 7, Groups: []account.Group{{ID: "V,IP"}},
		Application: account.Application{Features: account.FeatureSet{account.CustomerAccountContracts}}}
	if rapid.Bool().Draw(t, "scope") {
		f.options.Breaks = pricing.Breaks{Scope: pricing.LineScope}
	}
	f.drawPrices(t)
	f.drawLists(t)
	f.drawAccounts(t)
	f.drawContracts(t)
	return f
}

func (f *facts) drawPrices(t *rapid.T) {
	prices := make(map[string]money.Amount) // one for each minimum of a table
	row := func(list pricing.ListID) exchange.Price {
		r := pricing.Row{Product: rapid.SampledFrom(factIDs).Draw(t, "product"), Days: rapid.SampledFrom(factDay).Draw(t, "days")}
		if list.Kind == pricing.Level {
			r.Unit = rapid.SampledFrom([]string{"", "", "box", "-kg"}).Draw(t, "unit")
			r.Min = money.Micros(rapid.SampledFrom(factMinima).Draw(t, "minimum"))
			r.Inactive = rapid.IntRange(0, 5).Draw(t, "inactive") == 0
		}
		r.Price = money.MustParse(rapid.SampledFrom(factPrices).Draw(t, "price"), rapid.SampledFrom([]money.Currency{money.GBP, money.EUR, money.JPY}).Draw(t, "currency"))
		key := fmt.Sprint(list, r.Product, "/", r.Unit, r.Days, r.Min, r.Price.Currency())
		if had, ok := prices[key]; ok && !r.Inactive {
			r.Price = had
		} else if !r.Inactive {
			prices[key] = r.Price
		}
		return exchange.Price{List: list, Row: r}
	}
	levels := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"TRADE", "=R", "A,5", "'-x"}), 1, 3, rapid.ID[string]).Draw(t, "levels")
	for _, code := range levels {
		for range rapid.IntRange(1, 8).Draw(t, "rows") {
			f.levels = append(f.levels, row(pricing.LevelID(code)))
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "purchase") {
		f.purchase = append(f.purchase, row(exchange.PurchaseID()))
	}
}

// drawLists gives lists in the options: one of them has rows in the files too.
func (f *facts) drawLists(t *rapid.T) {
	first := f.levels[0]
	if rapid.Bool().Draw(t, "derived") {
		own := first.Row
		own.Days, own.Inactive = calendar.Days{}, false
		f.options.Lists = append(f.options.Lists, pricing.List{ID: pricing.LevelID("PLUS"), Name: "Derived", Breaks: f.options.Breaks,
			Derived: &pricing.Derivation{From: first.List, Round: money.ToPlaces(2, money.HalfUp), Surcharges: []pricing.Surcharge{{Rate: money.MustRate("0.15")}}},
			Rows:    []pricing.Row{own}})
	}
	if rapid.Bool().Draw(t, "promotion") {
		f.options.Lists = append(f.options.Lists, pricing.List{ID: pricing.ListID{Kind: "promotion", Code: "SPRING"},
			Audience: pricing.Audience{Kind: pricing.Everyone}, Rows: []pricing.Row{first.Row}})
	}
	if rapid.Bool().Draw(t, "level of both") {
		f.options.Lists = append(f.options.Lists, pricing.List{ID: first.List, Name: "Trade", Breaks: f.options.Breaks, Rows: []pricing.Row{
			{Product: "only here", Price: money.MustParse("7.125", money.GBP)}, {Product: "only here", Unit: "u", Inactive: true, Price: money.MustParse("1", money.GBP)}}})
	}
	if rapid.Bool().Draw(t, "rounded") {
		f.options.Round.Unit = money.ToPlaces(2, money.HalfEven)
	}
}

func (f *facts) drawAccounts(t *rapid.T) {
	var national []string
	for i, id := range factIDs[:rapid.IntRange(1, 6).Draw(t, "accounts")] {
		a := account.Account{ID: id, Name: rapid.SampledFrom(oddTexts).Draw(t, "name"), National: rapid.Bool().Draw(t, "national"),
			Groups: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"POWER-CUSTOMER", "CHILD-CUSTOMER", "V,IP"}), 0, 3, rapid.ID[string]).Draw(t, "groups"),
			Status: account.Status(rapid.IntRange(0, 1).Draw(t, "status"))}
		if rapid.Bool().Draw(t, "code") {
			a.Code = fmt.Sprintf("=C%d", i)
		}
		if len(national) > 0 && rapid.Bool().Draw(t, "parent") {
			a.Parent = rapid.SampledFrom(national).Draw(t, "of")
		}
		if a.National {
			national = append(national, id)
		}
		for _, p := range f.levels {
			if rapid.IntRange(0, 2).Draw(t, "level") == 0 && !slices.Contains(a.PriceLevels, p.List.Code) {
				a.PriceLevels = append(a.PriceLevels, p.List.Code)
			}
		}
		a.Currency = rapid.SampledFrom([]money.Currency{0, money.GBP, money.EUR}).Draw(t, "buys in")
		if i > 0 && rapid.Bool().Draw(t, "overrides") {
			a.BillTo, a.PricingFrom = factIDs[i-1], factIDs[rapid.IntRange(0, i-1).Draw(t, "priced from")]
		}
		f.accounts = append(f.accounts, a)
	}
}

func (f *facts) drawContracts(t *rapid.T) {
	f.contracts = dealsOf(rapid.Uint64Range(0, 1000).Draw(t, "contracts"))
	for i := range f.contracts {
		c := &f.contracts[i]
		c.Accounts = slices.DeleteFunc(c.Accounts, func(a contract.Account) bool {
			return !slices.ContainsFunc(f.accounts, func(b account.Account) bool { return a.Account == b.ID })
		})
	}
}

// write writes the facts, kind by kind.
func (f *facts) write(t *rapid.T) *sink {
	out := newSink()
	e := exchange.Export{Rows: rapid.IntRange(1, 6).Draw(t, "part"), Mirrored: true, AccountCode: func(id string) string {
		i := slices.IndexFunc(f.accounts, func(a account.Account) bool { return a.ID == id })
		return f.accounts[i].Code
	}}
	for _, err := range []error{
		e.Accounts(slices.Values(f.accounts), out.part), e.PriceLevels(slices.Values(f.levels), out.part),
		e.PurchasePrices(slices.Values(f.purchase), out.part), e.Contracts(f.contracts, out.part),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// What is written is read as it was, fact for fact, and a whole folder exported and imported says the same, to the byte.
func TestCSV4_ExportThenImportIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		out := f.write(t)
		terms, err := exchange.ReadFolder(out, f.options)
		if err != nil {
			t.Fatalf("%v\n%s", err, out.text())
		}
		f.compare(t, terms)
		again(t, terms, f.options, exchange.Export{Rows: rapid.IntRange(0, 5).Draw(t, "part again")})
	})
}

// compare looks for each fact in the terms, and for others.
func (f *facts) compare(t *rapid.T, terms *exchange.Terms) {
	graph, err := account.NewGraph(account.Data{Application: f.options.Application, Groups: f.options.Groups, Accounts: f.accounts})
	if err != nil {
		t.Fatal(err)
	}
	if d := (&exchange.Terms{Graph: graph, Contracts: f.contracts}).Since(terms); d.Accounts != (exchange.Count{Same: len(f.accounts)}) {
		t.Fatalf("accounts: %+v", d)
	}
	if d := contract.Differences(f.contracts, terms.Contracts); len(d) > 0 {
		t.Fatalf("%+v", d)
	}
	if f.options.Round.Unit.IsSet() {
		return // the Book has other prices
	}
	given, got := make(map[string]bool), make(map[string]bool)
	for _, p := range slices.Concat(f.levels, f.purchase) {
		given[fmt.Sprintf("%v %+v", p.List, p.Row)] = true
	}
	for _, l := range f.options.Lists {
		for _, r := range l.Rows {
			given[fmt.Sprintf("%v %+v", l.ID, r)] = true
		}
	}
	for id := range terms.Book.Lists() {
		for r := range terms.Book.Rows(id) {
			if id.Kind != pricing.Contract {
				got[fmt.Sprintf("%v %+v", id, r)] = true
			}
		}
	}
	for row := range given {
		if !got[row] {
			t.Fatalf("lost: %s", row)
		}
	}
	for row := range got {
		if !given[row] {
			t.Fatalf("not given: %s", row)
		}
	}
}

// Order lines too: instants in every zone, numbers or none.
func TestCSV4_OrderLinesExportedAndRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(factZones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		text := "order,placed_at,account,product,quantity,unit,expected_unit_price,expected_source,paid_unit_price\n"
		for range rapid.IntRange(0, 8).Draw(t, "lines") {
			at := calendar.MustDate("2026-01-01").AddDays(rapid.IntRange(0, 800).Draw(t, "day"))
			text += fmt.Sprintf("'=O,%sT%02d:59:59,A1,\"P,1\",%s,%s,%s,level,%s\n", at, rapid.IntRange(4, 23).Draw(t, "hour"),
				rapid.SampledFrom([]string{"1", "2.50", "0.000001"}).Draw(t, "quantity"), rapid.SampledFrom([]string{"", "-u"}).Draw(t, "unit"),
				rapid.SampledFrom([]string{"", "0", "2.50", "7.125"}).Draw(t, "expected"), rapid.SampledFrom([]string{"", "1"}).Draw(t, "paid"))
		}
		o := exchange.Options{Zone: zone}
		in := folder(map[string]string{"order_lines.csv": text})
		before, err := exchange.Collect(exchange.FolderOrderLines(in, o))
		if err != nil {
			t.Fatal(err)
		}
		out := newSink()
		if err := (exchange.Export{Rows: 3}).OrderLines(exchange.FolderOrderLines(in, o), zone, out.part); err != nil {
			t.Fatal(err)
		}
		after, err := exchange.Collect(exchange.FolderOrderLines(out, o))
		if err != nil || len(after) != len(before) {
			t.Fatalf("%d lines of %d, %v", len(after), len(before), err)
		}
		for i := range before {
			a, b := before[i], after[i]
			sameInstant := a.PlacedAt.Equal(b.PlacedAt)
			a.Line, b.Line, a.PlacedAt, b.PlacedAt = 0, 0, time.Time{}, time.Time{}
			if x, y := fmt.Sprintf("%+v", a), fmt.Sprintf("%+v", b); x != y || !sameInstant {
				t.Fatalf("%s became %s\n%s", x, y, out.text())
			}
		}
	})
}
