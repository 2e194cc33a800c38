package ingest

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// progressRows is how many rows lie between two reports of progress.
const progressRows = 10_000

// attempts is how often a transaction is begun, where others are in its way.
const attempts = 5

// Run takes a batch into a store, in one transaction, and returns what it changed. Where the store has it all already,
// nothing is written and no revision is used up. The error is a *[Refusal], or that of the store or the context; nothing is
// changed then, unless errors.Is finds [storage.ErrOutcomeUnknown].
func Run[T any](ctx context.Context, s Store[T], b *Batch, o Options) (*Plan, error) {
	var p *Plan
	err := storage.Retry(ctx, attempts, func() error {
		removed, err := removable(ctx, s, b, &o)
		if err != nil {
			return err
		}
		return s.Transact(ctx, func(ctx context.Context, tx T) error {
			var err error
			p, err = RunTx(ctx, tx, s, b, o, removed...)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// removable returns the locks of what may be removed.
func removable[T any](ctx context.Context, s Store[T], b *Batch, o *Options) (names []string, err error) {
	if !o.Remove.Accounts || b.accounts == nil {
		return nil, nil
	}
	err = storage.View(ctx, s, func(ctx context.Context, tx T) error {
		g, err := s.Graph(ctx, tx)
		if err == nil {
			names = locksOf(g)
		}
		return err
	})
	return names, err
}

// RunTx is Run in a transaction of the host, who ends it without committing on an error. It locks the names given together
// with those of what the batch puts, before it reads.
func RunTx[T any](ctx context.Context, tx T, s Store[T], b *Batch, o Options, locks ...string) (*Plan, error) {
	if err := lock(ctx, tx, s, b, locks); err != nil {
		return nil, err
	}
	was, err := load(ctx, tx, s, b)
	if err != nil {
		return nil, err
	}
	p, err := newPlan(b, was, &o)
	if err != nil {
		return nil, err
	}
	if p.accountChanges != nil {
		if err := s.ChangeAccounts(ctx, tx, *p.accountChanges); err != nil {
			return nil, err
		}
	}
	if err := storePrices(ctx, tx, s, p, &o); errors.Is(err, pricing.ErrData) {
		return nil, &Refusal{Data: err}
	} else if err != nil {
		return nil, err
	}
	if err := storeRest(ctx, tx, s, p); err != nil {
		return nil, err
	}
	if o.Progress != nil {
		n := p.prices.rows()
		o.Progress(Progress{Rows: n, Of: n, Done: true})
	}
	return p, storage.CheckContext(ctx)
}

// storeRest stores contracts and budgets.
func storeRest[T any](ctx context.Context, tx T, s Store[T], p *Plan) error {
	if c, ok := s.(storage.Contracts[T]); ok && !p.deals.empty() {
		err := c.ChangeContracts(ctx, tx, storage.ContractChanges{
			Since: p.was.contractsRevision, Revision: p.Revision, Put: p.deals.put, Drop: p.deals.drop, Events: p.deals.events,
		})
		if err != nil {
			return err
		}
	}
	if k, ok := s.(storage.Budgets[T]); ok && p.budgetChanges != nil {
		return k.ChangeBudgets(ctx, tx, *p.budgetChanges)
	}
	return nil
}

// storePrices stores price data: what is different of it, or all of it anew, row by row where the store takes them so.
func storePrices[T any](ctx context.Context, tx T, s Store[T], p *Plan, o *Options) error {
	switch loader, streams := s.(storage.PriceLoader[T]); {
	case p.prices.empty():
		return nil
	case p.prices.small():
		return s.ChangePrices(ctx, tx, p.prices.changes())
	case streams:
		d := p.prices.settings
		for i := range p.prices.lists {
			d.Lists = append(d.Lists, p.prices.lists[i].terms)
		}
		return loader.LoadPrices(ctx, tx, d, func(add func(pricing.ListID, pricing.Row) error) error {
			return p.prices.stream(ctx, add, o.Progress)
		})
	default:
		d := p.prices.settings
		for i := range p.prices.lists {
			d.Lists = append(d.Lists, p.prices.lists[i].whole())
		}
		return s.SetPrices(ctx, tx, d)
	}
}

// stream gives all rows to a store.
func (p *pricePlan) stream(ctx context.Context, add func(pricing.ListID, pricing.Row) error, report func(Progress)) error {
	n, of := 0, 0
	if report != nil {
		of = p.rows()
	}
	for _, l := range p.lists {
		for row := range l.rows {
			if err := add(l.terms.ID, row); err != nil {
				return err
			}
			if n++; n%progressRows == 0 && report != nil {
				report(Progress{Rows: n, Of: of})
			}
			if n%1000 == 0 {
				if err := storage.CheckContext(ctx); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// rows counts the rows of all lists.
func (p *pricePlan) rows() (n int) {
	if p.counted > 0 {
		return p.counted
	}
	for _, l := range p.lists {
		for range l.rows {
			n++
		}
	}
	p.counted = n
	return n
}
