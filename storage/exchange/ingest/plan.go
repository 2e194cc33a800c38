package ingest

import (
	"context"
	"iter"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// Options say how a batch is taken into a store.
type Options struct {
	// By is who imports, and At when: contracts keep it as their history. Both are needed where contracts change.
	By contract.Actor
	At time.Time
	// Remove says of what the files have all that there is.
	Remove Removal
	// AddLocal adds local contracts that the store does not have: a copy is put back, or a shop begins.
	AddLocal bool
	// Progress, if any, is called by [Run] after every 10,000 rows of prices that were stored, and at the end, by the
	// goroutine that runs it. A transaction that is tried again begins anew.
	Progress func(Progress)
}

// Removal says of which kinds of facts the files have all that there is: what the store has beyond them is removed. The zero
// Removal removes nothing.
type Removal struct {
	// Accounts are all facts of accounts and users, where the files have any; of CSV, accounts alone.
	Accounts bool
	// Lists are the lists of prices that no contract compiles to, where the files have prices.
	Lists bool
	// Contracts are the mirrored ones, also where the files have none. Local contracts stay.
	Contracts bool
}

// Progress is how far a batch is stored.
type Progress struct {
	// Rows are the rows of prices that were given to the store, of so many.
	Rows, Of int
	// Done: all is stored, but not yet committed.
	Done bool
}

// Counts say how many facts of each kind are new, given with other content, as they were, and no longer there. What the
// store has and the files do not name is among the Same.
type Counts struct {
	// Application: what is on for everyone is different.
	Application                          bool
	Groups, Categories, Accounts         exchange.Count
	PermissionRoles, WorkerGroups, Users exchange.Count
	// Lists are those that no contract compiles to; Prices are their rows, where the files have the list.
	Lists, Prices exchange.Count
	Contracts     exchange.Count
	Budgets       exchange.Count
}

// Plan is what a batch would change in a store, or has changed. Make one with [DryRun] or [Run].
type Plan struct {
	Counts Counts
	// Revision is that of the price data afterwards.
	Revision uint64

	batch          *Batch
	was            present
	graph          *account.Graph // as it will be; nil where it is refused
	accountChanges *account.Changes
	deals          contractPlan
	prices         pricePlan
	budgetChanges  *budget.Changes
	refusal        Refusal
}

// newPlan holds a batch against what a store has. The error is a *[Refusal].
func newPlan(b *Batch, was present, o *Options) (*Plan, error) {
	p := &Plan{batch: b, was: was}
	p.accounts(b, o.Remove.Accounts)
	p.contracts(b, o)
	p.lists(b, o.Remove.Lists)
	p.budgets(b)
	if was.book != nil {
		p.Revision = was.book.Revision()
	}
	if !p.prices.empty() {
		p.Revision = p.prices.settings.Revision
	}
	return p, p.refusal.err()
}

// Empty reports whether the store has it all already.
func (p *Plan) Empty() bool {
	return p.accountChanges == nil && p.deals.empty() && p.prices.empty() && p.budgetChanges == nil
}

// Graph returns the accounts and users as they will be.
func (p *Plan) Graph() *account.Graph { return p.graph }

// Contracts returns the contracts as they will be, by code.
func (p *Plan) Contracts() []contract.Contract { return kept(p.deals.all) }

func kept(contracts []contract.Contract) []contract.Contract {
	all := make([]contract.Contract, len(contracts))
	for i := range contracts {
		all[i] = storage.KeptContract(contracts[i])
	}
	return all
}

// Impact yields whose prices change at an instant, and how (PRC-10): for users of all accounts who hold these permissions.
func (p *Plan) Impact(at time.Time, may ...account.Permission) iter.Seq2[impact.Change, error] {
	return func(yield func(impact.Change, error) bool) {
		next, err := p.Book()
		if err != nil {
			yield(impact.Change{}, err)
			return
		}
		was := p.was.book
		if was == nil {
			if was, err = pricing.NewBook(pricing.Data{Zone: next.Zone()}); err != nil {
				yield(impact.Change{}, err)
				return
			}
		}
		old := impact.Side{Book: was, Buyers: impact.Accounts(p.was.graph, may...)}
		impact.Between(old, impact.Side{Book: next, Buyers: impact.Accounts(p.graph, may...)}, at)(yield)
	}
}

// Book returns the prices as they will be. It compiles them each time that it is called. The error is a *[pricing.DataError].
func (p *Plan) Book() (*pricing.Book, error) {
	switch {
	case p.prices.empty() && p.was.book != nil:
		return p.was.book, nil
	case p.prices.small():
		return p.was.book.With(p.prices.changes())
	}
	b := pricing.NewBuilder(p.prices.settings)
	for i := range p.prices.lists {
		b.List(p.prices.lists[i].terms)
	}
	for i := range p.prices.lists {
		for row := range p.prices.lists[i].rows {
			b.Row(p.prices.lists[i].terms.ID, row)
		}
	}
	return b.Book()
}

// DryRun says what a batch would change in a store, and changes nothing. The error is a *[Refusal] with everything for which
// it would be refused, or that of the store.
func DryRun[T any](ctx context.Context, s Store[T], b *Batch, o Options) (*Plan, error) {
	var p *Plan
	err := storage.View(ctx, s, func(ctx context.Context, tx T) error {
		was, err := load(ctx, tx, s, b)
		if err == nil {
			p, err = newPlan(b, was, &o)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if _, err := p.Book(); err != nil && !p.prices.empty() {
		p.refusal.data(err)
		return nil, &p.refusal
	}
	return p, nil
}
