package purchase_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sync"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// digits are those of the price of gold, and of any digest.
var digits = regexp.MustCompile(`7{3,}|77\.7|[0-9a-f]{40}`)

// tells looks for digits in whatever way a value can be written.
func tells(t *testing.T, what string, v any, err error) {
	t.Helper()
	text, _ := json.Marshal(v)
	for _, said := range []string{string(text), fmt.Sprintf("%v %+v", v, v), fmt.Sprint(err)} {
		if found := digits.FindString(said); found != "" {
			t.Errorf("%s tells %q: %s", what, found, said)
		}
	}
}

// PRC-6: the price of gold is 77777.77; whatever one who may not see prices is told or sent, it holds none of these digits.
func TestPRC6_NoAmountReachesWhoMayNotSeePrices(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Authorize), pot("paper", budget.Warn))
	order := place("k", "A", "hid", 1)
	order.Lines = []pricing.Line{{Product: "gold", Quantity: money.Units(1)}}
	told := func(what string, v any, err error) { t.Helper(); tells(t, what, v, err) }
	r, err := s.Place(ctx, order)
	told("placing", r, err)
	if r.Code != purchase.Done || len(r.Budget.Findings) != 2 || len(r.Priced.Lines) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	status, err := s.Status(ctx, purchase.Status{Order: "A", By: as("hid", "acme"), At: noon})
	told("status", status, err)
	q, err := s.Quote(ctx, purchase.Quote{Key: "q", Order: "Q", By: as("hid", "acme"), At: noon, Lines: order.Lines})
	told("a quote", q, err)
	queue, err := s.Queue(ctx, purchase.Queue{By: as("hid", "acme"), At: noon})
	told("the queue", queue, err)
	statement, err := s.Statement(ctx, purchase.Statement{Budget: "paper", By: as("hid", "acme"), At: noon})
	told("the statement", statement, err)
	if statement.Code != purchase.RefusedPermission {
		t.Error(statement)
	}
	order.Key, order.Order, order.Lines[0].Quantity = "z", "Z", money.MustQuantity("999999999999")
	r, err = s.Place(ctx, order)
	told("too much of it", r, err)
	r, err = s.Withdraw(ctx, purchase.Withdraw{Key: "w", Order: "A", By: as("hid", "acme"), At: noon})
	told("withdrawing", r, err)
	for _, m := range s.messages() {
		told("a message", string(m.Body)+m.Key+m.Subject, nil)
	}
	seen, err := s.Status(ctx, purchase.Status{Order: "A", By: as("reg", "acme"), At: noon})
	if err != nil || seen.Digest == "" || !digits.MatchString(fmt.Sprint(seen.Priced)) {
		t.Error("nothing is told to anybody")
	}
}

// Two worlds that differ in what the viewer may not see say the same to him (P16).
func TestP16_TheSameOfTwoPrices(t *testing.T) {
	var said []string
	for range 2 {
		s := newShop(t, purchase.Rules{}, pot("office", budget.Warn))
		if said != nil {
			raise(t, s)
		}
		r, err := s.Place(ctx, place("k", "1", "hid", 1))
		status, _ := s.Status(ctx, purchase.Status{Order: "1", By: as("hid", "acme"), At: noon})
		for i := range r.Permissions {
			r.Permissions[i].Revision = 0
		}
		said = append(said, fmt.Sprintf("%+v %v %+v", r, err, status))
	}
	if said[0] != said[1] {
		t.Errorf("%s\n%s", said[0], said[1])
	}
}

func TestAbuse_AnswersOfOnesOwnAndOfStrangers(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	c := place("k", "1", "sam", 6)
	change(t, s.store, "mia", func(u *account.User) { u.Person = "sam" }) // mia is sam's other login
	r := s.refuses(purchase.RefusedApproval, func() (purchase.Result, error) { return s.Place(ctx, c) })
	if r.Approval.Code != approval.RefusedNoPath {
		t.Error(r)
	}
	change(t, s.store, "mia", func(u *account.User) { u.Person = "" })
	d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, c)).Digest
	for user, code := range map[string]purchase.Code{
		"sam": purchase.RefusedPermission, "moe": purchase.RefusedApproval, "reg": purchase.RefusedPermission,
	} {
		s.refuses(code, func() (purchase.Result, error) { return s.Answer(ctx, approve("a", "1", user, d)) })
	}
	// A stranger is not told that there is such an order.
	stranger := approve("a", "1", "ann", d)
	stranger.By.Account = "other"
	r = s.refuses(purchase.RefusedNoOrder, func() (purchase.Result, error) { return s.Answer(ctx, stranger) })
	stranger.Order = "2"
	none := s.refuses(purchase.RefusedNoOrder, func() (purchase.Result, error) { return s.Answer(ctx, stranger) })
	if r.Order = "2"; fmt.Sprint(r) != fmt.Sprint(none) {
		t.Error("tells a stranger of an order")
	}
	status, err := s.Status(ctx, purchase.Status{Order: "1", By: as("ann", "other"), At: noon})
	if err != nil || status.Code != purchase.RefusedNoOrder {
		t.Errorf("%+v, %v", status, err)
	}
	taken := place("x", "1", "odd", 1)
	taken.By.Account = "other"
	s.refuses(purchase.RefusedTaken, func() (purchase.Result, error) { return s.Place(ctx, taken) })
	foreign := place("y", "3", "odd", 1) // another account's id passed in
	s.refuses(purchase.RefusedPermission, func() (purchase.Result, error) { return s.Place(ctx, foreign) })
}

// W9: of answers given at once exactly one counts; the others hear by whom it was.
func TestW9_ApproveAndDeclineAtOnce(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block))
	for n := range 20 {
		id := fmt.Sprint(n)
		c := place("k"+id, id, "tim", 6)
		c.At = noon.AddDate(0, n, 0)
		d := s.is(purchase.Done, approval.Pending)(s.Place(ctx, c)).Digest
		results, errs := make([]purchase.Result, 6), make([]error, 6)
		var all sync.WaitGroup
		for i := range results {
			a := approve(fmt.Sprint("a", i, id), id, []string{"mia", "max"}[i%2], d)
			a.At = c.At
			if i%3 == 0 {
				a.Verdict = approval.Decline
			}
			all.Go(func() { results[i], errs[i] = s.Answer(ctx, a) })
		}
		all.Wait()
		done := 0
		for i, r := range results {
			switch {
			case errs[i] != nil:
				t.Error(errs[i])
			case r.Allowed():
				done++
			case r.Approval.Code != approval.RefusedAlreadyAnswered || r.Approval.By == "":
				t.Error(r)
			}
		}
		if done != 1 {
			t.Errorf("%d answers count", done)
		}
	}
}

func TestAbuse_TooManyLinesAndDefectiveOnes(t *testing.T) {
	s := newShop(t, purchase.Rules{})
	before := dump(t, s.store)
	many := place("k", "1", "reg", 1)
	many.Lines = slices.Repeat(many.Lines, pricing.MaxLines+1)
	none := place("k", "1", "reg", 0)
	for _, c := range []purchase.Place{many, none} {
		var question *pricing.QuestionError
		if r, err := s.Place(ctx, c); !errors.As(err, &question) || r.Allowed() {
			t.Error(r, err)
		}
	}
	if dump(t, s.store) != before {
		t.Error("the store changed")
	}
	many.Lines = many.Lines[:pricing.MaxLines]
	s.is(purchase.Done, approval.Approved)(s.Place(ctx, many))
}

// A contract that expired between basket and order neither prices the line nor opens the assortment (CON-4).
func TestAbuse_ContractExpiredBetweenBasketAndOrder(t *testing.T) {
	sold, err := assortment.New(assortment.Data{Catalogues: []assortment.Catalogue{{
		ID: "all", Audience: assortment.Audience{Kind: assortment.Everyone}, Products: assortment.ProductSet{Products: []string{"nut"}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	s := newShop(t, purchase.Rules{Assortment: func() *assortment.Assortment { return sold }})
	deal := pricing.List{
		ID:       pricing.ListID{Kind: pricing.Contract, Code: "deal"},
		Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "acme"}}},
		Days:     calendar.Days{To: calendar.MustDate("2026-11-21")},
		Competes: pricing.Cheaper, Rows: []pricing.Row{{Product: "bolt", Price: gbp("60")}},
	}
	err = s.store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		return s.store.ChangePrices(ctx, tx, pricing.Changes{Revision: 2, Put: []pricing.List{deal}})
	})
	if err != nil {
		t.Fatal(err)
	}
	r := s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "reg", 1)))
	if !r.Priced.Totals.Goods.Equal(gbp("60")) {
		t.Error(r.Priced)
	}
	q := purchase.Quote(place("q", "q", "reg", 1))
	s.is(purchase.Done, approval.Draft)(s.Quote(ctx, q))
	late := place("l", "2", "reg", 1)
	late.At = noon.AddDate(0, 0, 1)
	r = s.refuses(purchase.RefusedLines, func() (purchase.Result, error) { return s.Place(ctx, late) })
	if r.Unpriced[0].Reason != pricing.NoSuchProduct {
		t.Error(r)
	}
	// The quote keeps its price, and still not what may no longer be sold.
	s.refuses(purchase.RefusedLines, func() (purchase.Result, error) {
		return s.Convert(ctx, purchase.Convert{Key: "c", Quote: "q", Order: "3", By: as("reg", "acme"), At: late.At})
	})
}
