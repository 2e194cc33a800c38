package purchase_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// state is that of an order as it is stored.
func (p *play) state(order string) string {
	var r approval.Request
	err := p.store.View(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		r, err = p.store.Request(ctx, tx, order)
		return err
	})
	if err != nil {
		return err.Error()
	}
	return r.State.String()
}

// mayAnswer are those who may answer an order now, as its orderer is told.
func (p *play) mayAnswer(order string) []string {
	var r approval.Request
	if err := p.store.View(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		r, err = p.store.Request(ctx, tx, order)
		return err
	}); err != nil {
		p.t.Fatal(err)
	}
	users := []string{}
	return append(users, p.shop.mayAnswer(order, r.By.User, r.By.Account, p.now)...)
}

// used is what a budget has reserved and spent, by month.
func (p *play) used(id string) string {
	var months []string
	err := p.store.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
		usages, err := p.store.BudgetUsages(ctx, tx, id, budget.Period{})
		for _, u := range usages {
			months = append(months, u.Period.Name()+" "+u.Reserved.Number()+"/"+u.Spent.Number())
		}
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return strings.Join(months, ", ")
}

// noticesOf are the messages that are for somebody.
func noticesOf(t *testing.T, messages []storage.Message) []string {
	t.Helper()
	all := []string{}
	for _, m := range messages {
		var b purchase.Body
		if err := json.Unmarshal(m.Body, &b); err != nil {
			t.Fatal(err)
		}
		if len(b.To) > 0 {
			all = append(all, m.Topic+": "+strings.Join(b.To, ", "))
		}
	}
	return all
}

// written are scenarios as they are read best: one line for each fact and each step.
func written(t *testing.T, all []*scenario) string {
	t.Helper()
	line := func(v any) string {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		return strings.NewReplacer(`,"may_answer":null`, "", `,"told":null`, "").Replace(strings.TrimSpace(b.String()))
	}
	var stories []string
	for _, s := range all {
		text := " {\n  \"name\": " + line(s.Name) + ",\n  \"why\": " + line(s.Why) + ",\n"
		if s.Rules != (options{}) {
			text += "  \"rules\": " + line(s.Rules) + ",\n"
		}
		if s.Budgets != nil {
			text += "  \"budgets\": " + line(s.Budgets) + ",\n"
		}
		var steps []string
		for _, step := range s.Steps {
			steps = append(steps, "   "+line(step))
		}
		stories = append(stories, text+"  \"steps\": [\n"+strings.Join(steps, ",\n")+"\n  ]\n }")
	}
	return "[\n" + strings.Join(stories, ",\n") + "\n]\n"
}
