package account_test

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// Each world has some states, one made from the other by With; each is asked by some sessions, new and old, some questions.
const (
	permStates    = 4
	permSessions  = 10
	permQuestions = 12
	permCases     = permStates * permSessions * permQuestions
)

// The engine answers as the slow reference does.
func TestPermissionDifferential(t *testing.T) {
	t.Parallel()
	permShard(t, permProof(50_000, 1_000_000, 20_000_000)/permCases+1, func(e *permExam) error { return e.differential() })
}

// permShard gives the worlds of the first numbers to as many goroutines as there are processors.
func permShard(t *testing.T, worlds int, check func(*permExam) error) {
	t.Helper()
	var next, cases, failed atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for failed.Load() < 3 {
				n := next.Add(1)
				if n > int64(worlds) {
					return
				}
				e := &permExam{}
				if err := e.each(uint64(n), func() error { return check(e) }); err != nil {
					failed.Add(1)
					t.Errorf("world %d: %v", n, err)
				}
				cases.Add(int64(e.cases))
			}
		})
	}
	group.Wait()
	if cases.Load() == 0 {
		t.Error("nothing was asked")
	}
	t.Logf("%d cases in %d worlds", cases.Load(), worlds)
}

// permExam is a world in one of its states, with the graph that With made, and the sessions that are open.
type permExam struct {
	world    *permWorld
	ref      permRef
	graph    *account.Graph
	anew     *account.Graph // of the same facts, made by NewGraph
	former   *account.Graph // the one before
	sessions []account.Session
	handles  []account.Handle // of this and former graphs, and of their siblings
	actions  []account.ActionHandle
	cases    int
}

// each calls check in each state of a world.
func (e *permExam) each(number uint64, check func() error) (err error) {
	e.world = newPermWorld(number)
	if e.graph, err = account.NewGraph(e.world.data); err != nil {
		return fmt.Errorf("the generator: %w", err)
	}
	e.anew = e.graph
	for state := range permStates {
		if state > 0 {
			if err := e.advance(); err != nil {
				return err
			}
		}
		e.ref = permRef{reference{e.world.data}}
		e.refresh()
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// advance goes on to the next state. What NewGraph refuses, With refuses, and nothing has changed then.
func (e *permExam) advance() error {
	e.former = e.graph
	if err := e.sibling(); err != nil {
		return err
	}
	c, next := e.world.change()
	made, err := e.graph.With(c)
	anew, defective := account.NewGraph(next.data)
	if (err == nil) != (defective == nil) {
		return fmt.Errorf("With: %v, NewGraph: %v, for %+v", err, defective, c)
	}
	if err != nil {
		return nil
	}
	e.graph, e.anew, e.world = made, anew, next
	if !reflect.DeepEqual(made.Data(), anew.Data()) {
		return fmt.Errorf("With made %+v, NewGraph %+v", made.Data(), anew.Data())
	}
	return nil
}

// sibling keeps handles of a graph beside the next one, whose actions have other numbers, and of an account that was there
// for a while.
func (e *permExam) sibling() error {
	more := e.graph.Application()
	more.Actions = append(more.Actions, account.ActionRule{Action: "first of the host's"})
	put := []account.Account{{ID: "sibling", National: true}, {ID: "a9"}}
	if g, err := e.graph.With(account.Changes{Put: put}); err == nil {
		e.keep(g, "sibling", "a9")
	}
	if g, err := e.graph.With(account.Changes{Application: &more}); err == nil {
		e.keep(g)
	}
	with, err := e.graph.With(account.Changes{Put: []account.Account{{ID: "gone"}}})
	if err != nil {
		return err
	}
	e.keep(with, "gone")
	back, err := with.With(account.Changes{Remove: []string{"gone"}})
	if err != nil || !reflect.DeepEqual(back.Data(), e.graph.Data()) {
		return fmt.Errorf("put and removed again: %w", err)
	}
	e.graph = back
	return nil
}

func (e *permExam) keep(g *account.Graph, ids ...string) {
	for _, id := range ids {
		if h, ok := g.Handle(id); ok {
			e.handles = append(e.handles, h)
		}
	}
	for a := range g.Actions() {
		if h, ok := g.Action(a); ok && (slices.Contains(permHosts, a) || e.world.chance(10)) {
			e.actions = append(e.actions, h)
		}
	}
}

// refresh replaces half of the sessions; the others are stale then.
func (e *permExam) refresh() {
	e.sessions = e.sessions[min(permSessions/2, len(e.sessions)):]
	for len(e.sessions) < permSessions {
		e.sessions = append(e.sessions, e.world.session())
	}
	e.keep(e.graph, e.world.ids()...)
}

func (e *permExam) differential() error {
	for _, s := range e.sessions {
		for range permQuestions {
			q := e.world.question(s)
			e.cases++
			if err := e.same(q); err != nil {
				return err
			}
		}
	}
	return nil
}

// same compares one answer: of the graph, of the graph made anew, and of the reference.
func (e *permExam) same(q permQuestion) error {
	got := e.graph.MayOn(q.session, q.action, q.target, q.at)
	anew := e.anew.MayOn(q.session, q.action, q.target, q.at)
	if got != anew {
		return fmt.Errorf("%s: With %+v, NewGraph %+v", e.text(q), got, anew)
	}
	if got.Session != q.session || got.Action != q.action || got.Target != q.target || got.Revision != e.world.data.Revision {
		return fmt.Errorf("%s: the decision is about something else: %+v", e.text(q), got)
	}
	stages := e.ref.judge(q)
	if len(stages) == 0 && got == (account.Decision{
		Code: account.Allowed, Session: q.session, Action: q.action, Target: q.target, Revision: e.world.data.Revision,
	}) {
		return nil
	}
	if len(stages) == 0 || got.Allowed() || !slices.Contains(stages[0], got.Reason()) {
		return fmt.Errorf("%s: got %+v, want one of the first of %+v", e.text(q), got.Reason(), stages)
	}
	return nil
}

func (e *permExam) text(q permQuestion) string {
	u, _ := e.world.findUser(q.session.User)
	p, _ := e.world.findUser(q.session.Principal)
	return fmt.Sprintf("%+v may %q on %+v at %v\nprincipal %+v\nuser %+v\ndata %+v\n", q.session, q.action, q.target, q.at, p, u, e.world.data)
}

// permAlone gives worlds by number, one after the other, and tells how many cases there were.
func permAlone(t *testing.T, worlds int, check func(w *permWorld, n int) (int, error)) {
	t.Helper()
	cases := 0
	for n := range worlds {
		count, err := check(newPermWorld(uint64(n)+1), n)
		if err != nil {
			t.Fatalf("world %d: %v", n+1, err)
		}
		cases += count
	}
	if cases == 0 {
		t.Error("nothing was asked")
	}
	t.Logf("%d cases in %d worlds", cases, worlds)
}
