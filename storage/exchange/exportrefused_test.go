package exchange_test

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// refused requires that an export ends with an error of this code and column, naming what it says, and that the file it is in
// is closed.
func refused(t *testing.T, name string, export func(exchange.Open) error, code exchange.Code, column, says string) {
	t.Helper()
	out := newSink()
	err := export(out.part)
	var e *exchange.FileError
	if !errors.As(err, &e) || !errors.Is(err, exchange.ErrFile) {
		t.Errorf("%s: %v is no *FileError", name, err)
		return
	}
	if e.Code != code || e.Column != column || !strings.Contains(err.Error(), says) || out.open != 0 {
		t.Errorf("%s: code %q, column %q, %d open: %v", name, e.Code, e.Column, out.open, err)
	}
}

// CSV-4: what no column says is never lost in silence.
func TestCSV4_AccountsThatCannotBeSaid(t *testing.T) {
	tests := []struct {
		a      account.Account
		code   exchange.Code
		column string
		says   string
		lossy  bool // a lossy export takes it
	}{
		{account.Account{ID: "A", Addresses: []account.Address{{ID: "1"}}}, exchange.NotInCSV, "", "the account's addresses", true},
		{account.Account{ID: "A", PaymentTerms: account.PaymentTerms{OnAccount: true}}, exchange.NotInCSV, "", "payment terms", true},
		{account.Account{ID: "A", Categories: []string{"C"}}, exchange.NotInCSV, "", "categories", true},
		{account.Account{ID: "A", TaxProfile: "T"}, exchange.NotInCSV, "", "tax profile", true},
		{account.Account{ID: "A", Representatives: []string{"R"}}, exchange.NotInCSV, "", "representatives", true},
		{account.Account{ID: "A", DeliverySchedules: []string{"S"}}, exchange.NotInCSV, "", "delivery schedules", true},
		{account.Account{ID: "A", Groups: []string{"a;b"}}, exchange.NotInCSV, "user_groups_vir", "semicolon", false},
		{account.Account{ID: "A", PriceLevels: []string{"L", ""}}, exchange.NotInCSV, "price_level", "empty", false},
		{account.Account{ID: "A", Name: "a\x00b"}, exchange.BadText, "name", "control character", false},
		{account.Account{ID: "A", Name: "a\xff"}, exchange.BadEncoding, "name", "UTF-8", false},
		{account.Account{ID: "A", Name: strings.Repeat("n", 4097)}, exchange.FieldTooLong, "name", "4096", false},
		{account.Account{ID: "A", Status: 7}, exchange.BadStatus, "status", "active", false},
		{account.Account{ID: ""}, exchange.MissingValue, "ref_id", "empty", false},
		{account.Account{ID: "A "}, exchange.BadID, "ref_id", "the id", false},
		{account.Account{ID: "A", Parent: strings.Repeat("p", 256)}, exchange.BadID, "parent_a_id", "the id", false},
		{account.Account{ID: "A", Currency: 77}, exchange.BadCurrency, "currency", "ISO 4217", false},
	}
	for _, test := range tests {
		accounts := slices.Values([]account.Account{{ID: "first"}, test.a})
		write := func(e exchange.Export) func(exchange.Open) error {
			return func(open exchange.Open) error { return e.Accounts(accounts, open) }
		}
		refused(t, test.says, write(exchange.Export{}), test.code, test.column, test.says)
		if test.lossy {
			if err := write(exchange.Export{Lossy: true})(newSink().part); err != nil {
				t.Errorf("%s: %v", test.says, err)
			}
			continue
		}
		refused(t, test.says, write(exchange.Export{Lossy: true}), test.code, test.column, test.says)
	}
}

// The place is that which the row would have had, also where it would have begun a part.
func TestCSV4_PlaceOfWhatCannotBeSaid(t *testing.T) {
	a := func(name, tax string) account.Account { return account.Account{ID: "A", Name: name, TaxProfile: tax} }
	for rows, want := range map[int]string{1: "accounts-3.csv:2: ", 2: "accounts-2.csv:2: ", 3: "accounts.csv:5: "} {
		err := exchange.Export{Rows: rows}.Accounts(slices.Values([]account.Account{a("two\nlines", ""), a("", ""), a("", "T")}), newSink().part)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("parts of %d: %v", rows, err)
		}
	}
	late := exchange.OrderLine{Order: "O", Account: "A", Product: "P", Quantity: money.Units(1), PlacedAt: time.Unix(0, 1)}
	err := exchange.Export{Rows: 1}.OrderLines(lines(late, nil), time.UTC, newSink().part)
	if err == nil || !strings.Contains(err.Error(), "order_lines.csv:2: placed_at: ") {
		t.Errorf("%v", err)
	}
}

func TestCSV4_PricesThatCannotBeSaid(t *testing.T) {
	one := money.MustParse("1", money.GBP)
	level, cost := pricing.LevelID("L"), exchange.PurchaseID()
	levels := func(e exchange.Export, p iter.Seq[exchange.Price], open exchange.Open) error {
		return e.PriceLevels(p, open)
	}
	purchase := func(e exchange.Export, p iter.Seq[exchange.Price], open exchange.Open) error {
		return e.PurchasePrices(p, open)
	}
	tests := []struct {
		name   string
		write  func(exchange.Export, iter.Seq[exchange.Price], exchange.Open) error
		list   pricing.ListID
		row    pricing.Row
		code   exchange.Code
		column string
	}{
		{"a contract's row", levels, contract.ID("K"), pricing.Row{Product: "P", Price: one}, exchange.NotInCSV, "price_level"},
		{"own breaks", levels, level, pricing.Row{Product: "P", Price: one, Breaks: pricing.Breaks{Mode: pricing.Graduated}}, exchange.NotInCSV, "min_quantity"},
		{"no price", levels, level, pricing.Row{Product: "P"}, exchange.MissingValue, "unit_price"},
		{"below 0", levels, level, pricing.Row{Product: "P", Price: money.MustParse("-1", money.GBP)}, exchange.BadPrice, "unit_price"},
		{"no product", levels, level, pricing.Row{Price: one}, exchange.MissingValue, "product"},
		{"minimum below 0", levels, level, pricing.Row{Product: "P", Price: one, Min: money.Micros(-1)}, exchange.BadQuantity, "min_quantity"},
		{"too many decimals", levels, level, pricing.Row{Product: "P", Price: money.Scaled(1, 7, money.GBP)}, exchange.BadPrice, "unit_price"},
		{"a level's row", purchase, level, pricing.Row{Product: "P", Price: one}, exchange.NotInCSV, ""},
		{"a unit", purchase, cost, pricing.Row{Product: "P", Unit: "box", Price: one}, exchange.NotInCSV, ""},
		{"a minimum", purchase, cost, pricing.Row{Product: "P", Min: money.Units(1), Price: one}, exchange.NotInCSV, ""},
		{"switched off", purchase, cost, pricing.Row{Product: "P", Inactive: true, Price: one}, exchange.NotInCSV, ""},
		{"own breaks of a cost", purchase, cost, pricing.Row{Product: "P", Price: one, Breaks: pricing.Breaks{Mode: pricing.Graduated}}, exchange.NotInCSV, ""},
	}
	for _, test := range tests {
		refused(t, test.name, func(open exchange.Open) error {
			return test.write(exchange.Export{Lossy: true}, slices.Values([]exchange.Price{{List: test.list, Row: test.row}}), open)
		}, test.code, test.column, "list ")
	}
}

func TestCSV4_OrderLinesThatCannotBeSaid(t *testing.T) {
	at := func(text string) time.Time {
		instant, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			t.Fatal(err)
		}
		return instant
	}
	line := exchange.OrderLine{Order: "O", Account: "A", Product: "P", Quantity: money.Units(1)}
	for reason, placed := range map[string]time.Time{
		"the second of two": at("2026-10-25T01:30:00Z"), "half a second": at("2026-01-01T00:00:00.5Z"),
	} {
		line.PlacedAt = placed
		refused(t, reason, func(open exchange.Open) error {
			return exchange.Export{}.OrderLines(lines(line, nil), london(t), open)
		}, exchange.NotInCSV, "placed_at", "first instant")
	}
	line.PlacedAt, line.Quantity = at("2026-10-25T00:30:00Z"), money.Units(0)
	refused(t, "no quantity", func(open exchange.Open) error {
		return exchange.Export{}.OrderLines(lines(line, nil), london(t), open)
	}, exchange.BadQuantity, "quantity", "order \"O\"")
	refused(t, "no zone", func(open exchange.Open) error { return exchange.Export{}.OrderLines(lines(line, nil), nil, open) }, exchange.BadOptions, "", "zone")
	if err := (exchange.Export{}).OrderLines(lines(line, io.ErrUnexpectedEOF), london(t), newSink().part); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("an error among the lines: %v", err)
	}
}

// lines yields an error, if there is one, and then a line.
func lines(l exchange.OrderLine, err error) iter.Seq2[exchange.OrderLine, error] {
	return func(yield func(exchange.OrderLine, error) bool) {
		if err == nil || yield(exchange.OrderLine{}, err) {
			yield(l, nil)
		}
	}
}

// What reading with the options could not make is refused before anything is opened.
func TestCSV4_TermsThatCannotBeSaid(t *testing.T) {
	row := []pricing.Row{{Product: "P1", Price: money.MustParse("1", money.GBP)}}
	list := func(change func(*pricing.List)) func(*exchange.Terms, *exchange.Options) {
		l := pricing.List{ID: pricing.LevelID("NEW"), Rows: row}
		change(&l)
		return func(terms *exchange.Terms, _ *exchange.Options) {
			terms.Book, _ = terms.Book.With(pricing.Changes{Put: []pricing.List{l}})
		}
	}
	put := func(a account.Account) func(*exchange.Terms, *exchange.Options) {
		return func(terms *exchange.Terms, _ *exchange.Options) {
			terms.Graph, _ = terms.Graph.With(account.Changes{PutGroups: []account.Group{{ID: "VIP"}}, Put: []account.Account{a}})
		}
	}
	tests := []struct {
		says   string
		code   exchange.Code
		change func(*exchange.Terms, *exchange.Options)
	}{
		{"level:NEW: it has a name", exchange.NotInCSV, list(func(l *pricing.List) { l.Name = "New" })},
		{"level:NEW: it has a name, days", exchange.NotInCSV, list(func(l *pricing.List) { l.Inactive = true })},
		{"level:NEW: it has a name, days, rights", exchange.NotInCSV, list(func(l *pricing.List) { l.Permission = "see it" })},
		{"level:NEW: its breaks", exchange.NotInCSV, list(func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated })},
		{"level:NEW: it has no rows", exchange.NotInCSV, list(func(l *pricing.List) { l.Rows = nil })},
		{"level:NEW: it is derived", exchange.NotInCSV, list(func(l *pricing.List) {
			l.Derived = &pricing.Derivation{From: pricing.LevelID("TRADE"), Round: money.ToPlaces(2, money.HalfUp)}
		})},
		{"promotion:NEW: no file holds", exchange.NotInCSV, list(func(l *pricing.List) {
			l.ID.Kind, l.Audience.Kind = "promotion", pricing.Everyone
		})},
		{"cost:NEW: no file holds", exchange.NotInCSV, list(func(l *pricing.List) { l.ID.Kind, l.Audience.Kind = pricing.Cost, pricing.Nobody })},
		{"contract:NEW: the Book has a contract", exchange.NotInCSV, list(func(l *pricing.List) {
			l.ID.Kind, l.Audience.Kind = pricing.Contract, pricing.Everyone
		})},
		{"contract:K3: the Book does not have", exchange.NotInCSV, func(terms *exchange.Terms, _ *exchange.Options) {
			terms.Contracts = append(slices.Clone(terms.Contracts), contract.Contract{Code: "K3", Currency: money.GBP})
		}},
		{"contract:K1: it names an account", exchange.UnknownID, func(terms *exchange.Terms, _ *exchange.Options) {
			terms.Contracts = slices.Clone(terms.Contracts)
			terms.Contracts[0].Accounts = []contract.Account{{Account: "A9"}}
		}},
		{"contract:K1: several accounts", exchange.AmbiguousID, put(account.Account{ID: "A3", Code: "C-1"})},
		{"a group of an account", exchange.UnknownID, put(account.Account{ID: "A3", Groups: []string{"VIP"}})},
		{"a price level", exchange.UnknownID, put(account.Account{ID: "A3", PriceLevels: []string{"NONE"}})},
		{"the account's tax profile", exchange.NotInCSV, put(account.Account{ID: "A3", TaxProfile: "T"})},
		{"no terms to export", exchange.BadOptions, func(terms *exchange.Terms, _ *exchange.Options) { terms.Graph = nil }},
	}
	for _, test := range tests {
		terms, err := exchange.ReadFolder(folder(sound()), options(t))
		if err != nil {
			t.Fatal(err)
		}
		o := options(t)
		test.change(terms, &o)
		out := newSink()
		err = exchange.Export{}.Terms(terms, o, out.part)
		var e *exchange.FileError
		if !errors.As(err, &e) || e.Code != test.code || !strings.Contains(err.Error(), test.says) || len(out.MapFS) != 0 {
			t.Errorf("%s: %v, %d files", test.says, err, len(out.MapFS))
		}
	}
	if err := (exchange.Export{}).Terms(nil, options(t), newSink().part); !errors.Is(err, exchange.ErrFile) {
		t.Errorf("no terms: %v", err)
	}
}
