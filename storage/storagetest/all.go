package storagetest

import (
	"testing"

	"github.com/tradeterms/tradeterms/storage"
)

// TestAll checks that a store keeps all that a [storage.Store] is asked for: each interface, and what they promise together.
// What is looked for ([storage.Contracts], [storage.Stages]) is checked where the store is one. The function opens a fresh,
// empty store.
func TestAll[X any, S storage.Store[X]](t *testing.T, open func(T) S) {
	t.Run("Requests", func(t *testing.T) { TestRequests(t, open) })
	t.Run("Orders", func(t *testing.T) { TestOrders(t, open) })
	t.Run("Ledger", func(t *testing.T) { TestLedger(t, open) })
	t.Run("Outbox", func(t *testing.T) { TestOutbox(t, open) })
	t.Run("Substitutes", func(t *testing.T) { TestSubstitutes(t, open) })
	t.Run("Agenda", func(t *testing.T) { TestAgenda(t, open) })
	t.Run("Locks", func(t *testing.T) { TestLocks(t, open) })
	t.Run("Accounts", func(t *testing.T) { TestAccounts(t, open) })
	t.Run("Budgets", func(t *testing.T) { TestBudgets(t, open) })
	t.Run("Prices", func(t *testing.T) { TestPrices(t, open) })
	t.Run("Contracts", func(t *testing.T) {
		test(t, contractClauses[X](), func(t T) ContractStore[X] { return lookedFor[ContractStore[X]](t, open(t)) })
	})
	t.Run("Stages", func(t *testing.T) {
		test(t, stageClauses[X](), func(t T) StageStore[X] { return lookedFor[StageStore[X]](t, open(t)) })
	})
	t.Run("Together", func(t *testing.T) {
		test(t, togetherClauses[X](), func(t T) storage.Store[X] { return open(t) })
	})
}

// lookedFor returns a store as what is looked for in it, and skips the test where it is not.
func lookedFor[I, S any](t T, s S) I {
	t.Helper()
	i, ok := any(s).(I)
	if !ok {
		t.Skipf("the store does not offer it")
	}
	return i
}
