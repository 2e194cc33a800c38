package purchase_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// Again does the last command once more: it is replayed, and changes nothing.
func (m *machine) Again(t *rapid.T) {
	if m.last == nil {
		t.Skip("nothing was done")
	}
	if r, err := m.last(); err != nil || !r.Replayed || r.State != m.led {
		t.Fatalf("%+v, %v; it led to %v", r, err, m.led)
	}
	m.seen["replayed"] = true
}

// KeyReused gives another command under a key that was used.
func (m *machine) KeyReused(t *rapid.T) {
	ids := slices.Sorted(maps.Keys(m.model.orders))
	if len(ids) == 0 {
		t.Skip("no key was used")
	}
	var key string
	err := m.store.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
		r, err := m.store.Request(ctx, tx, ids[0])
		key = r.Remembered[0].Key
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Place(ctx, place(key, ids[0], m.order(ids[0]).user, 99))
	if err != nil || r.Code != purchase.RefusedKeyReused {
		t.Fatalf("%+v, %v", r, err)
	}
	m.seen["key reused"] = true
}

// RolledBack places in a transaction that the host gives up.
func (m *machine) RolledBack(t *rapid.T) {
	broken := errors.New("given up")
	err := m.store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		if _, err := m.PlaceTx(ctx, tx, m.placing(t, m.id(t), "reg")); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
}

func (m *machine) Price(t *rapid.T) {
	m.model.price = rapid.SampledFrom([]int{50, 100, 200}).Draw(t, "price")
	m.prices++
	err := m.store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		return m.store.ChangePrices(ctx, tx, pricing.Changes{Revision: m.prices, Put: []pricing.List{{
			ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{{Product: "bolt", Price: gbp(fmt.Sprint(m.model.price))}},
		}}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Blind takes the sight of prices from the supervisor, or gives it back.
func (m *machine) Blind(t *rapid.T) {
	m.model.blind = !m.model.blind
	err := m.store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		if err := m.store.Lock(ctx, tx, storage.UserLock("boss")); err != nil {
			return err
		}
		g, err := m.store.Graph(ctx, tx)
		if err != nil {
			return err
		}
		u, _ := g.User("boss")
		u.MaySeePrices = !m.model.blind
		return m.store.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 1, PutUsers: []account.User{u}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (m *machine) Later(t *rapid.T) {
	if m.at.Month() != time.October { // a year of months at most
		m.at = m.at.AddDate(0, 0, rapid.IntRange(1, 20).Draw(t, "days"))
	}
	m.last = nil
}

func (m *machine) Due(t *rapid.T) {
	orders, err := m.Agenda(ctx, m.at, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range orders {
		if r, err := m.Desk.Due(ctx, purchase.Due{Order: id, At: m.at}); err != nil || !r.Allowed() {
			t.Fatal(r, err)
		}
	}
	if left, err := m.Agenda(ctx, m.at, 10); err != nil || len(left) > 0 {
		t.Fatal(left, err)
	}
}

// Queue counts what waits for mia.
func (m *machine) Queue(t *rapid.T) {
	want := 0
	for _, o := range m.model.orders {
		if o.state == "pending" && o.levels[len(o.answers)][0] == "mia" {
			want++
		}
	}
	page, err := m.Desk.Queue(ctx, purchase.Queue{By: as("mia", "acme"), At: m.at})
	if err != nil || page.Waiting != want {
		t.Fatalf("%+v, %v; the model says %d", page, err, want)
	}
}
