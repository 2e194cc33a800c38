package postgres

import (
	"context"
	"sync"
)

// cache keeps the values compiled last, by their versions. A transaction asks the database for the version that it sees, so
// that it never gets another.
type cache[V any] struct {
	loading chan struct{} // full while one is being compiled: two at once would take twice the memory

	mu     sync.Mutex
	latest []compiled[V] // the one used last comes last
}

type compiled[V any] struct {
	version
	value V
}

// kept is how many values are kept: the present one, and one that a transaction is about to put in its place.
const kept = 2

func newCache[V any]() *cache[V] { return &cache[V]{loading: make(chan struct{}, 1)} }

// get returns the value of a version. Without one, it makes it from the nearest that is kept, or anew.
func (c *cache[V]) get(
	ctx context.Context, v version, follow func(from compiled[V]) (V, bool, error), load func() (V, error),
) (V, error) {
	var none V
	if value, found := c.find(v); found {
		return value, nil
	}
	select {
	case c.loading <- struct{}{}:
	case <-ctx.Done():
		return none, ctx.Err()
	}
	defer func() { <-c.loading }()
	if value, found := c.find(v); found {
		return value, nil
	}
	for _, from := range c.older(v) {
		value, done, err := follow(from)
		if err != nil {
			return none, err
		}
		if done {
			c.keep(v, value)
			return value, nil
		}
	}
	value, err := load()
	if err != nil {
		return none, err
	}
	c.only(v, value)
	return value, nil
}

func (c *cache[V]) find(v version) (value V, found bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, one := range c.latest {
		if one.version == v {
			c.latest = append(append(c.latest[:i:i], c.latest[i+1:]...), one)
			return one.value, true
		}
	}
	return value, false
}

// older returns what is kept of earlier revisions, the latest first.
func (c *cache[V]) older(v version) []compiled[V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []compiled[V]
	for i := len(c.latest) - 1; i >= 0; i-- {
		if c.latest[i].revision < v.revision {
			all = append(all, c.latest[i])
		}
	}
	return all
}

// only notes a value that shares nothing with the others, and forgets those.
func (c *cache[V]) only(v version, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.latest = []compiled[V]{{v, value}}
}

// keep notes a value that was made from one of the others, in place of the one that was used longest ago.
func (c *cache[V]) keep(v version, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.latest = append(c.latest, compiled[V]{v, value}); len(c.latest) > kept {
		c.latest = append([]compiled[V]{}, c.latest[1:]...)
	}
}
