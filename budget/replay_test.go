package budget_test

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// purchaseOrder is one of AdventureWorks, a sample company: placed on a day by an employee.
type purchaseOrder struct {
	id, employee string
	day          time.Time
	subtotal     money.Amount
}

// purchaseOrders reads all 4,012; the file lies with the package that replays them through its ladder.
func purchaseOrders(t *testing.T) (all []purchaseOrder) {
	t.Helper()
	f, err := os.Open("../approval/testdata/adventureworks-purchasing/purchase_orders.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(unzipped).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		all = append(all, purchaseOrder{id: row[0], employee: row[2], day: date(row[1]), subtotal: usd(row[5])})
	}
	return all
}

// limits reads the maximum of each employee for each kind of period.
func limits(t *testing.T) map[string]map[string]money.Amount {
	t.Helper()
	f, err := os.Open("testdata/adventureworks-purchasing/budgets.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]money.Amount{}
	for _, row := range rows[1:] {
		if all[row[0]] == nil {
			all[row[0]] = map[string]money.Amount{}
		}
		all[row[0]][row[1]] = usd(row[2])
	}
	return all
}

// replayKinds are the kinds of periods, and how many orders are accepted under block, authorize and warn.
var replayKinds = []struct {
	word     string
	kind     budget.Kind
	accepted [3]int
}{
	{"week", budget.Week, [3]int{3131, 3131, 2370}},
	{"month", budget.Month, [3]int{2397, 2397, 1075}},
	{"quarter", budget.Quarter, [3]int{1589, 1589, 884}},
	{"year", budget.Year, [3]int{854, 854, 459}},
	{"one_off", budget.OneOff, [3]int{2272, 2272, 2076}},
}

// Every purchase order through the budgets of its employee: one period kind and one action at a time, measured on the
// goods. What is blocked consumes nothing, what is held is withdrawn at once, what is warned counts.
func TestReplay_AdventureWorks(t *testing.T) {
	orders, maxima := purchaseOrders(t), limits(t)
	for _, k := range replayKinds {
		for _, action := range []budget.Action{budget.Block, budget.Authorize, budget.Warn} {
			s := newShop(t, replayBudgets(maxima[k.word], k.kind, action)...)
			codes := map[budget.DecisionCode]int{}
			for _, o := range orders {
				codes[s.replay(o)]++
			}
			name := fmt.Sprint(k.word, " ", action)
			accepted := replayPlainly(orders, maxima[k.word], k.kind, action)
			t.Logf("%-18s accepted %4d  blocked %4d  held %4d  warned %4d", name, codes[budget.Accepted],
				codes[budget.RefusedExceeded], codes[budget.Held], codes[budget.Warned])
			other := map[budget.Action]budget.DecisionCode{budget.Block: budget.RefusedExceeded, budget.Authorize: budget.Held, budget.Warn: budget.Warned}
			if codes[budget.Accepted] != accepted || accepted != k.accepted[action] || accepted+codes[other[action]] != len(orders) {
				t.Errorf("%s: %v, by plain sums %d are accepted, want %d", name, codes, accepted, k.accepted[action])
			}
			entries := map[budget.Pot][]budget.Entry{}
			for _, e := range s.entries {
				entries[e.Pot()] = append(entries[e.Pot()], e)
			}
			for pot, u := range s.usages {
				if fold, err := budget.FoldUsage(pot, entries[pot]); err != nil || !fold.Equal(u) {
					t.Fatalf("%s: %+v, by its entries %+v, %v", name, u, fold, err)
				}
			}
		}
	}
}

func replayBudgets(maxima map[string]money.Amount, k budget.Kind, action budget.Action) (all []budget.Budget) {
	for employee, most := range maxima {
		all = append(all, budget.Budget{ID: employee, Currency: money.USD, MaxPeriod: most, Period: k, Zone: time.UTC, Action: action,
			Supervisors: []string{"boss"}, Holders: budget.Holders{Users: []string{employee}}, Measure: budget.GoodsOnly})
	}
	return all
}

func (s *shop) replay(o purchaseOrder) budget.DecisionCode {
	p := s.placement(o.id, o.subtotal, o.day)
	p.Question.Buyer = budget.Buyer{User: o.employee, Account: "adventureworks"}
	p.Question.Total = budget.Totals{Goods: o.subtotal}
	state := s.load(s.book.Pots(p.Question.Buyer, p.Question.Placed), "")
	placed := s.keep(s.book.Place(p, state))
	state = state.After(placed)
	switch placed.Code {
	case budget.Held:
		s.keep(budget.Release(s.command(o.id, o.day), state))
	case budget.Accepted, budget.Warned:
		s.keep(budget.Commit(s.command(o.id, o.day), budget.Totals{}, state))
	}
	return placed.Code
}

// replayPlainly counts what is accepted with sums in a map.
func replayPlainly(orders []purchaseOrder, maxima map[string]money.Amount, k budget.Kind, action budget.Action) (accepted int) {
	used := map[string]money.Amount{}
	for _, o := range orders {
		y, m, d := o.day.Date()
		pot := o.employee + periodOfDay(budget.Budget{Period: k}, y, m, d)
		total := plus(used[pot], o.subtotal)
		within := must(total.Cmp(maxima[o.employee])) <= 0
		if within {
			accepted++
		}
		if within || action == budget.Warn {
			used[pot] = total
		}
	}
	return accepted
}
