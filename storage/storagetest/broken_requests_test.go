package storagetest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// requests is a store that changes requests on the way in, and on the way out.
type requests struct {
	*memory.Store
	in, out func(*approval.Request)
}

func (q requests) PutRequest(ctx context.Context, tx *memory.Tx, r approval.Request) error {
	if q.in != nil {
		r = storage.KeptRequest(r)
		q.in(&r)
	}
	return q.Store.PutRequest(ctx, tx, r)
}

func (q requests) Request(ctx context.Context, tx *memory.Tx, order string) (approval.Request, error) {
	asked := approval.Request{Order: order}
	if q.in != nil {
		q.in(&asked)
	}
	r, err := q.Store.Request(ctx, tx, asked.Order)
	if err == nil && q.out != nil {
		q.out(&r)
	}
	return r, err
}

func requesting(in, out func(*approval.Request)) func(*memory.Store) store {
	return func(s *memory.Store) store { return requests{s, in, out} }
}

// puts is a store with another PutRequest.
type puts struct {
	*memory.Store
	put func(s *memory.Store, ctx context.Context, tx *memory.Tx, r approval.Request) error
}

func (p puts) PutRequest(ctx context.Context, tx *memory.Tx, r approval.Request) error {
	return p.put(p.Store, ctx, tx, r)
}

func putting(put func(s *memory.Store, ctx context.Context, tx *memory.Tx, r approval.Request) error) func(*memory.Store) store {
	return func(s *memory.Store) store { return puts{s, put} }
}

// overwriting takes whatever version there is for the one that was read.
func overwriting(s *memory.Store, ctx context.Context, tx *memory.Tx, r approval.Request) error {
	now, err := s.Request(ctx, tx, r.Order)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	r.Version = now.Version
	return s.PutRequest(ctx, tx, r)
}

func overwritingNew(s *memory.Store, ctx context.Context, tx *memory.Tx, r approval.Request) error {
	if r.Version > 0 {
		return s.PutRequest(ctx, tx, r)
	}
	return overwriting(s, ctx, tx, r)
}

func insertingOld(s *memory.Store, ctx context.Context, tx *memory.Tx, r approval.Request) error {
	if _, err := s.Request(ctx, tx, r.Order); errors.Is(err, storage.ErrNotFound) {
		r.Version = 0
	}
	return s.PutRequest(ctx, tx, r)
}

func ignoringOld(s *memory.Store, ctx context.Context, tx *memory.Tx, r approval.Request) error {
	if err := s.PutRequest(ctx, tx, r); !errors.Is(err, storage.ErrConflict) {
		return err
	}
	return nil
}

// cached hands out and keeps what others hold, too.
type cached struct {
	*memory.Store
	in, out bool
	mu      *sync.Mutex
	all     map[string]approval.Request
}

func (c cached) PutRequest(ctx context.Context, tx *memory.Tx, r approval.Request) error {
	err := c.Store.PutRequest(ctx, tx, r)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil && c.in {
		c.all[r.Order] = r
	}
	return err
}

func (c cached) Request(ctx context.Context, tx *memory.Tx, order string) (approval.Request, error) {
	r, err := c.Store.Request(ctx, tx, order)
	c.mu.Lock()
	defer c.mu.Unlock()
	if held, ok := c.all[order]; ok && err == nil && held.Version <= r.Version {
		held.Version = r.Version
		r = held
	}
	if err == nil && c.out {
		c.all[order] = r
	}
	return r, err
}

// missing has a bare request where there is none.
type missing struct{ *memory.Store }

func (m missing) Request(ctx context.Context, tx *memory.Tx, order string) (approval.Request, error) {
	r, err := m.Store.Request(ctx, tx, order)
	if errors.Is(err, storage.ErrNotFound) {
		return approval.Request{}, nil
	}
	return r, err
}

func lowerCase(r *approval.Request) { r.Order = strings.ToLower(r.Order) }

func shorten(r *approval.Request) { r.Order = r.Order[:min(len(r.Order), 254)] }

func milliseconds(r *approval.Request) { r.Placed = r.Placed.Truncate(time.Millisecond) }

func localTime(r *approval.Request) { r.Placed = r.Placed.In(time.FixedZone("west", -3600)) }

func throughFloat(r *approval.Request) {
	if r.Amount.IsSet() {
		r.Amount = money.Scaled(int64(float64(r.Amount.Coefficient())), r.Amount.Scale(), r.Amount.Currency())
	}
}

func zeroForNone(r *approval.Request) {
	if !r.Amount.IsSet() {
		r.Amount = money.Zero(money.GBP)
	}
}

func trimmed(r *approval.Request) {
	for i := range r.Answers {
		r.Answers[i].Feedback = strings.TrimRight(r.Answers[i].Feedback, " \x00")
	}
}

func short(r *approval.Request) { r.Remembered = r.Remembered[:min(len(r.Remembered), 1000)] }

const (
	saysAdds     = "A put with version 0 stores what was not there, as version 1, and each further put adds one."
	saysCompares = "A put with another version than the stored one is a conflict, and nothing is stored."
	saysAbsent   = "A put of what is not there, with a version, is a conflict, and nothing is stored."
	saysTwo      = "Of two transactions that put what they both have read, neither loses what the other did."
	saysPuts     = "Of many that put at once, no put that was acknowledged is lost."
	saysIDs      = "Ids are compared byte by byte."
	saysExact    = "Amounts, instants in whole microseconds, numbers and texts come back exactly."
	saysLarge    = "A large fact comes back whole."
	saysIn       = "What was put shares nothing with what is kept."
	saysOut      = "What comes back shares nothing with what is kept."
	saysNotFound = "The request of an order that has none is not found."
)

func brokenRequests() []brokenStore {
	version := func(by int) func(*approval.Request) { return func(r *approval.Request) { r.Version += uint64(by) } }
	return []brokenStore{
		{"overwrites any version", "Requests", putting(overwriting), []string{saysCompares, saysAbsent}, false},
		{"overwrites with version 0", "Requests", putting(overwritingNew), []string{saysCompares}, false},
		{"inserts with any version", "Requests", putting(insertingOld), []string{saysAbsent}, false},
		{"ignores a put of an old version", "Requests", putting(ignoringOld), []string{saysCompares, saysAbsent}, false},
		{"counts versions from 2", "Requests", requesting(nil, version(1)), []string{saysAdds}, true},
		{"compares before the transaction ends, and puts then", "Requests", newUnguarded, []string{saysTwo}, true},
		{"folds the case of ids", "Requests", requesting(lowerCase, nil), []string{saysIDs}, true},
		{"cuts ids at 254 bytes", "Requests", requesting(shorten, nil), []string{saysIDs}, true},
		{"keeps milliseconds", "Requests", requesting(nil, milliseconds), []string{saysExact}, false},
		{"keeps amounts as floats", "Requests", requesting(nil, throughFloat), []string{saysExact}, false},
		{"has 0 for no amount", "Requests", requesting(nil, zeroForNone), []string{saysExact, saysLarge, saysIn, saysOut}, false},
		{"answers in local time", "Requests", requesting(nil, localTime), []string{saysExact}, true},
		{"trims texts", "Requests", requesting(nil, trimmed), []string{saysExact, saysLarge}, false},
		{"keeps a thousand commands", "Requests", requesting(nil, short), []string{saysLarge}, false},
		{"keeps what was put", "Requests", func(s *memory.Store) store {
			return cached{s, true, false, new(sync.Mutex), make(map[string]approval.Request)}
		}, []string{saysIn}, true},
		{"hands out what it keeps", "Requests", func(s *memory.Store) store {
			return cached{s, false, true, new(sync.Mutex), make(map[string]approval.Request)}
		}, []string{saysOut}, true},
		{"has a bare request for none", "Requests", func(s *memory.Store) store { return missing{s} }, []string{saysNotFound}, true},
	}
}

// unguarded reads and checks outside of the transaction, and puts over whatever there is when it ends.
type unguarded struct {
	*memory.Store
	mu      *sync.Mutex
	pending map[*memory.Tx][]approval.Request
}

func newUnguarded(s *memory.Store) store {
	return unguarded{s, new(sync.Mutex), make(map[*memory.Tx][]approval.Request)}
}

func (u unguarded) Transact(ctx context.Context, f do) error {
	var writes []approval.Request
	err := u.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		err := f(ctx, tx)
		u.mu.Lock()
		defer u.mu.Unlock()
		writes = u.pending[tx]
		return err
	})
	if err != nil {
		return err
	}
	return u.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		for _, r := range writes {
			err = errors.Join(err, overwriting(u.Store, ctx, tx, r))
		}
		return err
	})
}

func (u unguarded) Request(ctx context.Context, tx *memory.Tx, order string) (r approval.Request, err error) {
	if r, err = u.Store.Request(ctx, tx, order); err != nil && !errors.Is(err, storage.ErrNotFound) {
		return r, err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, w := range slices.Backward(u.pending[tx]) {
		if w.Order == order {
			w = storage.KeptRequest(w)
			w.Version++
			return w, nil
		}
	}
	view := u.View(context.Background(), func(ctx context.Context, tx *memory.Tx) error {
		r, err = u.Store.Request(ctx, tx, order)
		return nil
	})
	return r, errors.Join(err, view)
}

func (u unguarded) PutRequest(ctx context.Context, tx *memory.Tx, r approval.Request) error {
	now, err := u.Request(ctx, tx, r.Order)
	switch {
	case err != nil && !errors.Is(err, storage.ErrNotFound):
		return err
	case now.Version != r.Version:
		return storage.ErrConflict
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.pending[tx] = append(u.pending[tx], storage.KeptRequest(r))
	return nil
}
