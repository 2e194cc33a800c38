package account_test

import (
	"fmt"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// Adding a grant never refuses what was allowed, and taking it away never allows what was refused: in pairs of worlds that
// differ in one grant, what the poorer allows the richer allows.
func TestA3_GrantsOnlyAdd(t *testing.T) {
	t.Parallel()
	given := make([]int, len(permGrants))
	permAlone(t, permProof(180, 3600, 72_000), func(w *permWorld, n int) (int, error) {
		grant := permGrants[n%len(permGrants)]
		richer := w.copy()
		poor, err := account.NewGraph(w.data)
		if err != nil || !grant.give(richer) {
			return 0, err
		}
		rich, err := account.NewGraph(richer.data)
		if err != nil {
			return 0, nil // a grant where it means nothing
		}
		given[n%len(permGrants)]++
		cases, err := w.onlyAdds(poor, rich, overridden)
		if err != nil {
			err = fmt.Errorf("%s: %w\npoorer %+v\nricher %+v", grant.name, err, w.data, richer.data)
		}
		return cases, err
	})
	for i, grant := range permGrants {
		if given[i] == 0 {
			t.Errorf("never given: %s", grant.name)
		}
	}
}

// Cutting the main account makes the next one the main account: for a user who may not represent, the one that he is left
// with; and who names a user without an account means another one then. Nothing else is granted by it.
func TestA3_CuttingTheMainAccount(t *testing.T) {
	t.Parallel()
	permAlone(t, permProof(60, 600, 6000), func(w *permWorld, _ int) (int, error) {
		cut := w.copy()
		several := func(u account.User) bool { return len(u.Accounts) > 2 }
		if !permGiveAny(cut, several, func(u *account.User) { u.Accounts = u.Accounts[1:] }) {
			return 0, nil
		}
		poor, err := account.NewGraph(cut.data)
		if err != nil {
			return 0, nil // an authorizer cannot be cut off
		}
		return w.onlyAdds(poor, graphOf(t, w.data), func(_, _ *account.Graph, d account.Decision) bool {
			represent := d.Subject == string(account.ActionRepresent) && (d.Code == account.RefusedDenied || d.Cause == account.RefusedDenied)
			return represent || d.Target.User != "" && d.Target.Account == ""
		})
	})
}

// permExcuse says why a refusal is none of the grant's.
type permExcuse func(poor, rich *account.Graph, d account.Decision) bool

// onlyAdds asks both the same.
func (w *permWorld) onlyAdds(poor, rich *account.Graph, excused permExcuse) (int, error) {
	const sessions, questions = 10, 12
	for range sessions {
		s := w.session()
		for range questions {
			q := w.question(s)
			less, more := poor.MayOn(s, q.action, q.target, q.at), rich.MayOn(s, q.action, q.target, q.at)
			if less.Allowed() && !more.Allowed() && !excused(poor, rich, more) {
				return 0, fmt.Errorf("%v, and with the grant %v", less, more)
			}
		}
		for a := range poor.What(s, noon) {
			if more := rich.May(s, a, noon); !more.Allowed() && !excused(poor, rich, more) {
				return 0, fmt.Errorf("may %q, and with the grant %v", a, more)
			}
		}
	}
	return sessions * questions, nil
}

// overridden: a feature may bring an override into force, and with it a blocked account (BIL-1, PFR-1, ACC-6).
func overridden(poor, rich *account.Graph, d account.Decision) bool {
	id := d.Session.Account
	came := poor.Pricing(id).Own() && !rich.Pricing(id).Own() || poor.Billing(id).Own() && !rich.Billing(id).Own()
	return d.Code == account.RefusedTermsBlocked && came
}
