package storagetest

import (
	"runtime/debug"
	"testing"
)

// clause is one sentence of a contract, and how a store of type S is seen to keep it.
type clause[S any] struct {
	// rule is the promise that the sentence belongs to.
	rule  string
	says  string
	check func(r *run, s S)
}

// test checks each clause on a store of its own, as a subtest.
func test[S any](t *testing.T, clauses []clause[S], open func(T) S) {
	t.Helper()
	for _, c := range clauses {
		t.Run(c.says, func(t *testing.T) { c.on(t, open, usualWaits()) })
	}
}

// on checks the clause on a fresh store. What a store returns may be so wrong that the check panics; that fails it.
func (c clause[S]) on(t T, open func(T) S, w waits) {
	t.Helper()
	r := &run{T: t, says: c.rule + ": " + c.says, waits: w}
	defer func() {
		if v := recover(); v != nil {
			r.Errorf("panic: %v\n%s", v, debug.Stack())
		}
	}()
	c.check(r, open(t))
}
