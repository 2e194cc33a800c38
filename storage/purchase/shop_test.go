package purchase_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

var ctx = context.Background()

// shop is a store with a desk, for tests that tell a story.
type shop struct {
	*purchase.Desk[*memory.Tx]
	t     testing.TB
	store *memory.Store
}

func newShop(t testing.TB, rules purchase.Rules, budgets ...budget.Budget) *shop {
	store, desk := open(t, rules, budgets...)
	return &shop{desk, t, store}
}

// is checks what became of a command, and returns it.
func (s *shop) is(code purchase.Code, state approval.State) func(purchase.Result, error) purchase.Result {
	return func(r purchase.Result, err error) purchase.Result {
		s.t.Helper()
		if err != nil || r.Code != code || r.State != state {
			s.t.Fatalf("%v (%v, %v), %v; want %v, %v", r, r.Code, r.State, err, code, state)
		}
		return r
	}
}

// refuses checks that a command is refused so, and changes nothing.
func (s *shop) refuses(code purchase.Code, do func() (purchase.Result, error)) purchase.Result {
	s.t.Helper()
	before := dump(s.t, s.store)
	r, err := do()
	if err != nil || r.Code != code {
		s.t.Fatalf("%v (%v), %v; want %v", r, r.Code, err, code)
	}
	if after := dump(s.t, s.store); after != before {
		s.t.Fatalf("refused, and changed the store:\n%s\n%s", before, after)
	}
	return r
}

// used is what a pot has, as "reserved/spent".
func (s *shop) used(id string) string {
	s.t.Helper()
	var text string
	err := s.store.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
		usages, err := s.store.BudgetUsages(ctx, tx, id, budget.Period{})
		for _, u := range usages {
			text += strings.TrimSuffix(u.Reserved.String(), " GBP") + "/" + strings.TrimSuffix(u.Spent.String(), " GBP")
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return text
}

// topics are those of all messages, in order.
func (s *shop) messages() []storage.Message {
	s.t.Helper()
	var all []storage.Message
	err := s.store.View(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		all, err = s.store.Messages(ctx, tx, 0, 500)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// dump writes all that the workflow has stored, over the interfaces.
func dump(t testing.TB, store storage.Store[*memory.Tx]) string {
	t.Helper()
	var b strings.Builder
	err := storage.View(ctx, store, func(ctx context.Context, tx *memory.Tx) error {
		for o, err := range storage.AllOrders(ctx, tx, store, storage.OrderFilter{}) {
			if err != nil {
				return err
			}
			entries, err := store.OrderEntries(ctx, tx, o.ID)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "order %+v\n%+v\n", o, entries)
		}
		states := []approval.State{approval.Draft, approval.Pending, approval.Approved, approval.Declined, approval.Exported}
		for r, err := range storage.AllRequests(ctx, tx, store, approval.Filter{States: states}) {
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "request %+v\n", r)
		}
		return dumpRest(ctx, tx, store, &b)
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func dumpRest(ctx context.Context, tx *memory.Tx, store storage.Store[*memory.Tx], b *strings.Builder) error {
	graph, err := store.Graph(ctx, tx)
	if err != nil {
		return err
	}
	var users []string
	for u := range graph.Users() {
		users = append(users, u.ID)
	}
	substitutes, err := store.SubstitutesOf(ctx, tx, users...)
	if err != nil {
		return err
	}
	book, err := store.Budgets(ctx, tx)
	if err != nil {
		return err
	}
	for fact := range book.Budgets() {
		usages, err := store.BudgetUsages(ctx, tx, fact.ID, budget.Period{})
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "budget %s %+v\n", fact.ID, usages)
	}
	messages, err := store.Messages(ctx, tx, 0, 500)
	if err != nil {
		return err
	}
	due, err := store.Due(ctx, tx, noon.AddDate(10, 0, 0), 500)
	fmt.Fprintf(b, "revision %d\nsubstitutes %+v\nagenda %v\n", graph.Revision(), substitutes, due)
	for _, m := range messages {
		fmt.Fprintf(b, "message %s %s %s %v %s\n", m.Key, m.Topic, m.Subject, m.At, m.Body)
	}
	return err
}

// behind is a session of a principal who acts as another.
func behind(principal, user, of string) account.Session {
	return account.Session{Principal: principal, User: user, From: "holding", Account: of}
}
