package sqlite

import (
	"context"
	"slices"
	"sync"
)

// remembered is how many compiled values of a kind are kept: the present one, and one that is about to be.
const remembered = 2

// cache keeps compiled values by their revisions. Whether one is the present one, the transaction that asks says.
type cache[V any] struct {
	loading chan struct{} // full while somebody makes a value
	mu      sync.Mutex
	kept    []cached[V] // the latest last
}

type cached[V any] struct {
	revision
	value V
}

func (c *cache[V]) get(r revision) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.kept, func(k cached[V]) bool { return k.revision == r })
	if i < 0 {
		return v, false
	}
	return c.kept[i].value, true
}

// all returns what is kept, the latest first.
func (c *cache[V]) all() []cached[V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := slices.Clone(c.kept)
	slices.Reverse(kept)
	return kept
}

func (c *cache[V]) put(r revision, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = append(slices.Clone(c.kept[max(0, len(c.kept)-remembered+1):]), cached[V]{r, v})
}

// made returns the value of a revision; what is not kept is made, by one goroutine at a time.
func (c *cache[V]) made(ctx context.Context, r revision, make func() (V, error)) (v V, err error) {
	if v, ok := c.get(r); ok {
		return v, nil
	}
	select {
	case c.loading <- struct{}{}:
	case <-ctx.Done():
		return v, ctx.Err()
	}
	defer func() { <-c.loading }()
	if v, ok := c.get(r); ok {
		return v, nil
	}
	if v, err = make(); err == nil {
		c.put(r, v)
	}
	return v, err
}
