package account_test

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// Customers and contacts cannot tell strangers from who is not there: of accounts and users out of reach they are told what
// they would be told of an id that nobody has.
func TestREP2_StrangersAreAsNobody(t *testing.T) {
	t.Parallel()
	var accounts, users atomic.Int64
	permShard(t, permProof(20, 300, 6000), func(e *permExam) error {
		for _, s := range e.sessions {
			r := e.graph.For(s, noon)
			u, _ := e.ref.user(s.User)
			if d := r.Decision(); !d.Allowed() || u.Type >= account.TypeSalesAgent {
				continue
			}
			for _, id := range e.world.ids() {
				if slices.Contains(u.Accounts, id) || e.ref.below(id, s.Account) {
					continue
				}
				accounts.Add(1)
				if err := e.strangeAccount(r, id); err != nil {
					return fmt.Errorf("%sstranger %q: %w", e.text(permQuestion{session: s}), id, err)
				}
			}
			for _, other := range e.world.data.Users {
				if other.ID == s.Principal || slices.ContainsFunc(other.Accounts, func(id string) bool {
					return id == s.Account || e.ref.below(id, s.Account)
				}) {
					continue
				}
				users.Add(1)
				if err := e.strangeUser(r, other.ID); err != nil {
					return fmt.Errorf("%sstranger %q: %w", e.text(permQuestion{session: s}), other.ID, err)
				}
			}
		}
		return nil
	})
	t.Logf("%d accounts and %d users", accounts.Load(), users.Load())
	if accounts.Load() == 0 || users.Load() == 0 {
		t.Error("one of the two was never out of reach")
	}
}

func (e *permExam) strangeAccount(r *account.Rights, id string) error {
	for a := range e.graph.Actions() {
		for _, user := range []string{"", "nobody", e.world.someUser()} {
			t, none := account.Target{Account: id, User: user}, account.Target{Account: "nowhere", User: user}
			if err := e.alike(r.Why(a, t), r.Why(a, none), id, "nowhere"); err != nil {
				return fmt.Errorf("%q with user %q: %w", a, user, err)
			}
		}
	}
	for _, kind := range []account.RecordKind{account.Orders, account.Invoices} {
		record, none := account.Record{Kind: kind, OrderedBy: id, BilledTo: id}, account.Record{Kind: kind, OrderedBy: "nowhere", BilledTo: "nowhere"}
		if err := e.alikeDecisions(r.Sees(record), r.Sees(none), id, "nowhere"); err != nil {
			return err
		}
	}
	for _, change := range []func(*account.Account){
		func(*account.Account) {}, func(a *account.Account) { a.Name = "another" }, func(a *account.Account) { a.Addresses = nil },
	} {
		known, _ := e.graph.Account(id)
		unknown := account.Account{ID: "nowhere"}
		change(&known)
		change(&unknown)
		put, err := e.graph.PutAccount(r.Session(), known, noon)
		none, errNone := e.graph.PutAccount(r.Session(), unknown, noon)
		if err != nil || errNone != nil {
			return fmt.Errorf("put: %w, %w", err, errNone)
		}
		if err := e.alikeDecisions(put.Decision, none.Decision, id, "nowhere"); err != nil {
			return err
		}
	}
	return nil
}

// strangeUser names him with his own accounts, with none, with one that there is not, with the session's and with any.
func (e *permExam) strangeUser(r *account.Rights, id string) error {
	u, _ := e.ref.user(id)
	for a := range e.graph.Actions() {
		for _, at := range append(u.Accounts, "", "nowhere", r.Session().Account, e.world.someAccount()) {
			t, none := account.Target{Account: at, User: id}, account.Target{Account: at, User: "nobody"}
			if err := e.alike(r.Why(a, t), r.Why(a, none), id, "nobody"); err != nil {
				return fmt.Errorf("%q at %q: %w", a, at, err)
			}
		}
	}
	return nil
}

func (e *permExam) alikeDecisions(got, none account.Decision, id, nobody string) error {
	if got.Allowed() {
		return fmt.Errorf("%v", got)
	}
	return e.alike([]account.Reason{got.Reason()}, []account.Reason{none.Reason()}, id, nobody)
}

// alike compares reasons; what is said of the target is said of nobody there. Of what the own account is priced from or
// billed to, both tell.
func (e *permExam) alike(got, none []account.Reason, id, nobody string) error {
	e.cases++
	if !slices.EqualFunc(got, none, func(said, of account.Reason) bool {
		if said.Subject == id && of.Subject == nobody {
			said.Subject = nobody
		}
		return said == of
	}) {
		return fmt.Errorf("%v, and of %q %v", got, nobody, none)
	}
	return nil
}
