package sqlite

import (
	"context"
	"database/sql"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// Request is that of [storage.Requests].
func (s *Store) Request(ctx context.Context, tx *sql.Tx, order string) (approval.Request, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return approval.Request{}, err
	}
	return versioned(w, "requests", "request of order", order, requestVersion)
}

// PutRequest is that of [storage.Requests].
func (s *Store) PutRequest(ctx context.Context, tx *sql.Tx, r approval.Request) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	version := r.Version
	r.Version = 0
	return put(w, "requests", "request of order", r.Order, version, r, column{"account", r.By.Account},
		column{"state", r.State.String()}, column{"placed", micros(r.Placed)})
}

// ListRequests is that of [storage.Requests].
func (s *Store) ListRequests(ctx context.Context, tx *sql.Tx, f approval.Filter, p storage.Page) ([]approval.Request, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	var l listing
	l.is("account", f.Account)
	if len(f.States) == 0 {
		l.and("state <> ?", approval.Draft.String()) // in the order of an index
	} else {
		l.among("state", textsOf(f.Shown()))
	}
	l.placed(f.Placed)
	l.search(f.Search)
	return list(w, "requests", &l, p, requestVersion)
}

// textsOf returns states as their column has them.
func textsOf(states []approval.State) []string {
	all := []string{}
	for _, s := range states {
		all = append(all, s.String())
	}
	return all
}

func requestVersion(r *approval.Request) *uint64 { return &r.Version }
