package storagetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// OrderStore is what [TestOrders] needs.
type OrderStore[X any] interface {
	storage.Transactor[X]
	storage.Orders[X]
}

// TestOrders checks that a store keeps what [storage.Orders] and [storage.Transactor] ask for. The function opens a fresh,
// empty store.
func TestOrders[X any, S OrderStore[X]](t *testing.T, open func(T) S) {
	test(t, orderClauses[X](), func(t T) OrderStore[X] { return open(t) })
}

func orderClauses[X any]() []clause[OrderStore[X]] {
	type store = OrderStore[X]
	clauses := orderProbe[X, store]().clauses()
	clauses = append(clauses, orderVersions[X, store]().clauses()...)
	clauses = append(clauses, orderKeeping[X, store]().clauses()...)
	clauses = append(clauses, orderListing[X, store]().clauses()...)
	return append(clauses, clause[store]{"S6", "An order that there is not is not found.", func(r *run, s store) {
		must(r, s, func(ctx context.Context, tx X) error {
			if got, err := s.Order(ctx, tx, "none"); !errors.Is(err, storage.ErrNotFound) {
				r.Errorf("it is %s, %v", text(got), err)
			}
			return nil
		})
	}})
}

func orderProbe[X any, S OrderStore[X]]() probe[X, S] {
	id := func(n int) string { return fmt.Sprint("probe ", n) }
	return probe[X, S]{
		write: func(ctx context.Context, s S, tx X, n int) error {
			return s.PutOrder(ctx, tx, storage.Order{Order: order.Order{ID: id(n)}, Kind: storage.KindOrder})
		},
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) { return there(s.Order(ctx, tx, id(n))) },
	}
}

func orderVersions[X any, S OrderStore[X]]() versioned[X, S] {
	return versioned[X, S]{
		put: func(ctx context.Context, s S, tx X, id string, version uint64, marks []string) error {
			o := storage.Order{Order: order.Order{ID: id}, Version: version, Kind: storage.KindQuote}
			for _, mark := range marks {
				o.Remembered = append(o.Remembered, storage.Remembered{Key: mark})
			}
			return s.PutOrder(ctx, tx, o)
		},
		get: func(ctx context.Context, s S, tx X, id string) (version uint64, marks []string, err error) {
			o, err := s.Order(ctx, tx, id)
			if errors.Is(err, storage.ErrNotFound) {
				return 0, nil, nil
			}
			if err == nil && o.ID != id {
				err = fmt.Errorf("asked for %q it returned %q", id, o.ID)
			}
			for _, c := range o.Remembered {
				marks = append(marks, c.Key)
			}
			return o.Version, marks, err
		},
	}
}

func orderKeeping[X any, S OrderStore[X]]() keeping[X, S, storage.Order] {
	return keeping[X, S, storage.Order]{
		odd: oddOrders, large: largeOrder,
		put: func(ctx context.Context, s S, tx X, o storage.Order) error { return s.PutOrder(ctx, tx, o) },
		get: func(ctx context.Context, s S, tx X, like storage.Order) (storage.Order, error) {
			return s.Order(ctx, tx, like.ID)
		},
		kept: func(o storage.Order) storage.Order {
			o = storage.KeptOrder(o)
			o.Version++
			return o
		},
		scribble: func(o storage.Order) { o.Lines[0].Product, o.Remembered[0].Key = "scribbled", "scribbled" },
	}
}

func orderListing[X any, S OrderStore[X]]() listing[X, S, storage.Order, storage.OrderFilter] {
	return listing[X, S, storage.Order, storage.OrderFilter]{
		facts: listedOrders(listed), large: listedOrders(listedLarge), filters: orderFilters(),
		put: func(ctx context.Context, s S, tx X, o storage.Order) error { return s.PutOrder(ctx, tx, o) },
		list: func(ctx context.Context, s S, tx X, f storage.OrderFilter, p storage.Page) ([]storage.Order, error) {
			return s.ListOrders(ctx, tx, f, p)
		},
		match: storage.OrderFilter.Match, mark: storage.OrderMark,
		newest: func(o storage.Order) storage.Order {
			o.Version, o.Placed, o.Account = 1, noon.AddDate(1, 0, 0), "moved"
			return o
		},
	}
}
