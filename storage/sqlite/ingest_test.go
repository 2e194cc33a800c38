package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// rowsOf is how many rows are imported: a million where all is proved.
func rowsOf() int { return proof(20_000, 60_000, 1_000_000) }

// priceFolder writes a folder of so many prices: products with two breaks on ten levels. Rows of these lines, from 1, are bad.
func priceFolder(t *testing.T, rows int, bad map[int]bool) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "accounts.csv"), []byte("ref_id,price_level,currency\nhotel,L0,GBP\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "price_levels.csv"))
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "price_level,product,currency,unit_price,min_quantity")
	for i := range rows {
		price := fmt.Sprintf("%d.%02d", 1+i%977, i%100)
		if bad[i+2] {
			price = "cheap"
		}
		fmt.Fprintf(w, "L%d,P%06d,GBP,%s,%d\n", i%10, i/20, price, 1+i/10%2*9)
	}
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// watch samples the heap in use until it is stopped, and then returns the most that it was.
func watch() (stop func() uint64) {
	var most atomic.Uint64
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
			select {
			case <-end:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(end)
		<-ended
		return most.Load()
	}
}

func live() uint64 {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A million prices are imported with progress in memory that is bounded beyond what the compiled Book takes, from CSV and
// from JSON Lines; the second time there is nothing to do.
func TestCSV3_AMillionPrices(t *testing.T) {
	rows := rowsOf()
	dir := priceFolder(t, rows, nil)
	before := live()
	s := open(t)
	ctx := t.Context()
	options := ingest.Options{By: contract.Actor{Principal: "job", User: "job"}, At: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)}

	reports, stop, began := 0, watch(), time.Now()
	batch, err := ingest.Folder(os.DirFS(dir), exchange.Options{Zone: time.UTC, Progress: func(exchange.Progress) { reports++ }})
	if err != nil {
		t.Fatal(err)
	}
	read, reading := stop(), time.Since(began)
	compiled := live() - before
	if reports < rows/10_000 {
		t.Errorf("%d reports of progress while it is read", reports)
	}

	stored := 0
	options.Progress = func(p ingest.Progress) {
		if p.Rows < stored || p.Of != rows || p.Done && p.Rows != rows {
			t.Errorf("%+v after %d", p, stored)
		}
		stored = p.Rows
	}
	stop, began = watch(), time.Now()
	plan, err := ingest.Run(ctx, s, batch, options)
	if err != nil {
		t.Fatal(err)
	}
	run, running := stop(), time.Since(began)
	if n := plan.Counts; n.Prices.Added != rows || n.Lists.Added != 10 || n.Accounts.Added != 1 || stored != rows || plan.Revision != 1 {
		t.Fatalf("%+v, %d stored, revision %d", n, stored, plan.Revision)
	}
	if again, err := ingest.Run(ctx, s, batch, options); err != nil || !again.Empty() || again.Revision != 1 || again.Counts.Prices.Same != rows {
		t.Fatalf("%+v, %v", again, err)
	}
	t.Logf("%d rows: read in %v, stored in %v; the compiled book takes %d MB, at most %d MB more while reading, %d MB more while storing",
		rows, reading.Round(time.Millisecond), running.Round(time.Millisecond), compiled>>20, above(read, before+compiled), above(run, before+compiled))
	if over := max(above(read, before+compiled), above(run, before+compiled)); over > 300 {
		t.Errorf("%d MB above the compiled book", over)
	}
	asLines(t, s, batch, options, rows)
}

func above(used, base uint64) int { return (int(used) - int(base)) >> 20 }

// asLines writes what the store has as JSON Lines, reads it, and finds nothing to change.
func asLines(t *testing.T, s *sqlite.Store, batch *ingest.Batch, o ingest.Options, rows int) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "prices.jsonl")
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	w := jsonlines.NewWriter(out)
	err = s.View(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		book, err := s.Book(ctx, tx)
		if err != nil {
			return err
		}
		return jsonlines.WriteBook(w, book)
	})
	if err = errors.Join(err, w.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	written := time.Since(began)
	in, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	size, _ := in.Seek(0, io.SeekEnd)
	_, _ = in.Seek(0, io.SeekStart)
	before, stop := live(), watch()
	began = time.Now()
	lines, err := ingest.Lines(in, jsonlines.Options{Name: name}, contract.DefaultReading())
	if err != nil {
		t.Fatal(err)
	}
	most, reading := stop(), time.Since(began)
	o.Progress = nil
	plan, err := ingest.DryRun(t.Context(), s, lines, o)
	if err != nil || !plan.Empty() || plan.Counts.Prices.Same != rows {
		t.Fatalf("%+v, %v", plan, err)
	}
	t.Logf("%d MB of JSON Lines: written in %v, read in %v with at most %d MB, the book of them included",
		size>>20, written.Round(time.Millisecond), reading.Round(time.Millisecond), above(most, before))
	runtime.KeepAlive(batch)
}

// A hundred bad rows among a million are all told, each with its line, and nothing is changed.
func TestAbuse_AHundredBadRowsAmongAMillion(t *testing.T) {
	rows := rowsOf()
	bad := make(map[int]bool)
	for i := range 100 {
		bad[2+i*(rows/100)+i%7] = true
	}
	s := open(t)
	good, err := ingest.Folder(os.DirFS(priceFolder(t, 40, nil)), exchange.Options{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Run(t.Context(), s, good, ingest.Options{}); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	batch, err := ingest.Folder(os.DirFS(priceFolder(t, rows, bad)), exchange.Options{Zone: time.UTC})
	var all *exchange.FileErrors
	if !errors.As(err, &all) || batch != nil || len(all.Errors) != 100 || all.More != 0 {
		t.Fatal(err)
	}
	for _, e := range all.Errors {
		if !bad[e.Line] || e.Column != "unit_price" || e.Code != exchange.BadPrice {
			t.Error(&e)
		}
		delete(bad, e.Line)
	}
	if len(bad) > 0 {
		t.Error("not told:", bad)
	}
	t.Logf("100 bad rows among %d told in %v", rows, time.Since(began).Round(time.Millisecond))
	if plan, err := ingest.DryRun(t.Context(), s, good, ingest.Options{}); err != nil || !plan.Empty() || plan.Revision != 1 {
		t.Errorf("the store has changed: %+v, %v", plan, err)
	}
}

// An import that is cancelled between two rows leaves the store as it was, and runs when it is tried again.
func TestCSV3_ACancelledImportChangesNothing(t *testing.T) {
	s := open(t)
	batch, err := ingest.Folder(os.DirFS(priceFolder(t, 40_000, nil)), exchange.Options{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err = ingest.Run(ctx, s, batch, ingest.Options{Progress: func(p ingest.Progress) {
		if p.Rows == 20_000 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	plan, err := ingest.Run(t.Context(), s, batch, ingest.Options{})
	if err != nil || plan.Counts.Prices.Added != 40_000 || plan.Counts.Accounts.Added != 1 || plan.Revision != 1 {
		t.Fatalf("%+v, %v", plan, err)
	}
}
