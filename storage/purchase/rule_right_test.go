package purchase_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// rights are up to 700 for mia and up to 1000 for max; boss, of the company above, has any. Whoever has no limits of his own
// is routed from 500 on.
var rights = purchase.Rules{
	Right: func(u account.User) approval.Right {
		switch u.ID {
		case "mia":
			return approval.UpTo(gbp("700"))
		case "max":
			return approval.UpTo(gbp("1000"))
		case "boss":
			return approval.Unlimited()
		}
		return approval.Right{}
	},
	Limits: func(u account.User) []approval.Limit {
		if u.LimitedBudget {
			return []approval.Limit{{Over: gbp("2000"), Authorizers: []string{"mia", "max"}, Covered: true}}
		}
		return []approval.Limit{{Over: gbp("500"), Routed: true}}
	},
}

// mayAnswer are the users who may answer an order now, as one of them, or the one who ordered, is told.
func (s *shop) mayAnswer(order, user, of string, at time.Time) (users []string) {
	s.t.Helper()
	status, err := s.Status(ctx, purchase.Status{Order: order, By: as(user, of), At: at})
	if err != nil || status.Code != purchase.Done {
		s.t.Fatalf("%+v, %v", status, err)
	}
	for _, n := range status.Missing {
		for _, c := range n.Eligible {
			if n.Open {
				users = append(users, c.User)
			}
		}
	}
	return users
}

func TestAPR18_RoutedToTheNearestWhoseRightCovers(t *testing.T) {
	for _, row := range []struct {
		reason string
		bolts  int32
		asked  []string
		of     string
	}{
		{"not above the limit", 5, nil, ""},
		{"two of the account cover it", 7, []string{"max", "mia"}, "acme"},
		{"one does", 10, []string{"max"}, "acme"},
		{"none does: the account above", 11, []string{"boss"}, "holding"},
	} {
		s := newShop(t, rights)
		r, err := s.Place(ctx, place("k", "1", "reg", row.bolts))
		if err != nil || !r.Allowed() || (r.State == approval.Pending) != (row.asked != nil) {
			t.Fatalf("%s: %v, %v", row.reason, r, err)
		}
		if asked := s.mayAnswer("1", "reg", "acme", noon); !slices.Equal(asked, row.asked) {
			t.Errorf("%s: %v", row.reason, asked)
		}
		for _, user := range row.asked[:min(1, len(row.asked))] {
			a := approve("a", "1", user, r.Digest)
			a.By.Account = row.of
			queue, err := s.Queue(ctx, purchase.Queue{By: a.By, At: noon, Waiting: true})
			if err != nil || len(queue.Entries) != 1 || !slices.Contains(s.mayAnswer("1", user, row.of, noon), user) {
				t.Errorf("%s: %+v, %v", row.reason, queue, err)
			}
			s.is(purchase.Done, approval.Approved)(s.Answer(ctx, a))
			if asked := s.mayAnswer("1", user, row.of, noon); asked != nil { // still shown to who has answered it
				t.Errorf("%s: %v", row.reason, asked)
			}
		}
	}
}

// Where a level must be covered, a listed authorizer whose right does not reach is none.
func TestAPR18_ListedAndCovered(t *testing.T) {
	s := newShop(t, rights)
	r := s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Place(ctx, place("k", "1", "tim", 21)) })
	var unfit []approval.Code
	for _, n := range r.Approval.Missing {
		for _, c := range n.Unfit {
			unfit = append(unfit, c.Code)
		}
	}
	if r.Approval.Code != approval.RefusedNoPath || !slices.Contains(unfit, approval.RefusedNotCovered) {
		t.Errorf("%+v", r.Approval)
	}
}

// APR-14: all whom a level might route to are locked, and nobody is deactivated while an order waits for him (APR-8).
func TestAPR18_RoutesAreLocked(t *testing.T) {
	store, _ := open(t, rights)
	w := &watched{Store: store}
	d := purchase.New[*memory.Tx](w, rights)
	if r, err := d.Place(ctx, place("k", "1", "reg", 11)); err != nil || !r.Allowed() {
		t.Fatal(r, err)
	}
	want := []string{"account:acme", "order:1", "user:boss", "user:max", "user:mia", "user:moe", "user:reg"}
	if len(w.locked) != 1 || !slices.Equal(w.locked[0], want) {
		t.Errorf("%q", w.locked)
	}
	s := &shop{d, t, store}
	if err := s.leave("boss"); err == nil {
		t.Error("left an order waiting for nobody")
	}
	if err := s.leave("moe"); err != nil {
		t.Error(err)
	}
}

// APR-15, APR-6: who may answer, and what is missing, is told to the one who ordered, to those called upon and to those who
// see authorizations; another of the account sees where it stands, and no more.
func TestAPR15_WhatIsMissing(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	change(t, s.store, "mia", func(u *account.User) { u.Person = "max" })
	s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Place(ctx, place("k", "1", "sam", 11)) })
	change(t, s.store, "mia", func(u *account.User) { u.Person = "" })
	d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 11))).Digest
	for _, user := range []string{"sam", "mia", "max", "moe"} {
		if users := s.mayAnswer("1", user, "acme", noon); !slices.Equal(users, []string{"mia"}) {
			t.Error(user, users)
		}
	}
	if users := s.mayAnswer("1", "reg", "acme", noon); users != nil {
		t.Error(users)
	}
	s.is(purchase.Done, approval.Pending)(s.Answer(ctx, approve("a", "1", "mia", d)))
	if users := s.mayAnswer("1", "sam", "acme", noon); !slices.Equal(users, []string{"max"}) {
		t.Error(users)
	}
	s.is(purchase.Done, approval.Approved)(s.Answer(ctx, approve("b", "1", "max", d)))
	if users := s.mayAnswer("1", "sam", "acme", noon); users != nil {
		t.Error(users)
	}
}
