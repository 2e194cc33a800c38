package exchange_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

func TestCSV3_OneContentInManyForms(t *testing.T) {
	const text = "ref_id,name,price_level\nA1,One,TRADE;RETAIL\nA2,\"Two, \"\"and\"\" more\",TRADE\n"
	want := []account.Account{
		{ID: "A1", Name: "One", PriceLevels: []string{"TRADE", "RETAIL"}},
		{ID: "A2", Name: `Two, "and" more`, PriceLevels: []string{"TRADE"}},
	}
	tests := []struct{ reason, text string }{
		{"as it is", text},
		{"with a BOM", "\xef\xbb\xbf" + text},
		{"CRLF", strings.ReplaceAll(text, "\n", "\r\n")},
		{"no line break at the end", strings.TrimSuffix(text, "\n")},
		{"half a line break at the end", strings.TrimSuffix(text, "\n") + "\r"},
		{"blank lines", strings.ReplaceAll(text, "\n", "\n\r\n\n")},
		{"semicolons", "ref_id;name;price_level\nA1;One;\"TRADE;RETAIL\"\nA2;\"Two, \"\"and\"\" more\";TRADE\n"},
		{"quoted header and semicolons", "\"ref_id\";\"name\";\"price_level\"\r\nA1;One;\"TRADE;RETAIL\"\r\nA2;\"Two, \"\"and\"\" more\";\"TRADE\""},
		{"BOM before a quoted header", "\xef\xbb\xbf\"ref_id\",name,price_level\n" + text[strings.Index(text, "A1"):]},
		{"columns in another order", "price_level,ref_id,name\nTRADE;RETAIL,A1,One\nTRADE,A2,\"Two, \"\"and\"\" more\"\n"},
		{"all quoted", "\"ref_id\",\"name\",\"price_level\"\n\"A1\",\"One\",\"TRADE;RETAIL\"\n\"A2\",\"Two, \"\"and\"\" more\",\"TRADE\"\n"},
		{"quotes and half a line break", "ref_id,name,price_level\nA1,One,TRADE;RETAIL\nA2,\"Two, \"\"and\"\" more\",\"TRADE\"\r"},
	}
	for _, test := range tests {
		for _, r := range []io.Reader{
			strings.NewReader(test.text), iotest.OneByteReader(strings.NewReader(test.text)),
			iotest.DataErrReader(strings.NewReader(test.text)),
		} {
			got, err := exchange.Collect(exchange.Accounts(r, exchange.Options{}))
			if err != nil {
				t.Errorf("%s: %v", test.reason, err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", test.reason, diff)
			}
		}
	}
}

func TestCSV3_KeepsWhatIsInQuotes(t *testing.T) {
	const text = "ref_id,name\nA1,\"first\r\nsecond\nthird\"\nA2,\n\"A3\",\"\"\nA4 ,x\n"
	var names []string
	var last *exchange.FileError
	for a, err := range exchange.Accounts(strings.NewReader(text), exchange.Options{}) {
		if !errors.As(err, &last) {
			names = append(names, a.Name)
		}
	}
	if !slices.Equal(names, []string{"first\r\nsecond\nthird", "", ""}) {
		t.Errorf("%q", names)
	}
	if last == nil || last.Line != 7 {
		t.Errorf("%v, want line 7, since a row of three lines came before", last)
	}
}

func TestCSV3_NoRowOfOneEmptyCellIsLost(t *testing.T) {
	for _, text := range []string{"ref_id\nA1\n\nA2\n", "ref_id\nA1\n\"\"\nA2\n"} {
		_, err := exchange.Collect(exchange.Accounts(strings.NewReader(text), exchange.Options{}))
		var all *exchange.FileErrors
		if !errors.As(err, &all) || all.Errors[0].Line != 3 || all.Errors[0].Code != exchange.MissingValue {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestCSV3_UnknownColumns(t *testing.T) {
	const text = "ref_id,price_levels,colour\nA1,X,red\n"
	_, err := exchange.Collect(exchange.Accounts(strings.NewReader(text), exchange.Options{}))
	if err == nil || !strings.Contains(err.Error(), `is it "price_level"?`) || !strings.Contains(err.Error(), "column 3") {
		t.Errorf("%v, want both columns refused and the first one's neighbour named", err)
	}
	got, err := exchange.Collect(exchange.Accounts(strings.NewReader(text), exchange.Options{ExtraColumns: true}))
	if err != nil || len(got) != 1 || got[0].ID != "A1" || got[0].PriceLevels != nil {
		t.Errorf("%v, %v", got, err)
	}
}

func TestCSV4_UndoesExactlyTheGuard(t *testing.T) {
	tests := []struct{ cell, want, reason string }{
		{"'=1+1", "=1+1", "a formula"},
		{"'+x", "+x", "plus"}, {"'-x", "-x", "minus"}, {"'@x", "@x", "at"}, {"\"'\tx\"", "\tx", "tab"}, {"\"'\rx\"", "\rx", "carriage return"},
		{"''=1", "'=1", "a text that has the apostrophe itself, guarded"},
		{"'!=1", "'!=1", "no formula, whatever follows"},
		{"'twas", "'twas", "no formula, so it was not guarded"},
		{"'", "'", "an apostrophe alone"},
		{"''", "''", "two of them"},
		{"=1+1", "=1+1", "written by others"},
		{"x'=1", "x'=1", "not at the beginning"},
	}
	for _, test := range tests {
		text := "ref_id,name\nA1," + test.cell + "\n"
		got, err := exchange.Collect(exchange.Accounts(strings.NewReader(text), exchange.Options{}))
		if err != nil || got[0].Name != test.want {
			t.Errorf("%s: %q became %v, %v", test.reason, test.cell, got, err)
		}
	}
	lines, err := exchange.Collect(exchange.Contracts(strings.NewReader("Code,Name,Expiry Date,Force Contract Price,Active\n'-7,n,,,1\n"), exchange.Options{}))
	if err != nil || lines[0].Code != "-7" {
		t.Errorf("%v, %v", lines, err)
	}
}

func TestCSV3_GoesOnAfterABadQuoteWhereverItLies(t *testing.T) {
	const rows = 20_000 // more than is held at once
	text := "ref_id,name\n" + strings.Repeat("A1,x\"yyyy\nA2,\"x\"yyy\nA3,\"x\ny\"\n", rows/4)
	line, sound := 1, 0
	for a, err := range exchange.Accounts(strings.NewReader(text), exchange.Options{}) {
		var e *exchange.FileError
		switch {
		case err == nil && a.Name == "x\ny":
			line += 2
			sound++
		case errors.As(err, &e) && e.Code == exchange.BadQuote && e.Line == line+1:
			line++
		default:
			t.Fatalf("after line %d: %+v, %v", line, a, err)
		}
	}
	if line != rows+1 || sound != rows/4 {
		t.Errorf("%d lines and %d sound rows, want %d and %d", line, sound, rows+1, rows/4)
	}
}
