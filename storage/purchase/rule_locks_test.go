package purchase_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// watched is a store that notes what is locked, and does something before the first time.
type watched struct {
	storage.Store[*memory.Tx]
	locked [][]string
	before func()
}

func (w *watched) Transact(ctx context.Context, do func(context.Context, *memory.Tx) error) error {
	if before := w.before; before != nil && w.locked == nil && ctx.Value(reading{}) == nil {
		w.before = nil
		before()
	}
	return w.Store.Transact(ctx, do)
}

type reading struct{}

// View lets the desk look without setting off what happens before its transaction.
func (w *watched) View(ctx context.Context, do func(context.Context, *memory.Tx) error) error {
	return w.Store.Transact(context.WithValue(ctx, reading{}, true), do)
}

func (w *watched) Lock(ctx context.Context, tx *memory.Tx, names ...string) error {
	w.locked = append(w.locked, names)
	return w.Store.Lock(ctx, tx, names...)
}

// APR-14: everything that a placement and an answer rest on is locked, in one call.
func TestAPR14_LocksWhatItRestsOn(t *testing.T) {
	store, _ := open(t, purchase.Rules{}, pot("office", budget.Authorize), pot("paper", budget.Warn))
	w := &watched{Store: store}
	d := purchase.New[*memory.Tx](w, purchase.Rules{})
	c := place("k", "1", "sam", 12)
	c.By = behind("boss", "sam", "acme")
	placed, err := d.Place(ctx, c)
	want := []string{
		"account:acme", "account:holding", "budget:office", "budget:paper", "order:1", "user:boss", "user:max", "user:mia", "user:sam",
	}
	if err != nil || len(w.locked) != 1 || !slices.Equal(w.locked[0], want) || placed.Code != purchase.RefusedApproval {
		t.Fatalf("%v, %v: %q", placed, err, w.locked)
	}
	w.locked, c.By = nil, as("sam", "acme")
	if placed, err = d.Place(ctx, c); err != nil || !placed.Allowed() {
		t.Fatal(placed, err)
	}
	want = slices.DeleteFunc(want, func(name string) bool { return name == "account:holding" })
	if !slices.Equal(w.locked[0], want) {
		t.Errorf("%q", w.locked)
	}
	w.locked = nil
	answered, err := d.Answer(ctx, approve("a", "1", "mia", placed.Digest))
	if err != nil || !answered.Allowed() || len(w.locked) != 1 || !slices.Equal(w.locked[0], want) {
		t.Errorf("%v, %v: %q", answered, err, w.locked)
	}
}

// What it rests on changes between looking and locking: it begins anew, with the names that it needs by then.
func TestAPR14_BeginsAnewWhereItWouldRestOnMore(t *testing.T) {
	store, _ := open(t, purchase.Rules{})
	w := &watched{Store: store}
	w.before = func() {
		change(t, store, "sam", func(u *account.User) { u.Limits = []account.SpendingLimit{over("500", "moe")} })
	}
	r, err := purchase.New[*memory.Tx](w, purchase.Rules{}).Place(ctx, place("k", "1", "sam", 6))
	if err != nil || !r.Allowed() || len(w.locked) != 2 || !slices.Contains(w.locked[1], "user:moe") {
		t.Errorf("%v, %v: %q", r, err, w.locked)
	}
}

func TestAPR1_LimitsCountWhileTheBudgetIsLimited(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	change(t, s.store, "sam", func(u *account.User) { u.LimitedBudget = false })
	s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "sam", 20)))
}

func TestBUD2_HeldThroughTheDeliveryAddress(t *testing.T) {
	site := pot("site", budget.Block)
	site.Holders = budget.Holders{Groups: []string{"site"}}
	a, p := world()
	a.Groups = []account.Group{{ID: "site"}}
	a.Accounts[1].Addresses[1].Groups = []string{"site"} // the yard's
	a.PermissionRoles = []account.PermissionRole{{ID: "chooser", Allow: []account.Permission{account.ChooseAddress}}}
	for i := range a.Users {
		a.Users[i].PermissionRoles = []string{"chooser"}
	}
	store := memory.New()
	t.Cleanup(func() { _ = store.Close() })
	if err := fill(store, a, p, site); err != nil {
		t.Fatal(err)
	}
	s := &shop{purchase.New(store, purchase.Rules{}), t, store}
	s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "reg", 11)))
	c := place("l", "2", "reg", 11)
	c.Delivery = order.Place{Address: "yard", Point: "gate"}
	s.refuses(purchase.RefusedBudget, func() (purchase.Result, error) { return s.Place(ctx, c) })
	c.Lines = bolts(10)
	s.is(purchase.Done, approval.Approved)(s.Place(ctx, c))
}

func TestAPR12_ASubstituteAnswersInHisPlace(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6))).Digest
	s.is(purchase.Done, approval.Draft)(s.Substitute(ctx, purchase.Substitute{
		Key: "n", By: as("mia", "acme"), At: noon, User: "moe", Window: calendar.Window{Until: noon.Add(time.Hour)},
	}))
	queue, err := s.Queue(ctx, purchase.Queue{By: as("moe", "acme"), At: noon})
	if err != nil || queue.Waiting != 1 {
		t.Errorf("%+v, %v", queue, err)
	}
	late := approve("a", "1", "moe", d)
	late.At = noon.Add(time.Hour)
	s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Answer(ctx, late) })
	s.is(purchase.Done, approval.Approved)(s.Answer(ctx, approve("a", "1", "moe", d)))
	status, err := s.Status(ctx, purchase.Status{Order: "1", By: as("sam", "acme"), At: noon})
	if l := status.Status.Levels[0]; err != nil || l.By != "moe" || l.For != "mia" {
		t.Errorf("%+v, %v", l, err)
	}
}

// A key that a credit used is not free for a request's command, nor the other way; a credit is for what was approved.
func TestAPR13_KeysOfCredits(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6))).Digest
	credit := purchase.Credit{Key: "c", Order: "1", By: "erp", At: noon, Part: budget.Totals{WithoutTax: gbp("1")}}
	s.refuses(purchase.RefusedState, func() (purchase.Result, error) { return s.Credit(ctx, credit) })
	s.is(purchase.Done, approval.Approved)(s.Answer(ctx, approve("a", "1", "mia", d)))
	s.is(purchase.Done, approval.Approved)(s.Credit(ctx, credit))
	s.refuses(purchase.RefusedKeyReused, func() (purchase.Result, error) {
		return s.Reverse(ctx, purchase.Reverse{Key: "c", Order: "1", By: as("mia", "acme"), At: noon})
	})
	s.refuses(purchase.RefusedKeyReused, func() (purchase.Result, error) { return s.Place(ctx, place("c", "1", "sam", 6)) })
}

// An order keeps when it was placed first.
func TestBUD4_PlacedFirst(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block))
	s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6)))
	s.is(purchase.Done, approval.Draft)(s.Withdraw(ctx, purchase.Withdraw{Key: "w", Order: "1", By: as("sam", "acme"), At: noon}))
	again := place("p", "1", "sam", 6)
	again.At = noon.AddDate(0, 1, 0)
	s.is(purchase.Done, approval.Pending)(s.Place(ctx, again))
	err := s.store.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
		o, err := s.store.Order(ctx, tx, "1")
		if !o.Placed.Equal(noon) || o.Round != 2 {
			t.Errorf("%+v", o)
		}
		return err
	})
	if used := s.used("office"); err != nil || used != "0.00/0.00600.00/0.00" { // November, December
		t.Error(used, err)
	}
}

// PRC-6: who looks at the queue without seeing prices.
func TestPRC6_TheQueueOfOneWhoMayNotSeePrices(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	change(t, s.store, "reg", func(u *account.User) {
		u.Role, u.MayAuthorize, u.MaySeePrices = account.RoleSubAccount, true, false
	})
	s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6)))
	page, err := s.Queue(ctx, purchase.Queue{By: as("reg", "acme"), At: noon})
	if err != nil || len(page.Entries) != 1 || page.Entries[0].Amount.IsSet() || page.Entries[0].Digest != "" {
		t.Errorf("%+v, %v", page, err)
	}
}

// BUD-8: an order counts in a budget of another currency at the host's rate, and not without one.
func TestBUD8_Rates(t *testing.T) {
	euros := pot("euros", budget.Block)
	euros.Currency, euros.MaxPeriod = money.EUR, money.MustParse("1000", money.EUR)
	none := newShop(t, purchase.Rules{}, euros)
	r := none.refuses(purchase.RefusedBudget, func() (purchase.Result, error) { return none.Place(ctx, place("k", "1", "reg", 1)) })
	if r.Budget.Code != budget.RefusedNoRate {
		t.Error(r)
	}
	rate := func(from money.Currency) budget.Rate {
		return budget.Rate{From: from, To: money.EUR, Factor: money.MustPercent("120"), Source: "bank", At: noon}
	}
	s := newShop(t, purchase.Rules{Rates: func(time.Time) []budget.Rate {
		return []budget.Rate{rate(money.USD), rate(money.GBP)}
	}}, euros)
	s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "reg", 8)))
	s.refuses(purchase.RefusedBudget, func() (purchase.Result, error) { return s.Place(ctx, place("l", "2", "reg", 1)) })
}

func TestAPR13_KeysOfQuotes(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	s.is(purchase.Done, approval.Draft)(s.Quote(ctx, purchase.Quote(place("k", "q", "sam", 6))))
	if r := s.is(purchase.Done, approval.Draft)(s.Quote(ctx, purchase.Quote(place("k", "q", "sam", 6)))); !r.Replayed || r.Priced.Lines != nil {
		t.Errorf("%+v", r)
	}
	for _, c := range []purchase.Place{place("k", "q", "sam", 7), place("k", "q", "tim", 6)} {
		s.refuses(purchase.RefusedKeyReused, func() (purchase.Result, error) { return s.Quote(ctx, purchase.Quote(c)) })
		s.refuses(purchase.RefusedKeyReused, func() (purchase.Result, error) { return s.Place(ctx, c) })
	}
	s.refuses(purchase.RefusedTaken, func() (purchase.Result, error) { return s.Quote(ctx, purchase.Quote(place("l", "q", "sam", 6))) })
}
