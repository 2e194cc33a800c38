package account_test

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// representable: REP-1, the represented account stands first, and the others follow as they are linked.
func (e *permExam) representable(r *account.Rights) error {
	s := r.Session()
	u, _ := e.ref.user(s.User)
	var want []string
	if e.may(s, account.ActionRepresent, account.Target{}) {
		for _, id := range u.Accounts {
			if e.may(s, account.ActionRepresent, account.Target{Account: id}) {
				want = append(want, id)
			}
		}
		slices.SortStableFunc(want, func(a, b string) int { return cmp.Compare(permFirst(b == s.Account), permFirst(a == s.Account)) })
	}
	return e.paged("representable", s, want, u.Accounts, e.graph.Representable)
}

func permFirst(is bool) int {
	if is {
		return 1
	}
	return 0
}

// impersonable: REP-2, users of a parent find their own account first.
func (e *permExam) impersonable(r *account.Rights) error {
	s := r.Session()
	u, _ := e.ref.user(s.User)
	var want []string
	if e.may(s, account.ActionImpersonate, account.Target{}) {
		if s.Account != "" {
			want = append(want, s.Account)
		}
		ids := e.world.ids()
		slices.Sort(ids)
		for _, id := range ids {
			if e.may(s, account.ActionImpersonate, account.Target{Account: id}) {
				want = append(want, id)
			}
		}
	}
	if err := e.paged("impersonable", s, want, u.Accounts, e.graph.Impersonable); err != nil {
		return err
	}
	for _, id := range append(e.world.ids(), "", "nowhere") {
		if err := e.impersonableUsers(s, id); err != nil {
			return err
		}
	}
	return nil
}

// paged reads a list page by page and finds each account once.
func (e *permExam) paged(
	name string, s account.Session, want, linked []string,
	list func(account.Session, account.Search, time.Time) (account.Choices, account.Decision),
) error {
	limit := 1 + e.world.IntN(3)
	var got []string
	for skip := 0; skip == 0 || skip < len(want)+limit; skip += limit {
		page, d := list(s, account.Search{Skip: skip, Limit: limit}, noon)
		if d.Allowed() != (len(want) > 0) && !(len(page.Accounts) == 0 && len(want) == 0) || page.Total != len(want) || len(page.Accounts) > limit {
			return fmt.Errorf("%s: page %+v, %v, want %q", name, page, d, want)
		}
		for _, c := range page.Accounts {
			got = append(got, c.Account.ID)
			main := len(linked) > 0 && linked[0] == c.Account.ID
			if c.Selected != (c.Account.ID == s.Account) || c.Main != main {
				return fmt.Errorf("%s: %+v", name, c)
			}
		}
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("%s: got %q, want %q", name, got, want)
	}
	return nil
}

// impersonableUsers are those of whom MayOn says so, in the order of ids, and of each is told who he is there.
func (e *permExam) impersonableUsers(s account.Session, id string) error {
	want := []account.User{}
	for _, u := range e.graph.Data().Users {
		if id != "" && e.may(s, account.ActionImpersonate, account.Target{User: u.ID, Account: id}) {
			want = append(want, account.User{
				ID: u.ID, Name: u.Name, Email: u.Email, Type: u.Type, Role: u.Role, Activated: true, Accounts: []string{id},
			})
		}
	}
	got, limit := []account.User{}, 1+e.world.IntN(3)
	for skip := 0; skip == 0 || skip < len(want)+limit; skip += limit {
		page, total, _ := e.graph.ImpersonableUsers(s, id, account.Search{Skip: skip, Limit: limit}, noon)
		if total != len(want) || len(page) > limit {
			return fmt.Errorf("impersonable users of %q: %d of %d, want %+v", id, len(page), total, want)
		}
		got = append(got, page...)
	}
	if !reflect.DeepEqual(got, want) {
		return fmt.Errorf("impersonable users of %q: got %+v, want %+v", id, got, want)
	}
	return nil
}

// commands: what begins a session is allowed as MayOn says, and then holds.
func (e *permExam) commands(r *account.Rights) error {
	s := r.Session()
	user, id := permPick(e.world, []string{"", e.world.someUser(), e.world.someUser()}), e.world.someAccount()
	made, d := e.graph.Impersonate(s, user, id, noon)
	may := user != "" && e.may(s, account.ActionImpersonate, account.Target{User: user, Account: id})
	want := account.Session{Principal: s.Principal, User: user, From: s.Account, Account: id, Since: noon, Revision: e.graph.Revision()}
	if err := e.began("impersonate", made, want, d, may); err != nil {
		return err
	}
	made, d = e.graph.Represent(s, id, noon)
	may = e.may(s, account.ActionRepresent, account.Target{Account: id})
	want = s
	want.Account, want.Since, want.Revision = id, noon, e.graph.Revision()
	if err := e.began("represent", made, want, d, may); err != nil {
		return err
	}
	made, d = e.graph.Login(s.User, false, noon)
	u, known := e.ref.user(s.User)
	want = account.Session{Principal: s.User, User: s.User, Since: noon, Revision: e.graph.Revision()}
	if len(u.Accounts) > 0 {
		want.Account = u.Accounts[0]
	}
	return e.began("login", made, want, d, known && u.Activated)
}

func (e *permExam) began(name string, made, want account.Session, d account.Decision, may bool) error {
	holds := e.graph.For(made, noon)
	decision := holds.Decision()
	switch {
	case d.Allowed() != may:
		return fmt.Errorf("%s: %v, want %v", name, d, may)
	case may && (made != want || !decision.Allowed()):
		return fmt.Errorf("%s: began %+v, want %+v, and it is judged %v", name, made, want, decision)
	case !may && made != account.Session{}:
		return fmt.Errorf("%s: refused, and yet began %+v", name, made)
	}
	return nil
}
