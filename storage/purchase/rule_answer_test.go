package purchase_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// A decline releases, its reversal reserves again if there is room, an approval spends (BUD-5, B6, B7).
func TestBUD5_BudgetsFollowTheOrder(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block))
	d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6))).Digest
	step := func(code purchase.Code, state approval.State, used string) func(purchase.Result, error) {
		return func(r purchase.Result, err error) {
			t.Helper()
			s.is(code, state)(r, err)
			if s.used("office") != used {
				t.Fatalf("%v: %s, want %s", r, s.used("office"), used)
			}
		}
	}
	reverse := func(key, user string) purchase.Reverse {
		return purchase.Reverse{Key: key, Order: "1", By: as(user, "acme"), At: noon}
	}
	step(purchase.Done, approval.Declined, "0.00/0.00")(s.Answer(ctx, decline("1", "1", "mia", d)))
	step(purchase.Done, approval.Pending, "600.00/0.00")(s.Reverse(ctx, reverse("2", "mia")))
	step(purchase.Done, approval.Approved, "0.00/600.00")(s.Answer(ctx, approve("3", "1", "mia", d)))
	step(purchase.Done, approval.Pending, "600.00/0.00")(s.Reverse(ctx, reverse("4", "mia")))
	step(purchase.Done, approval.Declined, "0.00/0.00")(s.Answer(ctx, decline("5", "1", "mia", d)))
	step(purchase.Done, approval.Approved, "0.00/500.00")(s.Place(ctx, place("k", "2", "reg", 5)))
	r := s.refuses(purchase.RefusedBudget, func() (purchase.Result, error) { return s.Reverse(ctx, reverse("6", "mia")) })
	if r.State != approval.Declined || r.Budget.Code != budget.RefusedExceeded {
		t.Errorf("%+v", r)
	}
	// Placed again, it counts anew, in a round of its own.
	step(purchase.Done, approval.Approved, "0.00/900.00")(s.Place(ctx, place("7", "1", "sam", 4)))
}

func TestAPR17_WithdrawAmendPlace(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block))
	old := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6))).Digest
	s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) {
		return s.Amend(ctx, purchase.Amend(place("a", "1", "sam", 7)))
	})
	withdraw := purchase.Withdraw{Key: "w", Order: "1", By: as("mia", "acme"), At: noon}
	s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Withdraw(ctx, withdraw) })
	withdraw.By = as("sam", "acme")
	s.is(purchase.Done, approval.Draft)(s.Withdraw(ctx, withdraw))
	s.is(purchase.Done, approval.Draft)(s.Amend(ctx, purchase.Amend(place("a", "1", "sam", 7))))
	if s.used("office") != "0.00/0.00" {
		t.Fatal(s.used("office"))
	}
	s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("p", "1", "sam", 8)))
	r := s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Answer(ctx, approve("x", "1", "mia", old)) })
	if r.Approval.Code != approval.RefusedChangedSince || !slices.Equal(r.Approval.Changed, []string{"lines", "prices", "totals"}) {
		t.Errorf("%+v", r.Approval)
	}
	if s.used("office") != "800.00/0.00" {
		t.Error(s.used("office"))
	}
}

// What is amended while it waits keeps its period, and is placed anew in one step.
func TestAPR17_AmendPending(t *testing.T) {
	rules := purchase.Rules{Policy: approval.MustPolicy(approval.Options{AmendPending: true})}
	s := newShop(t, rules, pot("office", budget.Block))
	s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6)))
	next := place("a", "1", "sam", 9)
	next.At = noon.AddDate(0, 1, 0)
	s.is(purchase.Done, approval.Pending)(s.Amend(ctx, purchase.Amend(next)))
	if s.used("office") != "900.00/0.00" { // one period alone, November's
		t.Fatal(s.used("office"))
	}
	next.Key, next.Lines = "b", bolts(11)
	s.refuses(purchase.RefusedBudget, func() (purchase.Result, error) { return s.Amend(ctx, purchase.Amend(next)) })
	next.Lines = bolts(5)
	s.is(purchase.Done, approval.Approved)(s.Amend(ctx, purchase.Amend(next)))
	if s.used("office") != "0.00/500.00" {
		t.Error(s.used("office"))
	}
}

func TestAPR17_ExportEndsOpen(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block))
	placed := s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "reg", 6)))
	s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) {
		return s.Export(ctx, purchase.Export{Key: "e", Order: "1", At: noon, Seen: "other"})
	})
	out := s.is(purchase.Done, approval.Exported)(s.Export(ctx, purchase.Export{Key: "e", Order: "1", At: noon, Seen: placed.Digest}))
	if len(out.Priced.Lines) != 1 || out.Status.Order != "1" || out.Status.State != approval.Exported {
		t.Errorf("%+v", out)
	}
	s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Place(ctx, place("p", "1", "reg", 6)) })

	credit := purchase.Credit{Key: "c", Order: "1", At: noon, By: "erp", Part: budget.Totals{WithoutTax: gbp("250")}}
	s.is(purchase.Done, approval.Exported)(s.Credit(ctx, credit))
	if r := s.is(purchase.Done, approval.Exported)(s.Credit(ctx, credit)); !r.Replayed || s.used("office") != "0.00/350.00" {
		t.Error(r, s.used("office"))
	}
	credit.Part = budget.Totals{WithoutTax: gbp("251")}
	s.refuses(purchase.RefusedKeyReused, func() (purchase.Result, error) { return s.Credit(ctx, credit) })
	credit.Key, credit.Part = "d", budget.Totals{WithoutTax: gbp("350.01")}
	s.refuses(purchase.RefusedBudget, func() (purchase.Result, error) { return s.Credit(ctx, credit) }) // B11
	credit.By = ""
	s.refuses(purchase.RefusedCommand, func() (purchase.Result, error) { return s.Credit(ctx, credit) })
}

// raise sets the price of bolts to 200.
func raise(t *testing.T, s *shop) {
	t.Helper()
	err := s.store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		return s.store.ChangePrices(ctx, tx, pricing.Changes{Revision: 2, Put: []pricing.List{{
			ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{{Product: "bolt", Price: gbp("200")}},
		}}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// convertsForNoOtherThan tries a conversion as users of the same and of another account.
func (s *shop) convertsForNoOtherThan(convert purchase.Convert) {
	s.t.Helper()
	for user, of := range map[string]string{"tim": "acme", "odd": "other"} {
		convert.By = as(user, of)
		s.refuses(purchase.RefusedNoOrder, func() (purchase.Result, error) { return s.Convert(ctx, convert) })
	}
}

func TestAPR9_AQuoteKeepsItsPricesUntilItExpires(t *testing.T) {
	for _, row := range []struct {
		reason string
		after  time.Duration
		total  string
		levels int
	}{{"held", time.Hour - time.Microsecond, "600", 1}, {"expired", time.Hour, "1200", 2}} {
		s := newShop(t, purchase.Rules{QuotesHold: time.Hour}, pot("office", budget.Warn))
		q := s.is(purchase.Done, approval.Draft)(s.Quote(ctx, purchase.Quote(place("k", "q", "sam", 6))))
		if s.used("office") != "" || !q.Expires.Equal(noon.Add(time.Hour)) {
			t.Fatalf("%+v", q)
		}
		raise(t, s)
		convert := purchase.Convert{Key: "c", Quote: "q", Order: "1", By: as("sam", "acme"), At: noon.Add(row.after)}
		s.convertsForNoOtherThan(convert)
		s.refuses(purchase.RefusedTaken, func() (purchase.Result, error) { return s.Place(ctx, place("p", "q", "sam", 6)) })
		r := s.is(purchase.Done, approval.Pending)(s.Convert(ctx, convert))
		if !r.Priced.Totals.WithoutTax.Equal(gbp(row.total)) {
			t.Errorf("%s: %v", row.reason, r.Priced.Totals)
		}
		status, err := s.Status(ctx, purchase.Status{Order: "1", By: as("sam", "acme"), At: noon})
		if err != nil || len(status.Status.Levels) != row.levels || status.Quote != "q" {
			t.Errorf("%s: %+v, %v", row.reason, status, err)
		}
		if r := s.is(purchase.Done, approval.Pending)(s.Convert(ctx, convert)); !r.Replayed {
			t.Error("not replayed")
		}
		convert.Key = "d"
		if r := s.refuses(purchase.RefusedConverted, func() (purchase.Result, error) { return s.Convert(ctx, convert) }); r.Subject != "1" {
			t.Error(r)
		}
		convert.Key, convert.Order = "k", "2"
		s.refuses(purchase.RefusedKeyReused, func() (purchase.Result, error) { return s.Convert(ctx, convert) })
		convert.Key = "c"
		s.refuses(purchase.RefusedKeyReused, func() (purchase.Result, error) { return s.Convert(ctx, convert) })
	}
}

func TestAPR12_SubstitutesAndWhatIsDue(t *testing.T) {
	rules := purchase.Rules{Policy: approval.MustPolicy(approval.Options{EscalateAfter: 2 * time.Hour, RemindEvery: time.Hour})}
	s := newShop(t, rules)
	d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6))).Digest
	name := purchase.Substitute{Key: "n", By: as("mia", "acme"), At: noon, User: "moe", Window: calendar.Window{Until: noon.AddDate(0, 0, 1)}}
	s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Answer(ctx, approve("a", "1", "moe", d)) })
	s.is(purchase.Done, approval.Draft)(s.Substitute(ctx, name))
	if r := s.is(purchase.Done, approval.Draft)(s.Substitute(ctx, name)); !r.Replayed {
		t.Error(r)
	}
	name.User = "max"
	s.refuses(purchase.RefusedKeyReused, func() (purchase.Result, error) { return s.Substitute(ctx, name) })
	name.By = as("reg", "acme")
	s.refuses(purchase.RefusedPermission, func() (purchase.Result, error) { return s.Substitute(ctx, name) })

	for _, hours := range []time.Duration{0, 1, 2, 2} {
		at := noon.Add(hours * time.Hour)
		orders, err := s.Agenda(ctx, at, 10)
		if err != nil || (hours == 0) != (orders == nil) && hours == 1 {
			t.Fatal(hours, orders, err)
		}
		for _, id := range orders {
			s.is(purchase.Done, approval.Pending)(s.Due(ctx, purchase.Due{Order: id, At: at}))
		}
	}
	var topics []string
	for _, m := range s.messages() {
		topics = append(topics, m.Topic)
	}
	want := []string{"order placed", "order waits", "user substitute named", "order reminds", "order escalated", "order reminds"}
	if !slices.Equal(topics, want) {
		t.Errorf("%q", topics)
	}
	s.is(purchase.Done, approval.Approved)(s.Answer(ctx, approve("a", "1", "moe", d)))
	recall := purchase.Recall{Key: "r", By: as("mia", "acme"), At: noon, User: "moe"}
	s.is(purchase.Done, approval.Draft)(s.Recall(ctx, recall))
	if orders, err := s.Agenda(ctx, noon.AddDate(1, 0, 0), 10); err != nil || orders != nil {
		t.Error(orders, err)
	}
}

// W7: a right that was lost since is lost in the answer's transaction.
func TestW7_RightsAreThoseOfTheAnswer(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "tim", 6))).Digest
	change(t, s.store, "tim", func(u *account.User) { u.Limits = []account.SpendingLimit{over("500", "max")} })
	change(t, s.store, "sam", func(u *account.User) { u.Limits = []account.SpendingLimit{over("500", "max")} })
	change(t, s.store, "hid", func(u *account.User) { u.LimitedBudget, u.Limits = false, nil })
	change(t, s.store, "mia", func(u *account.User) { u.MayAuthorize = false })
	s.refuses(purchase.RefusedPermission, func() (purchase.Result, error) { return s.Answer(ctx, approve("a", "1", "mia", d)) })
	s.is(purchase.Done, approval.Approved)(s.Answer(ctx, approve("a", "1", "max", d)))
}

// APR-7: the order that goes on carries where it stands, by whom, for whom, and when.
func TestAPR7_WhatGoesOn(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6))).Digest
	s.is(purchase.Done, approval.Draft)(s.Substitute(ctx, purchase.Substitute{
		Key: "n", By: as("mia", "acme"), At: noon, User: "moe", Window: calendar.Window{Until: noon.Add(time.Hour)},
	}))
	a := approve("a", "1", "moe", d)
	a.At, a.Feedback = noon.Add(time.Minute), "as agreed"
	s.is(purchase.Done, approval.Approved)(s.Answer(ctx, a))
	out := s.is(purchase.Done, approval.Exported)(s.Export(ctx, purchase.Export{Key: "e", Order: "1", At: noon.Add(time.Hour), Seen: d}))
	want := approval.LevelStatus{Level: 1, Verdict: approval.Approve, By: "moe", For: "mia", At: a.At, Feedback: a.Feedback}
	if l := out.Status.Levels; len(l) != 1 || !reflect.DeepEqual(l[0], want) || !out.Status.Placed.Equal(noon) {
		t.Errorf("%+v", out.Status)
	}
}
