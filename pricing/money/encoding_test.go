package money_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// All of them implement all of these, Mode and Rounding but for SQL.
var (
	_ driver.Valuer = money.Amount{}
	_ driver.Valuer = money.Quantity{}
	_ driver.Valuer = money.Rate{}
	_ driver.Valuer = money.Currency(0)
	_ sql.Scanner   = (*money.Amount)(nil)
	_ sql.Scanner   = (*money.Quantity)(nil)
	_ sql.Scanner   = (*money.Rate)(nil)
	_ sql.Scanner   = (*money.Currency)(nil)
)

// record has one field of each kind, as traces and stored facts do.
type record struct {
	Amount   money.Amount
	Quantity money.Quantity
	Rate     money.Rate
	Currency money.Currency
	Rounding money.Rounding
	Mode     money.Mode
}

func TestJSON(t *testing.T) {
	for _, tc := range []struct {
		in     record
		want   string
		reason string
	}{
		{
			record{gbp("12.5"), money.MustQuantity("2.50"), money.MustPercent("12.5"), money.EUR, money.ToPlaces(2, money.HalfUp), money.Floor},
			`{"Amount":"12.50 GBP","Quantity":"2.5","Rate":"0.125","Currency":"EUR","Rounding":"2 places, half up","Mode":"floor"}`,
			"all set",
		},
		{
			record{Amount: money.Zero(money.GBP)},
			`{"Amount":"0.00 GBP","Quantity":"0","Rate":"0","Currency":"","Rounding":"","Mode":""}`,
			"zero owed is written",
		},
		{
			record{},
			`{"Amount":"","Quantity":"0","Rate":"0","Currency":"","Rounding":"","Mode":""}`,
			"no amount is empty both ways",
		},
	} {
		got, err := json.Marshal(tc.in)
		if err != nil || string(got) != tc.want {
			t.Errorf("%s: got %s, %v", tc.reason, got, err)
		}
		var back record
		if err := json.Unmarshal(got, &back); err != nil {
			t.Errorf("%s: %v", tc.reason, err)
		}
		if !back.Amount.Equal(tc.in.Amount) || back.Quantity != tc.in.Quantity || back.Rate != tc.in.Rate ||
			back.Currency != tc.in.Currency || back.Rounding != tc.in.Rounding || back.Mode != tc.in.Mode {
			t.Errorf("%s: read back as %+v", tc.reason, back)
		}
	}
}

func TestJSONOmitZeroKeepsZeroOwed(t *testing.T) {
	type line struct {
		Fee money.Amount `json:",omitzero"`
	}
	for want, in := range map[string]line{`{}`: {}, `{"Fee":"0.00 GBP"}`: {money.Zero(money.GBP)}} {
		var back line
		got, err := json.Marshal(in)
		if err != nil || string(got) != want || json.Unmarshal(got, &back) != nil || !back.Fee.Equal(in.Fee) {
			t.Errorf("got %s, %v, read back as %v", got, err, back.Fee)
		}
	}
}

func TestJSONRefused(t *testing.T) {
	for _, field := range []string{"Amount", "Quantity", "Rate", "Currency", "Rounding", "Mode"} {
		for _, tc := range []struct{ value, reason string }{
			{`null`, "null is not zero"},
			{`12.5`, "a number, which others read as a float"},
			{`true`, "a truth"},
			{`{}`, "an object"},
			{`[]`, "a list"},
			{`"x"`, "no number"},
			{`"1e9 GBP"`, "an exponent"},
			{`"` + strings.Repeat("9", 1<<20) + `"`, "a megabyte of digits"},
			{`"\q"`, "no JSON"},
			{`" "`, "a space is not empty"},
			{`"none"`, "none is for people"},
		} {
			full := record{gbp("1"), money.Units(1), money.MustRate("1"), money.GBP, money.ToPlaces(1, money.Up), money.Up}
			err := json.Unmarshal([]byte(`{"`+field+`":`+tc.value+`}`), &full)
			var syntax *json.SyntaxError
			if !errors.As(err, &syntax) && !errors.Is(err, money.ErrFormat) && !errors.Is(err, money.ErrRange) && !errors.Is(err, money.ErrCurrency) {
				t.Errorf("%s: %s: got %v", field, tc.reason, err)
			}
			if !full.Amount.Equal(gbp("1")) || full.Quantity != money.Units(1) || full.Currency != money.GBP || full.Mode != money.Up {
				t.Errorf("%s: %s: changed to %+v", field, tc.reason, full)
			}
		}
	}
	for _, text := range []string{`{"Quantity":""}`, `{"Rate":""}`} {
		var r record
		if err := json.Unmarshal([]byte(text), &r); !errors.Is(err, money.ErrFormat) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	var r record
	if err := r.Amount.UnmarshalJSON([]byte(`"\q"`)); !errors.Is(err, money.ErrFormat) {
		t.Errorf("called without a decoder: got %v", err)
	}
	if err := json.Unmarshal([]byte(`{"Amount":"\u0031 GBP"}`), &r); err != nil || !r.Amount.Equal(gbp("1")) {
		t.Errorf("escapes are JSON: got %v, %v", r.Amount, err)
	}
}

func TestMarshalRefused(t *testing.T) {
	for _, tc := range []struct {
		in     encoding.TextMarshaler
		want   error
		reason string
	}{
		{money.Scaled(1, 7, money.GBP), money.ErrRange, "7 decimals"},
		{money.Scaled(1_000_000_000_000_000_001, 6, money.GBP), money.ErrRange, "19 digits"},
		{money.Scaled(1, 0, 12345), money.ErrCurrency, "an unknown currency"},
		{money.Micros(1_000_000_000_000_000_001), money.ErrRange, "19 digits"},
		{money.Currency(12345), money.ErrCurrency, "an unknown currency"},
		{money.ToPlaces(-1, money.Up), money.ErrRounding, "an invalid rounding"},
		{money.Mode(8), money.ErrRounding, "an invalid mode"},
	} {
		if text, err := tc.in.MarshalText(); text != nil || !errors.Is(err, tc.want) {
			t.Errorf("%s: got %q, %v", tc.reason, text, err)
		}
		if v, ok := tc.in.(driver.Valuer); ok {
			if got, err := v.Value(); got != nil || !errors.Is(err, tc.want) {
				t.Errorf("%s: stored as %v, %v", tc.reason, got, err)
			}
		}
	}
	if text, err := money.Scaled(10_000_000_000, 10, money.GBP).MarshalText(); err != nil || string(text) != "1.00 GBP" {
		t.Errorf("zeros at the end are no digits: got %q, %v", text, err)
	}
}

func TestSQL(t *testing.T) {
	var a money.Amount
	for _, src := range []any{"12.50 GBP", []byte("12.50 GBP")} {
		if err := a.Scan(src); err != nil || !a.Equal(gbp("12.50")) {
			t.Errorf("%T: got %v, %v", src, a, err)
		}
	}
	for _, src := range []any{nil, int64(1), 1.5, true, "x", []byte(strings.Repeat("9", 1<<20))} {
		if err := a.Scan(src); err == nil || !a.Equal(gbp("12.50")) {
			t.Errorf("%T: got %v, %v", src, a, err)
		}
	}
	if err := a.Scan(""); err != nil || a.IsSet() {
		t.Errorf("empty: got %v, %v", a, err)
	}
	if v, err := a.Value(); err != nil || v != "" {
		t.Errorf("no amount is stored as %v, %v", v, err)
	}
	if v, err := gbp("12.5").Value(); err != nil || v != "12.50 GBP" {
		t.Errorf("stored as %v, %v", v, err)
	}
	var q money.Quantity
	var r money.Rate
	var c money.Currency
	if err := errors.Join(q.Scan("2.5"), r.Scan("0.125"), c.Scan("GBP")); err != nil || q.String() != "2.5" || r.Percent() != "12.5" || c != money.GBP {
		t.Errorf("got %v, %v, %v, %v", q, r, c, err)
	}
	for what, err := range map[string]error{"quantity": q.Scan(nil), "rate": r.Scan(nil), "currency": c.Scan(nil)} {
		if !errors.Is(err, money.ErrFormat) {
			t.Errorf("NULL as a %s: %v", what, err)
		}
	}
	for _, v := range []driver.Valuer{money.MustQuantity("2.5"), money.MustRate("2.5")} {
		if got, err := v.Value(); err != nil || got != "2.5" {
			t.Errorf("%T is stored as %v, %v", v, got, err)
		}
	}
	if v, err := money.GBP.Value(); err != nil || v != "GBP" {
		t.Errorf("GBP is stored as %v, %v", v, err)
	}
	var optional sql.Null[money.Amount]
	if err := optional.Scan(nil); err != nil || optional.Valid {
		t.Errorf("sql.Null: %v, %v", optional, err)
	}
}

func TestTextRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, r := usualAmount.Draw(t, "a"), anyRounding.Draw(t, "r")
		text, err := a.MarshalText()
		var back money.Amount
		if err != nil || back.UnmarshalText(text) != nil || !back.Equal(a) || back.String() != string(text) {
			t.Fatalf("%v through %q: %v", a, text, back)
		}
		q := usualQuantity.Draw(t, "q")
		var same money.Quantity
		if text, err := q.MarshalText(); err != nil || same.UnmarshalText(text) != nil || same != q {
			t.Fatalf("%v through %q: %v", q, text, same)
		}
		text, err = r.MarshalText()
		var again money.Rounding
		if err != nil || again.UnmarshalText(text) != nil || again != r.Rounding {
			t.Fatalf("%v through %q: %v", r, text, again)
		}
		// What can be written can be read, and only that.
		wild := anyAmount.Draw(t, "any")
		text, err = wild.MarshalText()
		if parsed, perr := money.ParseAmount(wild.String()); (err == nil) != (perr == nil) || err == nil && !parsed.Equal(wild) {
			t.Fatalf("%v is written as %q, %v, and read as %v, %v", wild, text, err, parsed, perr)
		}
	})
}
