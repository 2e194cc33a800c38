package storagetest

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
)

// Dump writes all that a store shows of what it keeps, a line for each fact, as of one moment. Two stores that keep the same
// write the same bytes (S1). Price data it names by revision and list only; positions of messages and what was acknowledged
// it leaves out.
func Dump[X any](ctx context.Context, w io.Writer, s storage.Store[X]) error {
	var lines dump
	err := storage.View(ctx, s, func(ctx context.Context, tx X) error {
		lines = nil
		for _, part := range []func(context.Context, storage.Store[X], X, *dump) error{
			dumpTerms[X], dumpContracts[X], dumpOrders[X], dumpLedger[X], dumpMessages[X],
		} {
			if err := part(ctx, s, tx, &lines); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, strings.Join(lines, ""))
	return err
}

// dump is lines.
type dump []string

func (d *dump) add(what string, fact any) { *d = append(*d, what+" "+text(fact)+"\n") }

func dumpTerms[X any](ctx context.Context, s storage.Store[X], tx X, d *dump) error {
	g, err := s.Graph(ctx, tx)
	if err != nil {
		return err
	}
	data := g.Data()
	d.add("accounts", account.Data{Revision: data.Revision, Application: data.Application})
	each(d, "group", data.Groups)
	each(d, "category", data.Categories)
	each(d, "account", data.Accounts)
	each(d, "permission role", data.PermissionRoles)
	each(d, "worker group", data.WorkerGroups)
	each(d, "user", data.Users)
	prices, err := book(ctx, s, tx)
	if err != nil {
		return err
	}
	if prices != nil {
		d.add("prices", prices.Revision())
		each(d, "list", slices.Collect(prices.Lists()))
	}
	budgets, err := s.Budgets(ctx, tx)
	if err != nil {
		return err
	}
	d.add("budgets", budgets.Revision())
	for b := range budgets.Budgets() {
		d.add("budget in "+b.Zone.String(), b)
	}
	return dumpSubstitutes(ctx, s, tx, d, data.Users)
}

func dumpSubstitutes[X any](ctx context.Context, s storage.Store[X], tx X, d *dump, users []account.User) error {
	var ids []string
	for _, u := range users {
		ids = append(ids, u.ID)
	}
	found, err := s.SubstitutesOf(ctx, tx, ids...)
	each(d, "substitutes", found)
	return err
}

func each[E any](d *dump, what string, facts []E) {
	for _, fact := range facts {
		d.add(what, fact)
	}
}

func dumpOrders[X any](ctx context.Context, s storage.Store[X], tx X, d *dump) error {
	for o, err := range storage.AllOrders(ctx, tx, s, storage.OrderFilter{}) {
		if err != nil {
			return err
		}
		d.add("order", o)
	}
	for q, err := range storage.AllRequests(ctx, tx, s, approval.Filter{States: everyState()}) {
		if err != nil {
			return err
		}
		d.add("request", q)
	}
	due, err := s.Due(ctx, tx, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), storage.MaxPage)
	each(d, "due", due)
	return err
}

func dumpLedger[X any](ctx context.Context, s storage.Store[X], tx X, d *dump) error {
	budgets, err := s.Budgets(ctx, tx)
	if err != nil {
		return err
	}
	for b := range budgets.Budgets() {
		found, err := s.BudgetUsages(ctx, tx, b.ID, budget.Period{})
		if err != nil {
			return err
		}
		for _, u := range found {
			entries, err := s.PotEntries(ctx, tx, u.Pot())
			if err != nil {
				return err
			}
			d.add("usage", u)
			each(d, "entry", entries)
		}
	}
	return nil
}

func dumpMessages[X any](ctx context.Context, s storage.Store[X], tx X, d *dump) error {
	for after := uint64(0); ; {
		found, err := s.Messages(ctx, tx, after, storage.MaxPage)
		if err != nil || len(found) == 0 {
			return err
		}
		for _, m := range found {
			if m.Position <= after {
				return fmt.Errorf("message %q at position %d comes after position %d", m.Key, m.Position, after)
			}
			after, m.Position = m.Position, 0
			d.add("message", m)
		}
	}
}
