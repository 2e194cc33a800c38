package jsonlines_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
	"github.com/tradeterms/tradeterms/storage/record"
)

// world is facts of all five areas.
type world struct {
	accounts  account.Data
	prices    pricing.Data
	contracts []contract.Contract
	budgets   []budget.Budget
	entries   []budget.Entry
	orders    []storage.Order
	requests  []approval.Request
	named     []approval.Substitutes
}

// whole reads the fact of a type in which every field is set.
func whole[F record.Fact](t testing.TB) F {
	t.Helper()
	name := strings.ReplaceAll(reflect.TypeFor[F]().String(), ".", "-") + ".json"
	document, err := os.ReadFile(filepath.Join("..", "..", "record", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	fact, err := record.Unmarshal[F](bytes.TrimSpace(document))
	if err != nil {
		t.Fatal(err)
	}
	return fact
}

func some[F any](r *rand.Rand, one func(i int) F) (all []F) {
	for i := range r.IntN(4) {
		all = append(all, one(i))
	}
	return all
}

// makeWorld makes up a world. Numbers are such as may be entered.
func makeWorld(t testing.TB, r *rand.Rand) world {
	id := func(i int) string { return fmt.Sprintf("%c\"é\\%d", 'a'+r.IntN(26), i) }
	w := world{
		accounts: account.Data{
			Application:     whole[account.Application](t),
			Groups:          some(r, func(i int) account.Group { g := whole[account.Group](t); g.ID = id(i); return g }),
			Categories:      some(r, func(i int) account.Category { c := whole[account.Category](t); c.ID = id(i); return c }),
			Accounts:        some(r, func(i int) account.Account { a := whole[account.Account](t); a.ID = id(i); return a }),
			PermissionRoles: some(r, func(i int) account.PermissionRole { p := whole[account.PermissionRole](t); p.ID = id(i); return p }),
			WorkerGroups:    some(r, func(i int) account.WorkerGroup { g := whole[account.WorkerGroup](t); g.ID = id(i); return g }),
			Users:           some(r, func(i int) account.User { u := whole[account.User](t); u.ID = id(i); return u }),
		},
		prices:    whole[pricing.Data](t),
		contracts: some(r, func(i int) contract.Contract { return makeContract(r, id(i)) }),
		budgets: some(r, func(i int) budget.Budget {
			b := whole[budget.Budget](t)
			b.ID, b.MaxOrder, b.MaxPeriod = id(i), amount(r), amount(r)
			return b
		}),
		entries:  some(r, func(int) budget.Entry { return whole[budget.Entry](t) }),
		orders:   some(r, func(i int) storage.Order { o := whole[storage.Order](t); o.ID, o.Version = id(i), 0; return o }),
		requests: some(r, func(i int) approval.Request { q := whole[approval.Request](t); q.Order, q.Version = id(i), 0; return q }),
		named: some(r, func(i int) approval.Substitutes {
			s := whole[approval.Substitutes](t)
			s.User, s.Version = id(i), 0
			return s
		}),
	}
	w.prices.Revision = 0
	w.prices.Lists = some(r, func(i int) pricing.List {
		l := whole[pricing.List](t)
		l.ID = pricing.ListID{Kind: pricing.Level, Code: fmt.Sprint(i, ":", id(i))}
		l.Rows = some(r, func(i int) pricing.Row { return makeRow(r, id(i)) })
		return l
	})
	return w
}

func amount(r *rand.Rand) money.Amount {
	return money.Scaled(r.Int64N(1e18), uint8(r.IntN(7)), money.EUR)
}

func makeRow(r *rand.Rand, product string) pricing.Row {
	row := pricing.Row{Product: product, Price: amount(r), Inactive: r.IntN(2) == 0, Min: money.Micros(r.Int64N(1e12))}
	if r.IntN(2) == 0 {
		row.Unit, row.Days.From = "box", calendar.MustDate("2024-02-29")
		row.Breaks = pricing.Breaks{Mode: pricing.Graduated, Scope: pricing.FamilyScope, Family: "f"}
	}
	return row
}

func makeContract(r *rand.Rand, code string) contract.Contract {
	c := contract.Contract{
		Code: code, Name: "n\n", Currency: money.EUR, Force: r.IntN(2) == 0, Inactive: r.IntN(2) == 0, SalesRep: "rep",
		Origin: contract.Origin(r.IntN(2)), Expires: calendar.MustDate("2026-12-31"),
	}
	c.Accounts = some(r, func(i int) contract.Account {
		return contract.Account{Account: fmt.Sprint(i), Starts: calendar.MustDate("2026-01-01"), Inactive: i == 1}
	})
	c.Products = some(r, func(i int) contract.Product {
		return contract.Product{Product: fmt.Sprint(i), Unit: "u", Price: amount(r), Inactive: i == 1, Breaks: some(r, func(int) contract.Break {
			return contract.Break{Min: money.Micros(r.Int64N(1e12)), Price: amount(r)}
		})}
	})
	return c
}

func (w world) write(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	f := jsonlines.NewWriter(&out)
	_ = jsonlines.Write(f, w.accounts)
	_ = jsonlines.Write(f, w.prices)
	each(f, w.contracts)
	_ = jsonlines.Write(f, budget.Data{Budgets: w.budgets})
	each(f, w.entries)
	each(f, w.orders)
	each(f, w.requests)
	each(f, w.named)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func each[F jsonlines.Fact](f *jsonlines.Writer, facts []F) {
	for i := range facts {
		_ = jsonlines.Write(f, facts[i])
	}
}

func add[F any](to *[]F) func(int, F) error {
	return func(_ int, fact F) error {
		*to = append(*to, fact)
		return nil
	}
}

// readWorld reads the facts of a file.
func readWorld(text []byte) (w world, err error) {
	at := make(map[pricing.ListID]int)
	err = jsonlines.Read(bytes.NewReader(text), jsonlines.Take{
		Application: func(_ int, a account.Application) error { w.accounts.Application = a; return nil },
		Group:       add(&w.accounts.Groups), Category: add(&w.accounts.Categories), Account: add(&w.accounts.Accounts),
		PermissionRole: add(&w.accounts.PermissionRoles), WorkerGroup: add(&w.accounts.WorkerGroups), User: add(&w.accounts.Users),
		Prices: func(_ int, d pricing.Data) error { d.Lists = w.prices.Lists; w.prices = d; return nil },
		List: func(_ int, l pricing.List) error {
			at[l.ID] = len(w.prices.Lists)
			w.prices.Lists = append(w.prices.Lists, l)
			return nil
		},
		Price: func(_ int, p record.Price) error {
			l := &w.prices.Lists[at[p.List]]
			l.Rows = append(l.Rows, p.Row())
			return nil
		},
		Contract: add(&w.contracts), Budget: add(&w.budgets), Entry: add(&w.entries),
		Order: add(&w.orders), Request: add(&w.requests), Substitutes: add(&w.named),
	}, jsonlines.Options{})
	return w, err
}

func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}
