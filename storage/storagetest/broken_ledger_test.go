package storagetest_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// ledger is a store with another ledger; what is nil is as it should be.
type ledger struct {
	*memory.Store
	usages  func(asked []budget.Pot, found []budget.Usage) []budget.Usage
	since   func(found []budget.Usage, since budget.Period) []budget.Usage
	entries func([]budget.Entry) []budget.Entry
	order   func([]budget.Entry) []budget.Entry
	post    func(s *memory.Store, ctx context.Context, tx *memory.Tx, p storage.Posting) error
}

func (l ledger) Usages(ctx context.Context, tx *memory.Tx, pots ...budget.Pot) ([]budget.Usage, error) {
	found, err := l.Store.Usages(ctx, tx, pots...)
	if err == nil && l.usages != nil {
		found = l.usages(pots, found)
	}
	return found, err
}

func (l ledger) BudgetUsages(ctx context.Context, tx *memory.Tx, id string, since budget.Period) ([]budget.Usage, error) {
	found, err := l.Store.BudgetUsages(ctx, tx, id, since)
	if err == nil && l.since != nil {
		found = l.since(found, since)
	}
	return found, err
}

func (l ledger) PotEntries(ctx context.Context, tx *memory.Tx, pot budget.Pot) ([]budget.Entry, error) {
	found, err := l.Store.PotEntries(ctx, tx, pot)
	if err == nil && l.entries != nil {
		found = l.entries(found)
	}
	return found, err
}

func (l ledger) OrderEntries(ctx context.Context, tx *memory.Tx, order string) ([]budget.Entry, error) {
	found, err := l.Store.OrderEntries(ctx, tx, order)
	if err == nil && l.order != nil {
		found = l.order(found)
	}
	return found, err
}

func (l ledger) Post(ctx context.Context, tx *memory.Tx, p storage.Posting) error {
	if l.post == nil {
		return l.Store.Post(ctx, tx, p)
	}
	return l.post(l.Store, ctx, tx, p)
}

func (l ledger) on(s *memory.Store) store {
	l.Store = s
	return l
}

// onlyAsked leaves out the usages before.
func onlyAsked(asked []budget.Pot, found []budget.Usage) []budget.Usage { return found[:len(asked)] }

func onlyUsed(_ []budget.Pot, found []budget.Usage) []budget.Usage {
	return slices.DeleteFunc(found, func(u budget.Usage) bool { return u.Entries == 0 })
}

func sortedUsages(_ []budget.Pot, found []budget.Usage) []budget.Usage {
	slices.SortFunc(found, func(a, b budget.Usage) int { return a.Pot().Compare(b.Pot()) })
	return found
}

func twiceBefore(asked []budget.Pot, found []budget.Usage) []budget.Usage {
	return append(found, found[len(asked):]...)
}

func zeroAmounts(_ []budget.Pot, found []budget.Usage) []budget.Usage {
	for i := range found {
		if !found[i].Reserved.IsSet() {
			found[i].Reserved = money.Zero(money.GBP)
		}
	}
	return found
}

func afterSince(found []budget.Usage, since budget.Period) []budget.Usage {
	return slices.DeleteFunc(found, func(u budget.Usage) bool { return u.Period == since })
}

func noCarryOver(found []budget.Entry) []budget.Entry {
	if n := len(found); n > 0 && !found[n-1].From.IsZero() && found[n-1].Number == 1 {
		return found[:n-1]
	}
	return found
}

func byNumberAsText(found []budget.Entry) []budget.Entry {
	slices.SortStableFunc(found, func(a, b budget.Entry) int {
		text := func(e budget.Entry) string { return strconv.FormatUint(e.Number, 10) }
		return cmp.Or(cmp.Compare(text(a), text(b)))
	})
	return found
}

func lastRound(found []budget.Entry) []budget.Entry {
	last := uint32(0)
	for _, e := range found {
		last = max(last, e.Round)
	}
	return slices.DeleteFunc(found, func(e budget.Entry) bool { return e.Round < last })
}

func byInstant(found []budget.Entry) []budget.Entry {
	slices.SortStableFunc(found, func(a, b budget.Entry) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(b.Budget, a.Budget))
	})
	return found
}

func changing(change func(*budget.Entry)) func([]budget.Entry) []budget.Entry {
	return func(found []budget.Entry) []budget.Entry {
		for i := range found {
			change(&found[i])
		}
		return found
	}
}

// rebased posts on what there is now, whatever was read.
func rebased(s *memory.Store, ctx context.Context, tx *memory.Tx, p storage.Posting) error {
	if err := p.Check(); err != nil {
		return err
	}
	var pots []budget.Pot
	for _, u := range p.Usages {
		pots = append(pots, u.Pot())
	}
	now, err := s.Usages(ctx, tx, pots...)
	if err != nil {
		return err
	}
	next := storage.Posting{Read: now[:len(pots)]}
	for _, e := range p.Entries {
		i := slices.Index(pots, e.Pot())
		now[i].Entries, e.Number = now[i].Entries+1, now[i].Entries+1
		next.Entries = append(next.Entries, e)
	}
	return postAnew(s, ctx, tx, next, pots)
}

// postAnew posts entries one by one.
func postAnew(s *memory.Store, ctx context.Context, tx *memory.Tx, p storage.Posting, pots []budget.Pot) error {
	for _, e := range p.Entries {
		read, err := s.Usages(ctx, tx, pots...)
		if err != nil {
			return err
		}
		one := storage.Posting{Read: read, Entries: []budget.Entry{e}}
		for _, u := range read[:len(pots)] {
			if after, err := u.Apply(e); err == nil {
				one.Usages = append(one.Usages, after)
			}
		}
		if err := s.Post(ctx, tx, one); err != nil {
			return err
		}
	}
	return nil
}

func ignoringConflicts(s *memory.Store, ctx context.Context, tx *memory.Tx, p storage.Posting) error {
	if err := s.Post(ctx, tx, p); !errors.Is(err, storage.ErrConflict) {
		return err
	}
	return nil
}

// halfway posts to one pot at a time, and keeps what it has posted when another is refused.
func halfway(s *memory.Store, ctx context.Context, tx *memory.Tx, p storage.Posting) error {
	if err := p.Check(); err != nil {
		return err
	}
	for _, u := range p.Usages {
		one := storage.Posting{Read: p.Read, Usages: []budget.Usage{u}}
		for _, e := range p.Entries {
			if e.Pot() == u.Pot() && e.Kind != budget.EntryCarry {
				one.Entries = append(one.Entries, e)
			}
		}
		if len(one.Entries) == 0 || len(p.Usages) == 1 {
			return s.Post(ctx, tx, p)
		}
		err := s.Transact(context.Background(), func(ctx context.Context, tx *memory.Tx) error { return s.Post(ctx, tx, one) })
		if err != nil {
			return err
		}
	}
	return nil
}

// believing sets usages as they are given, and keeps its own sums to itself.
func believing(s *memory.Store, ctx context.Context, tx *memory.Tx, p storage.Posting) error {
	if p.Check() != nil {
		return storage.CheckContext(ctx)
	}
	return s.Post(ctx, tx, p)
}

const (
	saysBare     = "A pot that was never used has a usage of a budget and a period alone."
	saysBefore   = "Usages come in the order of the pots, then the last one before each pot that was never used, once."
	saysSince    = "The usages of a budget are those of a period and later ones, in their order, or all of them."
	saysOfOrder  = "The entries of an order are all that it has in any budget and round, by pot and number."
	saysOfPot    = "The entries of a pot are all of them by number, and then the carry-over out of it."
	saysSum      = "A usage is the sum of the entries of its pot, whatever is posted."
	saysUnsound  = "A posting of which the usages are not the sum is refused, and nothing is stored."
	saysStale    = "A posting on what was posted to since it was read is a conflict, and nothing of it is stored."
	saysUsed     = "A posting on a pot as never used, which was used, is a conflict, and nothing of it is stored."
	saysCarried  = "A posting on what was carried over since it was read is a conflict."
	saysPosts    = "Of many that post to one pot at once, no posting that was acknowledged is lost."
	saysSeveral  = "A posting to several budgets is there entirely or not at all."
	saysEntries  = "Entries and usages come back exactly: amounts, rates, instants, numbers."
	saysPotIDs   = "Budgets and orders are compared byte by byte."
	ledgerSuite  = "Ledger"
	outboxSuite  = "Outbox"
	agendaSuite  = "Agenda"
	accountSuite = "Accounts"
)

func brokenLedgers() []brokenStore {
	return []brokenStore{
		{"has no usage before", ledgerSuite, ledger{usages: onlyAsked}.on, []string{saysBefore}, false},
		{"has no usage of what was never used", ledgerSuite, ledger{usages: onlyUsed}.on, []string{saysBare, saysBefore}, true},
		{"sorts usages", ledgerSuite, ledger{usages: sortedUsages}.on, []string{saysBefore}, true},
		{"has a usage before twice", ledgerSuite, ledger{usages: twiceBefore}.on, []string{saysBefore}, false},
		{"has amounts of what was never used", ledgerSuite, ledger{usages: zeroAmounts}.on, []string{saysBare}, true},
		{"leaves out the period asked for", ledgerSuite, ledger{since: afterSince}.on, []string{saysSince}, false},
		{"leaves out what was carried over", ledgerSuite, ledger{entries: noCarryOver}.on, []string{saysOfPot, saysSum}, false},
		{"sorts numbers as text", ledgerSuite, ledger{entries: byNumberAsText}.on, []string{saysOfPot}, false},
		{"has the last round only", ledgerSuite, ledger{order: lastRound}.on, []string{saysOfOrder}, false},
		{"sorts an order's entries by instant", ledgerSuite, ledger{order: byInstant}.on, []string{saysOfOrder}, false},
		{"has no rate", ledgerSuite, ledger{entries: changing(func(e *budget.Entry) { e.Rate.Round = money.Rounding{} })}.on, []string{saysEntries}, false},
		{"keeps rounds of 31 bits", ledgerSuite, ledger{entries: changing(func(e *budget.Entry) { e.Round &= 1<<31 - 1 })}.on, []string{saysEntries}, false},
		{"keeps seconds", ledgerSuite, ledger{entries: changing(func(e *budget.Entry) { e.At = e.At.Truncate(time.Second) })}.on, []string{saysEntries}, false},
		{"takes orders for each other", ledgerSuite, ledger{entries: changing(func(e *budget.Entry) { e.Order = strings.ToLower(e.Order) })}.on,
			[]string{saysPotIDs, saysEntries}, false},
		{"posts on what there is", ledgerSuite, ledger{post: rebased}.on, []string{saysStale, saysUsed}, true},
		{"drops postings in silence", ledgerSuite, ledger{post: ignoringConflicts}.on, []string{saysStale, saysUsed, saysCarried}, true},
		{"posts half", ledgerSuite, ledger{post: halfway}.on, []string{saysStale, saysSeveral}, true},
		{"takes any posting", ledgerSuite, ledger{post: believing}.on, []string{saysUnsound}, false},
		{"compares numbers only", ledgerSuite, ledger{post: numbersOnly}.on, []string{saysCarried}, false},
	}
}

// numbersOnly takes what was carried out of a pot for what it is now.
func numbersOnly(s *memory.Store, ctx context.Context, tx *memory.Tx, p storage.Posting) error {
	if p.Check() != nil {
		return s.Post(ctx, tx, p)
	}
	for i, u := range p.Read {
		now, err := s.Usages(ctx, tx, u.Pot())
		if err != nil {
			return err
		}
		if now[0].Entries == u.Entries {
			p.Read[i].CarriedOut = now[0].CarriedOut
			for j, v := range p.Usages {
				if v.Pot() == u.Pot() && v.CarriedOut.Sign() == 0 {
					p.Usages[j].CarriedOut = now[0].CarriedOut
				}
			}
		}
	}
	return s.Post(ctx, tx, p)
}
