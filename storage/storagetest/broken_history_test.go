package storagetest_test

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// history is a store with another history; what is nil is as it should be.
type history struct {
	*memory.Store
	revision func(s *memory.Store, ctx context.Context, tx *memory.Tx) (uint64, error)
	changes  changesSince
	book     func(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64) (*pricing.Book, error)
	graph    func(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64) (*account.Graph, error)
}

func (h history) PriceRevision(ctx context.Context, tx *memory.Tx) (uint64, error) {
	if h.revision == nil {
		return h.Store.PriceRevision(ctx, tx)
	}
	return h.revision(h.Store, ctx, tx)
}

func (h history) PriceChanges(ctx context.Context, tx *memory.Tx, since uint64, limit int) ([]pricing.Changes, error) {
	if h.changes == nil {
		return h.Store.PriceChanges(ctx, tx, since, limit)
	}
	return h.changes(h.Store, ctx, tx, since, limit)
}

func (h history) BookAt(ctx context.Context, tx *memory.Tx, revision uint64) (*pricing.Book, error) {
	if h.book == nil {
		return h.Store.BookAt(ctx, tx, revision)
	}
	return h.book(h.Store, ctx, tx, revision)
}

func (h history) GraphAt(ctx context.Context, tx *memory.Tx, revision uint64) (*account.Graph, error) {
	if h.graph == nil {
		return h.Store.GraphAt(ctx, tx, revision)
	}
	return h.graph(h.Store, ctx, tx, revision)
}

func (h history) on(s *memory.Store) store {
	h.Store = s
	return h
}

type changesSince = func(s *memory.Store, ctx context.Context, tx *memory.Tx, since uint64, limit int) ([]pricing.Changes, error)

// altered hands changes out altered.
func altered(alter func([]pricing.Changes) []pricing.Changes) changesSince {
	return func(s *memory.Store, ctx context.Context, tx *memory.Tx, since uint64, limit int) ([]pricing.Changes, error) {
		changes, err := s.PriceChanges(ctx, tx, since, limit)
		return alter(changes), err
	}
}

func unnumbered(changes []pricing.Changes) []pricing.Changes {
	for i := range changes {
		changes[i].Revision = 0
	}
	return changes
}

func newestFirst(changes []pricing.Changes) []pricing.Changes {
	slices.Reverse(changes)
	return changes
}

func withoutFirst(changes []pricing.Changes) []pricing.Changes { return changes[min(1, len(changes)):] }

func withoutDrops(changes []pricing.Changes) []pricing.Changes {
	for i := range changes {
		changes[i].Drop = nil
	}
	return changes
}

// withGap misses one change of many, as one that is committed late and was numbered early is missed.
func withGap(changes []pricing.Changes) []pricing.Changes {
	return slices.DeleteFunc(changes, func(c pricing.Changes) bool {
		return len(c.Put) == 1 && c.Put[0].ID == pricing.LevelID("own 7")
	})
}

func unlimited(s *memory.Store, ctx context.Context, tx *memory.Tx, since uint64, _ int) (all []pricing.Changes, err error) {
	for {
		some, err := s.PriceChanges(ctx, tx, since, storage.MaxPage)
		if err != nil || len(some) == 0 {
			return all, err
		}
		all, since = append(all, some...), some[len(some)-1].Revision
	}
}

// noneForStale has no changes where they lead nowhere.
func noneForStale(s *memory.Store, ctx context.Context, tx *memory.Tx, since uint64, limit int) ([]pricing.Changes, error) {
	changes, err := s.PriceChanges(ctx, tx, since, limit)
	if _, missing := s.Book(ctx, tx); missing == nil && errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return changes, err
}

func committedChanges(s *memory.Store, ctx context.Context, tx *memory.Tx, since uint64, limit int) (changes []pricing.Changes, err error) {
	if _, err := s.PriceRevision(ctx, tx); err != nil {
		return nil, err
	}
	err = s.View(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		changes, err = s.PriceChanges(ctx, tx, since, limit)
		return err
	})
	return changes, err
}

func committedRevision(s *memory.Store, ctx context.Context, tx *memory.Tx) (revision uint64, err error) {
	if revision, err = s.PriceRevision(ctx, tx); err != nil {
		return 0, err
	}
	err = s.View(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		committed, err := s.PriceRevision(ctx, tx)
		if err == nil {
			revision = committed
		}
		return nil
	})
	return revision, err
}

func revisionOfNone(s *memory.Store, ctx context.Context, tx *memory.Tx) (uint64, error) {
	revision, err := s.PriceRevision(ctx, tx)
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	return revision, err
}

// presentBook hands the present book out for every former one.
func presentBook(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64) (*pricing.Book, error) {
	if _, err := s.BookAt(ctx, tx, revision); err != nil {
		return nil, err
	}
	return s.Book(ctx, tx)
}

func presentForNone(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64) (*pricing.Book, error) {
	if b, err := s.BookAt(ctx, tx, revision); err == nil {
		return b, nil
	}
	return s.Book(ctx, tx)
}

// sinceSet has no book from before price data was set.
func sinceSet(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64) (*pricing.Book, error) {
	if _, err := s.PriceChanges(ctx, tx, revision, 1); err != nil {
		return nil, err
	}
	return s.BookAt(ctx, tx, revision)
}

func presentGraph(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64) (*account.Graph, error) {
	if _, err := s.GraphAt(ctx, tx, revision); err != nil {
		return nil, err
	}
	return s.Graph(ctx, tx)
}

func noGraphOfNone(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64) (*account.Graph, error) {
	if revision == 0 {
		return nil, storage.ErrNotFound
	}
	return s.GraphAt(ctx, tx, revision)
}

// graphsSeen remembers each graph that it is asked for, also those of transactions that are rolled back.
func graphsSeen() func(*memory.Store, context.Context, *memory.Tx, uint64) (*account.Graph, error) {
	var mu sync.Mutex
	seen := make(map[*memory.Store]map[uint64]*account.Graph)
	return func(s *memory.Store, ctx context.Context, tx *memory.Tx, revision uint64) (*account.Graph, error) {
		g, err := s.GraphAt(ctx, tx, revision)
		mu.Lock()
		defer mu.Unlock()
		if seen[s] == nil {
			seen[s] = make(map[uint64]*account.Graph)
		}
		if had := seen[s][revision]; had != nil {
			return had, nil
		}
		if err == nil {
			seen[s][revision] = g
		}
		return g, err
	}
}

// sharing hands changes out as they were given, and keeps those that are handed out.
type sharing struct {
	*memory.Store
	mu    *sync.Mutex
	given map[uint64]pricing.Changes
}

func newSharing(s *memory.Store) store {
	return sharing{s, new(sync.Mutex), make(map[uint64]pricing.Changes)}
}

func (s sharing) ChangePrices(ctx context.Context, tx *memory.Tx, c pricing.Changes) error {
	err := s.Store.ChangePrices(ctx, tx, c)
	if err == nil {
		s.mu.Lock()
		s.given[c.Revision] = c
		s.mu.Unlock()
	}
	return err
}

func (s sharing) PriceChanges(ctx context.Context, tx *memory.Tx, since uint64, limit int) ([]pricing.Changes, error) {
	changes, err := s.Store.PriceChanges(ctx, tx, since, limit)
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range changes {
		changes[i] = s.given[changes[i].Revision]
	}
	return changes, err
}

const (
	saysWas        = "What was present at a revision is handed out as it was, whatever came later."
	saysNever      = "What was present at no revision is not found."
	saysUndone     = "A transaction sees what it has made present itself, and where it is rolled back that never was."
	saysNoHistory  = "Where there is no price data, neither a revision of it is found nor changes."
	saysRevisionIs = "The revision is that of the present book, also in the transaction that changes it."
	saysLead       = "The changes since a revision lead from its book to those that followed, each by its revision."
	saysNowhere    = "Changes that do not lead to the present book are not found."
	saysParts      = "Changes come in parts, 50 where no limit is given and never more than 500."
	saysNoChange   = "Changes that were rolled back are none."
	saysShared     = "Changes share nothing with what is kept."
	saysMisses     = "Who follows the changes while others make them misses none."
)

func brokenHistories() []brokenStore {
	return []brokenStore{
		{"hands out the present book", "PriceHistory", history{book: presentBook}.on, []string{saysWas, saysUndone, saysForgotten}, false},
		{"hands out the present book for none", "PriceHistory", history{book: presentForNone}.on, []string{saysNever, saysUndone, saysForgotten}, false},
		{"forgets books when price data is set", "PriceHistory", history{book: sinceSet}.on, []string{saysWas, saysForgotten}, false},
		{"hands out the present graph", accountSuite, history{graph: presentGraph}.on, []string{saysWas, saysUndone, saysForgotten}, false},
		{"has no graph from before there was one", accountSuite, history{graph: noGraphOfNone}.on, []string{saysWas}, false},
		{"remembers graphs that were rolled back", accountSuite, func(s *memory.Store) store { return history{graph: graphsSeen()}.on(s) },
			[]string{saysUndone, saysForgotten}, false},
		{"has a revision of no price data", "PriceHistory", history{revision: revisionOfNone}.on, []string{saysNoHistory}, false},
		{"tells the committed revision", "PriceHistory", history{revision: committedRevision}.on, []string{saysRevisionIs}, false},
		{"leaves the first change out", "PriceHistory", history{changes: altered(withoutFirst)}.on, []string{saysLead}, true},
		{"has changes without revisions", "PriceHistory", history{changes: altered(unnumbered)}.on, []string{saysLead}, true},
		{"hands out the newest change first", "PriceHistory", history{changes: altered(newestFirst)}.on, []string{saysLead}, true},
		{"keeps no drops", "PriceHistory", history{changes: altered(withoutDrops)}.on, []string{saysLead, saysSinceForgot}, false},
		{"misses a change", "PriceHistory", history{changes: altered(withGap)}.on, []string{saysMisses}, false},
		{"has no bound on changes", "PriceHistory", history{changes: unlimited}.on, []string{saysParts}, false},
		{"has no changes where they lead nowhere", "PriceHistory", history{changes: noneForStale}.on, []string{saysNowhere, saysSinceForgot}, false},
		{"hands out committed changes", "PriceHistory", history{changes: committedChanges}.on, []string{saysNoChange}, false},
		{"shares changes", "PriceHistory", newSharing, []string{saysShared}, true},
	}
}
