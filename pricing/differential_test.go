package pricing_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
)

// proof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask
// for more, -short for fewer, as under the race detector.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	if testing.Short() {
		return max(1, small/8)
	}
	return small
}

// Each world is asked by some buyers, each at some instants, some lines.
const (
	worldBuyers   = 4
	worldInstants = 4
	worldLines    = 8
	worldCases    = worldBuyers * worldInstants * worldLines
)

// The engine answers as the slow reference does.
func TestDifferential(t *testing.T) {
	t.Parallel()
	shard(t, proof(60_000, 2_000_000, 50_000_000)/worldCases, comparePrices)
}

func comparePrices(w *world) (int, error) {
	return w.each(func(e *exam) error {
		got, err := e.prices.Price(e.asked())
		if err != nil {
			return err
		}
		want := e.ref.price(&e.question)
		if same(want, got) {
			return nil
		}
		return e.same([]string{want.text()}, []string{textOf(got)})
	})
}

// shard gives the worlds of the first numbers to as many goroutines as there
// are processors, and tells what was compared.
func shard(t *testing.T, worlds int, compare func(*world) (int, error)) {
	t.Helper()
	var next, cases, failed atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for failed.Load() < 3 {
				n := next.Add(1)
				if n > int64(worlds) {
					return
				}
				count, err := compare(newWorld(uint64(n)))
				cases.Add(int64(count))
				if err != nil {
					failed.Add(1)
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if cases.Load() == 0 {
		t.Error("nothing was asked")
	}
	t.Logf("%d cases in %d worlds", cases.Load(), worlds)
}

// exam is one question to both engines.
type exam struct {
	question
	*world
	book   *pricing.Book
	ref    *reference
	prices *pricing.Prices
	at     time.Time
}

// each asks all the questions of a world.
func (w *world) each(ask func(*exam) error) (cases int, err error) {
	e := exam{world: w, ref: newReference(w.data)}
	if e.book, err = pricing.NewBook(w.data); err != nil {
		return 0, fmt.Errorf("world %d: %w\n%s", w.number, err, w.about(""))
	}
	for range worldBuyers {
		buyer := w.someBuyer()
		for range worldInstants {
			e.at = w.someInstant()
			e.prices = e.book.For(buyer, e.at)
			e.question = question{buyer: &buyer, day: refDay(e.at, w.data.Zone)}
			for range worldLines {
				e.lines = []pricing.Line{w.someLine()}
				if err := ask(&e); err != nil {
					return cases, fmt.Errorf("world %d: %w", w.number, err)
				}
				cases++
			}
		}
	}
	return cases, nil
}

// same returns nil, or an error that shows the question and all the facts.
func (e *exam) same(want, got []string) error {
	if slices.Equal(want, got) {
		return nil
	}
	var text strings.Builder
	for i := range want {
		if want[i] != got[i] {
			fmt.Fprintf(&text, "reference %s, engine %s\n", want[i], got[i])
		}
	}
	return fmt.Errorf("%sbuyer %+v\nat %s, that is %s\nline %+v\ncodes %s\n%s",
		&text, *e.buyer, e.at, e.day, e.asked(), codesText(e.ref.decide(&e.question)), e.about(e.asked().Product))
}

func same(want refPrice, got pricing.Price) bool {
	return want.reason == got.Reason && want.source == got.Source() && want.from == got.Break &&
		got.Unit.IsSet() == (want.reason == pricing.Priced) && want.unit.Equal(got.Unit.Decimal())
}

func (p refPrice) text() string {
	unit := ""
	if p.reason == pricing.Priced {
		unit = p.unit.String()
	}
	return fmt.Sprintf("%s %s from %s by %s", p.reason, unit, p.from, p.source)
}

func textOf(p pricing.Price) string {
	unit := ""
	if p.Unit.IsSet() {
		unit = p.Unit.Decimal().String()
	}
	return fmt.Sprintf("%s %s from %s by %s", p.Reason, unit, p.Break, p.Source())
}

func codesText(verdicts []verdict) string {
	var text strings.Builder
	for _, v := range verdicts {
		fmt.Fprintf(&text, "%s %s; ", v.list.ID, v.code)
	}
	return text.String()
}
