package purchase_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// proof is how many rounds of rapid are run: TRADETERMS_PROOF=full and =soak ask for more.
func proof(some, full int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return 40 * full
	}
	return some
}

// The desk does what the model says, whatever is asked of it, and its store holds what the model holds.
func TestMachine(t *testing.T) {
	seen := map[string]int{}
	for range proof(1, 50) {
		rapid.Check(t, func(t *rapid.T) {
			m := newMachine(t)
			defer m.store.Close()
			for range 2 {
				t.Repeat(rapid.StateMachineActions(m))
			}
			for what := range m.seen {
				seen[what]++
			}
			seen["sequences"]++
		})
	}
	t.Log(seen)
	for _, what := range []string{
		"placed", "amended", "withdrawn", "approved", "declined", "reversed", "exported", "credited", "quoted", "converted",
		"replayed", "key reused", "budget", "no path", "state pending", "state approved", "state declined", "state exported", "state draft",
	} {
		if seen["sequences"] >= 1000 && seen[what]*200 < seen["sequences"] {
			t.Errorf("%q: only %d of %d sequences", what, seen[what], seen["sequences"])
		}
	}
}

var machineRules = purchase.Rules{QuotesHold: 240 * time.Hour, Policy: approval.MustPolicy(approval.Options{
	AmendPending: true, RemindEvery: 36 * time.Hour, EscalateAfter: 1e6 * time.Hour,
})}

// machine is a desk with the model beside it.
type machine struct {
	*purchase.Desk[*memory.Tx]
	store  *memory.Store
	model  *model
	at     time.Time
	keys   int
	digest map[string]string
	last   func() (purchase.Result, error) // the last command that was done
	led    approval.State
	seen   map[string]bool
	prices uint64
}

func newMachine(t *rapid.T) *machine {
	store := memory.New()
	office, super := pot("office", budget.Block), pot("super", budget.Authorize)
	office.MaxPeriod, super.MaxPeriod = gbp("5000"), gbp("2500")
	a, p := world()
	if err := fill(store, a, p, office, super); err != nil {
		t.Fatal(err)
	}
	return &machine{
		Desk: purchase.New(store, machineRules), store: store, at: noon, digest: map[string]string{}, seen: map[string]bool{}, prices: 1,
		model: &model{price: 100, orders: map[string]*modelOrder{}, quotes: map[string]*modelQuote{}},
	}
}

func (m *machine) key() string { m.keys++; return fmt.Sprint("k", m.keys) }

func (m *machine) id(t *rapid.T) string {
	return rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "order")
}

func (m *machine) order(id string) *modelOrder {
	if o := m.model.orders[id]; o != nil {
		return o
	}
	return &modelOrder{}
}

// did compares what became of a command with what the model says.
func (m *machine) did(t *rapid.T, what string, want bool, do func() (purchase.Result, error)) {
	t.Helper()
	r, err := do()
	if err != nil || r.Allowed() != want {
		t.Fatalf("%s: %+v, %v; the model says %v", what, r, err, want)
	}
	m.seen[string(r.Code)] = true
	if r.Approval.Code == approval.RefusedNoPath {
		m.seen["no path"] = true
	}
	if !want {
		return
	}
	m.seen[what] = true
	m.last, m.led = do, r.State
	if r.Digest != "" {
		m.digest[r.Order] = r.Digest
	}
	if o := m.model.orders[r.Order]; o != nil && o.user != "" && r.State.String() != o.state {
		t.Fatalf("%s: %v, the model says %s", what, r, o.state)
	}
}

// Check holds the store against the model.
func (m *machine) Check(t *rapid.T) {
	err := m.store.View(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		for id, o := range m.model.orders {
			r, err := m.store.Request(ctx, tx, id)
			if err != nil || r.State.String() != o.state || r.Check() != nil || len(r.Levels) != len(o.levels) && o.state != "draft" {
				t.Fatalf("order %s: %+v, %v; the model says %+v", id, r, err, o)
			}
			m.seen["state "+o.state] = true
		}
		for _, id := range []string{"office", "super"} {
			usages, err := m.store.BudgetUsages(ctx, tx, id, budget.Period{})
			if err != nil {
				return err
			}
			for _, u := range usages {
				month := u.Period.First.Month()
				all, _ := u.Reserved.Add(u.Spent)
				if want := money.MustParse(fmt.Sprint(m.model.used(month, nil)), money.GBP); !all.Equal(want) {
					t.Fatalf("%s in %v: %+v, the model says %v", id, month, u, want)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
