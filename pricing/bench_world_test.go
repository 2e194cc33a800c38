package pricing_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// job is a seller of ordinary shape, made from a fixed seed: accounts on price
// levels with breaks, some products missing, some dated rows, and contracts of
// 10 to 20 accounts and 50 to 100 products.
type job struct {
	products  int
	accounts  int
	contracts int
	at        time.Time
}

var ordinary = job{products: 20_000, accounts: 2_000, contracts: 500, at: time.Date(2026, 5, 5, 10, 0, 0, 0, time.UTC)}

const jobLevels = 5

func productCode(i int) string { return fmt.Sprintf("P%06d", i) }
func accountCode(i int) string { return fmt.Sprintf("A%05d", i) }
func levelCode(i int) string   { return string(rune('A' + i)) }

// build streams the rows into a Builder and returns how many there were.
func (j job) build() (*pricing.Book, int, error) {
	rng := rand.New(rand.NewPCG(1, 2))
	b := pricing.NewBuilder(pricing.Data{Zone: time.UTC})
	rows := 0
	for l := range jobLevels {
		id := pricing.LevelID(levelCode(l))
		b.List(pricing.List{ID: id})
		for p := range j.products {
			if rng.IntN(50) == 0 {
				continue
			}
			rows += j.rows(rng, b, id, p, 3+rng.IntN(3), 10_000-int64(l)*300)
		}
	}
	for c := range j.contracts {
		id := pricing.ListID{Kind: pricing.Contract, Code: fmt.Sprintf("K%04d", c)}
		list := pricing.List{
			ID: id, Competes: pricing.NotDearer, Feature: account.CustomerAccountContracts, Permission: account.MyContracts,
			Audience: pricing.Audience{Kind: pricing.Assigned},
			Days:     calendar.Days{To: calendar.MustDate("2027-12-31")},
		}
		if rng.IntN(5) == 0 {
			list.Competes = pricing.Forced
		}
		for _, a := range rng.Perm(j.accounts)[:10+rng.IntN(11)] {
			list.Audience.Assigned = append(list.Audience.Assigned, pricing.Assignment{Account: accountCode(a)})
		}
		b.List(list)
		for range 50 + rng.IntN(51) {
			rows += j.rows(rng, b, id, c*j.products/j.contracts+rng.IntN(j.products/10), 1+rng.IntN(4), 9_000)
		}
	}
	book, err := b.Book()
	return book, rows, err
}

// rows adds the breaks of a product; one in ten has a dated table inside.
func (j job) rows(rng *rand.Rand, b *pricing.Builder, id pricing.ListID, p, breaks int, from int64) int {
	p %= j.products
	from += int64(p%977) * 7 // the same product twice in a contract says the same twice
	for i := range breaks {
		b.Row(id, pricing.Row{
			Product: productCode(p), Min: money.Units([]int32{1, 10, 50, 100, 500}[i]),
			Price: money.Scaled(from-int64(i)*37, 2, money.GBP),
		})
	}
	if id.Kind == pricing.Level && rng.IntN(10) == 0 {
		b.Row(id, pricing.Row{
			Product: productCode(p), Min: money.Units(1), Price: money.Scaled(from*9/10, 2, money.GBP),
			Days: calendar.Days{From: calendar.MustDate("2026-05-01"), To: calendar.MustDate("2026-05-31")},
		})
		breaks++
	}
	return breaks
}

func (j job) buyer(a int) pricing.Buyer {
	return pricing.Buyer{
		Account: accountCode(a), Levels: []string{levelCode(a % jobLevels)}, Currency: money.GBP,
		Features:    []account.Feature{account.CustomerAccountContracts},
		Permissions: []account.Permission{account.MyContracts},
	}
}
