package budget_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func eur(number string) money.Amount { return money.MustParse(number, money.EUR) }

func Example() {
	book, err := budget.New(budget.Data{Budgets: []budget.Budget{{
		ID: "office", Currency: money.EUR, MaxPeriod: eur("1000"), Period: budget.Month, Zone: time.UTC,
		Action: budget.Authorize, Supervisors: []string{"max"}, Holders: budget.Holders{Groups: []string{"office"}},
		NoticeAt: money.MustPercent("80"),
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2026, time.February, 27, 9, 0, 0, 0, time.UTC)
	nora := budget.Buyer{User: "nora", Account: "north", Groups: []string{"office"}}

	// What a store would have: nothing of this month yet.
	var state budget.State
	for _, pot := range book.Pots(nora, at) {
		state.Usages = append(state.Usages, budget.Usage{Budget: pot.Budget, Period: pot.Period})
	}
	for i, total := range []string{"850", "200"} {
		order := fmt.Sprintf("order %d", i+1)
		placed, err := book.Place(budget.Placement{
			Command:  budget.Command{Order: order, Round: 1, Key: "place " + order, At: at, Principal: "nora", User: "nora"},
			Question: budget.Question{Buyer: nora, Placed: at, Total: budget.Totals{WithoutTax: eur(total)}},
		}, state)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(order, placed.Code)
		for _, f := range placed.Findings {
			fmt.Println("  left", f.Left, "notice", f.Notice, "ask", placed.ToAuthorize() != nil)
		}
		state.Usages = placed.Usages // and the entries go to the ledger
	}
	// Output:
	// order 1 accepted
	//   left 1000.00 EUR notice true ask false
	// order 2 held
	//   left 150.00 EUR notice false ask true
}

// An order waits over the end of the month: it counts in the month in which it was placed.
func ExampleCommit() {
	pot := budget.Pot{Budget: "office", Period: budget.MustPeriod("month:2026-02-01")}
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	entries := []budget.Entry{{
		Budget: pot.Budget, Period: pot.Period, Number: 1, Order: "4711", Round: 1, Kind: budget.EntryReserve,
		Amount: eur("120"), Original: eur("120"), At: at.AddDate(0, 0, -3), Key: "k1", Principal: "nora", User: "nora",
	}}
	usage, _ := budget.FoldUsage(pot, entries)
	shares, _ := budget.FoldShares(entries)

	approve := budget.Command{Order: "4711", Round: 1, Key: "k2", At: at, Principal: "max", User: "max"}
	done, err := budget.Commit(approve, budget.Totals{WithoutTax: eur("100")},
		budget.State{Usages: []budget.Usage{usage}, Shares: shares})
	fmt.Println(done, err)
	for _, e := range done.Entries {
		fmt.Println(e.Period.Name(), e.Number, e.Kind, e.Amount)
	}
	fmt.Println("reserved", done.Usages[0].Reserved, "spent", done.Usages[0].Spent)
	// Output:
	// done <nil>
	// 2026-02 2 reduce 20.00 EUR
	// 2026-02 3 commit 100.00 EUR
	// reserved 0.00 EUR spent 100.00 EUR
}

func ExampleNewStatement() {
	period := budget.MustPeriod("month:2026-02-01")
	day := func(n int) time.Time { return time.Date(2026, time.February, n, 12, 0, 0, 0, time.UTC) }
	entry := func(n uint64, order string, kind budget.EntryKind, amount string, at time.Time) budget.Entry {
		return budget.Entry{Budget: "office", Period: period, Number: n, Order: order, Round: 1, Kind: kind,
			Amount: eur(amount), Original: eur(amount), At: at, Key: "k", Principal: "nora", User: "nora"}
	}
	entries := []budget.Entry{
		entry(1, "1", budget.EntryReserve, "300", day(2)), entry(2, "1", budget.EntryCommit, "300", day(3)),
		entry(3, "2", budget.EntryReserve, "120", day(20)), entry(4, "1", budget.EntryCredit, "50", day(21)),
	}
	usage, _ := budget.FoldUsage(budget.Pot{Budget: "office", Period: period}, entries)
	s, err := budget.NewStatement(usage, entries, calendar.Window{From: day(10)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("opening", s.Opening.Reserved, s.Opening.Spent)
	for _, line := range s.Lines {
		fmt.Println(line.Entry.At.Format(time.DateOnly), line.Entry.Kind, line.Entry.Amount)
	}
	fmt.Println("closing", s.Closing.Reserved, s.Closing.Spent)
	// Output:
	// opening 0.00 EUR 300.00 EUR
	// 2026-02-20 reserve 120.00 EUR
	// 2026-02-21 credit 50.00 EUR
	// closing 120.00 EUR 250.00 EUR
}

func ExamplePeriod_Name() {
	for _, id := range []string{"week:2020-12-28", "month:2026-02-01", "quarter:2026-07-01", "year:2026-04-01", "one-off"} {
		p, err := budget.ParsePeriod(id)
		fmt.Println(p.Name(), err)
	}
	// Output:
	// 2020-W53 <nil>
	// 2026-02 <nil>
	// 2026-Q3 <nil>
	// 2026-04 to 2027-03 <nil>
	// one-off <nil>
}

// A manager lowers a budget below what his people have used of it: it holds from the next month on.
func ExampleBook_Revise() {
	office := budget.Budget{
		ID: "office", Currency: money.EUR, MaxPeriod: eur("1000"), Period: budget.Month, Zone: time.UTC,
		Holders: budget.Holders{Groups: []string{"office"}},
	}
	book, _ := budget.New(budget.Data{Budgets: []budget.Budget{office}})
	used := budget.Usage{Budget: "office", Period: budget.MustPeriod("month:2026-02-01"), Entries: 7, Reserved: eur("200"), Spent: eur("500")}

	office.MaxPeriod = eur("600")
	revised, err := book.Revise(budget.Revision{
		Budget: office, At: time.Date(2026, time.February, 20, 9, 0, 0, 0, time.UTC),
		By: budget.Editor{Principal: "max", User: "max", Own: []budget.Buyer{{User: "max", Account: "north"}}}, Usages: []budget.Usage{used},
	})
	fmt.Println(revised, err)
	fmt.Println("from", revised.From.Name())
	_, left, _ := revised.Book.Left(used)
	fmt.Println("left in February", left)
	// Output:
	// done <nil>
	// from 2026-03
	// left in February 300.00 EUR
}
