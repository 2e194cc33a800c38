package pricing_test

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/pricing"
)

// proof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask
// for more.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
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
	worlds := uint64(proof(60_000, 2_000_000, 50_000_000) / worldCases)
	var next, cases, failed atomic.Uint64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for failed.Load() < 3 {
				n := next.Add(1)
				if n > worlds {
					return
				}
				count, err := compareWorld(n)
				cases.Add(uint64(count))
				if err != nil {
					failed.Add(1)
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	t.Logf("%d cases in %d worlds", cases.Load(), worlds)
}

// compareWorld asks both engines all questions of a world.
func compareWorld(number uint64) (cases int, err error) {
	w := newWorld(number)
	book, err := pricing.NewBook(w.data)
	if err != nil {
		return 0, fmt.Errorf("world %d: %w\n%s", number, err, w)
	}
	ref := newReference(w.data)
	for range worldBuyers {
		buyer := w.buyer()
		for range worldInstants {
			at := w.instant()
			prices := book.For(buyer, at)
			q := question{buyer: &buyer, day: refDay(at, w.data.Zone)}
			for range worldLines {
				line := w.ask()
				q.lines = []pricing.Line{line}
				got, err := prices.Price(line)
				if err != nil {
					return cases, fmt.Errorf("world %d: %w\n%s", number, err, w)
				}
				if diff := cmp.Diff(ref.price(&q).text(), textOf(got)); diff != "" {
					return cases, fmt.Errorf("world %d (-reference +engine)\n%s\nbuyer %+v\nat %s, that is %s\nline %+v\ncodes %s\n%s",
						number, diff, buyer, at, q.day, line, codes(ref.decide(&q)), w)
				}
				cases++
			}
		}
	}
	return cases, nil
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
	if p.Reason == pricing.Priced {
		unit = p.Unit.Decimal().String()
	}
	return fmt.Sprintf("%s %s from %s by %s", p.Reason, unit, p.Break, p.Source())
}

func codes(verdicts []verdict) string {
	text := ""
	for _, v := range verdicts {
		text += fmt.Sprintf("%s %s; ", v.list.ID, v.code)
	}
	return text
}

// String spells the facts out.
func (w *world) String() string {
	text := fmt.Sprintf("zone %s, around %s\nprecedence %+v\nround %+v\n", w.data.Zone, w.day, w.data.Precedence, w.data.Round)
	for _, l := range w.data.Lists {
		text += fmt.Sprintf("%s competes %d, days %s, inactive %t, feature %q, right %q, priority %d, breaks %+v, audience %d\n",
			l.ID, l.Competes, l.Days, l.Inactive, l.Feature, l.Permission, l.Priority, l.Breaks, l.Audience.Kind)
		for _, a := range l.Audience.Assigned {
			text += fmt.Sprintf("\tassigned %+v\n", a)
		}
		if l.Derived != nil {
			text += fmt.Sprintf("\tderived from %s, %s, %v\n", l.Derived.From, l.Derived.Round, l.Derived.Surcharges)
		}
		for _, row := range l.Rows {
			text += fmt.Sprintf("\t%s %q %s min %s price %s inactive %t breaks %+v\n",
				row.Product, row.Unit, row.Days, row.Min, row.Price, row.Inactive, row.Breaks)
		}
	}
	return text
}
