package storagetest

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

// Failing runs a suite on a store that need not be right, waits no longer than a limit for anything, and returns the sentences of the clauses that failed, each with what
// it said.
func Failing[X any](suite string, limit time.Duration, open func(T) storage.Store[X]) map[string]string {
	type s = storage.Store[X]
	switch suite {
	case "Requests":
		return failing(requestClauses[X](), limit, func(t T) RequestStore[X] { return open(t) })
	case "Orders":
		return failing(orderClauses[X](), limit, func(t T) OrderStore[X] { return open(t) })
	case "Ledger":
		return failing(ledgerClauses[X](), limit, func(t T) LedgerStore[X] { return open(t) })
	case "Outbox":
		return failing(outboxClauses[X](), limit, func(t T) OutboxStore[X] { return open(t) })
	case "Substitutes":
		return failing(substituteClauses[X](), limit, func(t T) SubstituteStore[X] { return open(t) })
	case "Agenda":
		return failing(agendaClauses[X](), limit, func(t T) AgendaStore[X] { return open(t) })
	case "Locks":
		return failing(lockClauses[X](), limit, func(t T) LockStore[X] { return open(t) })
	case "Accounts":
		return failing(accountClauses[X](), limit, func(t T) AccountStore[X] { return open(t) })
	case "Budgets":
		return failing(budgetClauses[X](), limit, func(t T) BudgetStore[X] { return open(t) })
	case "Prices":
		return failing(priceClauses[X](), limit, func(t T) PriceStore[X] { return open(t) })
	case "PriceHistory":
		return failing(priceHistory[X]{}.clauses(), limit, func(t T) PriceStore[X] { return open(t) })
	case "PriceLoader":
		return failing(priceLoad[X]{}.clauses(), limit, func(t T) PriceStore[X] { return open(t) })
	case "PriceSlices":
		return failing(priceSlices[X]{}.clauses(), limit, func(t T) PriceStore[X] { return open(t) })
	case "Contracts":
		return failing(contractClauses[X](), limit, func(t T) ContractStore[X] { return open(t).(ContractStore[X]) })
	case "Stages":
		return failing(stageClauses[X](), limit, func(t T) StageStore[X] { return open(t).(StageStore[X]) })
	case "Together":
		return failing(togetherClauses[X](), limit, func(t T) s { return open(t) })
	}
	return map[string]string{"there is no such suite": suite}
}

func failing[S any](clauses []clause[S], limit time.Duration, open func(T) S) map[string]string {
	failed := make(map[string]string)
	for _, c := range clauses {
		rec := &recorder{}
		rec.run(func() { c.on(rec, open, waits{patience: 40 * time.Millisecond, limit: limit}) })
		if rec.failed != "" {
			failed[c.says] = rec.failed
		}
	}
	return failed
}

// recorder is a [T] that fails nobody.
type recorder struct {
	ctx      context.Context
	mu       sync.Mutex
	failed   string
	cleanups []func()
}

func (t *recorder) run(test func()) {
	var cancel context.CancelFunc
	t.ctx, cancel = context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		test()
	}()
	<-done
	cancel()
	for _, f := range slices.Backward(t.cleanups) {
		f()
	}
}

func (t *recorder) Helper()                  {}
func (t *recorder) Name() string             { return "recorder" }
func (t *recorder) Context() context.Context { return t.ctx }
func (t *recorder) Cleanup(f func())         { t.cleanups = append(t.cleanups, f) }
func (t *recorder) TempDir() string          { return "" }
func (t *recorder) Logf(string, ...any)      {}
func (t *recorder) Skipf(string, ...any)     { runtime.Goexit() }
func (t *recorder) Fatalf(format string, args ...any) {
	t.Errorf(format, args...)
	runtime.Goexit()
}

func (t *recorder) Errorf(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failed += fmt.Sprintf(format, args...) + "\n"
}
