package sqlite

import (
	"context"
	"database/sql"
	"slices"

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
	return put(w, "requests", "request of order", r.Order, version, r, column{"account", r.By.Account}, column{"state", r.State.String()},
		column{"placed", micros(r.Placed)})
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
		l.and("state <> ?", approval.Draft.String())
	} else {
		l.among("state", shown(f.States))
	}
	l.placed(f.Placed)
	l.search(f.Search)
	return list(w, "requests", &l, p, requestVersion)
}

// shown returns the texts of states: what was exported is approved too.
func shown(states []approval.State) []string {
	if slices.Contains(states, approval.Approved) {
		states = append(slices.Clip(states), approval.Exported)
	}
	texts := make([]string, len(states))
	for i, s := range states {
		texts[i] = s.String()
	}
	return texts
}

func requestVersion(r *approval.Request) *uint64 { return &r.Version }
