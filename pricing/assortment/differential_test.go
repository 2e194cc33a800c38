package assortment_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/assortment"
)

// proof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask for
// more.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	if testing.Short() { // under the race detector, which finds nothing in pure functions
		return (small + 3) / 4
	}
	return small
}

// worlds gives the worlds of the first numbers to as many goroutines as there are
// processors.
func worlds(t *testing.T, count int, look func(*world) error) {
	t.Helper()
	t.Parallel()
	var next, failed atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for n := next.Add(1); n <= int64(count) && failed.Load() < 3; n = next.Add(1) {
				if err := look(newWorld(uint64(n))); err != nil {
					failed.Add(1)
					t.Errorf("world %d: %v", n, err)
				}
			}
		})
	}
	group.Wait()
}

func (w *world) made() (*assortment.Assortment, error) { return assortment.New(w.data) }

// each asks a made world about some customers.
func (w *world) each(a *assortment.Assortment, look func(asker, *assortment.Selection) error) error {
	book := w.book()
	for range 4 {
		who := w.asker()
		if err := look(who, a.For(who.customer, book.For(who.buyer, march))); err != nil {
			return fmt.Errorf("%+v: %w", who, err)
		}
	}
	return nil
}

func everyProduct() []string { return slices.Concat(worldProducts, worldStrangers, []string{"new"}) }

func ask(s *assortment.Selection, act assortment.Act, product string) assortment.Decision {
	if act == assortment.Buying {
		return s.Buy(product)
	}
	return s.See(product)
}

var acts = []assortment.Act{assortment.Seeing, assortment.Buying}

// The engine decides and finds as the slow reference does.
func TestDifferential(t *testing.T) {
	worlds(t, proof(1_000, 25_000, 10_000_000), func(w *world) error {
		a, err := w.made()
		if err != nil {
			return err
		}
		return w.each(a, func(who asker, s *assortment.Selection) error { return w.compare(who, s) })
	})
}

func (w *world) compare(who asker, s *assortment.Selection) error {
	for _, act := range acts {
		for _, product := range everyProduct() {
			if got, want := ask(s, act, product), w.decide(who, act, product); got != want {
				return fmt.Errorf("%s %q:\n got %#v\nwant %#v\n%+v\n%+v", act, product, got, want, w.data, w.deals)
			}
		}
	}
	for _, text := range worldTexts {
		if got, want := slices.Collect(s.Find(text)), w.find(who, text); !slices.Equal(got, want) {
			return fmt.Errorf("find %q:\n got %+v\nwant %+v\n%+v\n%+v", text, got, want, w.data, w.deals)
		}
	}
	return nil
}

// The sets agree with the single decisions, on products that no fact names too.
func TestCAT1_SetsAgreeWithDecisions(t *testing.T) {
	worlds(t, proof(500, 12_000, 5_000_000), func(w *world) error {
		a, err := w.made()
		if err != nil {
			return err
		}
		return w.each(a, func(_ asker, s *assortment.Selection) error {
			return errFirst(sameSet(s, assortment.Seeing, s.Visible()), sameSet(s, assortment.Buying, s.Buyable()))
		})
	})
}

func sameSet(s *assortment.Selection, act assortment.Act, set assortment.ProductSet) error {
	if !strictly(set.Products) || !strictly(set.Except) || set.Everything && set.Products != nil || !set.Everything && set.Except != nil {
		return fmt.Errorf("%s: no tidy set: %+v", act, set)
	}
	for _, product := range everyProduct() {
		d := ask(s, act, product)
		if d.Code != assortment.NoProduct && d.Allowed() != in(set, product) {
			return fmt.Errorf("%+v, but the set is %+v", d, set)
		}
	}
	for _, product := range set.Products {
		if !ask(s, act, product).Allowed() {
			return fmt.Errorf("%s: %q is in the set", act, product)
		}
	}
	return nil
}

// strictly reports whether a list is sorted and has nothing twice.
func strictly(list []string) bool {
	return slices.IsSorted(list) && len(slices.Compact(slices.Clone(list))) == len(list)
}

func errFirst(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
