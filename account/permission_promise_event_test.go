package account_test

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// Every change by a session is an event that says who did it, as whom, for which account and when; what changes nothing, or
// is refused, is none.
func TestA7_EveryChangeNamesWhoDidIt(t *testing.T) {
	t.Parallel()
	var subs, accounts, idle atomic.Int64
	permShard(t, permProof(40, 800, 16_000), func(e *permExam) error {
		for n := range 12 {
			at := noon.Add(time.Duration(n) * time.Minute)
			s, sub := e.world.managing()
			if n%4 == 0 {
				sub = e.unchanged(sub.ID)
			}
			out, err := e.graph.PutSubAccount(s, sub, at)
			if err := e.event(s, at, out, err, sub.ID, &subs, &idle); err != nil {
				return fmt.Errorf("%+v by %+v: %w", sub, s, err)
			}
			s, a := e.world.editing()
			out, err = e.graph.PutAccount(s, a, at)
			if err := e.event(s, at, out, err, a.ID, &accounts, &idle); err != nil {
				return fmt.Errorf("%+v by %+v: %w", a, s, err)
			}
			e.cases += 2
		}
		return nil
	})
	t.Logf("%d sub-accounts and %d accounts changed, %d not", subs.Load(), accounts.Load(), idle.Load())
	if subs.Load() == 0 || accounts.Load() == 0 || idle.Load() == 0 {
		t.Error("one of the three never happened")
	}
}

func (e *permExam) unchanged(id string) account.SubAccount {
	if u, ok := e.graph.User(id); ok {
		return permAsIs(u)
	}
	return account.SubAccount{ID: id}
}

// editing is mostly a session that may change an account, and the account with a change or none.
func (w *permWorld) editing() (account.Session, account.Account) {
	s := w.session()
	workers := func(u account.User) bool { return u.Type == account.TypeWorker || u.Role == account.RoleRegular }
	for range 6 {
		if u := permPick(w, w.data.Users); workers(u) && w.chance(80) {
			s = w.own(u)
		}
	}
	a := permPick(w, w.data.Accounts)
	switch w.IntN(7) {
	case 0:
		a.Parent = permPick(w, []string{"", w.someAccount()})
	case 1:
		a.BillTo = permPick(w, []string{"", w.someAccount()})
	case 2:
		a.PricingFrom = permPick(w, []string{"", w.someAccount()})
	case 3, 4:
		a.Addresses = append([]account.Address{{ID: "new", Kind: account.InvoiceAddress}}, a.Addresses...)
	case 5:
		a.Name = "another"
	}
	return s, a
}

// event checks what became of a command.
func (e *permExam) event(s account.Session, at time.Time, out account.Outcome, err error, id string, changed, idle *atomic.Int64) error {
	if err != nil || !out.Decision.Allowed() {
		if out.Graph != nil || len(out.Events) > 0 || err != nil && !reflect.DeepEqual(out, account.Outcome{}) {
			return fmt.Errorf("refused with %v, %w, and yet %+v", out.Decision, err, out)
		}
		return nil
	}
	applied, err := e.graph.With(out.Changes)
	if err != nil || !reflect.DeepEqual(applied.Data(), out.Graph.Data()) {
		return fmt.Errorf("the changes do not lead to the graph: %w", err)
	}
	before, after := e.graph.Data(), out.Graph.Data()
	before.Revision, after.Revision = 0, 0
	if reflect.DeepEqual(before, after) {
		idle.Add(1)
		if len(out.Events) > 0 || !reflect.DeepEqual(out.Changes, account.Changes{}) || out.Graph.Revision() != e.graph.Revision() {
			return fmt.Errorf("nothing changed, and yet %+v", out)
		}
		return nil
	}
	changed.Add(1)
	if len(out.Events) != 1 {
		return fmt.Errorf("%d events", len(out.Events))
	}
	want := account.Event{Principal: s.Principal, User: s.User, Account: s.Account, At: at}
	return permSameEvent(e.graph, out.Graph, out.Events[0], want, id)
}

// permSameEvent compares an event with what was there before and is there after.
func permSameEvent(before, after *account.Graph, got, want account.Event, id string) error {
	if got.Kind == account.AccountChanged {
		want.Kind = got.Kind
		want.AccountBefore, _ = before.Account(id)
		want.AccountAfter, _ = after.Account(id)
	} else {
		want.Kind = account.SubAccountCreated
		if _, existed := before.User(id); existed {
			want.Kind = account.SubAccountChanged
		}
		want.UserBefore, _ = before.User(id)
		want.UserAfter, _ = after.User(id)
	}
	if !reflect.DeepEqual(got, want) || got.Principal == "" || got.User == "" || got.At.IsZero() {
		return fmt.Errorf("event %+v, want %+v", got, want)
	}
	return nil
}
