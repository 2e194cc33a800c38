package account_test

import (
	"fmt"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// forest is n accounts in trees of three levels.
func forest(n int) account.Data {
	d := account.Data{Application: allOn}
	id := func(i int) string { return fmt.Sprintf("account-%06d", i) }
	for i := range n {
		a := account.Account{ID: id(i), National: true, Groups: []string{account.ChildCustomerGroup}}
		if i%10 > 0 {
			a.Parent = id(i - i%10 + (i%10)/4)
		}
		if i%10 > 3 {
			a.PricingFrom = a.Parent
		}
		if a.Parent == a.ID {
			a.Parent = id(i - i%10)
		}
		d.Accounts = append(d.Accounts, a)
	}
	return d
}

func BenchmarkAtOrAbove(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		g := graphOf(b, forest(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if !g.AtOrAbove("account-000040", "account-000048") {
					b.Fatal("no")
				}
			}
		})
	}
}

func BenchmarkPricing(b *testing.B) {
	g := graphOf(b, forest(1000))
	b.ReportAllocs()
	for b.Loop() {
		if !g.Pricing("account-000048").Allowed() {
			b.Fatal("no")
		}
	}
}

func BenchmarkNewGraph(b *testing.B) {
	d := forest(100_000)
	b.ReportAllocs()
	for b.Loop() {
		graphOf(b, d)
	}
}

func BenchmarkWith(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		g := graphOf(b, forest(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				next, err := g.With(account.Changes{Put: []account.Account{{ID: "account-000048", Name: fmt.Sprint(i)}}})
				if err != nil {
					b.Fatal(err)
				}
				g = next
			}
		})
	}
}
