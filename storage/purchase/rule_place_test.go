package purchase_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

func TestAPR1_LevelsFromTheLimitsOfTheUserActedFor(t *testing.T) {
	for _, row := range []struct {
		reason, user string
		bolts        int32
		state        approval.State
		levels       int
	}{
		{"exactly a limit is not above it", "sam", 5, approval.Approved, 0},
		{"above one", "sam", 6, approval.Pending, 1},
		{"above two", "sam", 11, approval.Pending, 2},
		{"no limited budget", "reg", 11, approval.Approved, 0},
	} {
		s := newShop(t, purchase.Rules{})
		r := s.is(purchase.Done, row.state)(s.Place(ctx, place("k", "1", row.user, row.bolts)))
		status, err := s.Status(ctx, purchase.Status{Order: "1", By: as(row.user, "acme"), At: noon})
		if err != nil || len(status.Status.Levels) != row.levels || r.Digest != status.Digest {
			t.Errorf("%s: %d levels, %v", row.reason, len(status.Status.Levels), err)
		}
	}
}

// A sub-account keeps its limits, and the ones who are behind it, whoever acts as it.
func TestREP4_NothingIsGainedByActing(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	c := place("k", "1", "sam", 6)
	c.By = behind("boss", "sam", "acme")
	placed := s.is(purchase.Done, approval.Pending)(s.Place(ctx, c))
	r := s.refuses(purchase.RefusedPermission, func() (purchase.Result, error) {
		a := approve("a", "1", "mia", placed.Digest)
		a.By = behind("boss", "mia", "acme")
		return s.Answer(ctx, a)
	})
	if r.Permissions[0].Code != account.RefusedOwnHand {
		t.Error(r)
	}
	s.is(purchase.Done, approval.Approved)(s.Answer(ctx, approve("a", "1", "mia", placed.Digest)))
}

func TestAPR10_ABudgetThatAsksIsOneMoreLevel(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Authorize))
	placed := s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 12)))
	if len(placed.Budget.ToAuthorize()) != 1 || s.used("office") != "1200.00/0.00" {
		t.Fatal(placed.Budget, s.used("office"))
	}
	for _, a := range []purchase.Answer{approve("a", "1", "mia", placed.Digest), approve("b", "1", "max", placed.Digest)} {
		s.is(purchase.Done, approval.Pending)(s.Answer(ctx, a))
	}
	// The supervisor is of the account above, and answers from there.
	last := approve("c", "1", "boss", placed.Digest)
	last.By = as("boss", "holding")
	queue, err := s.Queue(ctx, purchase.Queue{By: last.By, At: noon, Waiting: true})
	if err != nil || queue.Waiting != 1 || len(queue.Entries) != 1 || !queue.Entries[0].Waits {
		t.Fatalf("%+v, %v", queue, err)
	}
	s.is(purchase.Done, approval.Approved)(s.Answer(ctx, last))
	if s.used("office") != "0.00/1200.00" {
		t.Error(s.used("office"))
	}
}

func TestBUD3_ABlockingBudgetRefusesWithAllThatWasExceeded(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block), pot("paper", budget.Warn))
	r := s.refuses(purchase.RefusedBudget, func() (purchase.Result, error) { return s.Place(ctx, place("k", "1", "reg", 11)) })
	if len(r.Budget.Exceeded()) != 2 || !r.Budget.Findings[0].Left.Equal(gbp("1000")) {
		t.Errorf("%+v", r.Budget)
	}
	s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "reg", 10))) // a refusal is not remembered
	if s.used("office") != "0.00/1000.00" {
		t.Error(s.used("office"))
	}
}

// W2, APR-15: nobody could agree, so it is refused with who would be needed.
func TestW2_NoPathIsRefusedWhenPlaced(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Authorize))
	change(t, s.store, "boss", func(u *account.User) { u.MaySeePrices = false })
	r := s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Place(ctx, place("k", "1", "reg", 11)) })
	if r.Approval.Code != approval.RefusedNoPath || r.Approval.Missing[0].Unfit[0].Code != approval.RefusedBlind {
		t.Errorf("%+v", r.Approval)
	}
}

func TestPRC5_NoOrderOfALineWithoutPrice(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	c := place("k", "1", "reg", 1)
	c.Lines = append(c.Lines, pricing.Line{Product: "pearl", Quantity: money.Units(1)})
	r := s.refuses(purchase.RefusedLines, func() (purchase.Result, error) { return s.Place(ctx, c) })
	if !slices.Equal(r.Unpriced, []order.Unpriced{{Line: 2, Reason: pricing.NoSuchProduct}}) {
		t.Error(r.Unpriced)
	}
	c.Lines = nil
	s.refuses(purchase.RefusedLines, func() (purchase.Result, error) { return s.Place(ctx, c) })
}

func TestACC10_AnotherAddressIsARight(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	c := place("k", "1", "reg", 1)
	for _, chosen := range []order.Place{{Address: "yard"}, {Address: "dock", Point: "gate"}, {Point: "gate"}, {Address: "nowhere"}} {
		c.Delivery = chosen
		s.refuses(purchase.RefusedPermission, func() (purchase.Result, error) { return s.Place(ctx, c) })
	}
	c.Delivery = order.Place{Address: "dock"}
	r := s.is(purchase.Done, approval.Approved)(s.Place(ctx, c))
	if r.Priced.Invoice.Address != "desk" || r.Priced.Delivery.Address != "dock" {
		t.Errorf("%+v", r.Priced)
	}
}

// Who may choose an address still sends no goods to where bills go, nor bills to where goods go.
func TestACC10_AnAddressIsForWhatItIsFor(t *testing.T) {
	a, p := world()
	a.PermissionRoles = []account.PermissionRole{{ID: "chooser", Allow: []account.Permission{account.ChooseAddress}}}
	for i := range a.Users {
		a.Users[i].PermissionRoles = []string{"chooser"}
	}
	store := memory.New()
	t.Cleanup(func() { _ = store.Close() })
	if err := fill(store, a, p); err != nil {
		t.Fatal(err)
	}
	s := &shop{purchase.New(store, purchase.Rules{}), t, store}
	c := place("k", "1", "reg", 1)
	c.Delivery = order.Place{Address: "desk"}
	s.refuses(purchase.RefusedPermission, func() (purchase.Result, error) { return s.Place(ctx, c) })
	c.Delivery, c.Invoice = order.Place{}, order.Place{Address: "yard"}
	s.refuses(purchase.RefusedPermission, func() (purchase.Result, error) { return s.Place(ctx, c) })
	c.Delivery, c.Invoice = c.Invoice, order.Place{}
	s.is(purchase.Done, approval.Approved)(s.Place(ctx, c))
}

func TestAPR13_KeysAcrossCommands(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block))
	s.is(purchase.Done, approval.Pending)(s.Place(ctx, place("k", "1", "sam", 6)))
	before := dump(t, s.store)
	later := place("k", "1", "sam", 6)
	later.At = noon.AddDate(0, 3, 0)
	if r := s.is(purchase.Done, approval.Pending)(s.Place(ctx, later)); !r.Replayed || r.Digest != "" {
		t.Errorf("%+v", r)
	}
	if dump(t, s.store) != before {
		t.Error("a replay changed the store")
	}
	other := place("k", "1", "sam", 6)
	other.Delivery.Address = "yard"
	by := place("k", "1", "tim", 6)
	for _, do := range []func() (purchase.Result, error){
		func() (purchase.Result, error) { return s.Place(ctx, place("k", "1", "sam", 7)) },
		func() (purchase.Result, error) { return s.Place(ctx, other) },
		func() (purchase.Result, error) { return s.Place(ctx, by) },
		func() (purchase.Result, error) { return s.Amend(ctx, purchase.Amend(place("k", "1", "sam", 6))) },
		func() (purchase.Result, error) { return s.Quote(ctx, purchase.Quote(place("k", "1", "sam", 6))) },
		func() (purchase.Result, error) {
			return s.Withdraw(ctx, purchase.Withdraw{Key: "k", Order: "1", By: as("sam", "acme"), At: noon})
		},
		func() (purchase.Result, error) { return s.Answer(ctx, approve("k", "1", "mia", "")) },
		func() (purchase.Result, error) {
			return s.Credit(ctx, purchase.Credit{Key: "k", Order: "1", By: "erp", At: noon})
		},
	} {
		r := s.refuses(purchase.RefusedKeyReused, do)
		if r.State != approval.Draft || r.Digest != "" || r.Approval.Code != 0 || len(r.Priced.Lines) > 0 {
			t.Errorf("discloses %+v", r)
		}
	}
}

func TestAPR13_WhatACommandLacks(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	for field, edit := range map[string]func(*purchase.Place){
		"key":       func(c *purchase.Place) { c.Key = "" },
		"order":     func(c *purchase.Place) { c.Order = " 1" },
		"instant":   func(c *purchase.Place) { c.At = time.Time{} },
		"principal": func(c *purchase.Place) { c.By.Principal = "" },
		"user":      func(c *purchase.Place) { c.By.User = "a\x00" },
		"account":   func(c *purchase.Place) { c.By.Account = "a " },
	} {
		c := place("k", "1", "sam", 6)
		edit(&c)
		if r := s.refuses(purchase.RefusedCommand, func() (purchase.Result, error) { return s.Place(ctx, c) }); r.Subject != field {
			t.Error(field, r)
		}
	}
}

// Where another account is billed, the bill goes to that one's own address, and nobody who orders sends it elsewhere.
func TestBIL1_TheBillGoesToTheOneWhoIsBilled(t *testing.T) {
	a, p := world()
	a.Application.Features = append(a.Application.Features, account.BillingOverride)
	for i := range a.Accounts {
		switch a.Accounts[i].ID {
		case "acme":
			a.Accounts[i].BillTo, a.Accounts[i].Groups = "holding", []string{account.PowerCustomerGroup}
		case "holding":
			a.Accounts[i].Addresses[2].ID = "treasury"
		}
	}
	store := memory.New()
	t.Cleanup(func() { _ = store.Close() })
	if err := fill(store, a, p); err != nil {
		t.Fatal(err)
	}
	s := &shop{purchase.New(store, purchase.Rules{}), t, store}
	c := place("k", "1", "reg", 1)
	c.Invoice.Address = "desk"
	r := s.refuses(purchase.RefusedPermission, func() (purchase.Result, error) { return s.Place(ctx, c) })
	if r.Permissions[0].Code != account.RefusedBilledElsewhere {
		t.Error(r.Permissions)
	}
	c.Invoice.Address = ""
	r = s.is(purchase.Done, approval.Approved)(s.Place(ctx, c))
	if r.Priced.BilledTo != "holding" || r.Priced.Invoice.Address != "treasury" || r.Priced.Delivery.Address != "dock" {
		t.Errorf("%+v", r.Priced)
	}
}
