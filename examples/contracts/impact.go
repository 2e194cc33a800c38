package main

import (
	"context"
	"iter"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/pricing/money"
)

type impactCommand struct {
	stageName
	At   calendar.Date `placeholder:"DATE" help:"The day whose prices are compared (that on which it is done)."`
	Rows int           `default:"40" help:"How many changes to print; 0 prints all."`
}

// Run prints whose prices publishing would change.
func (i impactCommand) Run(ctx context.Context, o *office) error {
	shown, err := i.find(ctx, o)
	if err != nil {
		return err
	}
	if !shown.Outcome.Decision.Allowed() {
		return refusal{shown.Outcome.Decision}
	}
	next, err := o.next(shown.Outcome)
	if err != nil {
		return err
	}
	at := o.at
	if !i.At.IsZero() {
		at = i.At.At(noon, o.zone)
	}
	who := buyers(o.graph)
	old, now := impact.Side{Book: o.book, Buyers: who}, impact.Side{Book: next, Buyers: who}
	if err = o.compare(ctx, impact.Between(old, now, at), i.Rows); err == nil {
		o.version(shown)
	}
	return err
}

// compare prints changes of prices, the first of them one by one, and what all come to.
func (o *office) compare(ctx context.Context, changes iter.Seq2[impact.Change, error], rows int) error {
	bar := o.progress("comparing prices")
	g, told := newGrid("account", "product", "quantity", ">old", "from", ">new", "from", ">change", "cause"), 0
	sum, err := impact.Summarize(func(yield func(impact.Change, error) bool) {
		for c, err := range changes {
			bar.one()
			if err == nil {
				err = ctx.Err()
			}
			if told++; err == nil && (rows <= 0 || told <= rows) {
				cause := c.Cause.String()
				if c.Why != 0 {
					cause += ": " + c.Why.String()
				}
				g.row(c.Account, product(&c), quantities(&c), price(c.Old), listName(c.Old.Source()), price(c.New),
					listName(c.New.Source()), rise(&c), cause)
			}
			if !yield(c, err) {
				return
			}
		}
	})
	bar.done()
	if err != nil {
		return err
	}
	if sum.Changes == 0 {
		o.say("no price changes")
		return nil
	}
	o.print(g)
	if rows > 0 && sum.Changes > rows {
		o.say("and %d more: see --rows", sum.Changes-rows)
	}
	o.say("")
	o.summary(sum)
	return nil
}

func (o *office) summary(sum impact.Summary) {
	g := newGrid("account", ">prices", ">dearer", ">cheaper", ">gained", ">lost", ">most up", ">most down")
	add := func(name string, t impact.Total) {
		g.row(name, t.Changes, t.Dearer, t.Cheaper, t.Gained, t.Lost, percent(t.MostUp), percent(t.MostDown))
	}
	if len(sum.Accounts) <= 20 {
		for _, t := range sum.Accounts {
			add(t.ID, t)
		}
	}
	if len(sum.Accounts) > 1 {
		add(some(len(sum.Accounts), "account", "accounts")+", "+some(len(sum.Products), "product", "products"), sum.Total)
	}
	o.print(g)
}

func product(c *impact.Change) string {
	if c.Unit != "" {
		return c.Product + " by " + c.Unit
	}
	return c.Product
}

// quantities says a band of quantities.
func quantities(c *impact.Change) string {
	switch first := c.From.Micros() == 1; {
	case first && c.Until.Sign() == 0:
		return "any"
	case first:
		return "below " + c.Until.String()
	case c.Until.Sign() == 0:
		return "from " + c.From.String()
	}
	return "from " + c.From.String() + " below " + c.Until.String()
}

func price(p pricing.Price) string {
	if !p.OK() {
		return "none"
	}
	return p.Unit.String()
}

func rise(c *impact.Change) string {
	if r := c.Rise(); r.Sign() != 0 {
		return percent(r)
	}
	return c.Move.String()
}

func percent(r money.Rate) string {
	switch r.Sign() {
	case 0:
		return ""
	case 1:
		return "+" + r.Percent() + " %"
	}
	return r.Percent() + " %"
}
