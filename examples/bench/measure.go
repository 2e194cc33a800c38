package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"
)

// contest is one job, done by several peers in turn. Ratios are to the first.
type contest struct {
	job      string
	per      string // what a cost is for: a line, a row …
	size     int    // operations in a whole pass
	parts    int    // what one operation has of them; 0 is 1
	sum      func(from, to int) int64
	entrants []entrant
}

// entrant is one way to do the job. Its run does the operations from..to of a pass and returns
// their sum, which must be that of all others.
type entrant struct {
	peer   string
	run    func(from, to int) (int64, error)
	target target
}

// target is what is asked of tradeterms; zero is nothing.
type target struct {
	ratio  float64 // to the roofline, at most
	nanos  float64 // at most
	bytes  float64 // at most
	allocs float64 // at most
	memory bool    // only bytes are asked for
}

// result is what a peer took for one part: medians over the rounds.
type result struct {
	job, peer, per string
	nanos, ratio   float64
	bytes, allocs  float64
	target         target
	retained       bool // bytes are kept, not allocated
}

func (r *result) missed() bool {
	t := r.target
	if t == (target{}) {
		return false
	}
	return t.ratio > 0 && r.ratio > t.ratio || t.nanos > 0 && r.nanos > t.nanos ||
		t.bytes > 0 && r.bytes > t.bytes || !t.memory && r.allocs > t.allocs+0.005
}

// pace is how long and how often is measured.
type pace struct {
	rounds int
	turn   time.Duration // of one entrant in one round
	tick   func()        // after each round
}

// measure lets the entrants take turns.
func (c *contest) measure(p pace) ([]result, error) {
	parts := float64(max(1, c.parts))
	ops, nanos, ratios := make([]int, len(c.entrants)), make([][]float64, len(c.entrants)), make([][]float64, len(c.entrants))
	results := make([]result, len(c.entrants))
	for i := range c.entrants {
		e := &c.entrants[i]
		n, bytes, allocs, err := c.calibrate(e, p.turn)
		if err != nil {
			return nil, err
		}
		ops[i] = n
		results[i] = result{job: c.job, peer: e.peer, per: c.per, bytes: bytes / parts, allocs: allocs / parts, target: e.target}
	}
	runtime.GC()
	for range p.rounds {
		for i := range c.entrants {
			took, err := c.turn(&c.entrants[i], ops[i])
			if err != nil {
				return nil, err
			}
			nanos[i] = append(nanos[i], float64(took.Nanoseconds())/float64(ops[i])/parts)
			ratios[i] = append(ratios[i], last(nanos[i])/last(nanos[0]))
		}
		p.tick()
	}
	for i := range results {
		results[i].nanos, results[i].ratio = median(nanos[i]), median(ratios[i])
	}
	return results, nil
}

// turn does n operations, pass after pass, and compares the sums.
func (c *contest) turn(e *entrant, n int) (time.Duration, error) {
	begin := time.Now()
	for n > 0 {
		to := min(n, c.size)
		got, err := e.run(0, to)
		if err != nil {
			return 0, fmt.Errorf("%s, %s: %w", c.job, e.peer, err)
		}
		if c.sum != nil && got != c.sum(0, to) {
			return 0, fmt.Errorf("%s, %s: the answers add up to %d, want %d", c.job, e.peer, got, c.sum(0, to))
		}
		n -= to
	}
	return time.Since(begin), nil
}

// calibrate finds how many operations fill a turn, and what one allocates.
func (c *contest) calibrate(e *entrant, turn time.Duration) (ops int, bytes, allocs float64, err error) {
	for ops = 1; ; ops *= 4 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		took, err := c.turn(e, ops)
		runtime.ReadMemStats(&after)
		if err != nil {
			return 0, 0, 0, err
		}
		bytes = float64(after.TotalAlloc-before.TotalAlloc) / float64(ops)
		allocs = float64(after.Mallocs-before.Mallocs) / float64(ops)
		if took*4 > turn || ops > 1<<24 {
			return max(1, int(float64(ops)*float64(turn)/float64(took+1))), bytes, allocs, nil
		}
	}
}

func last(all []float64) float64 { return all[len(all)-1] }

func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	if n := len(sorted); n%2 == 0 {
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return sorted[len(sorted)/2]
}

// retained returns what make builds and the memory that it keeps.
func retained[T any](build func() (T, error)) (T, float64, error) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept, err := build()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return kept, float64(after.HeapAlloc) - float64(before.HeapAlloc), err
}
