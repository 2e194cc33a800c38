package postgres_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

const lists = 40

func levelCode(n int) string   { return fmt.Sprint("LEVEL-", n) }
func productCode(n int) string { return fmt.Sprintf("PRODUCT-%06d", n) }

// catalogue is price levels without rows, and one contract for each account.
func catalogue(revision uint64) pricing.Data {
	d := pricing.Data{Zone: time.UTC, Revision: revision}
	for n := range lists {
		l := pricing.List{ID: pricing.LevelID(levelCode(n))}
		if n%2 == 1 {
			l = pricing.List{ID: pricing.ListID{Kind: pricing.Contract, Code: levelCode(n)}, Audience: pricing.Audience{
				Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: fmt.Sprint("account ", n)}},
			}}
		}
		d.Lists = append(d.Lists, l)
	}
	return d
}

// rowsOf adds so many rows to the lists of a catalogue.
func rowsOf(d pricing.Data, many int) func(add func(pricing.ListID, pricing.Row) error) error {
	return func(add func(pricing.ListID, pricing.Row) error) error {
		for n := range many {
			r := pricing.Row{Product: productCode(n / lists), Price: money.Scaled(int64(1000+n%977), 2, money.GBP)}
			if n%5 == 0 {
				r.Min = money.Units(10)
			}
			if err := add(d.Lists[n%lists].ID, r); err != nil {
				return err
			}
		}
		return nil
	}
}

// basket is some products, for one of the accounts.
func basket(n int) (pricing.Buyer, []pricing.Line) {
	b := pricing.Buyer{Account: fmt.Sprint("account ", 1+n%lists/2*2), Levels: []string{levelCode(0)}, Currency: money.GBP}
	var lines []pricing.Line
	for i := range n {
		lines = append(lines, pricing.Line{Product: productCode(i * 3), Quantity: money.Units(int32(1 + i%20))})
	}
	return b, lines
}

func answers(t *testing.T, b *pricing.Book, n int) string {
	t.Helper()
	buyer, lines := basket(n)
	all, err := b.For(buyer, noon).Basket(lines)
	if err != nil {
		t.Fatal(err)
	}
	text := all.Total.String()
	for _, l := range all.Lines {
		text += fmt.Sprint(" ", l.Price, l.Amount)
	}
	return text
}

// Many rows are imported one at a time, loaded one at a time, and give the same prices.
func TestManyPriceRows(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	many, name, p := proof(8_000, 200_000, 2_000_000), freshSchema(), pool(t, cluster.DSN("postgres"))
	writer, reader := storeOn(t, p, name), storeOn(t, p, name)
	d := catalogue(1)
	took := timed(t, func() error {
		return writer.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
			return writer.LoadPrices(ctx, tx, d, rowsOf(d, many))
		})
	})
	var bytes int64
	err := p.QueryRow(ctx, `select sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace n on n.oid = relnamespace
		where relname = 'price_rows' and nspname = $1`, name).Scan(&bytes)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rows imported in %v (%.0f a second), %d bytes of tables and indexes", many, took.Round(time.Millisecond),
		float64(many)/took.Seconds(), bytes)
	before := heap()
	var read *pricing.Book
	took = timed(t, func() error { read = bookOf(t, reader); return nil })
	t.Logf("loaded into a Book in %v, %d MB of heap", took.Round(time.Millisecond), (heap()-before)>>20)
	if a, b := answers(t, bookOf(t, writer), 50), answers(t, read, 50); a != b {
		t.Errorf("the prices differ:\n%s\n%s", a, b)
	}
	follows(t, writer, reader)
}

// follows changes a price in one store, and checks that another has it in no time.
func follows(t *testing.T, writer, reader *postgres.Store) {
	t.Helper()
	ctx := t.Context()
	c := pricing.Changes{Revision: 2, Products: []pricing.ProductRows{{
		List: pricing.LevelID(levelCode(0)), Product: productCode(0), Rows: []pricing.Row{{Price: gbp("0.01")}},
	}}}
	took := timed(t, func() error {
		return writer.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error { return writer.ChangePrices(ctx, tx, c) })
	})
	var next *pricing.Book
	followed := timed(t, func() error { next = bookOf(t, reader); return nil })
	t.Logf("one price changed in %v, followed by the other store in %v", took, followed)
	buyer := pricing.Buyer{Account: "account 2", Levels: []string{levelCode(0)}, Currency: money.GBP}
	price, err := next.For(buyer, noon).Price(pricing.Line{Product: productCode(0), Quantity: money.Units(1)})
	if err != nil || !price.Unit.Equal(gbp("0.01")) {
		t.Errorf("%v, %v", price, err)
	}
	if followed > time.Second {
		t.Errorf("it took %v to follow one change", followed)
	}
}

// storeOn is a store that shares nothing with others but its tables, as in another process.
func storeOn(t *testing.T, p *pgxpool.Pool, schema string) *postgres.Store {
	t.Helper()
	s, err := postgres.New(t.Context(), p, postgres.InSchema(schema))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func bookOf(t *testing.T, s *postgres.Store) (b *pricing.Book) {
	t.Helper()
	err := s.View(t.Context(), func(ctx context.Context, tx pgx.Tx) (err error) {
		b, err = s.Book(ctx, tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func timed(t *testing.T, do func() error) time.Duration {
	t.Helper()
	began := time.Now()
	if err := do(); err != nil {
		t.Fatal(err)
	}
	return time.Since(began)
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// queries counts the statements that go to the server.
type queries struct{ atomic.Int64 }

func (q *queries) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	q.Add(1)
	return ctx
}

func (*queries) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// countedPool is connections of which the statements are counted.
func countedPool(t *testing.T) (*pgxpool.Pool, *queries) {
	t.Helper()
	config, err := pgxpool.ParseConfig(lazy(cluster.DSN("postgres")))
	if err != nil {
		t.Fatal(err)
	}
	count := &queries{}
	config.ConnConfig.Tracer = count
	p, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p, count
}

// However long the basket is, a slice of what it needs costs the same number of queries, and prices like the whole (P17).
func TestSliceCostsFixedQueries(t *testing.T) {
	ctx := t.Context()
	s, schema := emptySchemaOf(t)
	d := catalogue(1)
	err := s.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error { return s.LoadPrices(ctx, tx, d, rowsOf(d, 8000)) })
	if err != nil {
		t.Fatal(err)
	}
	p, count := countedPool(t)
	var costs []int64
	for _, n := range []int{1, 10, 50, 60} {
		cold := storeOn(t, p, schema)
		var slice *pricing.Book
		err = cold.View(ctx, func(ctx context.Context, tx pgx.Tx) (err error) {
			buyer, lines := basket(n)
			from := count.Load()
			slice, err = cold.PriceSlice(ctx, tx, pricing.KeysOf(buyer, lines))
			costs = append(costs, count.Load()-from)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if a, b := answers(t, slice, n), answers(t, bookOf(t, s), n); a != b {
			t.Errorf("%d lines: the slice prices\n%s\nthe whole\n%s", n, a, b)
		}
	}
	if slices.Max(costs) != slices.Min(costs) || costs[0] != 4 {
		t.Errorf("the queries of a slice are %v", costs)
	}
	t.Logf("a slice costs %d queries", costs[0])
}

// Placing an order costs the same number of queries, however many lines it has.
func TestOrderCostsFixedQueries(t *testing.T) {
	ctx := t.Context()
	s, schema := emptySchemaOf(t)
	if err := fill(ctx, s, office("1000000")); err != nil {
		t.Fatal(err)
	}
	p, count := countedPool(t)
	warm := storeOn(t, p, schema)
	desk := purchase.New(warm, rules)
	var costs []int64
	for n, lines := range []int{1, 1, 10, 200} {
		c := placing(fmt.Sprint(n), "reg", 1)
		for range lines - 1 {
			c.Lines = append(c.Lines, c.Lines[0])
		}
		from := count.Load()
		r, err := desk.Place(ctx, c)
		if err != nil || !r.Allowed() {
			t.Fatalf("%+v, %v", r, err)
		}
		costs = append(costs, count.Load()-from)
	}
	costs = costs[1:] // the first one compiles what it needs
	if slices.Max(costs) != slices.Min(costs) {
		t.Errorf("the queries of an order are %v", costs)
	}
	t.Logf("an order costs %d queries, beginning and committing included", costs[0])
}
