package budget_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var update = flag.Bool("update", false, "write the sentences of the scenarios anew")

// scenario is a story that testdata/scenarios tells: why it must be so, what budgets there are, and what happens, step by
// step. What is expected was written by hand from the rules. With -update only the sentences (says) are written anew:
//
//	go test ./budget -run TestScenarios -update
type scenario struct {
	Name    string           `json:"name"`
	Why     string           `json:"why"`
	Budgets []purse          `json:"budgets"`
	Buyers  map[string]buyer `json:"buyers"`
	Steps   []*happening     `json:"steps"`
}

// purse is a budget, of euros, held by everyone, blocking, in UTC where nothing else is said.
type purse struct {
	ID          string   `json:"id"`
	MaxOrder    string   `json:"max_order,omitempty"`
	Max         string   `json:"max,omitempty"`
	Per         string   `json:"per,omitempty"`
	Action      string   `json:"action,omitempty"`
	Currency    string   `json:"currency,omitempty"`
	Users       []string `json:"users,omitempty"`
	Groups      []string `json:"groups,omitempty"`
	Accounts    []string `json:"accounts,omitempty"`
	Supervisors []string `json:"supervisors,omitempty"`
	Zone        string   `json:"zone,omitempty"`
	FromSunday  bool     `json:"weeks_from_sunday,omitempty"`
	FiscalStart int      `json:"fiscal_start,omitempty"`
	From        string   `json:"from,omitempty"`
	To          string   `json:"to,omitempty"`
	Inactive    bool     `json:"inactive,omitempty"`
	NoticeAt    string   `json:"notice_at,omitempty"`
	CarryOver   bool     `json:"carry_over,omitempty"`
	Measure     string   `json:"measure,omitempty"`
}

// buyer is through whom budgets hold. Nora of account north orders where nobody is named.
type buyer struct {
	Account string   `json:"account"`
	Above   []string `json:"above,omitempty"`
	Groups  []string `json:"groups,omitempty"`
}

// happening is one step: what happens, and what comes of it. Only what is given is expected.
type happening struct {
	Do       string `json:"do"`
	Order    string `json:"order,omitempty"`
	At       string `json:"at,omitempty"`
	Placed   string `json:"placed,omitempty"` // where the order counts, if not at the time of the step
	By       string `json:"by,omitempty"`
	Amount   string `json:"amount,omitempty"` // the total without tax
	WithTax  string `json:"with_tax,omitempty"`
	Goods    string `json:"goods,omitempty"`
	Currency string `json:"currency,omitempty"`
	Rate     string `json:"rate,omitempty"` // to euros
	Budget   string `json:"budget,omitempty"`
	Max      string `json:"max,omitempty"`
	Action   string `json:"action,omitempty"`

	Is      string            `json:"is,omitempty"`   // the outcome, with what it is about
	From    string            `json:"from,omitempty"` // from when a change holds
	Left    map[string]string `json:"left,omitempty"` // before the order, by budget
	Over    []string          `json:"over"`           // the budgets exceeded
	Notices []string          `json:"notices"`
	Ask     []string          `json:"ask"`
	Books   []string          `json:"books"` // new entries
	Used    map[string]string `json:"used,omitempty"`
	Says    string            `json:"says,omitempty"`
}

// TestScenarios tells every story and holds what happens against what must.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenarios/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	rulesTold := map[string]bool{}
	for _, file := range files {
		var all []*scenario
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(strings.NewReader(string(data)))
		d.DisallowUnknownFields()
		if err := d.Decode(&all); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, s := range all {
			rule, _, _ := strings.Cut(s.Why, ":")
			rulesTold[rule] = true
			t.Run(s.Name, s.tell)
		}
		if *update {
			if err := os.WriteFile(file, []byte(told(t, all)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for n := 1; n <= 10; n++ {
		if rule := fmt.Sprint("BUD-", n); !rulesTold[rule] {
			t.Errorf("no scenario for %s", rule)
		}
	}
}

func (s *scenario) tell(t *testing.T) {
	var budgets []budget.Budget
	for _, p := range s.Budgets {
		budgets = append(budgets, p.budget(t))
	}
	p := &play{shop: newShop(t, budgets...), scenario: s}
	for i, step := range s.Steps {
		p.step(t, i+1, step)
	}
}

func (p purse) budget(t *testing.T) budget.Budget {
	t.Helper()
	b := budget.Budget{
		ID: p.ID, Currency: money.EUR, Zone: time.UTC, Supervisors: p.Supervisors, WeeksFromSunday: p.FromSunday,
		FiscalStart: time.Month(p.FiscalStart), Inactive: p.Inactive, CarryOver: p.CarryOver,
		Holders: budget.Holders{Users: p.Users, Groups: p.Groups, Accounts: p.Accounts},
	}
	b.Holders.Everyone = len(p.Users)+len(p.Groups)+len(p.Accounts) == 0
	read := func(text string, how func() error) {
		if text == "" {
			return
		}
		if err := how(); err != nil {
			t.Fatalf("budget %s: %v", p.ID, err)
		}
	}
	read(p.Currency, func() (err error) { b.Currency, err = money.ParseCurrency(p.Currency); return err })
	read(p.MaxOrder, func() (err error) { b.MaxOrder, err = money.Parse(p.MaxOrder, b.Currency); return err })
	read(p.Max, func() (err error) { b.MaxPeriod, err = money.Parse(p.Max, b.Currency); return err })
	read(p.Per, func() error { return b.Period.UnmarshalText([]byte(p.Per)) })
	read(p.Action, func() error { return b.Action.UnmarshalText([]byte(p.Action)) })
	read(p.Measure, func() error { return b.Measure.UnmarshalText([]byte(p.Measure)) })
	read(p.Zone, func() (err error) { b.Zone, err = time.LoadLocation(p.Zone); return err })
	read(p.From, func() (err error) { b.Days.From, err = calendar.ParseDate(p.From); return err })
	read(p.To, func() (err error) { b.Days.To, err = calendar.ParseDate(p.To); return err })
	read(p.NoticeAt, func() (err error) { b.NoticeAt, err = money.ParsePercent(p.NoticeAt); return err })
	return b
}

// step does one step and holds it against what is expected.
func (p *play) step(t *testing.T, number int, s *happening) {
	done := p.do(t, s)
	if *update {
		s.Says = done.says
	}
	wrong := func(what string, got, want any) {
		t.Errorf("step %d, %s %s: %s: got %q, want %q\n%s", number, s.Do, s.Order, what, got, want, p.scenario.Why)
	}
	if s.Is != "" && done.is != s.Is {
		wrong("outcome", done.is, s.Is)
	}
	if s.From != "" && done.from != s.From {
		wrong("holds from", done.from, s.From)
	}
	if s.Says != done.says {
		wrong("sentence", done.says, s.Says)
	}
	for id, want := range s.Left {
		if got := done.left[id]; got != want {
			wrong("left of "+id, got, want)
		}
	}
	for pot, want := range s.Used {
		id, period, _ := strings.Cut(pot, " ")
		if got := p.used(id, period); got != want {
			wrong("used of "+pot, got, want)
		}
	}
	for _, c := range []struct {
		what      string
		got, want []string
	}{{"over", done.over, s.Over}, {"notices", done.notices, s.Notices}, {"ask", done.ask, s.Ask}, {"books", done.books, s.Books}} {
		if c.want != nil && !slices.Equal(c.got, c.want) {
			wrong(c.what, c.got, c.want)
		}
	}
}
