package main

import (
	"context"
	"database/sql"
	"time"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
)

type logCommand struct {
	Code string `arg:"" optional:"" help:"The contract's code (all)."`
	Rows int    `default:"40" help:"How many events to print; 0 prints all."`
}

// Run prints what was done to contracts, the newest first.
func (l logCommand) Run(ctx context.Context, o *office) error {
	if err := o.mayLook(); err != nil {
		return err
	}
	g, told := newGrid("at", "by", "staged by", "contract", "what", "about", "field", "before", "after"), 0
	err := storage.View(ctx, o.store, func(ctx context.Context, tx *sql.Tx) error {
		for e, err := range storage.AllContractEvents(ctx, tx, o.store, l.Code) {
			if err != nil || l.Rows > 0 && told >= l.Rows {
				return err
			}
			if !o.sees(&e.Before) && !o.sees(&e.After) {
				continue
			}
			told++
			for i, d := range changed(&e.Event) {
				if i == 0 {
					g.row(o.clock(e.At), actor(&e.Event), e.StagedBy, e.Contract, e.Kind, d.Account+d.Product, d.Field, d.Before, d.After)
					continue
				}
				g.row("", "", "", "", "", d.Account+d.Product, d.Field, d.Before, d.After)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if told == 0 {
		o.say("no events")
		return nil
	}
	o.print(g)
	return nil
}

// actor says who did it, and as whom where that is another.
func actor(e *contract.Event) string {
	if e.Principal != e.User {
		return e.Principal + " as " + e.User
	}
	return e.User
}

// changed returns in which fields an event changed the contract.
func changed(e *contract.Event) []contract.Difference {
	side := func(c contract.Contract) []contract.Contract {
		if c.Code == "" {
			return nil
		}
		return []contract.Contract{c}
	}
	return contract.Differences(side(e.Before), side(e.After))
}

// clock says an instant as the seller's clocks show it.
func (o *office) clock(at time.Time) string { return at.In(o.zone).Format("2006-01-02 15:04") }
