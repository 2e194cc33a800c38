package account_test

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// What a session that acts for another may do, that user may do by a session of his own for the same account: all actions,
// to everything, the history too. And never what needs the own hand.
func TestA4_ActingGainsNothing(t *testing.T) {
	t.Parallel()
	var acting atomic.Int64
	permShard(t, permProof(10, 200, 4000), func(e *permExam) error {
		for range 20 {
			s := e.world.acting()
			acts, own := e.graph.For(s, noon), e.graph.For(account.Session{Principal: s.User, User: s.User, Account: s.Account}, noon)
			if d := acts.Decision(); !d.Allowed() || !s.Impersonating() {
				continue
			}
			acting.Add(1)
			if err := e.gainsNothing(acts, own); err != nil {
				return fmt.Errorf("%s%w", e.text(permQuestion{session: s}), err)
			}
		}
		return nil
	})
	if acting.Load() == 0 {
		t.Error("nobody acted")
	}
	t.Logf("%d sessions acted", acting.Load())
}

func (e *permExam) gainsNothing(acts, own *account.Rights) error {
	if d := own.Decision(); !d.Allowed() {
		return fmt.Errorf("the user himself could not be there: %v", d)
	}
	hand := slices.Concat(permActs, permRights, permAnswers)
	for a := range e.graph.Actions() {
		for _, target := range e.targets(a, acts.Session()) {
			e.cases++
			may, mayOwn := acts.MayOn(a, target), own.MayOn(a, target)
			if may.Allowed() && (!mayOwn.Allowed() || slices.Contains(hand, a)) {
				return fmt.Errorf("%v, and the user himself: %v", may, mayOwn)
			}
		}
	}
	for _, kind := range []account.RecordKind{account.Orders, account.Invoices} {
		seen, _ := acts.Visible(kind)
		seenOwn, _ := own.Visible(kind)
		for _, id := range e.world.ids() {
			for _, record := range []account.Record{{Kind: kind, OrderedBy: id}, {Kind: kind, SoldTo: id}, {Kind: kind, BilledTo: id}} {
				d, dOwn := acts.Sees(record), own.Sees(record)
				if seen.Sees(record) && !seenOwn.Sees(record) || d.Allowed() && !dOwn.Allowed() {
					return fmt.Errorf("sees %+v: %v", record, dOwn)
				}
			}
		}
	}
	for _, p := range acts.Permissions() {
		if !slices.Contains(own.Permissions(), p) {
			return fmt.Errorf("holds permission %q", p)
		}
	}
	return nil
}

// targets are the action as such, every account, and some other things.
func (e *permExam) targets(a account.Action, s account.Session) []account.Target {
	all := []account.Target{{}}
	for _, id := range e.world.ids() {
		all = append(all, account.Target{Account: id})
	}
	for range 4 {
		all = append(all, e.world.someTarget(a, s))
	}
	return all
}
