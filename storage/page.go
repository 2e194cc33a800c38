package storage

import (
	"cmp"
	"context"
	"iter"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

// Sizes of a page.
const (
	DefaultPage = 50
	MaxPage     = 500
)

// Page is a part of a list. The zero Page is the first one.
type Page struct {
	// After is the mark of the last one on the page before; zero for the first page.
	After Mark
	// Size is how many there are on a page: [DefaultPage] for 0 or less, at most [MaxPage].
	Size int
}

// Limit returns how many the page holds.
func (p Page) Limit() int {
	if p.Size <= 0 {
		return DefaultPage
	}
	return min(p.Size, MaxPage)
}

// Holds reports whether what has a mark comes after the page before.
func (p Page) Holds(m Mark) bool { return p.After == Mark{} || p.After.Compare(m) < 0 }

// Mark is a place in a list. Lists are newest first; what has no instant comes last.
type Mark struct {
	At time.Time
	ID string
}

// Compare is -1, 0 or 1 as m comes before n in a list, is it or comes after it.
func (m Mark) Compare(n Mark) int {
	return cmp.Or(n.At.Compare(m.At), strings.Compare(n.ID, m.ID))
}

// RequestMark returns the place of a request in lists.
func RequestMark(r approval.Request) Mark { return Mark{At: Instant(r.Placed), ID: r.Order} }

// OrderMark returns the place of an order in lists.
func OrderMark(o Order) Mark { return Mark{At: Instant(o.Placed), ID: o.ID} }

// AllRequests yields all requests that a filter matches, newest first, page by page. An error is the last that it yields.
func AllRequests[T any](ctx context.Context, tx T, s Requests[T], f approval.Filter) iter.Seq2[approval.Request, error] {
	return all(func(p Page) ([]approval.Request, error) { return s.ListRequests(ctx, tx, f, p) }, RequestMark)
}

// AllOrders yields all orders that a filter matches, newest first, page by page. An error is the last that it yields.
func AllOrders[T any](ctx context.Context, tx T, s Orders[T], f OrderFilter) iter.Seq2[Order, error] {
	return all(func(p Page) ([]Order, error) { return s.ListOrders(ctx, tx, f, p) }, OrderMark)
}

func all[E any](list func(Page) ([]E, error), mark func(E) Mark) iter.Seq2[E, error] {
	return func(yield func(E, error) bool) {
		for p := (Page{Size: MaxPage}); ; {
			found, err := list(p)
			if err != nil {
				var none E
				yield(none, err)
				return
			}
			for _, e := range found {
				if !yield(e, nil) {
					return
				}
				p.After = mark(e)
			}
			if len(found) < p.Limit() {
				return
			}
		}
	}
}
