package jsonlines_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
)

// refused reads a file and returns what is wrong with it.
func refused(t *testing.T, file io.Reader, o jsonlines.Options) *exchange.FileErrors {
	t.Helper()
	err := jsonlines.Read(file, jsonlines.Take{}, o)
	var all *exchange.FileErrors
	if !errors.As(err, &all) || !errors.Is(err, exchange.ErrFile) {
		t.Fatalf("error %v", err)
	}
	return all
}

func file(lines ...string) string {
	return `{"tradeterms":1}` + "\n" + strings.Join(lines, "\n") + "\n" + `{"end":` + strconv.Itoa(len(lines)) + "}\n"
}

// Each planted fault is found at its line and place, and nothing else is.
func TestCSV3_FaultsOfALineAreFoundWithTheirPlace(t *testing.T) {
	const good = `{"account":{"id":"a"}}`
	const list = `{"list":{"id":"level:A"}}`
	for _, c := range []struct {
		why, line, field string
		code             exchange.Code
	}{
		{"an unknown kind", `{"acount":{"id":"a"}}`, "", exchange.UnknownKind},
		{"an unknown field", `{"account":{"id":"a","ID":"b"}}`, "", exchange.BadRecord},
		{"a field said twice", `{"account":{"id":"a","id":"a"}}`, "id", exchange.BadRecord},
		{"two records on a line", `{"account":{"id":"a"},"account":{"id":"b"}}`, "", exchange.BadRecord},
		{"two objects on a line", `{"account":{"id":"a"}} {"account":{"id":"b"}}`, "", exchange.BadRecord},
		{"trailing garbage", `{"account":{"id":"a"}}x`, "", exchange.BadRecord},
		{"no object", `7`, "", exchange.BadRecord},
		{"an empty line", ``, "", exchange.BadRecord},
		{"null", `{"account":null}`, "", exchange.BadRecord},
		{"half a record", `{"account":{"id":"a"`, "", exchange.BadRecord},
		{"an empty object", `{}`, "", exchange.BadRecord},
		{"a kind in capitals", `{"Account":{"id":"a"}}`, "", exchange.UnknownKind},
		{"bytes that are no text", "{\"account\":{\"id\":\"\xff\"}}", "id", exchange.BadRecord},
		{"a NUL", "{\"account\":{\"id\":\"\x00\"}}", "id", exchange.BadRecord},
		{"an amount as a number", `{"price":{"list":"level:A","product":"p","price":9.9}}`, "price", exchange.BadRecord},
		{"an exponent", `{"price":{"list":"level:A","product":"p","price":"1e1000000000 EUR"}}`, "price", exchange.BadRecord},
		{"7 decimals", `{"price":{"list":"level:A","product":"p","price":"0.0000001 EUR"}}`, "price", exchange.BadPrice},
		{"19 digits", `{"price":{"list":"level:A","product":"p","price":"1234567890123456789 EUR"}}`, "price", exchange.BadPrice},
		{"7 decimals in a list's line", `{"list":{"id":"level:B","rows":[{"product":"p","price":"0.0000001 EUR"}]}}`, "rows.0.price", exchange.BadPrice},
		{"7 decimals in a contract", `{"contract":{"code":"c","products":[{"product":"p","breaks":[{"price":"0.0000001 EUR"}]}]}}`,
			"products.0.breaks.0.price", exchange.BadPrice},
		{"7 decimals in a budget", `{"budget":{"id":"b","max_order":"0.0000001 EUR"}}`, "max_order", exchange.BadPrice},
		{"a currency that there is not", `{"price":{"list":"level:A","product":"p","price":"1 ABC"}}`, "price", exchange.BadRecord},
		{"a price of no list", `{"price":{"list":"level:B","product":"p"}}`, "list", exchange.UnknownID},
		{"a list twice", list, "id", exchange.Duplicate},
		{"a day that there is not", `{"contract":{"code":"c","expires":"2026-02-30"}}`, "expires", exchange.BadRecord},
		{"an origin that there is not", `{"contract":{"code":"c","origin":"mirror"}}`, "origin", exchange.BadRecord},
		{"a revision", `{"prices":{"zone":"UTC","revision":7}}`, "revision", exchange.BadRecord},
		{"lists within all price data", `{"prices":{"zone":"UTC","lists":[{"id":"level:C"}]}}`, "lists", exchange.BadRecord},
		{"a version", `{"order":{"version":7}}`, "version", exchange.BadRecord},
		{"a second header", `{"tradeterms":1}`, "", exchange.UnknownKind},
	} {
		text := file(good, list, good, c.line, good)
		all := refused(t, strings.NewReader(text), jsonlines.Options{Name: "f"})
		if len(all.Errors) != 1 || all.More != 0 {
			t.Errorf("%s: %v", c.why, all)
			continue
		}
		if e := all.Errors[0]; e.Line != 5 || e.Column != c.field || e.Code != c.code || e.File != "f" || e.Reason == "" {
			t.Errorf("%s: line %d, field %q, code %q: %v", c.why, e.Line, e.Column, e.Code, &e)
		}
		all = refused(t, iotest.OneByteReader(strings.NewReader(text)), jsonlines.Options{})
		if len(all.Errors) != 1 || all.Errors[0].Code != c.code {
			t.Errorf("%s, byte by byte: %v", c.why, all)
		}
	}
}

// A file that was cut off, added to or begun otherwise is no shorter file.
func TestCSV3_AFileIsReadWholeOrRefused(t *testing.T) {
	whole := file(`{"account":{"id":"a"}}`, `{"account":{"id":"b"}}`)
	for n := range len(whole) - 1 { // the last line break may be missing
		if err := jsonlines.Read(strings.NewReader(whole[:n]), jsonlines.Take{}, jsonlines.Options{}); !errors.Is(err, exchange.ErrFile) {
			t.Fatalf("of %d bytes %d were enough: %v", len(whole), n, err)
		}
	}
	for text, code := range map[string]exchange.Code{
		"":                                  exchange.NoHeader,
		whole[len(`{"tradeterms":1}`)+1:]:   exchange.NoHeader,
		strings.Replace(whole, "1", "2", 1): exchange.NoHeader,
		strings.Replace(whole, `{"end":2}`, `{"end":1}`, 1):          exchange.NoEnd,
		strings.Replace(whole, `{"account":{"id":"b"}}`+"\n", "", 1): exchange.NoEnd,
		whole + `{"account":{"id":"c"}}`:                             exchange.BadRecord,
		whole + `{"end":2}`:                                          exchange.BadRecord,
		"\xff\xfe" + whole:                                           exchange.NoHeader,
	} {
		all := refused(t, strings.NewReader(text), jsonlines.Options{})
		if all.Errors[0].Code != code {
			t.Errorf("%q: %v", text, all)
		}
	}
	for _, text := range []string{whole, strings.TrimSuffix(whole, "\n"), strings.ReplaceAll(whole, "\n", "\r\n"), "\xef\xbb\xbf" + whole,
		strings.ReplaceAll(whole, ":", " : ")} {
		n := 0
		err := jsonlines.Read(strings.NewReader(text), jsonlines.Take{Account: func(int, account.Account) error {
			n++
			return nil
		}}, jsonlines.Options{})
		if err != nil || n != 2 {
			t.Errorf("%q: %d accounts, %v", text, n, err)
		}
	}
}

// Sizes are bounded, and the errors that are spelled out; those of a long line are found behind it.
func TestAbuse_SizesOfAJSONFileAreBounded(t *testing.T) {
	long := `{"account":{"id":"` + strings.Repeat("a", 1<<18) + `"}}`
	all := refused(t, strings.NewReader(file(long, `{"x":1}`, long)), jsonlines.Options{Line: 1 << 17})
	if len(all.Errors) != 4 || all.Errors[0].Code != exchange.LineTooLong || all.Errors[1].Line != 3 || all.Errors[2].Line != 4 {
		t.Error(all) // the last line counts otherwise, too
	}
	all = refused(t, strings.NewReader(file(long)), jsonlines.Options{File: 1000})
	if len(all.Errors) != 1 || all.Errors[0].Code != exchange.FileTooLarge {
		t.Error(all)
	}
	endless := io.MultiReader(strings.NewReader(`{"tradeterms":1}`+"\n"), zeros{})
	all = refused(t, endless, jsonlines.Options{File: 1 << 22, Line: 1 << 16})
	if len(all.Errors) != 2 || all.Errors[1].Code != exchange.FileTooLarge && all.Errors[0].Code != exchange.FileTooLarge {
		t.Log(all)
	}
	lines := make([]string, 250)
	for i := range lines {
		lines[i] = `{"x":1}`
	}
	if all = refused(t, strings.NewReader(file(lines...)), jsonlines.Options{}); len(all.Errors) != 100 || all.More != 150 {
		t.Error(len(all.Errors), all.More)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// What the reader of the file says is told; what a function says ends reading.
func TestCSV3_ErrorsFromOutsideAreHandedOn(t *testing.T) {
	broken := errors.New("the line broke")
	all := refused(t, io.MultiReader(strings.NewReader(`{"tradeterms":1}`+"\n"), iotest.ErrReader(broken)), jsonlines.Options{})
	if !errors.Is(all, broken) || all.Errors[0].Code != exchange.Unreadable {
		t.Error(all)
	}
	if err := jsonlines.Read(nil, jsonlines.Take{}, jsonlines.Options{}); !errors.Is(err, exchange.ErrFile) {
		t.Error(err)
	}
	n := 0
	err := jsonlines.Read(strings.NewReader(file(`{"account":{"id":"a"}}`, `{"account":{"id":"b"}}`)), jsonlines.Take{
		Account: func(int, account.Account) error {
			n++
			return context.Canceled
		},
	}, jsonlines.Options{})
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Error(n, err)
	}
}

// A file that cannot be written, or holds what would not come back, has no end.
func TestCSV3_WritingThatFails(t *testing.T) {
	var out bytes.Buffer
	w := jsonlines.NewWriter(&out)
	if err := jsonlines.Write(w, account.Account{ID: "a", Status: 99}); err == nil || w.Close() == nil {
		t.Error("a status that does not exist was written")
	}
	if err := jsonlines.Write(w, account.Account{ID: "a"}); err == nil {
		t.Error("written on after an error")
	}
	w = jsonlines.NewWriter(full{})
	if err := errors.Join(jsonlines.Write(w, account.Account{ID: "a"}), w.Close()); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
	w = jsonlines.NewWriter(&out)
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	if err := jsonlines.Write(w, account.Account{ID: "a"}); !errors.Is(err, jsonlines.ErrClosed) {
		t.Error(err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
