package pricing_test

import (
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// jobBook makes the Book of the ordinary job.
func jobBook(tb testing.TB) *pricing.Book {
	tb.Helper()
	book, _, err := ordinary.build()
	if err != nil {
		tb.Fatal(err)
	}
	return book
}

type jobLine struct {
	buyer pricing.Buyer
	item  pricing.Item
	line  pricing.Line
}

func jobLines(tb testing.TB, book *pricing.Book, n int) []jobLine {
	tb.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	lines := make([]jobLine, n)
	for i := range lines {
		l := pricing.Line{Product: productCode(rng.IntN(ordinary.products)), Quantity: money.Units(int32(1 + rng.IntN(120)))}
		item, ok := book.Item(l.Product, "")
		if !ok {
			tb.Fatalf("%s is in no list", l.Product)
		}
		lines[i] = jobLine{ordinary.buyer(rng.IntN(ordinary.accounts)), item, l}
	}
	return lines
}

// The short answer allocates nothing, by handle or by code, hot or cold.
func TestP1_NoAllocation(t *testing.T) {
	book := jobBook(t)
	lines := jobLines(t, book, 1000)
	i, priced := 0, 0
	for name, ask := range map[string]func(*jobLine) (pricing.Price, error){
		"bind and ask by handle": func(l *jobLine) (pricing.Price, error) {
			return book.For(l.buyer, ordinary.at).PriceOf(l.item, l.line.Quantity)
		},
		"bind and ask by code": func(l *jobLine) (pricing.Price, error) {
			return book.For(l.buyer, ordinary.at).Price(l.line)
		},
	} {
		allocs := testing.AllocsPerRun(2000, func() {
			price, err := ask(&lines[i%len(lines)])
			if err != nil {
				t.Fatal(err)
			}
			if price.OK() {
				priced++
			}
			i++
		})
		if allocs != 0 {
			t.Errorf("%s: %v allocations, want none", name, allocs)
		}
	}
	if priced < 3000 {
		t.Fatalf("only %d of 4000 had a price: the job is not the job", priced)
	}
}

// A basket allocates its lines and what it remembers of them, a price file nothing.
func TestP2_TwoAllocations(t *testing.T) {
	book := jobBook(t)
	var lines []pricing.Line
	for _, l := range jobLines(t, book, 50) {
		lines = append(lines, l.line)
	}
	for a := range 20 {
		prices := book.For(ordinary.buyer(a), ordinary.at)
		if n := testing.AllocsPerRun(20, func() {
			if _, err := prices.Basket(lines); err != nil {
				t.Fatal(err)
			}
		}); n > 2 {
			t.Errorf("account %d: %v allocations for a basket, want 2", a, n)
		}
	}
}

func TestP3_NoAllocation(t *testing.T) {
	book := jobBook(t)
	for a := range 5 {
		buyer, n, special := ordinary.buyer(a), 0, 0
		if allocs := testing.AllocsPerRun(2, func() {
			for _, price := range book.For(buyer, ordinary.at).All(money.Units(1)) {
				n++
				if price.Special() {
					special++
				}
			}
		}); allocs != 0 {
			t.Errorf("account %d: %v allocations for a price file, want none", a, allocs)
		}
		if n < 3*19_000 || special == 0 {
			t.Errorf("account %d: %d prices, %d special: the job is not the job", a, n, special)
		}
	}
}

func BenchmarkP1Handle(b *testing.B) {
	book := jobBook(b)
	for _, size := range []struct {
		name string
		n    int
	}{{"hot", 4096}, {"cold", 65536}} {
		lines := jobLines(b, book, size.n)
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				l := &lines[i%len(lines)]
				if _, err := book.For(l.buyer, ordinary.at).PriceOf(l.item, l.line.Quantity); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkP1HandleBound asks a buyer that is bound once.
func BenchmarkP1HandleBound(b *testing.B) {
	book := jobBook(b)
	lines := jobLines(b, book, 4096)
	prices := book.For(lines[0].buyer, ordinary.at)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		l := &lines[i%len(lines)]
		if _, err := prices.PriceOf(l.item, l.line.Quantity); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkP1Code(b *testing.B) {
	book := jobBook(b)
	lines := jobLines(b, book, 65536)
	prices := book.For(lines[0].buyer, ordinary.at)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := prices.Price(lines[i%len(lines)].line); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkP2Basket(b *testing.B) {
	book := jobBook(b)
	all := jobLines(b, book, 50)
	lines := make([]pricing.Line, len(all))
	for i := range all {
		lines[i] = all[i].line
	}
	prices := book.For(all[0].buyer, ordinary.at)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := prices.Basket(lines); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkP3PriceFile(b *testing.B) {
	book := jobBook(b)
	buyer := ordinary.buyer(7)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, price := range book.For(buyer, ordinary.at).All(money.Units(1)) {
			n += int(price.Unit.Coefficient() & 1)
		}
		if n == 0 {
			b.Fatal("no price")
		}
	}
}

// BenchmarkP4Compile reports the time and the memory of a Book per price row.
func BenchmarkP4Compile(b *testing.B) {
	rows := 0
	for b.Loop() {
		book, n, err := ordinary.build()
		if err != nil {
			b.Fatal(err)
		}
		rows += n
		runtime.KeepAlive(book)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(rows), "ns/row")
}

// BenchmarkUOnePrice changes one price of the Book.
func BenchmarkUOnePrice(b *testing.B) {
	book := jobBook(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := book.With(priceOf(i)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUReaders reads the Book of the moment, while it stays, and while one operation
// in a thousand changes a price: readers wait for nothing, and allocate nothing.
func BenchmarkUReaders(b *testing.B) {
	book := jobBook(b)
	lines := jobLines(b, book, 65536)
	for _, writes := range []bool{false, true} {
		b.Run(map[bool]string{false: "alone", true: "1 of 1000 writes"}[writes], func(b *testing.B) {
			var shared atomic.Pointer[pricing.Book]
			shared.Store(book)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if writes && i%1000 == 0 {
					next, err := shared.Load().With(priceOf(i))
					if err != nil {
						b.Fatal(err)
					}
					shared.Store(next)
				}
				l := &lines[i%len(lines)]
				if _, err := shared.Load().For(l.buyer, ordinary.at).PriceOf(l.item, l.line.Quantity); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// One changed price takes at most 16 allocations, of a batch each further one at most 4.
func TestU_SixteenAllocations(t *testing.T) {
	book := jobBook(t)
	var all []pricing.ProductRows
	for i := range 100 {
		all = append(all, priceOf(i*37).Products...)
	}
	for _, n := range []int{1, 100} {
		changes := pricing.Changes{Products: all[:n]}
		allocs := testing.AllocsPerRun(100, func() {
			if _, err := book.With(changes); err != nil {
				t.Fatal(err)
			}
		})
		if most := float64(16 + 4*(n-1)); allocs > most {
			t.Errorf("%d prices: %v allocations, want at most %v", n, allocs, most)
		}
	}
}

// priceOf changes the price of one product.
func priceOf(i int) pricing.Changes {
	return pricing.Changes{Products: []pricing.ProductRows{{
		List: pricing.LevelID("A"), Product: productCode(i % ordinary.products),
		Rows: []pricing.Row{{Price: money.Scaled(int64(100+i%1000), 2, money.GBP)}},
	}}}
}

// A Book of 2.4 million rows takes less than 64 bytes a row, all in.
func TestP4_BytesPerRow(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a Book of 2.4 million rows")
	}
	big := ordinary
	big.products, big.contracts = ordinary.products*5, ordinary.contracts*5
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	book, rows, err := big.build()
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	perRow := float64(after.HeapAlloc-before.HeapAlloc) / float64(rows)
	t.Logf("%d rows, %.1f bytes a row", rows, perRow)
	if rows < 2_300_000 || perRow >= 64 {
		t.Errorf("%d rows at %.1f bytes, want at least 2.3 million below 64", rows, perRow)
	}
	runtime.KeepAlive(book)
}
