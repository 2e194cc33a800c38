package storagetest_test

import (
	"context"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// forgetter is a store that forgets otherwise.
type forgetter struct {
	*memory.Store
	forget func(s *memory.Store, ctx context.Context, tx *memory.Tx, before storage.Revisions) error
}

func (f forgetter) Forget(ctx context.Context, tx *memory.Tx, before storage.Revisions) error {
	return f.forget(f.Store, ctx, tx, before)
}

func (f forgetter) on(s *memory.Store) store {
	f.Store = s
	return f
}

func forgetNothing(*memory.Store, context.Context, *memory.Tx, storage.Revisions) error { return nil }

// forgetOneMore forgets what is to be kept too, where it is not the present revision.
func forgetOneMore(s *memory.Store, ctx context.Context, tx *memory.Tx, before storage.Revisions) error {
	before.Accounts, before.Prices = before.Accounts+1, before.Prices+1
	return s.Forget(ctx, tx, before)
}

const (
	saysForgotten   = "What was before the first revision to be kept is forgotten, and all from there on is as it was."
	saysSinceForgot = "Changes since what is forgotten are not found; since what is kept they lead on."
)

func brokenForgetters() []brokenStore {
	return []brokenStore{
		{"forgets no book", "PriceHistory", forgetter{forget: forgetNothing}.on, []string{saysForgotten, saysSinceForgot}, false},
		{"forgets a book too many", "PriceHistory", forgetter{forget: forgetOneMore}.on, []string{saysForgotten, saysSinceForgot}, false},
		{"forgets no graph", accountSuite, forgetter{forget: forgetNothing}.on, []string{saysForgotten}, false},
		{"forgets a graph too many", accountSuite, forgetter{forget: forgetOneMore}.on, []string{saysForgotten}, false},
	}
}
