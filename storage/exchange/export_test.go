package exchange_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// parts keeps what is exported.
type parts struct {
	files map[string]*bytes.Buffer
	open  int
	fail  string // the part that cannot be opened
}

type closer struct {
	*bytes.Buffer
	p *parts
}

func (c closer) Close() error { c.p.open--; return nil }

func (p *parts) part(file string, n int) (io.WriteCloser, error) {
	name := fmt.Sprintf("%s-%d", file, n)
	if name == p.fail {
		return nil, errStop
	}
	p.open++
	p.files[name] = new(bytes.Buffer)
	return closer{p.files[name], p}, nil
}

var errStop = errors.New("stop")

// joined is the parts of one kind as one file.
func (p *parts) joined(kind string) string {
	var text strings.Builder
	for n := 1; p.files[fmt.Sprintf("%s-%d", kind, n)] != nil; n++ {
		head, rows, _ := strings.Cut(p.files[fmt.Sprintf("%s-%d", kind, n)].String(), "\n")
		if n == 1 {
			text.WriteString(head + "\n")
		}
		text.WriteString(rows)
	}
	return text.String()
}

var kinds = []string{"contracts", "contract_accounts", "contract_products", "product_account_pricing"}

func exported(t *testing.T, e exchange.Export, contracts []contract.Contract) *parts {
	t.Helper()
	p := &parts{files: make(map[string]*bytes.Buffer)}
	if err := e.Contracts(contracts, p.part); err != nil {
		t.Fatal(err)
	}
	if p.open != 0 {
		t.Fatalf("%d parts are open still", p.open)
	}
	return p
}

var oddTexts = []string{"", "plain", "=1+1", "+1", "-1", "@x", "'=1", "''", "'", "a,b", `say "so"`, "two\nlines", " space ", "é;ü", "\ttab", "\r\nx", "'plain"}

var oddIDs = []string{"A1", "=A2", "-A3", "'+A4", "A,5", `A"6`, "A;7", "@8"}

// dealsOf makes contracts of a number, whose texts are such as a spreadsheet runs.
func dealsOf(number uint64) (all []contract.Contract) {
	r := rand.New(rand.NewPCG(number, 9))
	day := func() (d calendar.Date) {
		if r.IntN(3) > 0 {
			d = calendar.MustDate("2026-01-01").AddDays(r.IntN(300))
		}
		return d
	}
	price := func() money.Amount { return money.Scaled(r.Int64N(1_000_000), uint8(r.IntN(7)), money.EUR) }
	for i := range r.IntN(4) {
		c := contract.Contract{Code: oddIDs[i], Name: oddTexts[r.IntN(len(oddTexts))], Currency: money.EUR, Expires: day(), Force: r.IntN(2) == 0,
			Inactive: r.IntN(3) == 0, Origin: contract.Origin(r.IntN(2))}
		if r.IntN(2) == 0 {
			c.SalesRep = oddIDs[r.IntN(len(oddIDs))]
		}
		for _, id := range oddIDs[:r.IntN(len(oddIDs))] {
			a := contract.Account{Account: id, Starts: day(), Inactive: r.IntN(4) == 0}
			if !a.Starts.IsZero() && r.IntN(2) == 0 {
				a.Ends = a.Starts.AddDays(r.IntN(50))
			}
			c.Accounts = append(c.Accounts, a)
		}
		for _, product := range oddIDs[:r.IntN(len(oddIDs))] {
			p := contract.Product{Product: product, Unit: []string{"", "box", "-kg"}[r.IntN(3)], Price: money.Zero(money.EUR), Inactive: r.IntN(4) == 0}
			if c.Origin == contract.Local {
				p.Price = price()
			}
			for min := range r.IntN(3) {
				p.Breaks = append(p.Breaks, contract.Break{Min: money.Micros(int64(min+1) * 1_500_000), Price: price()})
			}
			c.Products = append(c.Products, p)
		}
		all = append(all, c)
	}
	return all
}

// Export, then import, gives the same contracts (CON-9, CSV-4).
func TestCON9_ExportThenImportIsTheSame(t *testing.T) {
	rows, guarded := 0, 0
	for number := range uint64(proofCount(200, 5000)) {
		all := dealsOf(number)
		p := exported(t, exchange.Export{Mirrored: true, Rows: 1 + int(number%5)}, all)
		accounts := "ref_id,currency\n"
		for _, id := range oddIDs {
			cell := `"` + strings.ReplaceAll(id, `"`, `""`) + `"`
			if strings.ContainsAny(id[:1], "=+-@'") {
				cell = `"'` + id + `"`
			}
			accounts += cell + ",EUR\n"
		}
		files := fstest.MapFS{"accounts.csv": {Data: []byte(accounts)}, "price_levels.csv": {Data: []byte("price_level,product,currency,unit_price\n")}}
		for _, kind := range kinds {
			text := p.joined(kind)
			files[kind+".csv"] = &fstest.MapFile{Data: []byte(text)}
			rows += strings.Count(text, "\n")
			guarded += strings.Count(text, "'=")
		}
		terms, err := exchange.ReadFolder(files, options(t))
		if err != nil {
			t.Fatalf("world %d: %v\n%v", number, err, p.joined("contracts"))
		}
		if d := contract.Differences(all, terms.Contracts); len(d) > 0 {
			t.Fatalf("world %d: %+v", number, d)
		}
	}
	if rows == 0 || guarded == 0 {
		t.Errorf("%d rows, %d guarded", rows, guarded)
	}
}

// No cell can be run by a spreadsheet.
func TestAbuse_ExportedFormulas(t *testing.T) {
	cells := 0
	for number := range uint64(100) {
		for name, part := range exported(t, exchange.Export{Mirrored: true}, dealsOf(number)).files {
			rows, err := csv.NewReader(part).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if cells++; cell != "" && strings.Contains("=+-@\t\r", cell[:1]) {
						t.Fatalf("%s: %q", name, cell)
					}
				}
			}
		}
	}
	if cells == 0 {
		t.Error("nothing was looked at")
	}
	c := contract.Contract{Code: "=cmd()", Name: "@SUM(A1)", Currency: money.EUR}
	if text := exported(t, exchange.Export{}, []contract.Contract{c}).joined("contracts"); !strings.Contains(text, "\n'=cmd(),'@SUM(A1),") {
		t.Errorf("%s", text)
	}
}

func TestCON9_LocalByDefaultInParts(t *testing.T) {
	var all []contract.Contract
	for i := range 25 {
		all = append(all, contract.Contract{Code: fmt.Sprintf("K%02d", i), Currency: money.EUR, Origin: contract.Origin(i % 2),
			Accounts: []contract.Account{{Account: "A1"}}})
	}
	p := exported(t, exchange.Export{Rows: 5, AccountCode: func(id string) string { return "code of " + id }}, all)
	if n := strings.Count(p.joined("contracts"), "\n"); n != 14 || strings.Contains(p.joined("contracts"), "mirrored") {
		t.Errorf("%d lines: %s", n, p.joined("contracts"))
	}
	if !strings.Contains(p.joined("contract_accounts"), "K00,code of A1,,,1") {
		t.Errorf("%s", p.joined("contract_accounts"))
	}
	if len(p.files) != 3+3+1+1 {
		t.Errorf("%d parts", len(p.files))
	}
	for name, part := range p.files {
		if lines := strings.Count(part.String(), "\n"); lines > 6 {
			t.Errorf("%s has %d lines", name, lines)
		}
	}
}

func TestCON9_ExportEndsWhereToldTo(t *testing.T) {
	all := dealsOf(3)
	for n := uint64(3); len(all) == 0; n++ {
		all = dealsOf(n)
	}
	p := &parts{files: make(map[string]*bytes.Buffer), fail: "contract_accounts-1"}
	if err := (exchange.Export{Mirrored: true}).Contracts(all, p.part); !errors.Is(err, errStop) || p.open != 0 || len(p.files) != 1 {
		t.Errorf("%v, %d parts, %d open", err, len(p.files), p.open)
	}
	for _, bad := range []contract.Contract{{Code: "K"}, {Code: "K", Currency: money.EUR, Name: "a\x00b"}, {Code: "K", Currency: money.EUR, Name: strings.Repeat("x", 5000)}} {
		p := &parts{files: make(map[string]*bytes.Buffer)}
		if err := (exchange.Export{}).Contracts([]contract.Contract{bad}, p.part); err == nil || len(p.files) != 0 {
			t.Errorf("%v, %d parts", err, len(p.files))
		}
	}
}

func ExampleExport() {
	spring := contract.Contract{Code: "SPRING", Name: "Spring deal", Currency: money.GBP, Expires: calendar.MustDate("2026-05-31"),
		Accounts: []contract.Account{{Account: "A1"}},
		Products: []contract.Product{{Product: "P1", Price: money.MustParse("2.20", money.GBP)}}}
	err := exchange.Export{}.Contracts([]contract.Contract{spring}, func(file string, part int) (io.WriteCloser, error) {
		fmt.Printf("%s, part %d:\n", file, part)
		return printed{}, nil // os.Create, in a program
	})
	fmt.Println(err)
	// Output:
	// contracts, part 1:
	// Code,Name,Expiry Date,Force Contract Price,Active,Sales Representative ID,Currency,Origin
	// SPRING,Spring deal,2026-05-31,0,1,,GBP,local
	// contract_accounts, part 1:
	// Contract Code,Account Code,Starts,Ends,Is Active
	// SPRING,A1,,,1
	// contract_products, part 1:
	// Contract Code,Product Code,Price,Is Active,Unit
	// SPRING,P1,2.20,1,
	// product_account_pricing, part 1:
	// Contract Code,Product Code,Minimum Quantity,Price,Unit
	// <nil>
}

type printed struct{}

func (printed) Write(p []byte) (int, error) { return fmt.Print(string(p)) }
func (printed) Close() error                { return nil }

// proofCount returns how many cases to take: TRADETERMS_PROOF=full and =soak ask for more.
func proofCount(small, full int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return 20 * full
	}
	return small
}
