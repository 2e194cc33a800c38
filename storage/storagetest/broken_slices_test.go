package storagetest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// cutting is a store that cuts slices itself, of the data that was set last; where that was changed since, it hands out the
// whole book.
type cutting struct {
	*memory.Store
	cut func(d pricing.Data, k pricing.Keys) (pricing.Data, error)
	mu  *sync.Mutex
	set *pricing.Data
}

func cut(cut func(d pricing.Data, k pricing.Keys) (pricing.Data, error)) func(*memory.Store) store {
	return func(s *memory.Store) store { return cutting{s, cut, new(sync.Mutex), new(pricing.Data)} }
}

func (c cutting) SetPrices(ctx context.Context, tx *memory.Tx, d pricing.Data) error {
	err := c.Store.SetPrices(ctx, tx, d)
	if err == nil {
		c.mu.Lock()
		*c.set = d
		c.mu.Unlock()
	}
	return err
}

func (c cutting) PriceSlice(ctx context.Context, tx *memory.Tx, k pricing.Keys) (*pricing.Book, error) {
	b, err := c.Store.PriceSlice(ctx, tx, k)
	c.mu.Lock()
	d := *c.set
	c.mu.Unlock()
	if err != nil || d.Revision != b.Revision() {
		return b, err
	}
	if d, err = c.cut(d, k); err != nil {
		return nil, err
	}
	return pricing.NewBook(d)
}

// parts cuts by lists and products.
func parts(d pricing.Data, meets func(pricing.List) bool, has func(product string) bool) pricing.Data {
	taken := make(map[pricing.ListID]bool)
	for _, l := range d.Lists {
		taken[l.ID] = taken[l.ID] || meets(l)
	}
	for range d.Lists { // however far lists are derived
		for _, l := range d.Lists {
			for _, source := range l.Derived.Sources() {
				taken[source] = taken[source] || taken[l.ID]
			}
		}
	}
	var lists []pricing.List
	for _, l := range d.Lists {
		if taken[l.ID] {
			l.Rows = slices.DeleteFunc(slices.Clone(l.Rows), func(row pricing.Row) bool { return !has(row.Product) })
			lists = append(lists, l)
		}
	}
	d.Lists = lists
	return d
}

func inKeys(k pricing.Keys) func(string) bool {
	return func(product string) bool { return slices.Contains(k.Products, product) }
}

func rightly(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	return parts(d, k.Meets, inKeys(k)), nil
}

func withoutOthers(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	return parts(d, func(l pricing.List) bool { return k.Meets(l) && l.ID != pricing.LevelID("others") }, inKeys(k)), nil
}

func withoutGroups(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	k.Groups = nil
	return parts(d, k.Meets, inKeys(k)), nil
}

// inForce cuts the lists that are switched on.
func inForce(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	return parts(d, func(l pricing.List) bool { return k.Meets(l) && !l.Inactive }, inKeys(k)), nil
}

func withoutSources(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	d = parts(d, k.Meets, inKeys(k))
	for i := range d.Lists {
		d.Lists[i].Derived = nil
	}
	return d, nil
}

// withoutFurther has no rows of lists whose prices are added to others.
func withoutFurther(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	d = parts(d, k.Meets, inKeys(k))
	for _, l := range slices.Clone(d.Lists) {
		if l.Derived == nil {
			continue
		}
		for i := range d.Lists {
			if slices.Contains(l.Derived.Plus, d.Lists[i].ID) {
				d.Lists[i].Rows = nil
			}
		}
	}
	return d, nil
}

// onceDerived has no rows of lists that are there only for what is derived from them.
func onceDerived(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	d = parts(d, k.Meets, inKeys(k))
	for i, l := range d.Lists {
		if !k.Meets(l) {
			d.Lists[i].Rows = nil
		}
	}
	return d, nil
}

func inLowerCase(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	return parts(d, k.Meets, func(product string) bool {
		return slices.ContainsFunc(k.Products, func(p string) bool { return p == product && p == strings.ToLower(p) })
	}), nil
}

// ofNobody knows neither accounts nor groups.
func ofNobody(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	k.Accounts, k.Groups = nil, nil
	return parts(d, k.Meets, inKeys(k)), nil
}

func fewKeys(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	if len(k.Products)+len(k.Groups) > 999 {
		return pricing.Data{}, errors.New("too many parameters")
	}
	return rightly(d, k)
}

func inUTC(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	d.Zone = time.UTC
	return rightly(d, k)
}

func unrounded(d pricing.Data, k pricing.Keys) (pricing.Data, error) {
	d.Round = pricing.Places{}
	return rightly(d, k)
}

// slicing is a store with another PriceSlice.
type slicing struct {
	*memory.Store
	slice func(s *memory.Store, ctx context.Context, tx *memory.Tx, k pricing.Keys) (*pricing.Book, error)
}

func (l slicing) PriceSlice(ctx context.Context, tx *memory.Tx, k pricing.Keys) (*pricing.Book, error) {
	return l.slice(l.Store, ctx, tx, k)
}

// committedSlice is of what was committed.
func committedSlice(s *memory.Store, ctx context.Context, tx *memory.Tx, k pricing.Keys) (b *pricing.Book, err error) {
	if _, err := s.Book(ctx, tx); err != nil {
		return nil, err
	}
	err = s.View(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		b, err = s.PriceSlice(ctx, tx, k)
		return err
	})
	return b, err
}

func sliceOfNone(s *memory.Store, ctx context.Context, tx *memory.Tx, k pricing.Keys) (*pricing.Book, error) {
	b, err := s.PriceSlice(ctx, tx, k)
	if errors.Is(err, storage.ErrNotFound) {
		return pricing.NewBook(pricing.Data{Zone: time.UTC})
	}
	return b, err
}

const (
	saysLike    = "A slice answers for its keys as the whole book does: prices, answers, traces, baskets."
	saysBytes   = "Keys and what they mean are compared byte by byte."
	saysOfNow   = "A slice is of the present book, also in the transaction that changes it."
	saysLargest = "There is a slice for the largest basket."
	saysUnknown = "A slice of keys that nothing is known of has the revision, zone and rounding of the present book."
	saysNoSlice = "Where there is no price data, no slice of it is found."
)

func brokenSlices() []brokenStore {
	return []brokenStore{
		{"leaves out levels of others", "PriceSlices", cut(withoutOthers), []string{saysLike}, true},
		{"leaves out lists of groups", "PriceSlices", cut(withoutGroups), []string{saysLike, saysBytes}, true},
		{"leaves out lists switched off", "PriceSlices", cut(inForce), []string{saysLike}, true},
		{"derives nothing", "PriceSlices", cut(withoutSources), []string{saysLike}, true},
		{"derives from the first source only", "PriceSlices", cut(withoutFurther), []string{saysLike}, true},
		{"derives from levels only", "PriceSlices", cut(onceDerived), []string{saysLike}, true},
		{"knows ids in lower case only", "PriceSlices", cut(inLowerCase), []string{saysBytes}, false},
		{"knows nobody", "PriceSlices", cut(ofNobody), []string{saysLike, saysBytes}, true},
		{"takes few keys", "PriceSlices", cut(fewKeys), []string{saysLargest}, false},
		{"cuts in another zone", "PriceSlices", cut(inUTC), []string{saysLike, saysUnknown}, true},
		{"cuts without rounding", "PriceSlices", cut(unrounded), []string{saysLike}, true},
		{"cuts what was committed", "PriceSlices", func(s *memory.Store) store { return slicing{s, committedSlice} }, []string{saysOfNow}, false},
		{"has a slice of no price data", "PriceSlices", func(s *memory.Store) store { return slicing{s, sliceOfNone} }, []string{saysNoSlice}, false},
	}
}

// What slices are cut with here finds no fault with slices that are cut as they should be.
func TestRightSlices(t *testing.T) {
	t.Parallel()
	brokenStore{suite: "PriceSlices", open: cut(rightly)}.check(t)
}
