package contract_test

import (
	"fmt"
	"iter"
	"os"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// The two-contract world: every combination of the conditions of two contracts,
// A and B, with a level price and without, each under every combination of the
// buyer's rights and under both readings. One Book holds all of them: an account
// stands for the terms of its two contracts and for how it is assigned to each,
// a product for what the contracts and the level say of it.

// terms are those of a contract but its accounts and products: 2 × 2 × 2.
type terms struct{ forced, inactive, expired bool }

// assigned is how an account is assigned: 5.
type assigned int

const (
	notAssigned assigned = iota
	assignedNow
	assignedInactive
	notBegun
	ended
	assignments
)

// listed is how a contract lists a product: 3 × 4.
type listed struct {
	how   int // 0 is not, 1 active, 2 inactive
	price string
}

var worldPrices = []string{"0", "9.00", "10.00", "11.00"} // zero, below, equal to and above the level's

func allTerms() (all []terms) {
	for n := range 8 {
		all = append(all, terms{n&1 != 0, n&2 != 0, n&4 != 0})
	}
	return all
}

func allListed() (all []listed) {
	for how := range 3 {
		for _, price := range worldPrices {
			all = append(all, listed{how, price})
		}
	}
	return all
}

// worlds are the facts of the two-contract world.
type worlds struct {
	contracts []contract.Contract // by name, then terms
	accounts  []string
	products  []string
	level     pricing.List
}

func newWorlds() *worlds {
	w := &worlds{level: level()}
	for _, name := range []string{"A", "B"} {
		for i, t := range allTerms() {
			c := contract.Contract{
				Code: fmt.Sprint(name, i), Currency: money.EUR, Force: t.forced, Inactive: t.inactive, Expires: date(today),
			}
			if t.expired {
				c.Expires = date(yesterday)
			}
			w.contracts = append(w.contracts, c)
		}
	}
	w.addAccounts()
	w.addProducts()
	return w
}

func (w *worlds) addAccounts() {
	for termsA := range 8 {
		for termsB := range 8 {
			for a := range assignments {
				for b := range assignments {
					id := fmt.Sprintf("%d%d%d%d", termsA, termsB, a, b)
					w.accounts = append(w.accounts, id)
					assign(&w.contracts[termsA], id, a)
					assign(&w.contracts[8+termsB], id, b)
				}
			}
		}
	}
}

func (w *worlds) addProducts() {
	for _, inLevel := range []bool{true, false} {
		for i, a := range allListed() {
			for j, b := range allListed() {
				id := fmt.Sprintf("%t-%d-%d", inLevel, i, j)
				w.products = append(w.products, id)
				if inLevel {
					w.level.Rows = append(w.level.Rows, pricing.Row{Product: id, Price: eur("10.00")})
				}
				for k := range 8 {
					list(&w.contracts[k], id, a)
					list(&w.contracts[8+k], id, b)
				}
			}
		}
	}
}

func assign(c *contract.Contract, id string, how assigned) {
	a := contract.Account{Account: id, Starts: date(today), Ends: date(today)}
	switch how {
	case notAssigned:
		return
	case assignedInactive:
		a.Inactive = true
	case notBegun:
		a.Starts, a.Ends = date(tomorrow), calendar.Date{}
	case ended:
		a.Starts, a.Ends = calendar.Date{}, date(yesterday)
	}
	c.Accounts = append(c.Accounts, a)
}

func list(c *contract.Contract, product string, l listed) {
	if l.how > 0 {
		c.Products = append(c.Products, contract.Product{Product: product, Price: eur(l.price), Inactive: l.how == 2})
	}
}

func (w *worlds) count() int { return len(w.accounts) * len(w.products) }

// each yields every stride-th world, and all of the accounts of the core, as
// account and product, all of an account together.
func (w *worlds) each(stride int) iter.Seq2[string, string] {
	return func(yield func(account, product string) bool) {
		for n := range w.count() {
			account := w.accounts[n/len(w.products)]
			if (n%stride == 0 || core(account)) && !yield(account, w.products[n%len(w.products)]) {
				return
			}
		}
	}
}

// core reports whether both contracts hold for an account but for what is the
// product's: one in four hundred, but where prices meet.
func core(account string) bool {
	return account[0] < '2' && account[1] < '2' && account[2:] == fmt.Sprintf("%d%d", assignedNow, assignedNow)
}

// rights are what a buyer may lack.
type rights struct{ feature, permission bool }

func (r rights) buyer(id string) pricing.Buyer {
	b := pricing.Buyer{Account: id, Levels: []string{"A"}, Currency: money.EUR}
	if r.feature {
		b.Features = []account.Feature{account.CustomerAccountContracts}
	}
	if r.permission {
		b.Permissions = []account.Permission{account.MyContracts}
	}
	return b
}

// TestCON2_TwoContractWorld prices all of it with the engine and with a judge
// that shares only the facts. TRADETERMS_PROOF=full takes every world, else
// every 29th and the core are taken.
func TestCON2_TwoContractWorld(t *testing.T) {
	stride := 29
	if os.Getenv("TRADETERMS_PROOF") != "" {
		stride = 1
	}
	w := newWorlds()
	if w.count() < 295_000 {
		t.Fatal("worlds:", w.count())
	}
	seen := map[pricing.Code]int{}
	for n := range 16 {
		r := contract.Reading{OnlyCheaper: n&4 != 0, ExpiryExcluded: n&8 != 0}
		may := rights{n&1 == 0, n&2 == 0}
		t.Run(fmt.Sprintf("%+v %+v", r, may), func(t *testing.T) { compareWorlds(t, w, newJudge(w, r, may), stride, seen) })
	}
	for _, code := range []pricing.Code{
		pricing.Won, pricing.Unforced, pricing.Outbid, pricing.Outranked, pricing.Dearer, pricing.NotCheaper,
		pricing.FeatureOff, pricing.Inactive, pricing.Expired, pricing.AssignmentInactive, pricing.AssignmentNotBegun,
		pricing.AssignmentEnded, pricing.ProductInactive, pricing.NoPermission, pricing.PriceZero,
	} {
		if seen[code] < 50 {
			t.Errorf("%s was met %d times only", code, seen[code])
		}
	}
}

func compareWorlds(t *testing.T, w *worlds, j *judge, stride int, seen map[pricing.Code]int) {
	book := compileAs(t, j.reading, w.level, w.contracts...)
	var prices *pricing.Prices
	last, checked := "", 0
	for account, product := range w.each(stride) {
		if account != last {
			prices, last = book.For(j.may.buyer(account), noon()), account
		}
		checked++
		want := j.judge(account, product)
		for _, code := range want.codes {
			seen[code]++
		}
		if diff := want.compare(prices, product); diff != "" {
			t.Fatalf("account %s, product %s: %s", account, product, diff)
		}
	}
	if want := w.count() / stride; checked < want {
		t.Fatalf("%d worlds checked, want %d", checked, want)
	}
}
