package budget_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// proof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask for more.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

func usd(number string) money.Amount { return money.MustParse(number, money.USD) }

func date(text string) time.Time {
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", "2006-01-02 15:04:05.000000"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	panic(text)
}

// monthly is a blocking budget of 1000 a month for everyone, changed as a test needs it.
func monthly(id string, changes ...func(*budget.Budget)) budget.Budget {
	b := budget.Budget{ID: id, Currency: money.EUR, MaxPeriod: eur("1000"), Period: budget.Month, Zone: time.UTC,
		Holders: budget.Holders{Everyone: true}}
	for _, change := range changes {
		change(&b)
	}
	return b
}

func with(a budget.Action) func(*budget.Budget) {
	return func(b *budget.Budget) {
		b.Action = a
		if a == budget.Authorize {
			b.Supervisors = []string{"max", "ada"}
		}
	}
}

func maximum(number string) func(*budget.Budget) {
	return func(b *budget.Budget) { b.MaxPeriod = eur(number) }
}

func kind(k budget.Kind) func(*budget.Budget) { return func(b *budget.Budget) { b.Period = k } }

func carrying(b *budget.Budget) { b.CarryOver = true }

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func bookOf(t failer, budgets ...budget.Budget) *budget.Book {
	t.Helper()
	b, err := budget.New(budget.Data{Budgets: budgets})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return b
}

var nora = budget.Buyer{User: "nora", Account: "north", Ancestors: []string{"holding"}, Groups: []string{"office"}}

// shop is a store in memory with one caller: it loads what commands need and keeps what they return.
type shop struct {
	t       failer
	book    *budget.Book
	usages  map[budget.Pot]budget.Usage
	entries []budget.Entry
	n       int
	// byOrder and byPot have the same entries, for few to be looked through; a carry-over is in both of its pots.
	byOrder map[string][]budget.Entry
	byPot   map[budget.Pot][]budget.Entry
	touched []budget.Pot // by the last outcome
}

func newShop(t failer, budgets ...budget.Budget) *shop {
	return &shop{t: t, book: bookOf(t, budgets...), usages: map[budget.Pot]budget.Usage{}}
}

// load reads what a store would: usages, with the last one before where there is none, and the order's shares.
func (s *shop) load(pots []budget.Pot, order string) budget.State {
	s.t.Helper()
	var state budget.State
	for _, pot := range pots {
		u, ok := s.usages[pot]
		if !ok {
			u = budget.Usage{Budget: pot.Budget, Period: pot.Period}
		}
		state.Usages = append(state.Usages, u)
		if last, found := s.before(pot); found && u.Entries == 0 {
			state.Usages = append(state.Usages, last)
		}
	}
	if order != "" {
		state.Shares = s.shares(order)
	}
	return state
}

func (s *shop) before(pot budget.Pot) (last budget.Usage, found bool) {
	for p, u := range s.usages {
		if p.Budget == pot.Budget && p.Period.Compare(pot.Period) < 0 && u.Entries > 0 &&
			(!found || p.Period.Compare(last.Period) > 0) {
			last, found = u, true
		}
	}
	return last, found
}

func (s *shop) shares(order string) []budget.Share {
	s.t.Helper()
	shares, err := budget.FoldShares(s.byOrder[order])
	if err != nil {
		s.t.Fatalf("order %s: %v", order, err)
	}
	return shares
}

// keep stores an outcome, if it was not refused.
func (s *shop) keep(o budget.Outcome, err error) budget.Outcome {
	s.t.Helper()
	if err != nil {
		s.t.Fatalf("%v", err)
	}
	if !o.Allowed() && (o.Entries != nil || o.Usages != nil || o.Shares != nil) {
		s.t.Fatalf("B8: refused as %s, and yet %+v", o.Code, o)
	}
	if s.byPot == nil {
		s.byOrder, s.byPot = map[string][]budget.Entry{}, map[budget.Pot][]budget.Entry{}
	}
	s.entries, s.touched = append(s.entries, o.Entries...), nil
	for _, e := range o.Entries {
		s.byOrder[e.Order] = append(s.byOrder[e.Order], e)
		s.byPot[e.Pot()] = append(s.byPot[e.Pot()], e)
		if from := (budget.Pot{Budget: e.Budget, Period: e.From}); !e.From.IsZero() {
			s.byPot[from] = append(s.byPot[from], e)
		}
	}
	for _, u := range o.Usages {
		s.usages[u.Pot()] = u
		s.touched = append(s.touched, u.Pot())
	}
	return o
}

// of returns the entries of a pot, and the carry-over out of it.
func (s *shop) of(pot budget.Pot) []budget.Entry { return slices.Clone(s.byPot[pot]) }

// command is one of round 1 unless the order says another: "7#2".
func (s *shop) command(order string, at time.Time) budget.Command {
	s.n++
	c := budget.Command{Order: order, Round: 1, Key: fmt.Sprint("key ", s.n), At: at, Principal: "paul", User: "nora"}
	if id, round, ok := strings.Cut(order, "#"); ok {
		c.Order = id
		fmt.Sscan(round, &c.Round)
	}
	return c
}

func total(a money.Amount) budget.Totals { return budget.Totals{WithoutTax: a} }

func (s *shop) placement(order string, a money.Amount, at time.Time) budget.Placement {
	return budget.Placement{Command: s.command(order, at), Question: budget.Question{Buyer: nora, Placed: at, Total: total(a)}}
}

// place places an order of nora.
func (s *shop) place(order string, a money.Amount, at time.Time) budget.Outcome {
	s.t.Helper()
	return s.placed(s.placement(order, a, at))
}

func (s *shop) placed(p budget.Placement) budget.Outcome {
	s.t.Helper()
	return s.keep(s.book.Place(p, s.load(s.book.Pots(p.Question.Buyer, p.Question.Placed), p.Command.Order)))
}

func (s *shop) amend(p budget.Placement) budget.Outcome {
	s.t.Helper()
	pots := slices.Concat(s.book.Pots(p.Question.Buyer, p.Question.Placed), budget.SharePots(s.shares(p.Command.Order)))
	return s.keep(s.book.Amend(p, s.load(pots, p.Command.Order)))
}

func (s *shop) stateOf(order string) budget.State {
	s.t.Helper()
	return s.load(budget.SharePots(s.shares(order)), order)
}

func (s *shop) commit(order string, at time.Time, t ...budget.Totals) budget.Outcome {
	s.t.Helper()
	c := s.command(order, at)
	return s.keep(budget.Commit(c, append(t, budget.Totals{})[0], s.stateOf(c.Order)))
}

func (s *shop) release(order string, at time.Time) budget.Outcome {
	s.t.Helper()
	c := s.command(order, at)
	return s.keep(budget.Release(c, s.stateOf(c.Order)))
}

func (s *shop) credit(order string, t budget.Totals, at time.Time) budget.Outcome {
	s.t.Helper()
	c := s.command(order, at)
	return s.keep(budget.Credit(c, t, s.stateOf(c.Order)))
}

func (s *shop) reopen(order string, at time.Time) budget.Outcome {
	s.t.Helper()
	c := s.command(order, at)
	return s.keep(budget.Reopen(c, s.stateOf(c.Order)))
}

func (s *shop) restore(order string, at time.Time) budget.Outcome {
	s.t.Helper()
	c := s.command(order, at)
	return s.keep(s.book.Restore(c, s.stateOf(c.Order)))
}

// used says what a pot has, short: "reserved 10.00 spent 0.00", with what was carried if anything was.
func (s *shop) used(id, period string) string {
	u := s.usages[budget.Pot{Budget: id, Period: budget.MustPeriod(period)}]
	text := "reserved " + u.Reserved.Number() + " spent " + u.Spent.Number()
	if u.CarriedIn.Sign() != 0 {
		text += " in " + u.CarriedIn.Number()
	}
	if u.CarriedOut.Sign() != 0 {
		text += " out " + u.CarriedOut.Number()
	}
	return text
}

// wantUsed checks used.
func (s *shop) wantUsed(t *testing.T, reason, id, period, want string) {
	t.Helper()
	if got := s.used(id, period); got != want {
		t.Errorf("%s: %s in %s has %s, want %s", reason, id, period, got, want)
	}
}

// say gives a judgement short: the code, and of each finding budget, what was left, and what is exceeded or noticed.
func say(j budget.Judgement) string {
	text := []string{j.Code.String()}
	if j.Subject != "" {
		text[0] += " " + j.Subject
	}
	for _, f := range j.Findings {
		part := f.Budget + " left " + f.Left.Number()
		for _, flag := range []struct {
			on   bool
			word string
		}{{f.OverOrder, "order"}, {f.OverPeriod, "period"}, {f.Notice, "notice"}} {
			if flag.on {
				part += " " + flag.word
			}
		}
		text = append(text, part)
	}
	return strings.Join(text, "; ")
}

// wantSays checks what became of a command.
func wantSays(t *testing.T, reason string, o budget.Outcome, want string) {
	t.Helper()
	if got := say(o.Judgement); got != want {
		t.Errorf("%s:\n got %s\nwant %s", reason, got, want)
	}
}

func (s *shop) pots() []budget.Pot {
	return slices.SortedFunc(maps.Keys(s.usages), budget.Pot.Compare)
}

func cents(n int64) money.Amount { return money.Scaled(n, 2, money.EUR) }

func rate(from, to, factor string) budget.Rate {
	return budget.Rate{From: money.MustCurrency(from), To: money.MustCurrency(to), Factor: money.MustRate(factor),
		Source: "ECB 2026-02-09", At: date("2026-02-09 15:00")}
}
