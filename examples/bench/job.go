package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// job is the facts of a seller, as plain numbers that index codes. Each peer makes of them
// what it needs.
type job struct {
	accounts []buyer
	products []string
	lists    []list // the price levels, then the contracts by code
	rows     []row  // by list, then product
	windows  []window
	at       time.Time // of all questions
}

// buyer is an account as pricing sees it.
type buyer struct {
	code   string
	parent int32 // -1: none
	terms  int32 // the account whose prices hold, mostly itself
	level  int32 // of that account, a list
}

// list is a price level or a contract.
type list struct {
	code     string
	forced   bool
	accounts []int32 // of a contract
	until    calendar.Date
}

// row is one price. Prices are in thousandths, quantities in pieces.
type row struct {
	list, product int32
	min, window   int32
	price         int64
}

// window is when a row holds; the first is always.
type window struct {
	days        calendar.Days
	from, until int64 // Unix microseconds, half-open
}

const (
	levels    = 5
	permanent = 0 // the window without end
)

// scale is the size of a job. All grows alike, so that a question meets as many rows in a large
// job as in a small one.
type scale struct{ products, accounts, contracts int }

var ordinary = scale{products: 20_000, accounts: 2_000, contracts: 500}

func (s scale) by(num, den int) scale {
	return scale{max(20, s.products*num/den), max(20, s.accounts*num/den), max(2, s.contracts*num/den)}
}

func newJob(s scale) *job {
	rng := rand.New(rand.NewPCG(8, 2026))
	j := &job{at: time.Date(2026, 5, 5, 10, 0, 0, 0, time.UTC)}
	j.makeWindows()
	for p := range s.products {
		j.products = append(j.products, fmt.Sprintf("P%06d", p))
	}
	j.makeAccounts(rng, s.accounts)
	for l := range levels {
		j.lists = append(j.lists, list{code: string(rune('A' + l))})
		for p := range s.products {
			if rng.IntN(50) > 0 {
				j.levelRows(rng, int32(l), int32(p))
			}
		}
	}
	for c := range s.contracts {
		j.makeContract(rng, c)
	}
	return j
}

// makeWindows makes the one without end and the months of the year.
func (j *job) makeWindows() {
	j.windows = []window{{from: -1 << 63, until: 1<<63 - 1}}
	for m := time.January; m <= time.December; m++ {
		first := time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC)
		next := first.AddDate(0, 1, 0)
		j.windows = append(j.windows, window{
			days: calendar.Days{From: calendar.DateOf(first, time.UTC), To: calendar.DateOf(next.AddDate(0, 0, -1), time.UTC)},
			from: first.UnixMicro(), until: next.UnixMicro(),
		})
	}
}

// makeAccounts makes trees of at most four levels; a third of the accounts is priced as its parent
// is, over at most three hops.
func (j *job) makeAccounts(rng *rand.Rand, n int) {
	roots := max(1, n*879/2000)
	depth := make([]int, n)
	for i := range n {
		b := buyer{code: fmt.Sprintf("A%05d", i), parent: -1, terms: int32(i), level: int32(rng.IntN(levels))}
		if i >= roots {
			for b.parent < 0 || depth[b.parent] == 3 {
				b.parent = int32(rng.IntN(i))
			}
			depth[i] = depth[b.parent] + 1
			if rng.IntN(1121) < 672 {
				b.terms, b.level = j.accounts[b.parent].terms, j.accounts[b.parent].level
			}
		}
		j.accounts = append(j.accounts, b)
	}
}

var breaks = []int32{1, 10, 50, 100, 500}

// levelRows makes three to five breaks; one product in ten has a dated row inside, mostly of this month.
func (j *job) levelRows(rng *rand.Rand, l, p int32) {
	price := 50_000 + int64(p)*7919%100_000 - int64(l)*3_000
	for i := range 3 + rng.IntN(3) {
		j.rows = append(j.rows, row{l, p, breaks[i], permanent, price - int64(i)*1_237})
	}
	if rng.IntN(10) == 0 {
		w := int32(5) // May
		if rng.IntN(5) < 2 {
			w = int32(1 + rng.IntN(12))
		}
		j.rows = append(j.rows, row{l, p, 1, w, price * 9 / 10})
	}
}

// makeContract makes a contract of 10 to 20 accounts and 50 to 100 products, each with a price from
// any quantity and up to three breaks. One in ten has expired, one in five is forced.
func (j *job) makeContract(rng *rand.Rand, c int) {
	k := list{code: fmt.Sprintf("K%05d", c), forced: rng.IntN(5) == 0, until: calendar.MustDate("2027-12-31")}
	if rng.IntN(10) == 0 {
		k.until = calendar.MustDate("2026-03-31")
	}
	for _, a := range rng.Perm(len(j.accounts))[:10+rng.IntN(11)] {
		k.accounts = append(k.accounts, int32(a))
	}
	j.lists = append(j.lists, k)
	for _, p := range distinct(rng, len(j.products), min(50+rng.IntN(51), len(j.products))) {
		price := 45_000 + int64(p)*7919%100_000 + int64(rng.IntN(4_000))
		for i := range 1 + rng.IntN(4) {
			m := int32(0)
			if i > 0 {
				m = breaks[i]
			}
			j.rows = append(j.rows, row{int32(levels + c), p, m, permanent, price - int64(i)*1_237})
		}
	}
}

// distinct draws n different numbers below limit.
func distinct(rng *rand.Rand, limit, n int) (all []int32) {
	seen := make(map[int32]bool, n)
	for len(all) < n {
		if x := int32(rng.IntN(limit)); !seen[x] {
			seen[x] = true
			all = append(all, x)
		}
	}
	return all
}

// runs calls f for the rows of each list and product.
func (j *job) runs(f func(rows []row)) {
	for from := 0; from < len(j.rows); {
		to := from + 1
		for to < len(j.rows) && j.rows[to].list == j.rows[from].list && j.rows[to].product == j.rows[from].product {
			to++
		}
		f(j.rows[from:to])
		from = to
	}
}

// before is how the rows of one list and product are asked: a dated one first, then the
// highest minimum; then the first that holds is the answer, as dated rows hold from one piece.
func before(a, b row) int {
	if (a.window == permanent) != (b.window == permanent) {
		return int(boolean(a.window == permanent) - boolean(b.window == permanent))
	}
	return int(b.min - a.min)
}

func boolean(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// hears returns the contracts of each account, by the account whose terms hold.
func (j *job) hears() [][]int32 {
	own := make([][]int32, len(j.accounts))
	for l, k := range j.lists {
		for _, a := range k.accounts {
			own[a] = append(own[a], int32(l))
		}
	}
	heard := make([][]int32, len(j.accounts))
	for a := range j.accounts {
		heard[a] = own[j.accounts[a].terms]
	}
	return heard
}

// expires returns the first instant at which a list no longer holds.
func (j *job) expires(l *list) int64 {
	if l.until == (calendar.Date{}) {
		return 1<<63 - 1
	}
	return calendar.Days{To: l.until}.Window(time.UTC).Until.UnixMicro()
}
