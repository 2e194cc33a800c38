package memory

import (
	"context"
	"fmt"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// Request is that of [storage.Requests].
func (s *Store) Request(ctx context.Context, tx *Tx, order string) (approval.Request, error) {
	if err := s.check(ctx, tx); err != nil {
		return approval.Request{}, err
	}
	r, ok := get[approval.Request](tx, keyOf("request", order))
	if !ok {
		return r, fmt.Errorf("request of order %q: %w", order, storage.ErrNotFound)
	}
	return storage.KeptRequest(r), nil
}

// PutRequest is that of [storage.Requests].
func (s *Store) PutRequest(ctx context.Context, tx *Tx, r approval.Request) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	key := keyOf("request", r.Order)
	was, known := get[approval.Request](tx, key)
	if was.Version != r.Version {
		return fmt.Errorf("request of order %q: %w", r.Order, storage.ErrConflict)
	}
	if known {
		for _, place := range requestPlaces(was) {
			tx.set(place, nil)
		}
	}
	r = storage.KeptRequest(r)
	r.Version++
	tx.set(key, r)
	for _, place := range requestPlaces(r) {
		tx.set(place, r)
	}
	return nil
}

// ListRequests is that of [storage.Requests].
func (s *Store) ListRequests(ctx context.Context, tx *Tx, f approval.Filter, p storage.Page) ([]approval.Request, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	found := first(tx, page(p, "request", f.Account), true, p.Limit(), f.Match)
	for i := range found {
		found[i] = storage.KeptRequest(found[i])
	}
	return found, nil
}

// requestPlaces returns the keys under which lists find a request.
func requestPlaces(r approval.Request) []string {
	return places("request", r.By.Account, storage.RequestMark(r))
}

// places returns the keys under which lists find something: of any account, and of its own.
func places(what, account string, m storage.Mark) []string {
	return []string{
		keyOf(what+" at", instant(m.At), m.ID),
		keyOf(what+" of", account, instant(m.At), m.ID),
	}
}

// page returns the span in which a page of a list lies, with "" for any account.
func page(p storage.Page, what, account string) span {
	list := []string{what + " at"}
	if account != "" {
		list = []string{what + " of", account}
	}
	in := under(list...)
	if (p.After != storage.Mark{}) {
		in.to = keyOf(append(list, instant(p.After.At), p.After.ID)...)
	}
	return in
}
