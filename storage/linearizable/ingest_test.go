package linearizable_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// imported is a shop as a file has it: one mirrored and one local contract, prices, a budget.
const imported = `{"tradeterms":1}
{"application":{"features":["customer account contracts"]}}
{"account":{"id":"hotel","name":"Hötel","price_levels":["trade"],"currency":"EUR","tax_profile":"exempt"}}
{"user":{"id":"kim","type":"contact","activated":true,"accounts":["hotel"]}}
{"prices":{"zone":"Europe/Paris"}}
{"list":{"id":"level:trade"}}
{"price":{"list":"level:trade","product":"mug","price":"2.50 EUR"}}
{"price":{"list":"level:trade","product":"mug","min":"10","price":"2.40 EUR"}}
{"contract":{"code":"L","currency":"EUR"}}
{"contract":{"code":"M","currency":"EUR","origin":"mirrored","accounts":[{"account":"hotel"}],"products":[{"product":"mug","price":"0.00 EUR","breaks":[{"min":"10","price":"2.30 EUR"}]}]}}
{"budget":{"id":"b","currency":"EUR","max_order":"100.00 EUR","zone":"Europe/Paris","holders":{"everyone":true}}}
{"end":10}
`

// A shop is imported whole; again it is the same; a change is foretold with its impact; what is refused or cancelled changes
// nothing: the same on each store.
func TestCON9_AShopIsImported(t *testing.T) {
	open := inPostgres(t)
	t.Run("memory", func(t *testing.T) { importShop(t, inMemory(t).(ingest.Store[*memory.Tx])) })
	t.Run("SQLite", func(t *testing.T) { importShop(t, inSQLite(t).(ingest.Store[*sql.Tx])) })
	t.Run("PostgreSQL", func(t *testing.T) { importShop(t, open(t).(ingest.Store[pgx.Tx])) })
}

func importShop[T any](t *testing.T, s ingest.Store[T]) {
	t.Helper()
	ctx := t.Context()
	o := ingest.Options{By: contract.Actor{Principal: "job", User: "job"}, At: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), AddLocal: true}
	read := func(file string) *ingest.Batch {
		b, err := ingest.Lines(strings.NewReader(file), jsonlines.Options{}, contract.DefaultReading())
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	holds := func(file string, revision uint64) {
		t.Helper()
		plan, err := ingest.DryRun(ctx, s, read(file), o)
		if err != nil || !plan.Empty() || plan.Revision != revision {
			t.Errorf("%+v, %v", plan, err)
		}
	}
	plan, err := ingest.Run(ctx, s, read(imported), o)
	if err != nil || plan.Revision != 1 || plan.Counts.Contracts.Added != 2 || plan.Counts.Prices.Added != 2 || plan.Counts.Users.Added != 1 ||
		plan.Counts.Budgets.Added != 1 {
		t.Fatalf("%+v, %v", plan, err)
	}
	holds(imported, 1)

	changed := strings.Replace(imported, "2.30 EUR", "2.20 EUR", 1)
	if plan, err = ingest.DryRun(ctx, s, read(changed), o); err != nil {
		t.Fatal(err)
	}
	var moves []string
	for c, err := range plan.Impact(o.At, account.MyContracts) {
		if moves = append(moves, c.String()); err != nil {
			t.Error(err)
		}
	}
	want := "hotel, mug, from 10: 2.30 EUR from contract:M → 2.20 EUR from contract:M (other price)"
	if len(moves) != 1 || moves[0] != want {
		t.Errorf("%q", moves)
	}
	holds(imported, 1)

	cancelled, cancel := context.WithCancel(ctx)
	o.Progress = func(ingest.Progress) { cancel() } // with all written and nothing committed
	if _, err := ingest.Run(cancelled, s, read(changed), o); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	holds(imported, 1)
	o.Progress = nil
	if plan, err = ingest.Run(ctx, s, read(changed), o); err != nil || plan.Revision != 2 || plan.Counts.Contracts.Changed != 1 {
		t.Fatalf("%+v, %v", plan, err)
	}
	holds(changed, 2)

	over := strings.Replace(changed, `"code":"L","currency":"EUR"`, `"code":"L","currency":"EUR","origin":"mirrored"`, 1)
	over = strings.Replace(over, "2.50 EUR", "2.60 EUR", 1)
	var refusal *ingest.Refusal
	if _, err = ingest.Run(ctx, s, read(over), o); !errors.As(err, &refusal) || len(refusal.Conflicts) != 1 ||
		refusal.Conflicts[0].Code != ingest.LocalContract {
		t.Error(err)
	}
	holds(changed, 2)
}
