package exchange_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/tradeterms/tradeterms/storage/exchange"
)

// endless yields a header and then one cell without an end.
type endless struct {
	head string
	read int64
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.head)
	e.head = e.head[n:]
	for i := n; i < len(p); i++ {
		p[i] = 'x'
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestCSV3_RefusesAnEndlessCellEarly(t *testing.T) {
	for _, head := range []string{"ref_id,name\nA1,", "ref_id,name\nA1,\"", "", "\"", "ref_id,name\nA1,\"x\"y"} {
		src := &endless{head: head}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := exchange.Collect(exchange.Accounts(src, exchange.Options{}))
		runtime.ReadMemStats(&after)
		var all *exchange.FileErrors
		if !errors.As(err, &all) || all.Errors[len(all.Errors)-1].Code != exchange.LineTooLong {
			t.Errorf("%q: %v", head, err)
		}
		if src.read > 256<<10 {
			t.Errorf("%q: %d bytes were read", head, src.read)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%q: %d bytes were allocated", head, used)
		}
	}
}

func TestCSV3_GzipIsBoundedUnpacked(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	fmt.Fprint(w, "ref_id,price_level\n")
	row := strings.Repeat("A1,TRADE\n", 1000)
	for range 300 { // 2.7 MB, under 20 KB packed
		fmt.Fprint(w, row)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files := sound()
	delete(files, "accounts.csv")
	in := folder(files)
	in["accounts.csv.gz"] = &fstest.MapFile{Data: packed.Bytes()}
	o := options(t)
	o.Limits.File = 1 << 20
	_, err := exchange.ReadFolder(in, o)
	var all *exchange.FileErrors
	if !errors.As(err, &all) || all.Errors[0].Code != exchange.FileTooLarge || all.Errors[0].File != "accounts.csv.gz" {
		t.Errorf("%v", err)
	}
	in["accounts.csv.gz"].Data = packed.Bytes()[:packed.Len()/2]
	if _, err = exchange.ReadFolder(in, options(t)); !errors.Is(err, io.ErrUnexpectedEOF) || !errors.Is(err, exchange.ErrFile) {
		t.Errorf("half a file: %v", err)
	}
	in["accounts.csv.gz"].Data = []byte("ref_id,price_level\n")
	if _, err = exchange.ReadFolder(in, options(t)); !errors.Is(err, gzip.ErrHeader) {
		t.Errorf("not packed: %v", err)
	}
	in["accounts.csv"] = &fstest.MapFile{Data: []byte("ref_id\n")}
	if _, err = exchange.ReadFolder(in, options(t)); !errors.Is(err, exchange.ErrFile) || !strings.Contains(err.Error(), "both plain and packed") {
		t.Errorf("twice: %v", err)
	}
}

func TestCSV3_FileLimitIsExact(t *testing.T) {
	const text = "ref_id\nA1\nA2\n"
	for limit, ok := range map[int64]bool{int64(len(text)): true, int64(len(text)) - 1: false, 1: false} {
		_, err := exchange.Collect(exchange.Accounts(strings.NewReader(text), exchange.Options{Limits: exchange.Limits{File: limit}}))
		if (err == nil) != ok {
			t.Errorf("limit %d: %v", limit, err)
		}
	}
}

func TestCSV3_ReaderFails(t *testing.T) {
	broken := errors.New("the line is cut")
	r := io.MultiReader(strings.NewReader("ref_id\nA1\nA2"), iotest.ErrReader(broken))
	var rows int
	var last error
	for _, err := range exchange.Accounts(r, exchange.Options{}) {
		if last = err; err == nil {
			rows++
		}
	}
	if rows != 1 || !errors.Is(last, broken) || !errors.Is(last, exchange.ErrFile) {
		t.Errorf("%d rows, %v", rows, last)
	}
	if _, err := exchange.Collect(exchange.Accounts(idle{}, exchange.Options{})); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("%v", err)
	}
}

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

func TestCSV3_OneBadRowInManyAppliesNothing(t *testing.T) {
	var levels strings.Builder
	levels.WriteString("price_level,product,currency,unit_price\n")
	for i := range 100_000 {
		price := "1.25"
		if i == 77_777 {
			price = "1,25"
			fmt.Fprintf(&levels, "TRADE,P%d,GBP,\"%s\"\n", i, price)
			continue
		}
		fmt.Fprintf(&levels, "TRADE,P%d,GBP,%s\n", i, price)
	}
	files := sound()
	files["price_levels.csv"] = levels.String()
	terms, err := exchange.ReadFolder(folder(files), options(t))
	var all *exchange.FileErrors
	if terms != nil || !errors.As(err, &all) || len(all.Errors) != 1 || all.Errors[0].Line != 77_779 {
		t.Errorf("%v, %v", terms, err)
	}
}

func TestCSV3_ErrorsAreBounded(t *testing.T) {
	files := sound()
	files["accounts.csv"] = "ref_id,status\n" + strings.Repeat("A1,gone\n", 250)
	_, err := exchange.ReadFolder(folder(files), options(t))
	var all *exchange.FileErrors
	if !errors.As(err, &all) || len(all.Errors) != 100 || all.More != 150 {
		t.Fatalf("%v", err)
	}
	o := options(t)
	o.MaxErrors = 7
	_, err = exchange.ReadFolder(folder(files), o)
	if !errors.As(err, &all) || len(all.Errors) != 7 || all.More != 243 || !strings.Contains(err.Error(), "and 243 more") {
		t.Errorf("%v", err)
	}
	if e := new(exchange.FileError); !errors.As(err, &e) || !errors.Is(err, exchange.ErrFile) {
		t.Error("no single error is found in all of them")
	}
}

func TestCSV3_Progress(t *testing.T) {
	data := fileOf(t, "testdata/online-retail/order_lines.csv", 25_000)
	o := retail(t)
	var seen []exchange.Progress
	o.Progress = func(p exchange.Progress) { seen = append(seen, p) }
	for _, err := range exchange.OrderLines(bytes.NewReader(data), o) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) != 3 || seen[0].Rows != 10_000 || seen[0].Done || seen[0].Bytes <= 0 || seen[0].Bytes >= seen[1].Bytes {
		t.Fatalf("%+v", seen)
	}
	if last := seen[2]; last.Rows != 25_000 || last.Bytes != int64(len(data)) || !last.Done || last.File != "order_lines.csv" {
		t.Errorf("%+v", last)
	}
}

func TestOrderLines_HaltsAndAllocatesLittle(t *testing.T) {
	data := fileOf(t, "testdata/online-retail/order_lines.csv", 20_000)
	o := retail(t)
	for range exchange.OrderLines(bytes.NewReader(data), o) {
		break
	}
	read := func() {
		for _, err := range exchange.OrderLines(bytes.NewReader(data), o) {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := testing.AllocsPerRun(1, read); n > 2000 {
		t.Errorf("%v allocations for 20,000 lines", n)
	}
}
