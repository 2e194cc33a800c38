package purchase_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
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
	a, p, _ := world()
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

func (m *machine) placing(t *rapid.T, id, user string) purchase.Place {
	n := rapid.Int32Range(1, 14).Draw(t, "bolts")
	c := place(m.key(), id, user, n)
	c.At = m.at
	return c
}

// placeBy places an order of a user: a new one, or one of his that is a draft or declined.
func (m *machine) placeBy(t *rapid.T, user string) {
	id := m.id(t)
	c, o := m.placing(t, id, user), m.order(id)
	want := (o.state == "" || o.user == user && (o.state == "draft" || o.state == "declined"))
	if want {
		was := o.user
		o.user = user
		if want = m.model.place(o, int(c.Lines[0].Quantity.Micros()/1e6), m.model.price, m.at.Month()); want {
			m.model.orders[id] = o
		} else {
			o.user = was
		}
	}
	m.did(t, "placed", want, func() (purchase.Result, error) { return m.Place(ctx, c) })
}

func (m *machine) PlaceSam(t *rapid.T) { m.placeBy(t, "sam") }
func (m *machine) PlaceTim(t *rapid.T) { m.placeBy(t, "tim") }
func (m *machine) PlaceHid(t *rapid.T) { m.placeBy(t, "hid") }
func (m *machine) PlaceReg(t *rapid.T) { m.placeBy(t, "reg") }

func (m *machine) Amend(t *rapid.T) {
	id := m.id(t)
	o := m.order(id)
	user := o.user
	if user == "" {
		user = "sam"
	}
	c := m.placing(t, id, user)
	bolts := int(c.Lines[0].Quantity.Micros() / 1e6)
	want := o.state == "draft" || o.state == "declined"
	switch {
	case want:
		o.bolts, o.total, o.state, o.levels, o.answers = bolts, bolts*m.model.price, "draft", nil, nil
	case o.state == "pending":
		want = m.model.place(o, bolts, m.model.price, o.month)
	}
	m.did(t, "amended", want, func() (purchase.Result, error) { return m.Desk.Amend(ctx, purchase.Amend(c)) })
}

func (m *machine) Withdraw(t *rapid.T) {
	id := m.id(t)
	o := m.order(id)
	user := rapid.SampledFrom([]string{o.user, o.user, "moe"}).Draw(t, "user")
	if user == "" {
		user = "moe"
	}
	want := o.state == "pending" && user == o.user
	if want {
		o.state, o.levels, o.answers = "draft", nil, nil
	}
	c := purchase.Withdraw{Key: m.key(), Order: id, By: as(user, "acme"), At: m.at}
	m.did(t, "withdrawn", want, func() (purchase.Result, error) { return m.Desk.Withdraw(ctx, c) })
}

func (m *machine) says(t *rapid.T, by string, v approval.Verdict) {
	id := m.id(t)
	o := m.order(id)
	c := purchase.Answer{Key: m.key(), Order: id, By: as(by, "acme"), At: m.at, Verdict: v, Seen: m.seenBy(o, id)}
	if by == "boss" {
		c.By.Account = "holding"
	}
	want := m.model.answer(o, by, v == approval.Decline)
	m.did(t, map[approval.Verdict]string{approval.Approve: "approved", approval.Decline: "declined"}[v], want,
		func() (purchase.Result, error) { return m.Answer(ctx, c) })
}

// seenBy is the digest of an order; that of one whose orderer may not see prices an authorizer reads from its status.
func (m *machine) seenBy(o *modelOrder, id string) string {
	status, err := m.Status(ctx, purchase.Status{Order: id, By: as("mia", "acme"), At: m.at})
	if err == nil && status.Code == purchase.Done && o.user != "" {
		m.digest[id] = status.Digest
	}
	return m.digest[id]
}

func (m *machine) ApproveMia(t *rapid.T)  { m.says(t, "mia", approval.Approve) }
func (m *machine) ApproveMax(t *rapid.T)  { m.says(t, "max", approval.Approve) }
func (m *machine) ApproveBoss(t *rapid.T) { m.says(t, "boss", approval.Approve) }
func (m *machine) ApproveMoe(t *rapid.T)  { m.says(t, "moe", approval.Approve) }
func (m *machine) ApproveSam(t *rapid.T)  { m.says(t, "sam", approval.Approve) }
func (m *machine) DeclineMia(t *rapid.T)  { m.says(t, "mia", approval.Decline) }
func (m *machine) DeclineMax(t *rapid.T)  { m.says(t, "max", approval.Decline) }
func (m *machine) DeclineBoss(t *rapid.T) { m.says(t, "boss", approval.Decline) }

func (m *machine) reverseBy(t *rapid.T, by string) {
	id := m.id(t)
	c := purchase.Reverse{Key: m.key(), Order: id, By: as(by, "acme"), At: m.at}
	if by == "boss" {
		c.By.Account = "holding"
	}
	want := m.model.reverse(m.order(id), by)
	m.did(t, "reversed", want, func() (purchase.Result, error) { return m.Desk.Reverse(ctx, c) })
}

func (m *machine) ReverseMia(t *rapid.T)  { m.reverseBy(t, "mia") }
func (m *machine) ReverseMax(t *rapid.T)  { m.reverseBy(t, "max") }
func (m *machine) ReverseBoss(t *rapid.T) { m.reverseBy(t, "boss") }

// SeenOther answers what is not, or no longer, the order's content.
func (m *machine) SeenOther(t *rapid.T) {
	c := purchase.Answer{Key: m.key(), Order: m.id(t), By: as("mia", "acme"), At: m.at, Verdict: approval.Approve, Seen: "other"}
	m.did(t, "seen other", false, func() (purchase.Result, error) { return m.Answer(ctx, c) })
}

func (m *machine) Export(t *rapid.T) {
	id := m.id(t)
	o := m.order(id)
	want := o.state == "approved"
	if want {
		o.state = "exported"
	}
	c := purchase.Export{Key: m.key(), Order: id, At: m.at, Seen: m.seenBy(o, id)}
	m.did(t, "exported", want, func() (purchase.Result, error) { return m.Desk.Export(ctx, c) })
}

func (m *machine) Credit(t *rapid.T) {
	id, part := m.id(t), rapid.IntRange(1, 900).Draw(t, "part")
	o := m.order(id)
	want := (o.state == "approved" || o.state == "exported") && o.credit+part <= o.total
	if want {
		o.credit += part
	}
	c := purchase.Credit{Key: m.key(), Order: id, By: "erp", At: m.at, Part: budget.Totals{WithoutTax: gbp(fmt.Sprint(part))}}
	m.did(t, "credited", want, func() (purchase.Result, error) { return m.Desk.Credit(ctx, c) })
}

func (m *machine) Quote(t *rapid.T) {
	id, user := rapid.SampledFrom([]string{"q", "r"}).Draw(t, "quote"), rapid.SampledFrom([]string{"sam", "reg"}).Draw(t, "user")
	c := m.placing(t, id, user)
	want := m.model.quotes[id] == nil
	if want {
		m.model.quotes[id] = &modelQuote{
			user: user, bolts: int(c.Lines[0].Quantity.Micros() / 1e6), price: m.model.price, expires: m.at.Add(240 * time.Hour),
		}
	}
	m.did(t, "quoted", want, func() (purchase.Result, error) { return m.Desk.Quote(ctx, purchase.Quote(c)) })
}

func (m *machine) Convert(t *rapid.T) {
	id, to := rapid.SampledFrom([]string{"q", "r"}).Draw(t, "quote"), m.id(t)
	user := rapid.SampledFrom([]string{"sam", "reg"}).Draw(t, "user")
	c := purchase.Convert{Key: m.key(), Quote: id, Order: to, By: as(user, "acme"), At: m.at}
	q := m.model.quotes[id]
	want := q != nil && q.user == user && !q.converted && m.model.orders[to] == nil
	if want {
		price := q.price
		if !m.at.Before(q.expires) {
			price = m.model.price
		}
		o := &modelOrder{user: user}
		if want = m.model.place(o, q.bolts, price, m.at.Month()); want {
			m.model.orders[to], q.converted = o, true
		}
	}
	m.did(t, "converted", want, func() (purchase.Result, error) { return m.Desk.Convert(ctx, c) })
}

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
	for _, id := range slices.Sorted(maps.Keys(m.model.orders)) {
		var key string
		_ = m.store.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
			r, err := m.store.Request(ctx, tx, id)
			key = r.Remembered[0].Key
			return err
		})
		c := place(key, id, m.order(id).user, 99)
		if r, err := m.Place(ctx, c); err != nil || r.Code != purchase.RefusedKeyReused {
			t.Fatalf("%+v, %v", r, err)
		}
		m.seen["key reused"] = true
		return
	}
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
