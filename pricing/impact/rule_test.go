package impact_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func level(rows ...pricing.Row) pricing.List {
	return pricing.List{ID: pricing.LevelID("A"), Rows: rows}
}

func row(product, min, price string) pricing.Row {
	return pricing.Row{Product: product, Min: money.MustQuantity(min), Price: eur(price)}
}

func deal(competes pricing.Competes, rows ...pricing.Row) pricing.List {
	return pricing.List{ID: pricing.ListID{Kind: pricing.Contract, Code: "K"}, Competes: competes, Rows: rows,
		Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "ann"}}}}
}

func sides(t *testing.T, old, now []pricing.List) (a, b impact.Side) {
	t.Helper()
	buyers := []pricing.Buyer{
		{Account: "ann", Levels: []string{"A"}, Currency: money.EUR}, {Account: "bob", Levels: []string{"A"}, Currency: money.EUR},
	}
	return impact.Side{Book: newBook(t, pricing.Data{Zone: noon.Location(), Lists: old}), Buyers: buyers},
		impact.Side{Book: newBook(t, pricing.Data{Zone: noon.Location(), Lists: now}), Buyers: buyers}
}

func TestPRC10_NoChangeNoImpact(t *testing.T) {
	for number := range uint64(proof(200, 2000, 20_000)) {
		w := newWorld(number)
		side := impact.Side{Book: newBook(t, w.data), Buyers: w.buyers()}
		again := impact.Side{Book: newBook(t, w.data), Buyers: side.Buyers}
		put, err := side.Book.With(pricing.Changes{Put: w.data.Lists})
		if err != nil {
			t.Fatal(err)
		}
		for _, now := range []impact.Side{side, again, {Book: put, Buyers: side.Buyers}} {
			if all := changes(t, side, now); len(all) > 0 {
				t.Fatalf("world %d: %v", number, all)
			}
		}
	}
}

// What is told in words: bands, prices, causes.
func TestPRC10_Told(t *testing.T) {
	base := level(row("P", "0", "10"), row("P", "10", "9"))
	for _, c := range []struct {
		name     string
		old, now []pricing.List
		want     []string
	}{
		{"the last break falls", []pricing.List{base}, []pricing.List{level(row("P", "0", "10"), row("P", "10", "8"))}, []string{
			"ann, P, from 10: 9.00 EUR from level:A → 8.00 EUR from level:A (other price)",
			"bob, P, from 10: 9.00 EUR from level:A → 8.00 EUR from level:A (other price)",
		}},
		{"a break moves", []pricing.List{base}, []pricing.List{level(row("P", "0", "10"), row("P", "12", "9"))}, []string{
			"ann, P, from 10 below 12: 9.00 EUR from level:A → 10.00 EUR from level:A (other price)",
			"bob, P, from 10 below 12: 9.00 EUR from level:A → 10.00 EUR from level:A (other price)",
		}},
		{"a contract for one", []pricing.List{base}, []pricing.List{base, deal(pricing.NotDearer, row("P", "0", "9.50"))}, []string{
			"ann, P, any quantity below 10: 10.00 EUR from level:A → 9.50 EUR from contract:K (other list: outbid)",
		}},
		{"the contract gets dear", []pricing.List{base, deal(pricing.NotDearer, row("P", "0", "8"))},
			[]pricing.List{base, deal(pricing.NotDearer, row("P", "0", "9.50"))}, []string{
				"ann, P, any quantity below 10: 8.00 EUR from contract:K → 9.50 EUR from contract:K (other price)",
				"ann, P, from 10: 8.00 EUR from contract:K → 9.00 EUR from level:A (other list: dearer)",
			}},
		{"a product goes", []pricing.List{base}, []pricing.List{level(row("Q", "0", "1"))}, []string{
			"ann, P, any quantity below 10: 10.00 EUR from level:A → no price: no-such-product (other list: not-listed)",
			"ann, P, from 10: 9.00 EUR from level:A → no price: no-such-product (other list: not-listed)",
			"ann, Q, any quantity: no price: no-such-product → 1.00 EUR from level:A (other list)",
			"bob, P, any quantity below 10: 10.00 EUR from level:A → no price: no-such-product (other list: not-listed)",
			"bob, P, from 10: 9.00 EUR from level:A → no price: no-such-product (other list: not-listed)",
			"bob, Q, any quantity: no price: no-such-product → 1.00 EUR from level:A (other list)",
		}},
		{"another list, the same price", []pricing.List{base}, []pricing.List{base, deal(pricing.Forced, row("P", "0", "10"), row("P", "10", "9"))}, nil},
	} {
		old, now := sides(t, c.old, c.now)
		var got []string
		for _, change := range changes(t, old, now) {
			got = append(got, change.String())
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %q", c.name, got)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s:\n got %s\nwant %s", c.name, got[i], c.want[i])
			}
		}
	}
}

// Accounts that come, go or get other terms.
func TestPRC10_OtherBuyers(t *testing.T) {
	old, now := sides(t, []pricing.List{level(row("P", "0", "10"))}, []pricing.List{level(row("P", "0", "10")),
		{ID: pricing.LevelID("B"), Rows: []pricing.Row{row("P", "0", "7")}}})
	bob := now.Buyers[1]
	bob.Levels = []string{"B"}
	now.Buyers = []pricing.Buyer{bob, {Account: "cor", Levels: []string{"B"}, Currency: money.EUR}}
	want := map[string]impact.Move{"ann": impact.Lost, "bob": impact.Cheaper, "cor": impact.Gained}
	for _, c := range changes(t, old, now) {
		if c.Move != want[c.Account] || c.Cause != impact.OtherBuyer {
			t.Errorf("%v", c)
		}
		delete(want, c.Account)
	}
	if len(want) > 0 {
		t.Errorf("nothing told of %v", want)
	}
	bob.Currency, bob.Levels = money.GBP, []string{"A"}
	pounds := newBook(t, pricing.Data{Zone: noon.Location(), Lists: []pricing.List{level(row("P", "0", "10"), pricing.Row{Product: "P", Price: money.MustParse("10", money.GBP)})}})
	all := changes(t, impact.Side{Book: pounds, Buyers: old.Buyers[1:]}, impact.Side{Book: pounds, Buyers: []pricing.Buyer{bob}})
	if len(all) != 1 || all[0].Move != impact.OtherCurrency {
		t.Errorf("%v", all)
	}
}

func TestPRC10_Errors(t *testing.T) {
	old, now := sides(t, []pricing.List{level(row("P", "0", "10"))}, []pricing.List{level(row("P", "0", "11"))})
	now.Buyers = []pricing.Buyer{{Account: "ann", Levels: []string{"A"}}, now.Buyers[1]}
	wrong, right := 0, 0
	for c, err := range impact.Between(old, now, noon) {
		if err != nil {
			wrong++
		} else if c.Account == "bob" {
			right++
		}
	}
	if wrong != 1 || right != 1 {
		t.Errorf("%d errors, %d of the other account", wrong, right)
	}
	if _, err := impact.Summarize(impact.Between(old, now, noon)); err == nil {
		t.Error("summary of an error")
	}
	now.Buyers = append(now.Buyers, now.Buyers[1])
	for _, err := range impact.Between(old, now, noon) {
		if err == nil {
			t.Error("an account twice")
		}
	}
}

func TestPRC10_CanBeStopped(t *testing.T) {
	old, now := sides(t, []pricing.List{level(row("P", "0", "10"), row("Q", "0", "1"))}, []pricing.List{level(row("P", "0", "11"), row("Q", "0", "2"))})
	n := 0
	for range impact.Between(old, now, noon) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d", n)
	}
}

func TestPRC10_Summary(t *testing.T) {
	old, now := sides(t, []pricing.List{level(row("P", "0", "10"), row("Q", "0", "4")), deal(pricing.NotDearer, row("Q", "0", "3"))},
		[]pricing.List{level(row("P", "0", "10.30"), row("Q", "0", "2"), row("R", "0", "1"))})
	s, err := impact.Summarize(impact.Between(old, now, noon))
	if err != nil {
		t.Fatal(err)
	}
	if s.Changes != 6 || s.Dearer != 2 || s.Cheaper != 2 || s.Gained != 2 || s.MostUp != money.MustRate("0.03") || s.MostDown != money.MustRate("-0.5") {
		t.Errorf("%+v", s.Total)
	}
	if len(s.Accounts) != 2 || s.Accounts[0].ID != "ann" || s.Accounts[0].MostDown != money.MustRate("-0.3333") || len(s.Products) != 3 || s.Products[1].Cheaper != 2 {
		t.Errorf("%+v %+v", s.Accounts, s.Products)
	}
}
