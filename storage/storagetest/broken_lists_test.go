package storagetest_test

import (
	"context"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

type (
	found = []approval.Request
	list  = func(ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error)
)

// lists is a store with another ListRequests.
type lists struct {
	*memory.Store
	change func(right list, ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error)
}

func (l lists) ListRequests(ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error) {
	return l.change(l.Store.ListRequests, ctx, tx, f, p)
}

func listing(change func(right list, ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error)) func(*memory.Store) store {
	return func(s *memory.Store) store { return lists{s, change} }
}

func oldestFirst(right list, ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error) {
	all, err := right(ctx, tx, f, p)
	slices.Reverse(all)
	return all, err
}

// tiesUp sorts what has one instant by rising id.
func tiesUp(right list, ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error) {
	all, err := right(ctx, tx, f, p)
	slices.SortStableFunc(all, func(a, b approval.Request) int {
		if !a.Placed.Equal(b.Placed) {
			return b.Placed.Compare(a.Placed)
		}
		return strings.Compare(a.Order, b.Order)
	})
	return all, err
}

// fromMark begins a page with the last one of the page before.
func fromMark(right list, ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error) {
	if p.After.ID != "" {
		p.After.ID += "\x00"
	}
	return right(ctx, tx, f, p)
}

// filterLate fills a page first, and drops what the filter does not show then.
func filterLate(right list, ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error) {
	every := approval.Filter{States: []approval.State{approval.Draft, approval.Pending, approval.Approved, approval.Declined, approval.Exported}}
	all, err := right(ctx, tx, every, p)
	return slices.DeleteFunc(all, func(r approval.Request) bool { return !f.Match(r) }), err
}

// matching lists with another filter than the one given.
func matching(match func(f approval.Filter, r approval.Request) bool) func(*memory.Store) store {
	return listing(func(right list, ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error) {
		var all found
		every := approval.Filter{States: []approval.State{approval.Draft, approval.Pending, approval.Approved, approval.Declined, approval.Exported}}
		for len(all) < p.Limit() {
			some, err := right(ctx, tx, every, storage.Page{After: p.After, Size: storage.MaxPage})
			if err != nil || len(some) == 0 {
				return all, err
			}
			p.After = storage.RequestMark(some[len(some)-1])
			all = append(all, slices.DeleteFunc(some, func(r approval.Request) bool { return !match(f, r) })...)
		}
		return all[:p.Limit()], nil
	})
}

func anyCase(f approval.Filter, r approval.Request) bool {
	f.Search, r.Order = strings.ToLower(f.Search), strings.ToLower(r.Order)
	return f.Match(r)
}

// likePattern takes a search for a pattern of SQL.
func likePattern(f approval.Filter, r approval.Request) bool {
	if f.Search == "%" || f.Search == "_" {
		f.Search = ""
	}
	return f.Match(r)
}

func withoutExported(f approval.Filter, r approval.Request) bool {
	return f.Match(r) && (r.State != approval.Exported || len(f.States) == 0 || slices.Contains(f.States, approval.Exported))
}

func untilIncluded(f approval.Filter, r approval.Request) bool {
	if r.Placed.Equal(f.Placed.Until) && !r.Placed.IsZero() {
		f.Placed.Until = f.Placed.Until.AddDate(0, 0, 1)
	}
	return f.Match(r)
}

func anyAccountCase(f approval.Filter, r approval.Request) bool {
	f.Account, r.By.Account = strings.ToLower(f.Account), strings.ToLower(r.By.Account)
	return f.Match(r)
}

// stale lists what was committed when the transaction began, and its own puts not.
type stale struct{ *memory.Store }

func (s stale) ListRequests(ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (all found, err error) {
	if _, err := s.Store.ListRequests(ctx, tx, f, p); err != nil {
		return nil, err
	}
	err = s.View(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		all, err = s.Store.ListRequests(ctx, tx, f, p)
		return err
	})
	return all, err
}

func unbounded(right list, ctx context.Context, tx *memory.Tx, f approval.Filter, p storage.Page) (found, error) {
	var all found
	for size := max(p.Size, 1); len(all) < size; {
		some, err := right(ctx, tx, f, storage.Page{After: p.After, Size: min(size-len(all), storage.MaxPage)})
		if err != nil || len(some) == 0 {
			return all, err
		}
		all, p.After = append(all, some...), storage.RequestMark(some[len(some)-1])
	}
	return all, nil
}

const (
	saysOrder   = "A list is newest first, of one instant by descending id, and what has no instant comes last."
	saysFilter  = "A list shows just what its filter matches."
	saysPages   = "Pages follow each other without gap or repetition, and only the last is not full."
	saysSizes   = "A page without size holds 50, and none more than 500."
	saysPresent = "A list shows each fact once, as it is now, also in the transaction that changed it."
)

func brokenLists() []brokenStore {
	return []brokenStore{
		{"lists the oldest first", "Requests", listing(oldestFirst), []string{saysOrder, saysPages, saysPresent}, false},
		{"sorts ties by rising id", "Requests", listing(tiesUp), []string{saysOrder, saysPages}, false},
		{"begins a page with the mark", "Requests", listing(fromMark), []string{saysPages}, false},
		{"filters after it has filled the page", "Requests", listing(filterLate), []string{saysPages}, false},
		{"searches in any case", "Requests", matching(anyCase), []string{saysFilter}, false},
		{"searches by pattern", "Requests", matching(likePattern), []string{saysFilter}, false},
		{"takes exported for other than approved", "Requests", matching(withoutExported), []string{saysFilter}, false},
		{"includes the end of a window", "Requests", matching(untilIncluded), []string{saysFilter}, false},
		{"takes Acme for acme", "Requests", matching(anyAccountCase), []string{saysFilter}, false},
		{"lists what was", "Requests", func(s *memory.Store) store { return stale{s} }, []string{saysPresent}, false},
		{"has no bound on pages", "Requests", listing(unbounded), []string{saysSizes}, false},
	}
}

// orders is a store that changes orders on the way out.
type orders struct {
	*memory.Store
	out func(*storage.Order)
}

func (o orders) Order(ctx context.Context, tx *memory.Tx, id string) (storage.Order, error) {
	found, err := o.Store.Order(ctx, tx, id)
	if err == nil {
		o.out(&found)
	}
	return found, err
}

func brokenOrders() []brokenStore {
	return []brokenStore{
		{"sorts lines by product", "Orders", func(s *memory.Store) store {
			return orders{s, func(o *storage.Order) {
				slices.SortFunc(o.Lines, func(a, b order.Line) int { return strings.Compare(a.Product, b.Product) })
			}}
		}, []string{saysExact, saysLarge}, false},
		{"keeps numbers of 31 bits", "Orders", func(s *memory.Store) store {
			return orders{s, func(o *storage.Order) { o.Round &= 1<<31 - 1 }}
		}, []string{saysExact}, false},
		{"has no expiry", "Orders", func(s *memory.Store) store {
			return orders{s, func(o *storage.Order) { o.Expires = o.Placed }}
		}, []string{saysExact}, false},
	}
}
