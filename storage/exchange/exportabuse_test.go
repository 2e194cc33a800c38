package exchange_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// No cell of any file can be run by a spreadsheet, whatever the ids and names are, and each reads again as it was.
func TestAbuse_FormulasInEveryKindOfFile(t *testing.T) {
	out := newSink()
	var accounts []account.Account
	var levels, purchase []exchange.Price
	lines := "order,placed_at,account,product,quantity,unit,expected_source\n"
	for _, start := range []string{"=", "+", "-", "@", "'=", "''+", "=\"\",", "-1e"} {
		id := start + "cmd|' /C calc'!A0"
		accounts = append(accounts, account.Account{ID: id, Code: id, Name: "\t" + id, Parent: id, Groups: []string{id}, PriceLevels: []string{id}, BillTo: id, PricingFrom: id})
		row := pricing.Row{Product: id, Price: money.MustParse("1", money.GBP)}
		purchase = append(purchase, exchange.Price{List: exchange.PurchaseID(), Row: row})
		row.Unit = id
		levels = append(levels, exchange.Price{List: pricing.LevelID(id), Row: row})
		cell := `"'` + strings.ReplaceAll(id, `"`, `""`) + `"`
		lines += fmt.Sprintf("%s,2026-01-01,%s,%s,1,%s,%s\n", cell, cell, cell, cell, cell)
	}
	e := exchange.Export{}
	for _, err := range []error{
		e.Accounts(slices.Values(accounts), out.part), e.PriceLevels(slices.Values(levels), out.part), e.PurchasePrices(slices.Values(purchase), out.part),
		e.OrderLines(exchange.OrderLines(strings.NewReader(lines), exchange.Options{Zone: time.UTC}), time.UTC, out.part),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	cells := 0
	for name, file := range out.MapFS {
		rows, err := csv.NewReader(bytes.NewReader(file.Data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cells++; cell != "" && strings.Contains("=+-@\t\r", cell[:1]) {
					t.Errorf("%s: %q", name, cell)
				}
			}
		}
	}
	if cells < 100 {
		t.Errorf("%d cells", cells)
	}
	back, err := exchange.Collect(exchange.Accounts(bytes.NewReader(out.MapFS["accounts.csv"].Data), exchange.Options{}))
	if err != nil || fmt.Sprintf("%+v", back) != fmt.Sprintf("%+v", accounts) {
		t.Errorf("%+v, %v", back, err)
	}
	placed, err := exchange.Collect(exchange.OrderLines(bytes.NewReader(out.MapFS["order_lines.csv"].Data), exchange.Options{Zone: time.UTC}))
	if err != nil || len(placed) != len(accounts) || placed[0].Order != accounts[0].ID || placed[0].ExpectedSource != accounts[0].ID {
		t.Errorf("%+v, %v", placed, err)
	}
}

// A cell of 64 MB, or without an end, is refused at once, in each file of an upload.
func TestAbuse_UploadOfAnEndlessCell(t *testing.T) {
	g := chains(t)
	for name, upload := range map[string]func(*endless) exchange.Upload{
		"parents.csv":     func(r *endless) exchange.Upload { return exchange.Upload{Parents: r} },
		"children.csv":    func(r *endless) exchange.Upload { return exchange.Upload{Children: r} },
		"user_groups.csv": func(r *endless) exchange.Upload { return exchange.Upload{Users: r} },
	} {
		src := &endless{head: "ref_id," + map[string]string{"parents.csv": "national_account", "children.csv": "parent_a_id", "user_groups.csv": "user_groups_vir"}[name] + "\nnorth,\""}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := upload(src).Changes(g, exchange.Options{})
		runtime.ReadMemStats(&after)
		var all *exchange.FileErrors
		if !errors.As(err, &all) || all.Errors[0].Code != exchange.LineTooLong || all.Errors[0].File != name {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; src.read > 256<<10 || used > 1<<20 {
			t.Errorf("%s: %d bytes were read, %d allocated", name, src.read, used)
		}
	}
}
