package ingest_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// watched notes which names are locked, and what is read before that.
type watched struct {
	*memory.Store
	names []string
	early bool
}

func (s *watched) Lock(ctx context.Context, in tx, names ...string) error {
	s.names = append(s.names, names...)
	return s.Store.Lock(ctx, in, names...)
}

func (s *watched) Book(ctx context.Context, in tx) (*pricing.Book, error) {
	s.early = s.early || len(s.names) == 0
	return s.Store.Book(ctx, in)
}

// An import locks what it puts, and what it may remove, before it reads what it judges.
func TestAPR14_AnImportLocksBeforeItReads(t *testing.T) {
	w := shop()
	w.accounts.Users = []account.User{{ID: "u", Type: account.TypeContact, Accounts: []string{"a"}}}
	w.budgets = []budget.Budget{{
		ID: "b", Currency: money.EUR, MaxOrder: money.MustParse("10", money.EUR), Zone: time.UTC, Holders: budget.Holders{Everyone: true},
	}}
	s := &watched{Store: memory.New()}
	if _, err := ingest.Run(ctx, s, w.batch(t), ingest.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{storage.AccountLock("a"), storage.UserLock("u"), storage.BudgetLock("b")} {
		if !slices.Contains(s.names, name) {
			t.Errorf("%q is not locked", name)
		}
	}
	next := shop()
	next.accounts.Accounts[0].ID = "other"
	s.names = nil
	if _, err := ingest.Run(ctx, s, next.batch(t), ingest.Options{Remove: ingest.Removal{Accounts: true}}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{storage.AccountLock("a"), storage.AccountLock("other"), storage.UserLock("u")} {
		if !slices.Contains(s.names, name) {
			t.Errorf("%q is not locked, and is removed", name)
		}
	}
	if s.early {
		t.Error("it has read before it locked")
	}
}
