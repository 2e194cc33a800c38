package sqlite_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
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

// One script has the same answers and the same dumps in memory and in SQLite (S1).
func TestS1_OneScriptOnBothStores(t *testing.T) {
	sequences, seen := 0, map[string]int{}
	most := proof(6, 300, 12_000)
	for sequences < most {
		rapid.Check(t, func(r *rapid.T) {
			if sequences++; sequences > most {
				return
			}
			script(t, r, seen)
		})
	}
	t.Logf("%d scripts of 40 commands: %v", most, seen)
}

func script(t *testing.T, r *rapid.T, seen map[string]int) {
	left, right := memory.New(), reopen(t, quickFile(t))
	defer left.Close()
	defer right.Close()
	a, b := newActor[*memory.Tx](r, left), newActor[*sql.Tx](r, right)
	at := noon
	for n := range 40 {
		at = at.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 60, 40 * 3600, 400 * 3600}).Draw(r, "later")) * time.Second)
		c := drawn(r, n, at)
		x, y := a.do(c), b.do(c)
		if x != y {
			r.Fatalf("%+v: in memory\n%s\nin SQLite\n%s", c, x, y)
		}
		seen[c.what]++
		if n%20 == 19 {
			if x, y := dump(t, storage.Store[*memory.Tx](left)), dump(t, storage.Store[*sql.Tx](right)); x != y {
				r.Fatalf("after %+v: in memory\n%s\nin SQLite\n%s", c, x, y)
			}
		}
	}
}

// command is one that is given to both.
type command struct {
	what, key, order, user string
	at                     time.Time
	bolts                  int32
}

var commands = []string{
	"place", "place", "place", "quote", "convert", "approve", "approve", "decline", "reverse", "withdraw", "amend", "export", "credit", "due",
	"substitute", "recall", "users", "prices", "budgets", "acknowledge", "queue", "statement",
}

func drawn(r *rapid.T, n int, at time.Time) command {
	c := command{
		what: rapid.SampledFrom(commands).Draw(r, "what"), key: fmt.Sprint("key ", n), order: fmt.Sprint("order ", rapid.IntRange(0, 4).Draw(r, "order")),
		user: rapid.SampledFrom([]string{"sam", "reg", "mia", "max", "moe"}).Draw(r, "user"), at: at, bolts: int32(rapid.IntRange(1, 14).Draw(r, "bolts")),
	}
	if rapid.IntRange(0, 9).Draw(r, "again") == 0 {
		c.key = fmt.Sprint("key ", rapid.IntRange(0, 39).Draw(r, "key"))
	}
	return c
}

// actor gives commands to a store.
type actor[T any] struct {
	*purchase.Desk[T]
	store storage.Store[T]
}

func newActor[T any](r *rapid.T, s storage.Store[T]) actor[T] {
	if err := fill(s, "4000", "2000"); err != nil {
		r.Fatal(err)
	}
	rules := purchase.Rules{QuotesHold: 240 * time.Hour, Policy: approval.MustPolicy(approval.Options{
		AmendPending: true, RemindEvery: 36 * time.Hour, EscalateAfter: 100 * time.Hour,
	})}
	return actor[T]{purchase.New(s, rules), s}
}

// do gives a command, and says all that came of it.
func (a actor[T]) do(c command) string {
	outcome, err := a.give(context.Background(), c)
	text, bad := json.Marshal(outcome)
	return fmt.Sprint(string(text), bad, errors.Is(err, storage.ErrConflict), errors.Is(err, storage.ErrNotFound), err != nil)
}

func (a actor[T]) give(ctx context.Context, c command) (any, error) {
	by, lines := as(c.user), []pricing.Line{{Product: "bolt", Quantity: money.Units(c.bolts)}, {Product: "nut", Quantity: money.Units(c.bolts % 3)}}[:1+min(1, c.bolts%3)]
	switch c.what {
	case "place":
		return a.Place(ctx, purchase.Place{Key: c.key, Order: c.order, By: by, At: c.at, Lines: lines})
	case "quote":
		return a.Quote(ctx, purchase.Quote{Key: c.key, Order: "quote " + c.order, By: by, At: c.at, Lines: lines})
	case "convert":
		return a.Convert(ctx, purchase.Convert{Key: c.key, Quote: "quote " + c.order, Order: c.order + " of quote", By: by, At: c.at})
	case "amend":
		return a.Amend(ctx, purchase.Amend{Key: c.key, Order: c.order, By: by, At: c.at, Lines: lines})
	case "approve", "decline":
		verdict := map[string]approval.Verdict{"approve": approval.Approve, "decline": approval.Decline}[c.what]
		return a.Answer(ctx, purchase.Answer{Key: c.key, Order: c.order, By: by, At: c.at, Verdict: verdict, Seen: a.digest(ctx, c)})
	case "reverse":
		return a.Reverse(ctx, purchase.Reverse{Key: c.key, Order: c.order, By: by, At: c.at})
	case "withdraw":
		return a.Withdraw(ctx, purchase.Withdraw{Key: c.key, Order: c.order, By: by, At: c.at})
	case "export":
		return a.Export(ctx, purchase.Export{Key: c.key, Order: c.order, At: c.at, Seen: a.digest(ctx, c)})
	case "credit":
		return a.Credit(ctx, purchase.Credit{Key: c.key, Order: c.order, At: c.at, By: "clerk", Part: budget.Totals{WithoutTax: gbp("50")}})
	case "due":
		return a.due(ctx, c)
	case "substitute":
		return a.Substitute(ctx, purchase.Substitute{Key: c.key, By: by, At: c.at, User: "max"})
	case "recall":
		return a.Recall(ctx, purchase.Recall{Key: c.key, By: by, At: c.at, User: "max"})
	case "queue":
		return a.Queue(ctx, purchase.Queue{By: by, At: c.at, Search: c.order, Page: storage.Page{Size: 2}})
	case "statement":
		return a.Statement(ctx, purchase.Statement{Budget: "super", By: as("moe"), At: c.at})
	}
	return nil, a.store.Transact(ctx, func(ctx context.Context, tx T) error { return a.change(ctx, tx, c) })
}

func (a actor[T]) due(ctx context.Context, c command) (any, error) {
	orders, err := a.Agenda(ctx, c.at, 3)
	all := []any{orders}
	for _, order := range orders {
		if err == nil {
			var r purchase.Result
			r, err = a.Due(ctx, purchase.Due{Order: order, At: c.at})
			all = append(all, r)
		}
	}
	return all, err
}

// digest is what the user sees.
func (a actor[T]) digest(ctx context.Context, c command) string {
	status, err := a.Status(ctx, purchase.Status{Order: c.order, By: as("max"), At: c.at})
	if err != nil {
		return ""
	}
	return status.Digest
}

// change changes terms, some of them in a way that is refused.
func (a actor[T]) change(ctx context.Context, tx T, c command) error {
	skip := uint64(1)
	if c.bolts == 13 {
		skip = 2 // a revision that is not the next
	}
	switch c.what {
	case "users":
		g, err := a.store.Graph(ctx, tx)
		if err != nil {
			return err
		}
		u, _ := g.User(c.user)
		u.Activated = !u.Activated || c.bolts > 3
		if c.bolts == 14 {
			u.Accounts = []string{"nowhere"}
		}
		return a.store.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + skip, PutUsers: []account.User{u}})
	case "prices":
		b, err := a.store.Book(ctx, tx)
		if err != nil {
			return err
		}
		return a.store.ChangePrices(ctx, tx, pricing.Changes{Revision: b.Revision() + skip, Products: []pricing.ProductRows{{
			List: pricing.LevelID("TRADE"), Product: "bolt", Rows: []pricing.Row{{Price: money.Scaled(int64(c.bolts)*1000-13_000, 2, money.GBP)}, {Min: money.Units(c.bolts), Price: gbp("90")}},
		}}})
	case "budgets":
		b, err := a.store.Budgets(ctx, tx)
		if err != nil {
			return err
		}
		office, _ := b.Budget("office")
		office.MaxPeriod = money.Scaled(int64(c.bolts)*1000, 0, money.GBP)
		return a.store.ChangeBudgets(ctx, tx, budget.Changes{Revision: b.Revision() + skip, Put: []budget.Budget{office}})
	}
	messages, err := a.store.Messages(ctx, tx, 0, 3)
	for _, m := range messages {
		err = errors.Join(err, a.store.Acknowledge(ctx, tx, m.Key))
	}
	return err
}
