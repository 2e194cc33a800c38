package storagetest_test

import (
	"context"
	"errors"
	"sync"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// accounts is a store with other accounts; what is nil is as it should be.
type accounts struct {
	*memory.Store
	graph  func(s *memory.Store, ctx context.Context, tx *memory.Tx) (*account.Graph, error)
	change func(s *memory.Store, ctx context.Context, tx *memory.Tx, c account.Changes) error
}

func (a accounts) Graph(ctx context.Context, tx *memory.Tx) (*account.Graph, error) {
	if a.graph == nil {
		return a.Store.Graph(ctx, tx)
	}
	return a.graph(a.Store, ctx, tx)
}

func (a accounts) ChangeAccounts(ctx context.Context, tx *memory.Tx, c account.Changes) error {
	if a.change == nil {
		return a.Store.ChangeAccounts(ctx, tx, c)
	}
	return a.change(a.Store, ctx, tx, c)
}

func (a accounts) on(s *memory.Store) store {
	a.Store = s
	return a
}

// renumbered makes a change whatever revision it follows.
func renumbered(s *memory.Store, ctx context.Context, tx *memory.Tx, c account.Changes) error {
	g, err := s.Graph(ctx, tx)
	if err != nil {
		return err
	}
	c.Revision = g.Revision() + 1
	return s.ChangeAccounts(ctx, tx, c)
}

// skipping takes any higher revision for the next one.
func skipping(s *memory.Store, ctx context.Context, tx *memory.Tx, c account.Changes) error {
	g, err := s.Graph(ctx, tx)
	if err == nil && c.Revision > g.Revision() {
		c.Revision = g.Revision() + 1
	}
	return errors.Join(err, s.ChangeAccounts(ctx, tx, c))
}

// wrong answers defects as if somebody else had changed the data.
func wrong(s *memory.Store, ctx context.Context, tx *memory.Tx, c account.Changes) error {
	err := s.ChangeAccounts(ctx, tx, c)
	if errors.Is(err, account.ErrData) {
		return storage.ErrConflict
	}
	return err
}

func nothingWrong(s *memory.Store, ctx context.Context, tx *memory.Tx, c account.Changes) error {
	if err := s.ChangeAccounts(ctx, tx, c); !errors.Is(err, account.ErrData) {
		return err
	}
	g, err := s.Graph(ctx, tx)
	return errors.Join(err, s.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 1}))
}

func withoutLimits(s *memory.Store, ctx context.Context, tx *memory.Tx, c account.Changes) error {
	for i := range c.PutUsers {
		c.PutUsers[i].Limits, c.PutUsers[i].LimitedBudget = nil, false
	}
	return s.ChangeAccounts(ctx, tx, c)
}

// remembered hands out the graph that it has seen last, for as long as the revision stays.
func remembered() func(s *memory.Store, ctx context.Context, tx *memory.Tx) (*account.Graph, error) {
	var mu sync.Mutex
	last := make(map[*memory.Store]*account.Graph)
	return func(s *memory.Store, ctx context.Context, tx *memory.Tx) (*account.Graph, error) {
		g, err := s.Graph(ctx, tx)
		if err != nil {
			return nil, err
		}
		mu.Lock()
		defer mu.Unlock()
		if had := last[s]; had == nil || had.Revision() < g.Revision() {
			last[s] = g
		}
		return last[s], nil
	}
}

func committedGraph(s *memory.Store, ctx context.Context, tx *memory.Tx) (g *account.Graph, err error) {
	if _, err := s.Graph(ctx, tx); err != nil {
		return nil, err
	}
	err = s.View(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		g, err = s.Graph(ctx, tx)
		return err
	})
	return g, err
}

// budgets is a store with another ChangeBudgets.
type budgets struct{ *memory.Store }

func (b budgets) ChangeBudgets(ctx context.Context, tx *memory.Tx, c budget.Changes) error {
	for i := range c.Put {
		c.Put[i].Zone = nil
	}
	return b.Store.ChangeBudgets(ctx, tx, c)
}

// budgetsWithoutTerms loses what holds later.
type budgetsWithoutTerms struct{ *memory.Store }

func (b budgetsWithoutTerms) ChangeBudgets(ctx context.Context, tx *memory.Tx, c budget.Changes) error {
	for i := range c.Put {
		c.Put[i].Later = nil
	}
	return b.Store.ChangeBudgets(ctx, tx, c)
}

// prices is a store with other prices; what is nil is as it should be.
type prices struct {
	*memory.Store
	set    func(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data) error
	change func(s *memory.Store, ctx context.Context, tx *memory.Tx, c pricing.Changes) error
	empty  bool // an empty book where there is none
}

func (p prices) Book(ctx context.Context, tx *memory.Tx) (*pricing.Book, error) {
	b, err := p.Store.Book(ctx, tx)
	if p.empty && errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return b, err
}

func (p prices) SetPrices(ctx context.Context, tx *memory.Tx, d pricing.Data) error {
	if p.set == nil {
		return p.Store.SetPrices(ctx, tx, d)
	}
	return p.set(p.Store, ctx, tx, d)
}

func (p prices) ChangePrices(ctx context.Context, tx *memory.Tx, c pricing.Changes) error {
	if p.change == nil {
		return p.Store.ChangePrices(ctx, tx, c)
	}
	return p.change(p.Store, ctx, tx, c)
}

func (p prices) on(s *memory.Store) store {
	p.Store = s
	return p
}

// merging adds price data to what there is.
func merging(s *memory.Store, ctx context.Context, tx *memory.Tx, d pricing.Data) error {
	if _, err := s.Book(ctx, tx); err != nil {
		return s.SetPrices(ctx, tx, d)
	}
	return s.ChangePrices(ctx, tx, pricing.Changes{Revision: d.Revision, Put: d.Lists})
}

// priceRevisions takes any revision for the next one.
func priceRevisions(s *memory.Store, ctx context.Context, tx *memory.Tx, c pricing.Changes) error {
	b, err := s.Book(ctx, tx)
	if err != nil {
		return err
	}
	c.Revision = b.Revision() + 1
	return s.ChangePrices(ctx, tx, c)
}

const (
	saysEmpty    = "A store in which nothing was put has none."
	saysFollow   = "Each change leads from the present facts to the next, exactly, for all that come later."
	saysChanges  = "A transaction sees its own changes, and where it is rolled back nobody ever does."
	saysRevision = "A change with a revision that does not follow the present one is a conflict, and nothing is changed."
	saysOne      = "Of several changes that follow the same revision one is made."
	saysDefects  = "Facts that do not go together are refused with what is wrong with them, and nothing is changed."
	saysNoPrices = "Changes of price data that there are not are answered with not found, and setting them without a revision is a conflict."
)

func brokenTerms() []brokenStore {
	return []brokenStore{
		{"makes changes at any revision", accountSuite, accounts{change: renumbered}.on, []string{saysRevision, saysOne}, false},
		{"lets revisions be left out", accountSuite, accounts{change: skipping}.on, []string{saysRevision}, false},
		{"takes defects for conflicts", accountSuite, accounts{change: wrong}.on, []string{saysDefects}, false},
		{"ignores defects", accountSuite, accounts{change: nothingWrong}.on, []string{saysDefects}, false},
		{"keeps no limits of users", accountSuite, accounts{change: withoutLimits}.on, []string{saysFollow}, true},
		{"keeps a graph that was rolled back", accountSuite, func(s *memory.Store) store { return accounts{graph: remembered()}.on(s) },
			[]string{saysChanges, saysError}, true},
		{"hands out what was committed", accountSuite, accounts{graph: committedGraph}.on, []string{saysChanges, saysOwn}, true},
		{"loses zones", "Budgets", func(s *memory.Store) store { return budgets{s} }, []string{saysFollow}, true},
		{"loses later terms", "Budgets", func(s *memory.Store) store { return budgetsWithoutTerms{s} }, []string{saysFollow, saysChanges}, true},
		{"adds price data to what there is", "Prices", prices{set: merging}.on, []string{saysFollow}, true},
		{"changes prices at any revision", "Prices", prices{change: priceRevisions}.on, []string{saysRevision, saysOne}, false},
		{"has no book for none", "Prices", prices{change: func(s *memory.Store, ctx context.Context, tx *memory.Tx, c pricing.Changes) error {
			if err := s.ChangePrices(ctx, tx, c); !errors.Is(err, storage.ErrNotFound) {
				return err
			}
			return nil
		}}.on, []string{saysNoPrices}, false},
	}
}
