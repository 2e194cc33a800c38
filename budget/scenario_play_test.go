package budget_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// play is a scenario on its way.
type play struct {
	*shop
	scenario *scenario
}

// ending is what came of a step.
type ending struct {
	is, says, from            string
	left                      map[string]string
	over, notices, ask, books []string
}

// do does a step.
func (p *play) do(t *testing.T, s *happening) ending {
	t.Helper()
	at := date(s.At)
	switch s.Do {
	case "place":
		return endingOf(p.placed(p.placing(t, s, at)))
	case "amend":
		return endingOf(p.amend(p.placing(t, s, at)))
	case "approve":
		return endingOf(p.commit(s.Order, at, totals(t, s)))
	case "decline", "withdraw":
		return endingOf(p.release(s.Order, at))
	case "credit":
		return endingOf(p.credit(s.Order, totals(t, s), at))
	case "reverse the approval":
		return endingOf(p.reopen(s.Order, at))
	case "reverse the decline":
		return endingOf(p.restore(s.Order, at))
	case "left":
		who, _ := p.who(s)
		j, err := p.book.Remaining(who, at, p.load(p.book.Pots(who, at), ""))
		if err != nil {
			t.Fatal(err)
		}
		return endingOf(budget.Outcome{Judgement: j})
	case "set":
		return p.set(t, s, at)
	}
	t.Fatalf("there is no step %q", s.Do)
	return ending{}
}

// who is the buyer of a step.
func (p *play) who(s *happening) (budget.Buyer, string) {
	if s.By == "" {
		return nora, "nora"
	}
	b := p.scenario.Buyers[s.By]
	return budget.Buyer{User: s.By, Account: b.Account, Ancestors: b.Above, Groups: b.Groups}, s.By
}

func (p *play) placing(t *testing.T, s *happening, at time.Time) budget.Placement {
	t.Helper()
	who, _ := p.who(s)
	q := budget.Question{Buyer: who, Placed: at, Total: totals(t, s)}
	if s.Placed != "" {
		q.Placed = date(s.Placed)
	}
	if s.Rate != "" {
		q.Rates = []budget.Rate{rate(s.Currency, "EUR", s.Rate)}
	}
	return budget.Placement{Command: p.command(s.Order, at), Question: q}
}

func totals(t *testing.T, s *happening) budget.Totals {
	t.Helper()
	currency := money.EUR
	if s.Currency != "" {
		currency = money.MustCurrency(s.Currency)
	}
	amount := func(text string) money.Amount {
		if text == "" {
			return money.Amount{}
		}
		return money.MustParse(text, currency)
	}
	return budget.Totals{WithoutTax: amount(s.Amount), WithTax: amount(s.WithTax), Goods: amount(s.Goods)}
}

// set changes a budget: by the seller's staff, or by a buyer who keeps budgets.
func (p *play) set(t *testing.T, s *happening, at time.Time) ending {
	t.Helper()
	by := staff
	if s.By != "" {
		who, user := p.who(s)
		by = budget.Editor{Principal: user, User: user, Own: []budget.Buyer{who}}
	}
	changed := p.revise(t, by, at, s.Budget, func(b *budget.Budget) {
		if s.Max != "" {
			b.MaxPeriod = money.MustParse(s.Max, b.Currency)
		}
		if s.Action != "" {
			if err := b.Action.UnmarshalText([]byte(s.Action)); err != nil {
				t.Fatal(err)
			}
		}
	})
	done := ending{is: changed.Code.String(), says: changed.Decision.String(), from: changed.From.String()}
	if changed.Subject != "" {
		done.is += " " + changed.Subject
	}
	return done
}

func endingOf(o budget.Outcome) ending {
	done := ending{is: o.Code.String(), says: o.Decision.String(), left: map[string]string{}}
	if o.Subject != "" {
		done.is += " " + o.Subject
	}
	for _, f := range o.Findings {
		done.left[f.Budget] = f.Left.Number()
	}
	for _, f := range o.Exceeded() {
		done.over = append(done.over, f.Budget)
	}
	for _, f := range o.Notices() {
		done.notices = append(done.notices, f.Budget)
	}
	for _, f := range o.ToAuthorize() {
		done.ask = append(done.ask, f.Budget+": "+strings.Join(f.Supervisors, ", "))
	}
	for _, e := range o.Entries {
		done.books = append(done.books, e.Kind.String()+" "+e.Amount.Number()+" in "+e.Budget+" "+e.Period.Name())
	}
	return done
}

// told writes scenarios as they are read best: one line for each budget and each step.
func told(t *testing.T, all []*scenario) string {
	t.Helper()
	line := func(v any) string {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		text := strings.TrimSpace(b.String())
		for _, nothing := range []string{`,"over":null`, `,"notices":null`, `,"ask":null`, `,"books":null`} {
			text = strings.ReplaceAll(text, nothing, "")
		}
		return text
	}
	var stories []string
	for _, s := range all {
		text := " {\n  \"name\": " + line(s.Name) + ",\n  \"why\": " + line(s.Why) + ",\n"
		var budgets, steps []string
		for _, b := range s.Budgets {
			budgets = append(budgets, "   "+line(b))
		}
		for _, step := range s.Steps {
			steps = append(steps, "   "+line(step))
		}
		text += "  \"budgets\": [\n" + strings.Join(budgets, ",\n") + "\n  ],\n"
		if s.Buyers != nil {
			text += "  \"buyers\": " + line(s.Buyers) + ",\n"
		}
		stories = append(stories, text+"  \"steps\": [\n"+strings.Join(steps, ",\n")+"\n  ]\n }")
	}
	return "[\n" + strings.Join(stories, ",\n") + "\n]\n"
}
