package exchange_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/tradeterms/tradeterms/storage/exchange"
)

// bigFolder is a folder whose price_levels are made while they are read.
type bigFolder struct {
	rows  int
	fault func(row int) string // a row in place of a sound one, "" for none
}

func (f bigFolder) Open(name string) (fs.File, error) {
	small := fstest.MapFS{"accounts.csv": {Data: []byte("ref_id,price_level,currency\nA1,L0,GBP\n")}}
	if name != "price_levels.csv" {
		return small.Open(name)
	}
	head := "price_level,product,currency,unit_price,min_quantity,valid_from,valid_to\n"
	return &bigFile{bigFolder: f, left: []byte(head)}, nil
}

type bigFile struct {
	fs.File
	bigFolder
	next int
	left []byte
}

func (f *bigFile) Close() error { return nil }

func (f *bigFile) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(f.left) == 0 {
			if f.next == f.rows {
				return n, io.EOF
			}
			f.left = append(f.left[:0], f.row(f.next)...)
			f.next++
		}
		m := copy(p[n:], f.left)
		f.left = f.left[m:]
		n += m
	}
	return n, nil
}

// row is a price of one of ten levels, with five breaks for each product.
func (f *bigFile) row(i int) string {
	if f.fault != nil {
		if text := f.fault(i); text != "" {
			return text
		}
	}
	return fmt.Sprintf("L%d,P%06d,GBP,%d.%02d,%d,,\n", i%10, i/50, 100-i/10%5, i%97, i/10%5*10)
}

// occupied is what the program has from the system, live is what of it is in use.
func occupied() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() - sample[1].Value.Uint64()
}

func live() uint64 {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// peak samples what the program occupies until it is stopped.
func peak() (stop func() uint64) {
	most := uint64(0)
	done := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		for {
			most = max(most, occupied())
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	})
	return func() uint64 {
		close(done)
		group.Wait()
		return most
	}
}

// CSV-3: a million price rows are read in less than 300 MB beside the Book that they become (soak; otherwise fewer, in less).
func TestCSV3_MemoryIsBounded(t *testing.T) {
	rows := proofCount(20_000, 50_000)
	o := options(t)
	o.Limits.File = 1 << 30
	reports := 0
	o.Progress = func(exchange.Progress) { reports++ }
	before := live()
	begin, stop, begun := occupied(), peak(), time.Now()
	terms, err := exchange.ReadFolder(bigFolder{rows: rows}, o)
	took, most := time.Since(begun), stop()
	if err != nil {
		t.Fatal(err)
	}
	book := int64(live() - before)
	beside := int64(most) - int64(begin) - book
	const mega = 1 << 20
	t.Logf("%d rows in %v, %d reports of progress; the Book takes %.1f MB, and at most %.1f MB were taken beside it",
		rows, took.Round(time.Millisecond), reports, float64(book)/mega, float64(beside)/mega)
	if beside > 20*mega+280*int64(rows) {
		t.Errorf("%d bytes were taken beside the Book", beside)
	}
	if got := terms.Summary.Files[1].Rows; got != rows || reports < rows/10_000 {
		t.Errorf("%d rows, %d reports", got, reports)
	}
	runtime.KeepAlive(terms)
}

// CSV-3: a hundred faulty rows among them are each told with line and column, and nothing is read.
func TestCSV3_HundredFaultyRowsAreAllTold(t *testing.T) {
	rows := proofCount(20_000, 50_000)
	kinds := []struct {
		text   string
		column string
		code   exchange.Code
	}{
		{"L1,P1,GBP,1.x,,,\n", "unit_price", exchange.BadPrice},
		{"L1,P1,GBX,1,,,\n", "currency", exchange.BadCurrency},
		{"L1,,GBP,1,,,\n", "product", exchange.MissingValue},
		{"L1,P1,GBP,1,-1,,\n", "min_quantity", exchange.BadQuantity},
		{"L1,P1,GBP,1,,2026-02-30,\n", "valid_from", exchange.BadDate},
		{"L1,P1,GBP,1,,2026-02-02,2026-02-01\n", "valid_to", exchange.ReversedDays},
		{"L1,P1,GBP,1e9999,,,\n", "unit_price", exchange.BadPrice},
		{"L1 ,P1,GBP,1,,,\n", "price_level", exchange.BadID},
		{"L1,P1,GBP,1,,\n", "", exchange.FieldCount},
		{"L1,\"P1,GBP\"x,1,,,\n", "", exchange.BadQuote},
	}
	step := rows / 100
	cells := func(i int) string {
		if i%step != step/2 {
			return ""
		}
		return kinds[i/step%len(kinds)].text
	}
	between := func(i int) string { // another price for what the row before is about
		if i%step != step/2 {
			return ""
		}
		row := (&bigFile{}).row(i - 1)
		return strings.Replace(row, ",GBP,", ",GBP,9", 1)
	}
	for name, fault := range map[string]func(int) string{"cells": cells, "between rows": between} {
		o := options(t)
		o.Limits.File = 1 << 30
		terms, err := exchange.ReadFolder(bigFolder{rows, fault}, o)
		var all *exchange.FileErrors
		if terms != nil || !errors.As(err, &all) || len(all.Errors) != 100 || all.More != 0 {
			t.Fatalf("%s: %v, %.300v", name, terms, err)
		}
		for n, e := range all.Errors {
			line, column, code := n*step+step/2+2, "unit_price", exchange.Duplicate
			if name == "cells" {
				column, code = kinds[n%len(kinds)].column, kinds[n%len(kinds)].code
			}
			if e.File != "price_levels.csv" || e.Line != line || e.Column != column || e.Code != code {
				t.Errorf("%s: fault %d: line %d, column %q, %q, want line %d, column %q, %q", name, n, e.Line, e.Column, e.Code, line, column, code)
			}
		}
		t.Logf("%s: 100 faults among %d rows, all told", name, rows)
	}
}
