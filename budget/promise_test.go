package budget_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/budget"
)

// B1: a blocking budget never has more reserved and spent than its limit, whatever is asked of it.
func TestB1_NeverAboveLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShop(t, monthly("b", carrying), monthly("w", kind(budget.Week), maximum("400")))
		for i := range rapid.IntRange(1, 40).Draw(t, "commands") {
			order := fmt.Sprint(rapid.IntRange(0, 9).Draw(t, "order"))
			at := feb.AddDate(0, 0, i)
			switch rapid.IntRange(0, 5).Draw(t, "command") {
			case 0, 1:
				s.place(order, cents(rapid.Int64Range(0, 60_000).Draw(t, "amount")), at)
			case 2:
				s.commit(order, at)
			case 3:
				s.release(order, at)
			case 4:
				s.restore(order, at)
			case 5:
				s.reopen(order, at)
			}
			for pot, u := range s.usages {
				limit, left, err := s.book.Left(u)
				if used := plus(u.Reserved, u.Spent); err != nil || left.Sign() < 0 || !must(limit.Sub(used)).Equal(left) {
					t.Fatalf("%s: limit %s, left %s, %+v, %v", pot, limit, left, u, err)
				}
			}
		}
	})
}

// B3 and B4: an order has one live reservation in a budget, and each ends once: by a commit or a release, never both.
func TestB3_B4_EachEndsOnce(t *testing.T) {
	ends := map[string]func(*shop) budget.Outcome{
		"commit":  func(s *shop) budget.Outcome { return s.commit("1", mar) },
		"part":    func(s *shop) budget.Outcome { return s.commit("1", mar, total(eur("1"))) },
		"release": func(s *shop) budget.Outcome { return s.release("1", mar) },
	}
	for first, end := range ends {
		for second, again := range ends {
			s := newShop(t, monthly("a"), monthly("b"))
			s.place("1", eur("100"), feb)
			if o := s.place("1#2", eur("100"), feb); o.Code != budget.RefusedStillLive {
				t.Errorf("a second reservation: %s", o)
			}
			if o := end(s); o.Code != budget.Done {
				t.Errorf("%s: %s", first, o)
			}
			before := amounts(s)
			if o := again(s); o.Code != budget.RefusedNotReserved || amounts(s) != before {
				t.Errorf("%s after %s: %s", second, first, o)
			}
		}
	}
}

// B11: what is given back of an order is never more than was spent for it, over all credits.
func TestB11_RefundsAtMostSpent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShop(t, monthly("b"), monthly("u", dollars))
		for _, order := range []string{"1", "2"} {
			p := s.placement(order, eur("300"), feb)
			p.Question.Rates = []budget.Rate{rate("EUR", "USD", "0.777")}
			s.placed(p)
			s.commit(order, feb)
		}
		given := int64(0)
		for range rapid.IntRange(1, 8).Draw(t, "credits") {
			part := rapid.Int64Range(0, 20_000).Draw(t, "part")
			o := s.credit("1", total(cents(part)), mar)
			if fits := given+part <= 30_000; fits != o.Allowed() {
				t.Fatalf("%d after %d: %s", part, given, o)
			}
			if o.Allowed() {
				given += part
			}
		}
		for _, share := range s.shares("1") {
			if must(share.Credited.Cmp(share.Amount)) > 0 {
				t.Fatalf("%+v", share)
			}
		}
		if other := s.shares("2")[0]; other.Credited.Sign() != 0 {
			t.Fatalf("%+v", other)
		}
	})
}
