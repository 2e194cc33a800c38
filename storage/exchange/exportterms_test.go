package exchange_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// sink keeps the files of an export.
type sink struct {
	fstest.MapFS
	open int
}

func newSink() *sink { return &sink{MapFS: fstest.MapFS{}} }

func (s *sink) part(file string, part int) (io.WriteCloser, error) {
	if s.open++; s.open > 1 {
		return nil, fmt.Errorf("%s is opened while another part is open", file)
	}
	return &sunk{sink: s, name: exchange.PartName(file, part)}, nil
}

type sunk struct {
	bytes.Buffer
	*sink
	name string
}

func (f *sunk) Close() error {
	f.sink.open--
	if f.sink.MapFS[f.name] != nil {
		return fmt.Errorf("%s is written twice", f.name)
	}
	f.sink.MapFS[f.name] = &fstest.MapFile{Data: f.Bytes()}
	return nil
}

// text is all files, by name.
func (s *sink) text() string {
	var b strings.Builder
	names := make([]string, 0, len(s.MapFS))
	for name := range s.MapFS {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "%s:\n%s", name, s.MapFS[name].Data)
	}
	return b.String()
}

// said is everything that terms say, as text; contracts apart.
func said(t *exchange.Terms) string {
	var b strings.Builder
	data := t.Graph.Data()
	fmt.Fprintf(&b, "%+v\n%+v\n", data.Application, data.Groups)
	for _, a := range data.Accounts {
		fmt.Fprintf(&b, "%+v\n", a)
	}
	prices := t.Book.Data()
	lists := prices.Lists
	prices.Lists = nil
	fmt.Fprintf(&b, "%+v\n", prices)
	for _, l := range lists {
		derived := l.Derived
		l.Derived = nil
		fmt.Fprintf(&b, "%+v %+v\n", l, derived != nil)
		for row := range t.Book.Rows(l.ID) {
			fmt.Fprintf(&b, "%+v\n", row)
		}
	}
	return b.String()
}

// failer is a test, or one of its cases.
type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// again exports terms, reads them, and requires that nothing has changed, nor would by doing so again.
func again(t failer, terms *exchange.Terms, o exchange.Options, e exchange.Export) (*exchange.Terms, *sink) {
	t.Helper()
	first, second := newSink(), newSink()
	if err := e.Terms(terms, o, first.part); err != nil {
		t.Fatal(err)
	}
	back, err := exchange.ReadFolder(first, o)
	if err != nil {
		t.Fatalf("%v\n%s", err, first.text())
	}
	if d := back.Since(terms); d.Accounts != (exchange.Count{Same: d.Accounts.Same}) || d.Contracts != (exchange.Count{Same: d.Contracts.Same}) {
		t.Fatalf("%+v\n%s", d, first.text())
	}
	if d := contract.Differences(terms.Contracts, back.Contracts); len(d) > 0 {
		t.Fatalf("%+v", d)
	}
	if was, is := said(terms), said(back); was != is {
		t.Fatalf("\n%s\nbecame\n%s\n%s", was, is, first.text())
	}
	if err := e.Terms(back, o, second.part); err != nil {
		t.Fatal(err)
	}
	if first.text() != second.text() {
		t.Fatalf("\n%s\nbecame\n%s", first.text(), second.text())
	}
	return back, first
}

// The real folder, imported, exported and imported again, says the same and prices its order lines as before, whatever the
// size of parts.
func TestCSV4_RealFolderExportedAndRead(t *testing.T) {
	o := retail(t)
	from := os.DirFS("testdata/online-retail")
	terms, err := exchange.ReadFolder(from, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range []int{0, 7, 1000} {
		e := exchange.Export{Rows: rows}
		_, out := again(t, terms, o, e)
		if err := e.OrderLines(exchange.FolderOrderLines(from, o), o.Zone, out.part); err != nil {
			t.Fatal(err)
		}
		if lines, wrong := replay(t, out, o); lines != 500 || wrong != 0 {
			t.Errorf("parts of %d: %d of %d lines are wrong", rows, wrong, lines)
		}
		prices := 0
		for _, err := range exchange.FolderPrices(out, o) {
			if err != nil {
				t.Fatal(err)
			}
			prices++
		}
		if want := bytes.Count(must(os.ReadFile("testdata/online-retail/price_levels.csv")), []byte("\n")) - 1; prices != want {
			t.Errorf("parts of %d: %d price rows, want %d", rows, prices, want)
		}
		if rows == 7 && out.MapFS["price_levels-2.csv"] == nil {
			t.Error("there are no parts")
		}
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

// Without a part in the middle nothing is read: its rows would be missing in silence.
func TestCSV3_AMissingPart(t *testing.T) {
	o := retail(t)
	from := os.DirFS("testdata/online-retail")
	terms, err := exchange.ReadFolder(from, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"price_levels-3.csv", "contracts.csv", "contract_accounts-2.csv", "accounts.csv", "order_lines-2.csv"} {
		out := newSink()
		if err := (exchange.Export{Rows: 20}).Terms(terms, o, out.part); err != nil {
			t.Fatal(err)
		}
		if err := (exchange.Export{Rows: 20}).OrderLines(exchange.FolderOrderLines(from, o), o.Zone, out.part); err != nil {
			t.Fatal(err)
		}
		delete(out.MapFS, name)
		_, err := exchange.ReadFolder(out, o)
		if name == "order_lines-2.csv" {
			_, err = exchange.Collect(exchange.FolderOrderLines(out, o))
		}
		if err == nil || !strings.Contains(err.Error(), name+" is not there: add it") {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// A part by another number than it should have is not passed over.
func TestCSV3_AMisnumberedPart(t *testing.T) {
	for _, name := range []string{"price_levels-1.csv", "price_levels-02.csv", "price_levels-3.csv.gz", "contracts-0.csv", "purchase_prices-+2.csv"} {
		files := sound()
		files[name] = "price_level\n"
		_, err := exchange.ReadFolder(folder(files), options(t))
		if err == nil || !strings.Contains(err.Error(), name+": the name is that of a further part") {
			t.Errorf("%s: %v", name, err)
		}
	}
	files := sound()
	files["price_levels-old.csv"], files["order_lines-9.csv"], files["contracts-2.txt"] = "x", "x", "x"
	if _, err := exchange.ReadFolder(folder(files), options(t)); err != nil {
		t.Errorf("files of other names: %v", err)
	}
}

// A clash between parts is told in the part in which it is, with the other named.
func TestCSV3_LinesOfParts(t *testing.T) {
	files := sound()
	files["price_levels-2.csv"] = "price_level,product,currency,unit_price,valid_from,valid_to,min_quantity\n" +
		"RETAIL,P2,GBP,3,,,\nTRADE,P1,GBP,9,2026-01-01,2026-12-31,\n"
	files["price_levels-3.csv"] = "price_level,product,currency,unit_price\nRETAIL,P2,GBP,4\nRETAIL,P3,GBP,x\n"
	_, err := exchange.ReadFolder(folder(files), options(t))
	if err == nil || !strings.HasSuffix(err.Error(), "price_levels-3.csv:3: unit_price: no price: write at most 18 digits and 6 decimals with a point, without exponent or currency") {
		t.Errorf("%v", err)
	}
	files["price_levels-3.csv"] = "price_level,product,currency,unit_price\nRETAIL,P2,GBP,4\n"
	_, err = exchange.ReadFolder(folder(files), options(t))
	const want = `files refused, 2 errors
	price_levels-2.csv:3: unit_price: another price for the same product, minimum and days: keep one; the other is in price_levels.csv (see line 2)
	price_levels-3.csv:2: unit_price: another price for the same product, minimum and days: keep one; the other is in price_levels-2.csv (see line 2)`
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}
