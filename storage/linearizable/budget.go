package linearizable

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// Budgets checks that what goroutines see of budgets that they share could have come one call after the other; also where they
// do not lock, of a store that says so ([storage.Capabilities]); and that without the guard it is found that it could not. The
// function opens a fresh, empty store.
func Budgets[T any](t *testing.T, open func(t *testing.T) Store[T]) {
	t.Helper()
	t.Run("Locked", func(t *testing.T) {
		right(t, seeds(), budgetModel(), func(t *testing.T) call { return onBudgets(t, open(t)) })
	})
	t.Run("Unlocked", func(t *testing.T) {
		if !storage.CapabilitiesOf(open(t)).Serializable {
			t.Skip("it does not say so")
		}
		right(t, seeds(), budgetModel(), func(t *testing.T) call { return onBudgets[T](t, unlocked[T]{open(t)}) })
	})
	t.Run("WithoutGuard", func(t *testing.T) {
		wrong(t, seeds(), budgetModel(), func(t *testing.T) call { return onBudgets[T](t, loose[T]{open(t)}) })
	})
}

// purse is a store with budgets.
type purse[T any] struct {
	Store[T]
	book *budget.Book
}

func onBudgets[T any](t *testing.T, s Store[T]) call {
	t.Helper()
	var d budget.Data
	for pot := range pots {
		d.Budgets = append(d.Budgets, budget.Budget{
			ID: potID(pot), Currency: money.GBP, MaxPeriod: pounds(limit), Period: budget.Month, Zone: time.UTC,
			Holders: budget.Holders{Groups: []string{potID(pot)}},
		})
	}
	book, err := budget.New(d)
	if err != nil {
		t.Fatal(err)
	}
	p := purse[T]{s, book}
	return func(ctx context.Context, c *client) (any, any, error) {
		kinds := []kind{place, place, place, commit, release, reopen, restore, look}
		in := asked{kind: kinds[c.IntN(len(kinds))], order: c.IntN(orders), amount: int64(200 + 50*c.IntN(9))}
		out, err := p.call(ctx, c, in)
		return in, out, err
	}
}

func potID(pot int) string { return fmt.Sprint("budget ", pot) }

func pounds(n int64) money.Amount { return money.Scaled(n, 0, money.GBP) }

func usedOf(u budget.Usage) used {
	return used{u.Reserved.Decimal().IntPart(), u.Spent.Decimal().IntPart(), int64(u.Entries)}
}

// call gives a command in a transaction, again after a conflict: then nothing was done.
func (p purse[T]) call(ctx context.Context, c *client, in asked) (out answered, err error) {
	err = storage.Retry(ctx, 100, func() error {
		if in.kind == look {
			return storage.View(ctx, p.Store, func(ctx context.Context, tx T) (err error) {
				out, err = p.look(ctx, tx)
				return err
			})
		}
		return p.Transact(ctx, func(ctx context.Context, tx T) (err error) {
			out, err = p.do(ctx, tx, c, in)
			return err
		})
	})
	return out, err
}

// look reads all budgets, which are those of one moment.
func (p purse[T]) look(ctx context.Context, tx T) (answered, error) {
	out := answered{code: "done"}
	for n := range pots {
		pot := budget.Pot{Budget: potID(n), Period: budget.MustPeriod("month:2026-11-01")}
		entries, err := p.PotEntries(ctx, tx, pot)
		if err != nil {
			return out, err
		}
		usages, err := p.Usages(ctx, tx, pot)
		if err != nil {
			return out, err
		}
		sum, err := budget.FoldUsage(pot, entries)
		if err != nil {
			return out, err
		}
		if !sum.Equal(usages[0]) {
			out.code = "the usage is not the sum of the entries"
		}
		out.pots[n] = usedOf(usages[0])
	}
	return out, nil
}

// do locks, reads, decides and writes.
func (p purse[T]) do(ctx context.Context, tx T, c *client, in asked) (out answered, err error) {
	order, buyer := fmt.Sprint("order ", in.order), budget.Buyer{User: "sam", Account: "acme"}
	names := []string{storage.OrderLock(order)}
	for pot := range pots {
		if counts(in.order, pot) {
			buyer.Groups = append(buyer.Groups, potID(pot))
			names = append(names, storage.BudgetLock(potID(pot)))
		}
	}
	if err := p.Lock(ctx, tx, names...); err != nil {
		return out, err
	}
	state, err := storage.LoadState(ctx, tx, p.Store, order, p.book.Pots(buyer, noon)...)
	if err != nil {
		return out, err
	}
	c.pause()
	cmd := budget.Command{
		Order: order, Round: round(state, in.kind), Key: fmt.Sprint(c.number, ".", c.sent), At: noon, Principal: "sam", User: "sam",
	}
	outcome, err := p.decide(in, cmd, buyer, state)
	if err != nil {
		return out, err
	}
	for _, u := range state.After(outcome).Usages {
		for pot := range pots {
			if u.Budget == potID(pot) {
				out.pots[pot] = usedOf(u)
			}
		}
	}
	if out.code = "done"; !outcome.Allowed() {
		out.code = outcome.Code.String()
		return out, nil
	}
	return out, p.Post(ctx, tx, storage.NewPosting(state, outcome))
}

// round is that of the last placement, or of the next.
func round(s budget.State, k kind) uint32 {
	var last uint32
	for _, share := range s.Shares {
		last = max(last, share.Round)
	}
	if k == place {
		return last + 1
	}
	return max(last, 1)
}

func (p purse[T]) decide(in asked, c budget.Command, buyer budget.Buyer, s budget.State) (budget.Outcome, error) {
	switch in.kind {
	case place:
		return p.book.Place(budget.Placement{Command: c, Question: budget.Question{
			Buyer: buyer, Placed: noon, Total: budget.Totals{WithoutTax: pounds(in.amount)},
		}}, s)
	case commit:
		return budget.Commit(c, budget.Totals{}, s)
	case release:
		return budget.Release(c, s)
	case reopen:
		return budget.Reopen(c, s)
	case restore:
		return p.book.Restore(c, s)
	}
	return budget.Outcome{}, errors.New("no such command")
}
