package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// Request is that of [storage.Requests].
func (s *Store) Request(ctx context.Context, tx pgx.Tx, order string) (approval.Request, error) {
	r, found, err := document[approval.Request](ctx, s, tx, "select doc from {requests} where ord = $1", []byte(order))
	if err == nil && !found {
		err = storage.ErrNotFound
	}
	if err != nil {
		return r, fmt.Errorf("request of order %q: %w", order, err)
	}
	return r, nil
}

// PutRequest is that of [storage.Requests].
func (s *Store) PutRequest(ctx context.Context, tx pgx.Tx, r approval.Request) error {
	was := r.Version
	r = storage.KeptRequest(r)
	r.Version++
	err := putDocument(ctx, s, tx, r, was, put{
		insert: `insert into {requests} (ord, version, account, state, placed, doc) values ($1, $2, $3, $4, $5, $6)
			on conflict do nothing`,
		update: `update {requests} set version = $2, account = $3, state = $4, placed = $5, doc = $6
			where ord = $1 and version = $7`,
		args: []any{[]byte(r.Order), r.Version, []byte(r.By.Account), r.State.String(), r.Placed.UnixMicro()},
	})
	if err != nil {
		return fmt.Errorf("request of order %q: %w", r.Order, err)
	}
	return nil
}

// ListRequests is that of [storage.Requests].
func (s *Store) ListRequests(
	ctx context.Context, tx pgx.Tx, f approval.Filter, p storage.Page,
) ([]approval.Request, error) {
	in := list{table: "{requests}", id: "ord"}
	in.with("state = any(?)", textsOf(f.Shown()))
	if f.Account != "" {
		in.with("account = ?", []byte(f.Account))
	}
	in.placed(f.Placed)
	in.search(f.Search)
	statement, args := in.page(p)
	return documents[approval.Request](ctx, s, tx, statement, args...)
}

// textsOf returns states as their column has them.
func textsOf(states []approval.State) []string {
	all := []string{} // none at all is not null
	for _, s := range states {
		all = append(all, s.String())
	}
	return all
}
