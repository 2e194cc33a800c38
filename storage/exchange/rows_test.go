package exchange_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

func TestCSV2_OrderLines(t *testing.T) {
	const head = "order,placed_at,account,product,quantity,unit,expected_unit_price,expected_source,paid_unit_price\n"
	at := func(text string) time.Time {
		instant, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return instant
	}
	tests := []struct {
		placed string
		want   time.Time // zero is refused
		reason string
	}{
		{"2011-01-15T12:00:01", at("2011-01-15T12:00:01Z"), "winter"},
		{"2011-07-15T12:00:01", at("2011-07-15T11:00:01Z"), "summer"},
		{"2011-03-27T00:59:59", at("2011-03-27T00:59:59Z"), "before the clock is set forward"},
		{"2011-03-27T01:30:00", time.Time{}, "the clock is set forward over it"},
		{"2011-03-27T02:00:00", at("2011-03-27T01:00:00Z"), "after it"},
		{"2011-10-30T00:30:00", at("2011-10-29T23:30:00Z"), "before the clock is set back"},
		{"2011-10-30T01:30:00", at("2011-10-30T00:30:00Z"), "comes twice, the first counts"},
		{"2011-10-30T02:00:00", at("2011-10-30T02:00:00Z"), "after it"},
		{"2011-07-15", at("2011-07-14T23:00:00Z"), "a date alone is its first instant"},
		{"2011-07-15T24:00:00", time.Time{}, "no such hour"},
		{"2011-07-15T12:60:00", time.Time{}, "no such minute"},
		{"2011-07-15T12:00:60", time.Time{}, "no such second"},
		{"2011-07-15 12:00:00", time.Time{}, "another separator"},
		{"2011-07-15T12:00", time.Time{}, "no seconds"},
		{"2011-07-15T12:00:00Z", time.Time{}, "a zone"},
		{"2011-02-29T12:00:00", time.Time{}, "no such day"},
		{"2011-07-1xT12:00:00", time.Time{}, "no number"},
		{"", time.Time{}, "blank"},
	}
	for _, test := range tests {
		text := head + "O1," + test.placed + ",A1,P1,2.5,,1.10,level,\n"
		got, err := exchange.Collect(exchange.OrderLines(strings.NewReader(text), options(t)))
		if test.want.IsZero() {
			var all *exchange.FileErrors
			if !errors.As(err, &all) || all.Errors[0].Column != "placed_at" || all.Errors[0].Line != 2 {
				t.Errorf("%s: %v, %v", test.reason, got, err)
			}
			continue
		}
		if err != nil || !got[0].PlacedAt.Equal(test.want) || got[0].PlacedAt.Location().String() != "Europe/London" {
			t.Errorf("%s: %v, %v, want %v", test.reason, got, err, test.want)
		}
	}
}

func TestCSV2_OrderLinesOutOfBounds(t *testing.T) {
	const head = "order,placed_at,account,product,quantity,expected_unit_price\n"
	for quantity, reason := range map[string]string{
		"0": "not above 0", "0.000000": "not above 0", "-1": "not above 0", "1e9999": "no quantity", "": "empty",
		"1234567890123456789": "no quantity", "9300000000000": "no quantity", "NaN": "no quantity", "1.0000001": "no quantity",
	} {
		text := head + "O1,2026-01-01,A1,P1,3,\nO1,2026-01-01,A1,P1," + quantity + ",-1\nO2,2026-01-01,A1,P1,9200000000000,\n"
		var rows int
		var bad []*exchange.FileError
		for _, err := range exchange.OrderLines(strings.NewReader(text), options(t)) {
			e := (*exchange.FileError)(nil)
			if errors.As(err, &e) {
				bad = append(bad, e)
			} else {
				rows++
			}
		}
		if rows != 2 || len(bad) != 2 || bad[0].Column != "quantity" || bad[0].Line != 3 || bad[1].Column != "expected_unit_price" {
			t.Errorf("%q: %d rows, %v", quantity, rows, bad)
		} else if !strings.Contains(bad[0].Reason, reason) {
			t.Errorf("%q: %v, want %q", quantity, bad[0], reason)
		}
	}
	_, err := exchange.Collect(exchange.OrderLines(strings.NewReader(head), exchange.Options{}))
	if !errors.Is(err, calendar.ErrZone) || !errors.Is(err, exchange.ErrFile) {
		t.Errorf("no zone: %v", err)
	}
	_, err = exchange.Collect(exchange.FolderOrderLines(fstest.MapFS{}, options(t)))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestCSV2_Flags(t *testing.T) {
	for cell, want := range map[string]bool{
		"1": true, "true": true, "TRUE": true, "yes": true, "Yes": true, "0": false, "false": false, "no": false, "": false,
	} {
		text := "Code,Name,Expiry Date,Force Contract Price,Active\nK,n,," + cell + "," + cell + "\n"
		got, err := exchange.Collect(exchange.Contracts(strings.NewReader(text), exchange.Options{}))
		if err != nil || got[0].Force != want || got[0].Inactive == want {
			t.Errorf("%q: %+v, %v", cell, got, err)
		}
	}
}

func TestCSV2_Accounts(t *testing.T) {
	const text = "ref_id,code,name,status,national_account,parent_a_id,user_groups_vir,price_level,currency,bill_to,pricing_from\n" +
		"A1,C1,One,blocked,1,A0,G2;G1,L2;L1,GBP,B,P\nA2,,,,,,,,,,\nA3,,,active,1,,,,,,\n"
	got, err := exchange.Collect(exchange.Accounts(strings.NewReader(text), exchange.Options{}))
	want := []account.Account{
		{ID: "A1", Code: "C1", Name: "One", Status: account.Blocked, National: true, Parent: "A0", Groups: []string{"G2", "G1"},
			PriceLevels: []string{"L2", "L1"}, Currency: money.GBP, BillTo: "B", PricingFrom: "P"},
		{ID: "A2"}, {ID: "A3", National: true},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	got, err = exchange.Collect(exchange.Accounts(strings.NewReader("ref_id,national_account\nA1,1\nA2,0\nA3,\n"), exchange.Options{}))
	want = []account.Account{{ID: "A1", National: true, Groups: []string{account.PowerCustomerGroup}}, {ID: "A2"}, {ID: "A3"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestCSV2_PriceLevels(t *testing.T) {
	const text = "price_level,product,currency,unit_price,unit,valid_from,valid_to,min_quantity,active\n" +
		"L,P,GBP,1.250,box,2026-01-01,2026-01-31,2.5,1\nL,P,GBP,0,,,,,\n"
	got, err := exchange.Collect(exchange.PriceLevels(strings.NewReader(text), exchange.Options{}))
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	first, second := got[0], got[1]
	days := calendar.Days{From: calendar.MustDate("2026-01-01"), To: calendar.MustDate("2026-01-31")}
	if first.Line != 2 || first.List != pricing.LevelID("L") || first.Row.Unit != "box" || first.Row.Days != days ||
		first.Row.Min != money.MustQuantity("2.5") || first.Row.Inactive || !first.Row.Price.Equal(money.MustParse("1.25", money.GBP)) {
		t.Errorf("%+v", first)
	}
	if !second.Row.Inactive || second.Row.Min.Sign() != 0 || second.Row.Days != (calendar.Days{}) || second.Row.Price.Sign() != 0 {
		t.Errorf("%+v: a blank active cell is 0, blank dates are open, a blank minimum is 0", second)
	}
	got, err = exchange.Collect(exchange.PurchasePrices(strings.NewReader("product,currency,purchase_price\nP,GBP,1\n"), exchange.Options{}))
	if err != nil || got[0].List != exchange.PurchaseID() || got[0].Row.Inactive {
		t.Error(got, err)
	}
}
