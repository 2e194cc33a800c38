package storagetest_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

// store is a store that may be wrong: the memory store, with something changed.
type store = storage.Store[*memory.Tx]

// brokenStore is a store with one fault, and the clauses of a suite that catch it.
type brokenStore struct {
	fault string
	suite string
	open  func(*memory.Store) store
	// caught are the sentences of the clauses that must fail. No other does, unless the fault has further consequences.
	caught  []string
	further bool
}

// What a store breaks is caught by the clause that says it. With -v, a table says which by which.
func TestBrokenStores(t *testing.T) {
	all := slices.Concat(brokenTransactions(), brokenRequests(), brokenLists(), brokenOrders(), brokenLedgers(), brokenOutboxes(),
		brokenAgendas(), brokenLocks(), brokenTerms(), brokenTogether())
	if !testing.Short() { // under the race detector these take minutes, and little happens at once in them
		all = slices.Concat(all, brokenHistories(), brokenForgetters(), brokenLoaders(), brokenSlices(), brokenContracts(), brokenStages())
	}
	caught := make([]bool, len(all))
	t.Run("all", func(t *testing.T) {
		for i, b := range all {
			t.Run(b.suite+"/"+b.fault, func(t *testing.T) {
				t.Parallel()
				if b.caught == nil {
					t.Error("no clause is to catch it")
				}
				b.check(t)
				caught[i] = !t.Failed()
			})
		}
	})
	count := 0
	var table strings.Builder
	for i, b := range all {
		if caught[i] {
			count++
			fmt.Fprintf(&table, "\n%-12s %-60s caught by: %s", b.suite, b.fault, strings.Join(b.caught, "; "))
		}
	}
	t.Logf("%d of %d broken stores are caught by the clauses that say what they break%s", count, len(all), table.String())
	if len(all) < 25 {
		t.Error("too few")
	}
}

func (b brokenStore) check(t *testing.T) {
	limit := 10 * time.Second
	if b.suite == locksSuite || b.suite == togetherSuite { // those in which a store that hangs is caught
		limit = 2 * time.Second
	}
	failed := storagetest.Failing(b.suite, limit, func(t storagetest.T) store {
		s := memory.New()
		t.Cleanup(func() { _ = s.Close() })
		return b.open(s)
	})
	for _, says := range b.caught {
		if _, ok := failed[says]; !ok {
			t.Errorf("not caught by: %s", says)
		}
	}
	for _, says := range slices.Sorted(maps.Keys(failed)) {
		if !slices.Contains(b.caught, says) && !b.further {
			t.Errorf("fails too: %s\n%s", says, failed[says])
		}
		if !strings.Contains(failed[says], says) {
			t.Errorf("the failure does not print the sentence %q:\n%s", says, failed[says])
		}
	}
}

// With the short waits of this test a store that is right passes all clauses.
func TestRightStore(t *testing.T) {
	for _, suite := range []string{
		"Requests", "Orders", "Ledger", "Outbox", "Substitutes", "Agenda", "Locks", "Accounts", "Budgets", "Prices", "Contracts",
		"Stages", "Together",
	} {
		t.Run(suite, func(t *testing.T) {
			t.Parallel()
			brokenStore{suite: suite, open: func(s *memory.Store) store { return s }}.check(t)
		})
	}
}
