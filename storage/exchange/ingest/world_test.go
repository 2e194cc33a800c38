package ingest_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
	"github.com/tradeterms/tradeterms/storage/memory"
)

var (
	ctx = context.Background()
	now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	ada = contract.Actor{Principal: "ada", User: "ada"}
)

type tx = *memory.Tx

// world is what a file says.
type world struct {
	accounts  account.Data
	prices    pricing.Data
	contracts []contract.Contract
	budgets   []budget.Budget
}

func zone(t testing.TB) *time.Location {
	t.Helper()
	z, err := calendar.ParseZone("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func chance(r *rand.Rand) bool { return r.IntN(2) == 0 }

// makeWorld makes up accounts, users, prices and contracts that go together. Ids are few, so that worlds meet.
func makeWorld(t testing.TB, r *rand.Rand) (w world) {
	w.accounts.Application.Features = account.FeatureSet{account.CustomerAccountContracts}
	w.accounts.Groups = append(w.accounts.Groups, account.Group{ID: "vip", Name: fmt.Sprint("VIP ", r.IntN(2))})
	for i := range 4 {
		if r.IntN(4) == 0 {
			continue
		}
		id := fmt.Sprint("a", i)
		a := account.Account{
			ID: id, Code: fmt.Sprint("K", i), Name: fmt.Sprint("n", r.IntN(2)), Currency: money.EUR, TaxProfile: fmt.Sprint("t", r.IntN(2)),
		}
		if chance(r) {
			a.Groups = []string{"vip"}
		}
		for _, level := range r.Perm(3)[:r.IntN(3)] {
			a.PriceLevels = append(a.PriceLevels, fmt.Sprint("L", level))
		}
		w.accounts.Accounts = append(w.accounts.Accounts, a)
		if chance(r) {
			w.accounts.Users = append(w.accounts.Users, account.User{
				ID: fmt.Sprint("u", i), Type: account.TypeContact, Activated: chance(r), Accounts: []string{id},
			})
		}
	}
	w.prices.Zone = zone(t)
	if r.IntN(4) == 0 {
		w.prices.Round.Unit = money.ToPlaces(1, money.HalfUp)
	}
	for i := range 3 {
		if r.IntN(4) > 0 {
			l := pricing.List{ID: pricing.LevelID(fmt.Sprint("L", i)), Name: fmt.Sprint(r.IntN(2)), Rows: makeRows(r)}
			if chance(r) { // rows that another world may have too, but perhaps under other terms
				l.Rows = makeRows(rand.New(rand.NewPCG(uint64(i), 1)))
				setBreaks(l.Rows, pricing.Mode(r.IntN(2)))
			}
			w.prices.Lists = append(w.prices.Lists, l)
		}
	}
	for i := range 4 {
		if chance(r) {
			w.contracts = append(w.contracts, makeContract(r, fmt.Sprint("C", i), w.accounts.Accounts))
		}
	}
	return w
}

// setBreaks says how the breaks of rows in boxes work.
func setBreaks(rows []pricing.Row, m pricing.Mode) {
	for i := range rows {
		if rows[i].Unit != "" {
			rows[i].Breaks.Mode = m
		}
	}
}

func price(r *rand.Rand) money.Amount {
	return money.Scaled(1+r.Int64N(3), uint8(r.IntN(3)), money.EUR)
}

func makeRows(r *rand.Rand) (rows []pricing.Row) {
	for product := range 4 {
		for _, minimum := range r.Perm(3)[:r.IntN(3)] {
			rows = append(rows, pricing.Row{
				Product: fmt.Sprint("P", product), Min: money.Units(int32(minimum * 5)), Price: price(r), Inactive: r.IntN(8) == 0,
			})
		}
		if r.IntN(4) == 0 {
			rows = append(rows, pricing.Row{
				Product: fmt.Sprint("P", product), Unit: "box", Price: price(r), Days: calendar.Days{From: calendar.MustDate("2026-01-01")},
			})
		}
	}
	return rows
}

func makeContract(r *rand.Rand, code string, accounts []account.Account) contract.Contract {
	c := contract.Contract{Code: code, Name: fmt.Sprint(r.IntN(2)), Currency: money.EUR, Force: chance(r), Origin: contract.Mirrored}
	for _, a := range accounts {
		if chance(r) {
			c.Accounts = append(c.Accounts, contract.Account{Account: a.ID, Inactive: r.IntN(4) == 0})
		}
	}
	for i := range r.IntN(3) {
		c.Products = append(c.Products, contract.Product{
			Product: fmt.Sprint("P", i), Price: money.Zero(money.EUR), Breaks: []contract.Break{{Min: money.Units(5), Price: price(r)}},
		})
	}
	return c
}

// file is the world as JSON Lines.
func (w world) file(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	f := jsonlines.NewWriter(&out)
	_ = jsonlines.Write(f, w.accounts)
	_ = jsonlines.Write(f, w.prices)
	for _, c := range w.contracts {
		_ = jsonlines.Write(f, c)
	}
	_ = jsonlines.Write(f, budget.Data{Budgets: w.budgets})
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, file []byte) *ingest.Batch {
	t.Helper()
	b, err := ingest.Lines(bytes.NewReader(file), jsonlines.Options{}, contract.DefaultReading())
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	return b
}

func (w world) batch(t testing.TB) *ingest.Batch { t.Helper(); return read(t, w.file(t)) }

// dump is all that a store has, as JSON Lines.
func dump(t testing.TB, s *memory.Store) []byte {
	t.Helper()
	var out bytes.Buffer
	err := s.View(ctx, func(ctx context.Context, tx tx) error {
		out.Reset()
		f := jsonlines.NewWriter(&out)
		g, err := s.Graph(ctx, tx)
		if err != nil {
			return err
		}
		_ = jsonlines.Write(f, g.Data())
		if b, err := s.Book(ctx, tx); err == nil {
			_ = jsonlines.WriteBook(f, b)
		}
		for c, err := range storage.AllContracts(ctx, tx, s) {
			if err != nil {
				return err
			}
			_ = jsonlines.Write(f, c)
		}
		budgets, err := s.Budgets(ctx, tx)
		if err != nil {
			return err
		}
		_ = jsonlines.Write(f, budgets.Data())
		return f.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func run(t testing.TB, s *memory.Store, b *ingest.Batch, o ingest.Options) *ingest.Plan {
	t.Helper()
	o.By, o.At = ada, now
	p, err := ingest.Run(ctx, s, b, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
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
