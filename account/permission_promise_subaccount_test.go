package account_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// What an account manager sets gives a sub-account nothing that it had not and that he has not himself; refused, nothing
// has changed. To rename one, and to take from it, he is never refused.
func TestA5_NobodyGrantsMoreThanHeHolds(t *testing.T) {
	t.Parallel()
	var done, refused, taken atomic.Int64
	permShard(t, permProof(30, 400, 8000), func(e *permExam) error {
		for range 5 {
			s, sub := e.world.managing()
			before := e.graph.Data()
			out, err := e.graph.PutSubAccount(s, sub, noon)
			if !reflect.DeepEqual(e.graph.Data(), before) {
				return fmt.Errorf("%+v changed the graph that was asked", sub)
			}
			switch {
			case err != nil && !reflect.DeepEqual(out, account.Outcome{}), err == nil && out.Decision.Code == 0:
				return fmt.Errorf("%+v: %+v and %w", sub, out, err)
			case err == nil && out.Decision.Allowed():
				done.Add(1)
				if err := e.noMore(s, sub.ID, out.Graph); err != nil {
					return fmt.Errorf("%sby %+v of %+v: %w", e.text(permQuestion{session: s}), sub, e.userText(sub.ID), err)
				}
			case err == nil:
				refused.Add(1)
				if out.Graph != nil || len(out.Events) > 0 || !reflect.DeepEqual(out.Changes, account.Changes{}) {
					return fmt.Errorf("%+v: refused, and yet %+v", sub, out)
				}
			}
			if err := e.takes(s, sub.ID, &taken); err != nil {
				return fmt.Errorf("%sof %+v: %w", e.text(permQuestion{session: s}), e.userText(sub.ID), err)
			}
		}
		return nil
	})
	t.Logf("%d put, %d refused, %d renamed and taken from", done.Load(), refused.Load(), taken.Load())
	if done.Load() == 0 || refused.Load() == 0 || taken.Load() == 0 {
		t.Error("one of the three never happened")
	}
}

// takes renames a sub-account, and takes from it what may be nothing.
func (e *permExam) takes(s account.Session, id string, taken *atomic.Int64) error {
	u, known := e.graph.User(id)
	if !known || !e.may(s, account.ActionManageSubAccounts, account.Target{User: id}) {
		return nil
	}
	sub := permAsIs(u)
	sub.Name = "Another name"
	*permPick(e.world, []*bool{&sub.Activated, &sub.MayOrder, &sub.MaySeePrices, &sub.MaySeeStock, &sub.MayAuthorize}) = false
	out, err := e.graph.PutSubAccount(s, sub, noon)
	if err != nil {
		return nil // who authorizes others must go on to
	}
	taken.Add(1)
	if !out.Decision.Allowed() {
		return fmt.Errorf("%+v: %v", sub, out.Decision)
	}
	return nil
}

func (e *permExam) userText(id string) string {
	u, _ := e.graph.User(id)
	return fmt.Sprintf("%+v", u)
}

// managing is mostly a manager's session, and what he would set.
func (w *permWorld) managing() (account.Session, account.SubAccount) {
	s := w.session()
	var managers, subs []account.User
	for _, u := range w.data.Users {
		if u.Role == account.RoleAccountManager {
			managers = append(managers, u)
		}
	}
	if len(managers) > 0 && w.chance(90) {
		s = w.own(permPick(w, managers))
	}
	for _, u := range w.data.Users {
		if u.Role == account.RoleSubAccount && slices.Contains(u.Accounts, s.Account) {
			subs = append(subs, u)
		}
	}
	sub := account.SubAccount{
		ID: permPick(w, []string{"new", "new", w.someUser(), ""}), Activated: w.chance(80), MayOrder: w.chance(40), MaySeePrices: w.chance(40),
		MaySeeStock: w.chance(40), MayAuthorize: w.chance(30), PermissionRoles: permSome(w, 30, permRoles),
	}
	if w.chance(15) {
		limit := account.SpendingLimit{Amount: money.MustParse("5", money.EUR), Authorizers: []string{permPick(w, []string{sub.ID, w.someUser()})}}
		sub.LimitedBudget, sub.Limits = true, []account.SpendingLimit{limit}
	}
	if len(subs) > 0 && w.chance(70) {
		sub = permAsIs(permPick(w, subs))
		for range 1 + w.IntN(3) {
			w.changeSub(&sub)
		}
	}
	return s, sub
}

// permAsIs sets a sub-account as it is.
func permAsIs(u account.User) account.SubAccount {
	return account.SubAccount{
		ID: u.ID, Name: u.Name, Email: u.Email, Activated: u.Activated, MayOrder: u.MayOrder, MaySeePrices: u.MaySeePrices,
		MaySeeStock: u.MaySeeStock, MayAuthorize: u.MayAuthorize, LimitedBudget: u.LimitedBudget, Limits: u.Limits,
		PermissionRoles: u.PermissionRoles,
	}
}

func (w *permWorld) changeSub(sub *account.SubAccount) {
	switch n := w.IntN(100); {
	case n < 65:
		option := permPick(w, []*bool{
			&sub.Activated, &sub.Activated, &sub.MayOrder, &sub.MaySeePrices, &sub.MaySeeStock, &sub.MayAuthorize,
		})
		*option = !*option
	case n < 85:
		sub.PermissionRoles = permSome(w, 30, append(slices.Clone(permRoles), permAdmins...))
	case n < 95:
		sub.Email = "another@example.com"
	default:
		sub.Name = "Another"
	}
}

// noMore compares what the sub-account may do afterwards, as the reference sees it, with what it might before and what the
// one who did it may. One that is being activated had nothing before. With another e-mail address it is given all that it holds,
// but for its options. What one that is not activated holds is what it might do if it were.
func (e *permExam) noMore(s account.Session, id string, next *account.Graph) error {
	was, existed := e.graph.User(id)
	u, _ := next.User(id)
	if reflect.DeepEqual(u, was) {
		return nil
	}
	if !was.Activated && u.Activated {
		was, existed = account.User{}, false
	}
	if err := e.available(s, u, was); err != nil {
		return err
	}
	existed = existed && u.Email == was.Email
	after, before := permActivated(next.Data(), id), permActivated(e.graph.Data(), id)
	own := account.Session{Principal: id, User: id, Account: u.Accounts[0]}
	for a := range next.Actions() {
		for _, target := range e.targets(a, own) {
			e.cases++
			target.User = ""
			had := existed && len(before.judge(permQuestion{own, a, target, noon})) == 0
			holds := len(before.judge(permQuestion{s, a, target, noon})) == 0
			if has := len(after.judge(permQuestion{own, a, target, noon})) == 0; has && !had && !holds {
				return fmt.Errorf("now may %q on %+v, which %+v does not", a, target, s)
			}
		}
	}
	for p := range e.permissions() {
		manager, _ := before.user(s.User)
		holds := before.allows(manager, p) && !before.denies(manager, p)
		had := existed && before.allows(was, p) && !before.denies(was, p)
		if has := after.allows(u, p) && !after.denies(u, p); has && !had && !holds {
			return fmt.Errorf("now has permission %q, which %q does not", p, s.User)
		}
	}
	return nil
}

// permActivated asks as if a user were activated.
func permActivated(d account.Data, id string) permRef {
	for i := range d.Users {
		d.Users[i].Activated = d.Users[i].Activated || d.Users[i].ID == id
	}
	return permRef{reference{d}}
}

// available: an option that the one who turns it on may not use himself now cannot be turned on (ACC-8).
func (e *permExam) available(s account.Session, u, was account.User) error {
	for a, on := range map[account.Action]bool{
		account.ActionOrder: u.MayOrder && !was.MayOrder, account.ActionSeePrices: u.MaySeePrices && !was.MaySeePrices,
		account.ActionSeeStock: u.MaySeeStock && !was.MaySeeStock, account.ActionAuthorize: u.MayAuthorize && !was.MayAuthorize,
	} {
		if on && !e.may(s, a, account.Target{}) {
			return fmt.Errorf("option of %q turned on", a)
		}
	}
	of, _ := e.graph.Account(s.Account)
	if u.MayOrder && !was.MayOrder && !(of.PaymentTerms.OnAccount && e.graph.Application().PayOnAccount) {
		return errors.New("ordering turned on, and nobody pays on account")
	}
	return nil
}
