package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/storage/exchange"
)

// The built-in year, in which every line states what it should cost.
func TestBuiltInYear(t *testing.T) {
	var out, progress bytes.Buffer
	if err := run(nil, &out, &progress); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"lines priced   20,289 of 20,289\n", "as expected    20,289 of 20,289\n", "lines/s\n",
		"│ contract        │    944 │", "│ contract_forced │  1,430 │", "farthest from what was really paid",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
	if progress.Len() > 0 {
		t.Errorf("progress on what is no terminal: %q", progress.String())
	}
}

func TestExplain(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-explain", "536365/85123A"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	const want = `order 536365 of 2010-12-01 08:26 GMT
6 of 85123A for 17850: 2.55 GBP each, from contract:K00446
┌─────────────────┬──────────┬──────┬─────────┬──────────────────────────────────────────────────────┐
│ list            │    price │ from │ outcome │ why                                                  │
├─────────────────┼──────────┼──────┼─────────┼──────────────────────────────────────────────────────┤
│ contract:K00446 │ 2.55 GBP │      │ won     │ wins with 2.55 GBP                                   │
│ level:TRADE     │ 2.95 GBP │    1 │ outbid  │ has 2.95 GBP (from 1 on), but another price is lower │
└─────────────────┴──────────┴──────┴─────────┴──────────────────────────────────────────────────────┘
really paid: 2.55 GBP

`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

// folder writes a small world of files and returns where it is.
func folder(t *testing.T, changed map[string]string) string {
	t.Helper()
	files := map[string]string{
		"accounts":     "ref_id,price_level,currency\nacme,A,GBP\n",
		"price_levels": "price_level,product,currency,min_quantity,unit_price\nA,P,GBP,1,2.00\nA,P,GBP,10,1.50\n",
		"order_lines": "order,placed_at,account,product,quantity,expected_unit_price,expected_source\n" +
			"1,2026-03-01T09:00:00,acme,P,6,2.00,level\n1,2026-03-01T09:00:00,acme,P,4,2.00,level\n",
	}
	dir := t.TempDir()
	for name, text := range changed {
		files[name] = text
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name+".csv"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestScope(t *testing.T) {
	dir := folder(t, nil)
	if err := run([]string{"-data", dir, "-scope", "line"}, io.Discard, io.Discard); err != nil {
		t.Errorf("each line alone: %v", err)
	}
	var out bytes.Buffer
	err := run([]string{"-data", dir, "-scope", "product"}, &out, io.Discard)
	if !errors.Is(err, errDiffers) {
		t.Errorf("ten together cost 1.50 each: %v", err)
	}
	if want := "order_lines.csv:2: order 1, 6 of P: expected 2.00 from level, got 1.50 from level"; !strings.Contains(out.String(), want) {
		t.Errorf("%q is missing in\n%s", want, out.String())
	}
}

// Bad input names file, line and column, says what to do, and leaves no answers
// behind.
func TestBadInput(t *testing.T) {
	order := "order,placed_at,account,product,quantity\n"
	for name, test := range map[string]struct {
		changed map[string]string
		args    []string
		want    string
	}{
		"unknown account": {map[string]string{"order_lines": order + "1,2026-03-01,acme,P,1\n2,2026-03-01,nobody,P,1\n"}, nil,
			"order_lines.csv:3: account: no such account"},
		"quantity 0":        {map[string]string{"order_lines": order + "1,2026-03-01,acme,P,0\n"}, nil, "order_lines.csv:2: quantity: "},
		"price too long":    {map[string]string{"price_levels": "price_level,product,currency,unit_price\nA,P,GBP,1e1000000000\n"}, nil, "price_levels.csv:2: unit_price: "},
		"scattered order":   {map[string]string{"order_lines": order + "1,2026-03-01,acme,P,1\n2,2026-03-01,acme,P,1\n1,2026-03-01,acme,P,1\n"}, []string{"-scope", "product"}, "order_lines.csv:4: order: bring the lines"},
		"no such file":      {nil, []string{"-data", "/nowhere/at/all"}, "-data: "},
		"no such scope":     {nil, []string{"-scope", "page"}, "say line or product"},
		"local zone":        {nil, []string{"-zone", "Local"}, "-zone: "},
		"no such line":      {nil, []string{"-explain", "1/Q"}, "no line of this order has this product"},
		"device as answers": {nil, []string{"-out", "/dev/null"}, "-out /dev/null: name a file"},
		"empty option":      {nil, []string{"-explain", ""}, "-explain is empty"},
		"both at once":      {nil, []string{"-explain", "1/P", "-out", "answers.csv"}, "one at a time"},
		"no product":        {nil, []string{"-explain", "1"}, "write order/product"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, test.changed)
			answers := filepath.Join(dir, "answers.csv")
			args := append([]string{"-data", dir}, test.args...)
			if !slices.Contains(args, "-explain") {
				args = append([]string{"-out", answers}, args...)
			}
			err := run(args, io.Discard, io.Discard)
			if err == nil || errors.Is(err, errDiffers) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if left, _ := filepath.Glob(answers + "*"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestOutSparesTheInput(t *testing.T) {
	dir := folder(t, nil)
	lines := filepath.Join(dir, "order_lines.csv")
	before, _ := os.ReadFile(lines)
	err := run([]string{"-data", dir, "-out", lines}, io.Discard, io.Discard)
	if after, _ := os.ReadFile(lines); err == nil || !bytes.Equal(before, after) {
		t.Errorf("the orders were written over: %v", err)
	}
}

// What -out writes is one answer a line, and a spreadsheet runs none of it.
func TestOut(t *testing.T) {
	dir := folder(t, map[string]string{
		"order_lines": "order,placed_at,account,product,quantity\n'=1+1,2026-03-01,acme,P,12\n2,2026-03-01,acme,Q,1\n",
	})
	answers := filepath.Join(dir, "answers.csv")
	if err := run([]string{"-data", dir, "-out", answers}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(answers)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"order", "placed_at", "account", "product", "unit", "quantity", "unit_price", "currency", "source", "list", "amount", "reason"},
		{"'=1+1", "2026-03-01T00:00:00", "acme", "P", "", "12", "1.50", "GBP", "level", "level:A", "18.00", "priced"},
		{"2", "2026-03-01T00:00:00", "acme", "Q", "", "1", "", "", "", "", "", "no-such-product"},
	}
	for i := range want {
		if i >= len(rows) || strings.Join(rows[i], "|") != strings.Join(want[i], "|") {
			t.Errorf("row %d: got %v, want %v", i, rows, want[i])
		}
	}
}

// Packed files are read as they are.
func TestPackedFolder(t *testing.T) {
	dir := folder(t, nil)
	plain := filepath.Join(dir, "order_lines.csv")
	text, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(text)
	w.Close()
	if err := errors.Join(os.WriteFile(plain+".gz", packed.Bytes(), 0o600), os.Remove(plain)); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{"-data", dir}, io.Discard, io.Discard); err != nil {
		t.Error(err)
	}
}

func TestAttribution(t *testing.T) {
	text, err := fs.ReadFile(builtIn, "data/online-retail/ATTRIBUTION.txt")
	if err != nil || !bytes.Contains(text, []byte("CC BY 4.0")) {
		t.Errorf("the built-in data must name its source: %v", err)
	}
}

func TestDefectsAreFileErrors(t *testing.T) {
	dir := folder(t, map[string]string{"accounts": "ref_id,price_level,parent_a_id\na,A,b\nb,A,a\n"})
	if err := run([]string{"-data", dir}, io.Discard, io.Discard); !errors.Is(err, exchange.ErrFile) {
		t.Errorf("a cycle: %v", err)
	}
}
