package exchange_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/tradeterms/tradeterms/storage/exchange"
)

// fileOf repeats the lines of a file under its header until there are n.
func fileOf(tb testing.TB, name string, n int) []byte {
	tb.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	head, rows, _ := bytes.Cut(data, []byte("\n"))
	out := append(bytes.Clone(head), '\n')
	for lines := bytes.Count(rows, []byte("\n")); n >= lines; n -= lines {
		out = append(out, rows...)
	}
	return out
}

func BenchmarkOrderLines(b *testing.B) {
	data := fileOf(b, "testdata/online-retail/order_lines.csv", 50_000)
	o := retail(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	lines := 0
	for b.Loop() {
		for _, err := range exchange.OrderLines(bytes.NewReader(data), o) {
			if err != nil {
				b.Fatal(err)
			}
			lines++
		}
	}
	b.ReportMetric(float64(lines)/b.Elapsed().Seconds(), "lines/s")
}

func BenchmarkReadFolder(b *testing.B) {
	folder, o := os.DirFS("testdata/online-retail"), retail(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := exchange.ReadFolder(folder, o); err != nil {
			b.Fatal(err)
		}
	}
}
