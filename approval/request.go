package approval

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Request is an order's authorization: a plain fact that a host stores. Only [Policy.Do] and [Policy.Due] make one from
// another. The zero Request is that of an order which was never placed.
type Request struct {
	// Order is the number of the order.
	Order string
	// Version is the store's, to compare when it puts; the engine hands it on as it is.
	Version uint64
	State   State
	// By is the session that placed the order last; its account is the order's. Persons are all humans who were behind it at
	// any placing, sorted.
	By      Session
	Persons []string
	// Placement is how many times it was placed. Placed is when, and an order amended while it waits keeps that.
	Placement int
	Placed    time.Time
	// Amount is what it is measured by.
	Amount money.Amount
	// Content is what it contains by digest, Former what it contained at other times.
	Content Content
	Former  []Content
	// SideBySide: all levels are asked at once.
	SideBySide bool
	// Levels are numbered from 1 wherever a level is named.
	Levels []Level
	// Answers are all that were given, in the order of time.
	Answers []Answer
	// Exported is when it went on; zero until then.
	Exported time.Time
	// Remembered are the commands that changed it (APR-13), Events the number of its last event.
	Remembered []Remembered
	Events     uint64
}

// Remembered is a command that changed something, and what came of it.
type Remembered struct {
	Key string
	// Hash is a digest of what was asked under the key.
	Hash string
	// State and Level are those of the outcome.
	State State
	Level int
	At    time.Time
}

// clone returns a copy that shares nothing with r.
func (r Request) clone() Request {
	r.Persons = clone(r.Persons)
	r.Content = clone(r.Content)
	r.Former = clone(r.Former)
	for i := range r.Former {
		r.Former[i] = clone(r.Former[i])
	}
	r.Levels = cloneLevels(r.Levels)
	r.Answers = clone(r.Answers)
	r.Remembered = clone(r.Remembered)
	return r
}

// level returns a level by its number, one of no request where there is none.
func (r *Request) level(n int) *Level {
	if n < 1 || n > len(r.Levels) {
		return new(Level)
	}
	return &r.Levels[n-1]
}

// answer returns the answer that counts at a level, nil if none does.
func (r *Request) answer(level int) *Answer {
	for i := range r.Answers {
		if a := &r.Answers[i]; a.valid() && a.Level == level {
			return a
		}
	}
	return nil
}

// unanswered returns the levels without an answer that counts, from the lowest up.
func (r *Request) unanswered() []int {
	var levels []int
	for i := range r.Levels {
		if r.answer(i+1) == nil {
			levels = append(levels, i+1)
		}
	}
	return levels
}

// Open returns the levels that wait for an answer now, from the lowest up: all that are unanswered where they stand side by
// side, else the lowest of them; none unless the order is pending.
func (r Request) Open() []int {
	if r.State != Pending {
		return nil
	}
	levels := r.unanswered()
	if len(levels) > 1 && !r.SideBySide {
		levels = levels[:1]
	}
	return levels
}

// declined returns the lowest decline that counts, nil if none does.
func (r *Request) declined() *Answer {
	for i := range r.Levels {
		if a := r.answer(i + 1); a != nil && a.Verdict == Decline {
			return a
		}
	}
	return nil
}

// content returns what the order contained when its digest was this one, at any time.
func (r *Request) content(digest string) (Content, bool) {
	for _, c := range slices.Concat([]Content{r.Content}, r.Former) {
		if c.Digest() == digest {
			return c, true
		}
	}
	return nil, false
}
