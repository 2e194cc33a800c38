package account_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// How orders may be paid and where they go is as the reference has it, in all worlds.
func TestPermissionPayAndDestination(t *testing.T) {
	t.Parallel()
	permShard(t, permProof(10_000, 200_000, 4_000_000)/permCases+1, func(e *permExam) error {
		for _, s := range e.sessions {
			c := e.ref.caseOf(permQuestion{session: s, at: noon})
			if err := e.pays(s, c); err != nil {
				return err
			}
			for range permQuestions {
				e.cases++
				if err := e.goes(s, c); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// pays compares the payment types of a session.
func (e *permExam) pays(s account.Session, c permCase) error {
	var want account.PaymentTerms
	if len(e.ref.judge(permQuestion{session: s, action: account.ActionOrder, at: noon})) == 0 {
		sub := permLetter(c.user) == "S"
		want.Online = c.of.PaymentTerms.Online && !sub
		want.OnAccount = c.of.PaymentTerms.OnAccount && c.Application.PayOnAccount
	}
	if got := e.graph.For(s, noon).PaymentTerms(); got != want {
		return fmt.Errorf("%+v pays %v, want %v", s, got, want)
	}
	return nil
}

// goes compares one choice of an address. Who acts for another chooses as that one would.
func (e *permExam) goes(s account.Session, c permCase) error {
	w := e.world
	kind := permPick(w, []account.AddressKind{0, account.DeliveryAddress, account.DeliveryAddress, account.InvoiceAddress, account.InvoiceAddress})
	address, point := permPick(w, []string{"", "", "d0", "d1", "d2"}), permPick(w, []string{"", "", "p0", "p1"})
	to, d := e.graph.For(s, noon).Destination(kind, address, point)
	want, wantAddress := e.destination(s, c, kind, address, point)
	if d.Allowed() != (want != "") || to.Account != want || to.Address.ID != wantAddress || d.Allowed() && to.Point.ID != point {
		return fmt.Errorf("%+v: %v %q %q goes to %+v (%s), want %q %q", s, kind, address, point, to, d, want, wantAddress)
	}
	own := account.Session{Principal: s.User, User: s.User, Account: s.Account, Since: s.Since}
	if _, his := e.graph.For(own, noon).Destination(kind, address, point); d.Allowed() && s.Impersonating() && !his.Allowed() {
		return fmt.Errorf("%+v may, but the user himself not: %s", s, his)
	}
	return nil
}

// destination returns the account and the address of a choice, or nothing where it is refused.
func (e *permExam) destination(s account.Session, c permCase, kind account.AddressKind, address, point string) (string, string) {
	if len(e.ref.holds(s, noon)) > 0 || c.staff || c.of.ID == "" || kind == 0 {
		return "", ""
	}
	own := c.of
	if kind == account.InvoiceAddress {
		own, _ = e.ref.find(e.ref.override(c.of.ID, account.Billing).Account)
	}
	i := slices.IndexFunc(own.Addresses, func(a account.Address) bool { return a.Default && a.Kind == kind })
	if address == "" && i >= 0 {
		address = own.Addresses[i].ID
	}
	choice := permQuestion{session: s, action: account.ActionChooseAddress, at: noon}
	choice.target = account.Target{Address: address, AddressKind: kind, Point: point}
	switch {
	case own.ID == "" || address == "":
		return "", ""
	case i >= 0 && address == own.Addresses[i].ID && point == "":
		return own.ID, address
	case own.ID == c.of.ID && len(e.ref.judge(choice)) == 0:
		return own.ID, address
	}
	return "", ""
}
