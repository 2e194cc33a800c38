package exchange_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// seeds are beginnings for every kind of file.
func seeds(f *testing.F, head, row string) {
	for _, text := range []string{
		head + "\n" + row + "\n", "\xef\xbb\xbf" + head + "\r\n" + row, head, "", "\"", head + "\n\"", head + "\n\"" + row + "\n",
		strings.ReplaceAll(head+"\n"+row, ",", ";"), head + "\n" + strings.ReplaceAll(row, ",", "\",\"") + "\n", "\xff\xfe",
		head + "\n" + row + "\x00\n" + row, head + "\n'=" + row + "\n\n" + row, head + "," + head + "\n" + row + "," + row,
	} {
		f.Add([]byte(text))
	}
}

// sane checks the promises of a reader on any bytes: only errors of its own
// kind, with a place and a short message; the same again from a slow reader.
func sane[T any](t *testing.T, data []byte, read func(io.Reader, exchange.Options) iter.Seq2[T, error]) {
	t.Helper()
	o := options(t)
	o.Limits = exchange.Limits{Line: 200, Field: 100, Columns: 20, File: 10_000}
	rows, texts := drain(t, read(bytes.NewReader(data), o))
	again, same := drain(t, read(&halves{data}, o))
	if rows != again || strings.Join(texts, "\n") != strings.Join(same, "\n") {
		t.Fatalf("%d rows, %q; read in pieces %d rows, %q", rows, texts, again, same)
	}
	o.ExtraColumns = true
	drain(t, read(bytes.NewReader(data), o))
}

// halves yields half of what is asked for.
type halves struct{ data []byte }

func (h *halves) Read(p []byte) (int, error) {
	if len(h.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:(len(p)+1)/2], h.data)
	h.data = h.data[n:]
	return n, nil
}

func drain[T any](t *testing.T, all iter.Seq2[T, error]) (rows int, texts []string) {
	t.Helper()
	for _, err := range all {
		e := (*exchange.FileError)(nil)
		switch {
		case err == nil:
			rows++
			continue
		case !errors.As(err, &e) || !errors.Is(err, exchange.ErrFile):
			t.Fatalf("%v is no *FileError", err)
		case e.File == "" || e.Line < 1 || e.Code == "" || e.Reason == "" || len(err.Error()) > 250:
			t.Fatalf("%+v lacks a place or a reason", e)
		}
		texts = append(texts, err.Error())
	}
	return rows, texts
}

// FuzzReader compares the reading of cells with encoding/csv, wherever that
// promises the same.
func FuzzReader(f *testing.F) {
	seeds(f, "ref_id,name", "A1,One")
	f.Add([]byte("A1,\"a \"\"b\"\" c\"\nA2,\"x\r\ny\"\r\nA3,\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text := "ref_id,name\n" + string(data)
		got, err := exchange.Collect(exchange.Accounts(strings.NewReader(text), exchange.Options{}))
		if err != nil {
			return
		}
		r := csv.NewReader(strings.NewReader(text))
		r.FieldsPerRecord = 2
		want, err := r.ReadAll()
		if err != nil || len(want) != len(got)+1 {
			t.Fatalf("%q: %d rows; encoding/csv has %d, %v", text, len(got), len(want)-1, err)
		}
		for i, a := range got {
			name := strings.ReplaceAll(a.Name, "\r\n", "\n")
			if row := want[i+1]; unguarded(row[0]) != a.ID || unguarded(row[1]) != name {
				t.Fatalf("%q: %q, %q; encoding/csv has %q", text, a.ID, name, row)
			}
		}
	})
}

// unguarded says the rule of the guard in another way.
func unguarded(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); len(rest) < len(cell) && strings.ContainsAny(rest[:min(1, len(rest))], "=+-@\t\r") {
		return cell[1:]
	}
	return cell
}

func FuzzAccounts(f *testing.F) {
	seeds(f, "ref_id,code,name,status,national_account,parent_a_id,user_groups_vir,price_level,currency,bill_to,pricing_from",
		"A1,C1,One,active,1,A0,G1;G2,L1,GBP,A2,A3")
	f.Fuzz(func(t *testing.T, data []byte) { sane(t, data, exchange.Accounts) })
}

func FuzzPriceLevels(f *testing.F) {
	seeds(f, "price_level,product,currency,unit_price,unit,valid_from,valid_to,min_quantity,active",
		"L,P,GBP,1.25,box,2026-01-01,2026-12-31,2.5,1")
	f.Fuzz(func(t *testing.T, data []byte) { sane(t, data, exchange.PriceLevels) })
}

func FuzzPurchasePrices(f *testing.F) {
	seeds(f, "product,currency,purchase_price,valid_from,valid_to", "P,GBP,1.25,2026-01-01,2026-12-31")
	f.Fuzz(func(t *testing.T, data []byte) { sane(t, data, exchange.PurchasePrices) })
}

func FuzzContracts(f *testing.F) {
	seeds(f, "Code,Name,Expiry Date,Force Contract Price,Active,Sales Representative ID,Currency,Origin",
		"K1,First,2026-12-31,1,1,R1,GBP,mirrored")
	f.Fuzz(func(t *testing.T, data []byte) { sane(t, data, exchange.Contracts) })
}

func FuzzContractAccounts(f *testing.F) {
	seeds(f, "Contract Code,Account Code,Starts,Ends,Is Active", "K1,A1,2026-01-01,2026-12-31,1")
	f.Fuzz(func(t *testing.T, data []byte) { sane(t, data, exchange.ContractAccounts) })
}

func FuzzContractProducts(f *testing.F) {
	seeds(f, "Contract Code,Product Code,Price,Is Active,Unit", "K1,P1,1.25,yes,box")
	f.Fuzz(func(t *testing.T, data []byte) { sane(t, data, exchange.ContractProducts) })
}

func FuzzProductAccountPricing(f *testing.F) {
	seeds(f, "Contract Code,Product Code,Minimum Quantity,Price,Unit", "K1,P1,10,1.25,box")
	f.Fuzz(func(t *testing.T, data []byte) { sane(t, data, exchange.ProductAccountPricing) })
}

func FuzzOrderLines(f *testing.F) {
	seeds(f, "order,placed_at,account,product,quantity,unit,expected_unit_price,expected_source,paid_unit_price",
		"O1,2026-03-29T01:30:00,A1,P1,2.5,box,1.25,level,1.30")
	f.Fuzz(func(t *testing.T, data []byte) { sane(t, data, exchange.OrderLines) })
}

// FuzzPlacedAt: what is taken as an instant shows on the clock as it was
// written, and a quantity is what package money reads.
func FuzzPlacedAt(f *testing.F) {
	f.Add("2026-03-29T01:30:00", "1")
	f.Add("2026-10-25T01:30:00", "9223372036854.775807")
	f.Add("0001-01-01T00:00:00", "9223372036854.775808")
	f.Add("1847-12-01T00:00:30", "0.000001")
	f.Fuzz(func(t *testing.T, placed, quantity string) {
		if strings.ContainsAny(placed+quantity, "\",\r\n'") {
			return
		}
		text := "order,placed_at,account,product,quantity\nO,2026-01-01,A,P,1\nO," + placed + ",A,P," + quantity + "\n"
		got, err := exchange.Collect(exchange.OrderLines(strings.NewReader(text), options(t)))
		want, bad := money.ParseQuantity(quantity)
		if err != nil {
			if strings.Contains(err.Error(), "quantity: ") && bad == nil && want.Sign() > 0 {
				t.Fatalf("%q is refused: %v", quantity, err)
			}
			return
		}
		if shown := got[1].PlacedAt.Format("2006-01-02T15:04:05"); shown != placed && len(placed) != len("2006-01-02") {
			t.Fatalf("%q became %s", placed, shown)
		}
		if bad != nil || got[1].Quantity != want {
			t.Fatalf("%q became %v, not %v, %v", quantity, got[1].Quantity, want, bad)
		}
	})
}

// FuzzReadFolder: terms or errors, never both, whatever the files say about each
// other.
func FuzzReadFolder(f *testing.F) {
	s := sound()
	f.Add(s["accounts.csv"], s["price_levels.csv"], s["purchase_prices.csv"], s["contracts.csv"],
		s["contract_accounts.csv"], s["contract_products.csv"], s["product_account_pricing.csv"])
	f.Fuzz(func(t *testing.T, accounts, levels, purchase, contracts, members, products, breaks string) {
		terms, err := exchange.ReadFolder(folder(map[string]string{
			"accounts.csv": accounts, "price_levels.csv": levels, "purchase_prices.csv": purchase, "contracts.csv": contracts,
			"contract_accounts.csv": members, "contract_products.csv": products, "product_account_pricing.csv": breaks,
		}), options(t))
		if (terms == nil) == (err == nil) {
			t.Fatalf("%v and %v", terms, err)
		}
		if err != nil {
			checkErrors(t, err)
		}
	})
}

// checkErrors requires that an error is of this package and each of its parts has a place.
func checkErrors(t *testing.T, err error) {
	t.Helper()
	var all *exchange.FileErrors
	if !errors.As(err, &all) || len(all.Errors) == 0 {
		t.Fatalf("%v is no *FileErrors", err)
	}
	for _, e := range all.Errors {
		if e.File == "" || e.Line < 1 {
			t.Fatalf("%+v lacks a place", e)
		}
	}
}

// FuzzExportTerms: whatever folder is read is exported, unless a fact is refused by name, and read again as the same.
func FuzzExportTerms(f *testing.F) {
	s := sound()
	f.Add(s["accounts.csv"], s["price_levels.csv"], s["purchase_prices.csv"], s["contracts.csv"],
		s["contract_accounts.csv"], s["contract_products.csv"], s["product_account_pricing.csv"])
	f.Add("ref_id,name,price_level\n'=A,\"a\r\nb,\"\"c\",T\n\"'+B\",'''@,\n", "price_level,product,currency,unit_price,active\nT,P,EUR,1.50,0\nT,P,EUR,1.5,0\n",
		"product,currency,purchase_price\nP,JPY,1.5\n", "Code,Name,Expiry Date,Force Contract Price,Active,Currency,Origin\n-K,\t,,1,0,EUR,mirrored\n",
		"Contract Code,Account Code,Starts,Ends,Is Active\n-K,'=A,,,0\n", "Contract Code,Product Code,Price,Is Active\n-K,P,,1\n",
		"Contract Code,Product Code,Minimum Quantity,Price\n-K,P,,0.1\n")
	f.Fuzz(func(t *testing.T, accounts, levels, purchase, contracts, members, products, breaks string) {
		o := options(t)
		terms, err := exchange.ReadFolder(folder(map[string]string{
			"accounts.csv": accounts, "price_levels.csv": levels, "purchase_prices.csv": purchase, "contracts.csv": contracts,
			"contract_accounts.csv": members, "contract_products.csv": products, "product_account_pricing.csv": breaks,
		}), o)
		if err != nil {
			return
		}
		out := newSink()
		err = exchange.Export{Rows: 2}.Terms(terms, o, out.part)
		var e *exchange.FileError
		switch {
		case err == nil:
			again(t, terms, o, exchange.Export{Rows: 2})
		case !errors.As(err, &e) || e.Code != exchange.NotInCSV && e.Code != exchange.AmbiguousID && e.Code != exchange.FieldTooLong || len(out.MapFS) != 0:
			t.Fatalf("%v, %d files", err, len(out.MapFS))
		}
	})
}
