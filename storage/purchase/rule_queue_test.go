package purchase_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// sevenOrders are those of seven days: four of sam's, of which mia has declined the first, and three approved at once.
func sevenOrders(t *testing.T) *shop {
	s := newShop(t, purchase.Rules{})
	for n := range 7 {
		id := fmt.Sprint("A", n)
		c := place("k"+id, id, []string{"sam", "reg"}[n%2], 6)
		c.At = noon.AddDate(0, 0, n)
		r := s.is(purchase.Done, []approval.State{approval.Pending, approval.Approved}[n%2])(s.Place(ctx, c))
		if n == 0 {
			a := decline("d", id, "mia", r.Digest)
			s.is(purchase.Done, approval.Declined)(s.Answer(ctx, a))
		}
	}
	return s
}

var monthLater = noon.AddDate(0, 1, 0)

func TestAPR6_QueuesOfAuthorizers(t *testing.T) {
	s := sevenOrders(t)
	for _, row := range []struct {
		reason  string
		queue   purchase.Queue
		orders  []string
		waiting int
	}{
		{"all", purchase.Queue{By: as("mia", "acme")}, []string{"A6", "A5", "A4", "A3", "A2", "A1", "A0"}, 3},
		{"hers", purchase.Queue{By: as("mia", "acme"), Waiting: true}, []string{"A6", "A4", "A2"}, 3},
		{"hers, first page", purchase.Queue{By: as("mia", "acme"), Waiting: true, Page: storage.Page{Size: 2}}, []string{"A6", "A4"}, 3},
		{"declined", purchase.Queue{By: as("mia", "acme"), States: []approval.State{approval.Declined}}, []string{"A0"}, 3},
		{"one number", purchase.Queue{By: as("max", "acme"), Search: "3"}, []string{"A3"}, 0},
		{"a day", purchase.Queue{By: as("max", "acme"), Placed: calendar.Window{From: noon.AddDate(0, 0, 5)}}, []string{"A6", "A5"}, 0},
		{"no authorizer", purchase.Queue{By: as("reg", "acme")}, nil, 0},
		{"of another account", purchase.Queue{By: as("ann", "other")}, nil, 0},
	} {
		row.queue.At = monthLater
		page, err := s.Queue(ctx, row.queue)
		var orders []string
		for _, e := range page.Entries {
			orders = append(orders, e.Status.Order)
			if !e.Amount.Equal(gbp("600")) || e.Digest == "" {
				t.Errorf("%+v", e)
			}
		}
		if err != nil || !slices.Equal(orders, row.orders) || page.Waiting != row.waiting {
			t.Errorf("%s: %v waiting %d, %v", row.reason, orders, page.Waiting, err)
		}
	}
}

// Page by page, each comes once.
func TestAPR6_PagesOfQueues(t *testing.T) {
	s := sevenOrders(t)
	for _, waiting := range []bool{false, true} {
		var orders []string
		q := purchase.Queue{By: as("mia", "acme"), At: monthLater, Waiting: waiting, Page: storage.Page{Size: 2}}
		for {
			page, err := s.Queue(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range page.Entries {
				orders = append(orders, e.Status.Order)
			}
			if q.Page.After = page.Next; page.Next == (storage.Mark{}) {
				break
			}
		}
		if want := map[bool]int{false: 7, true: 3}[waiting]; len(slices.Compact(orders)) != want {
			t.Error(orders)
		}
	}
}

func TestBUD5_StatementsForWhoMaySeeThem(t *testing.T) {
	everyones := pot("all", budget.Warn)
	everyones.Holders = budget.Holders{Everyone: true}
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block), everyones)
	s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "reg", 3)))
	for _, row := range []struct {
		user, of, budget string
		code             purchase.Code
	}{
		{"max", "acme", "office", purchase.Done},
		{"boss", "holding", "office", purchase.Done},
		{"boss", "holding", "all", purchase.Done},
		{"max", "acme", "all", purchase.RefusedNoBudget},
		{"max", "acme", "none", purchase.RefusedNoBudget},
		{"max", "acme", "acme", purchase.RefusedNoBudget},
		{"ann", "other", "office", purchase.RefusedNoBudget},
		{"reg", "acme", "office", purchase.RefusedPermission},
	} {
		b, err := s.Statement(ctx, purchase.Statement{Budget: row.budget, By: as(row.user, row.of), At: noon})
		if err != nil || b.Code != row.code || (b.Code == purchase.Done) != b.Left.Equal(gbp("700")) || b.Code != purchase.Done && b.Lines != nil {
			t.Errorf("%v: %+v, %v", row, b, err)
		}
	}
}

// W2, APR-14: while orders are placed, their authorizer is deactivated by a host that locks him and looks who waits for him.
// Whoever comes first: no order is left waiting for nobody.
func TestW2_AnAuthorizerGoesWhileOrdersAreComing(t *testing.T) {
	placed, gone := 0, 0
	for n := range 40 {
		s := newShop(t, purchase.Rules{}, pot("office", budget.Authorize))
		var both sync.WaitGroup
		var r purchase.Result
		var placing, leaving error
		both.Go(func() { r, placing = s.Place(ctx, place("k", "1", "reg", int32(11+n%3))) })
		both.Go(func() {
			time.Sleep(time.Duration(n) * 20 * time.Microsecond)
			leaving = s.leave("boss")
		})
		both.Wait()
		if placing != nil || (leaving == nil) == r.Allowed() {
			t.Fatalf("%v, %v; leaving: %v", r, placing, leaving)
		}
		if r.Allowed() {
			placed++
		} else if gone++; r.Approval.Code != approval.RefusedNoPath {
			t.Error(r)
		}
	}
	t.Logf("%d times the order came first, %d times the leaving", placed, gone)
}

// leave deactivates a user as a host should: locked, and not while an order calls upon him (APR-8).
func (s *shop) leave(id string) error {
	return s.store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		if err := s.store.Lock(ctx, tx, storage.UserLock(id)); err != nil {
			return err
		}
		waiting, err := s.InTheWayTx(ctx, tx, id, noon)
		if err != nil {
			return err
		}
		if len(waiting) > 0 {
			return fmt.Errorf("orders wait: %v", waiting)
		}
		g, err := s.store.Graph(ctx, tx)
		if err != nil {
			return err
		}
		u, _ := g.User(id)
		u.Activated = false
		return s.store.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 1, PutUsers: []account.User{u}})
	})
}
