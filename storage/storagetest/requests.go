package storagetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// RequestStore is what [TestRequests] needs.
type RequestStore[X any] interface {
	storage.Transactor[X]
	storage.Requests[X]
}

// TestRequests checks that a store keeps what [storage.Requests] and [storage.Transactor] ask for. The function opens a fresh,
// empty store.
func TestRequests[X any, S RequestStore[X]](t *testing.T, open func(T) S) {
	test(t, requestClauses[X](), func(t T) RequestStore[X] { return open(t) })
}

func requestClauses[X any]() []clause[RequestStore[X]] {
	type store = RequestStore[X]
	clauses := requestProbe[X, store]().clauses()
	clauses = append(clauses, requestVersions[X, store]().clauses()...)
	clauses = append(clauses, requestKeeping[X, store]().clauses()...)
	clauses = append(clauses, requestListing[X, store]().clauses()...)
	return append(clauses,
		clause[store]{"S6", "The request of an order that has none is not found.", func(r *run, s store) {
			must(r, s, func(ctx context.Context, tx X) error {
				if got, err := s.Request(ctx, tx, "none"); !errors.Is(err, storage.ErrNotFound) {
					r.Errorf("it is %s, %v", text(got), err)
				}
				return nil
			})
		}},
	)
}

func requestProbe[X any, S RequestStore[X]]() probe[X, S] {
	order := func(n int) string { return fmt.Sprint("probe ", n) }
	return probe[X, S]{
		write: func(ctx context.Context, s S, tx X, n int) error {
			return s.PutRequest(ctx, tx, approval.Request{Order: order(n), State: approval.Pending})
		},
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) {
			return there(s.Request(ctx, tx, order(n)))
		},
	}
}

// there turns what a lookup returns into whether it is there.
func there[E any](_ E, err error) (bool, error) {
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

func requestVersions[X any, S RequestStore[X]]() versioned[X, S] {
	return versioned[X, S]{
		put: func(ctx context.Context, s S, tx X, id string, version uint64, marks []string) error {
			return s.PutRequest(ctx, tx, approval.Request{Order: id, Version: version, Remembered: commands(marks)})
		},
		get: func(ctx context.Context, s S, tx X, id string) (uint64, []string, error) {
			q, err := s.Request(ctx, tx, id)
			if errors.Is(err, storage.ErrNotFound) {
				return 0, nil, nil
			}
			if err == nil && q.Order != id {
				err = fmt.Errorf("asked for %q it returned %q", id, q.Order)
			}
			return q.Version, keys(q.Remembered), err
		},
	}
}

func commands(marks []string) []approval.Remembered {
	var all []approval.Remembered
	for _, mark := range marks {
		all = append(all, approval.Remembered{Key: mark})
	}
	return all
}

func keys(commands []approval.Remembered) []string {
	var all []string
	for _, c := range commands {
		all = append(all, c.Key)
	}
	return all
}

func requestKeeping[X any, S RequestStore[X]]() keeping[X, S, approval.Request] {
	return keeping[X, S, approval.Request]{
		odd: oddRequests, large: largeRequest,
		put: func(ctx context.Context, s S, tx X, q approval.Request) error { return s.PutRequest(ctx, tx, q) },
		get: func(ctx context.Context, s S, tx X, like approval.Request) (approval.Request, error) {
			return s.Request(ctx, tx, like.Order)
		},
		kept: func(q approval.Request) approval.Request {
			q = storage.KeptRequest(q)
			q.Version++
			return q
		},
		scribble: scribbleRequest,
	}
}

func requestListing[X any, S RequestStore[X]]() listing[X, S, approval.Request, approval.Filter] {
	return listing[X, S, approval.Request, approval.Filter]{
		facts: listedRequests(listed), large: listedRequests(listedLarge), filters: requestFilters(), all: approval.Filter{States: everyState()},
		put: func(ctx context.Context, s S, tx X, q approval.Request) error { return s.PutRequest(ctx, tx, q) },
		list: func(ctx context.Context, s S, tx X, f approval.Filter, p storage.Page) ([]approval.Request, error) {
			return s.ListRequests(ctx, tx, f, p)
		},
		match: approval.Filter.Match, mark: storage.RequestMark,
		newest: func(q approval.Request) approval.Request {
			q.Version, q.Placed, q.State = 1, noon.AddDate(1, 0, 0), approval.Approved
			q.By.Account = "moved"
			return q
		},
	}
}
