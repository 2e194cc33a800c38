package storagetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

// AgendaStore is what [TestAgenda] needs.
type AgendaStore[X any] interface {
	storage.Transactor[X]
	storage.Agenda[X]
}

// TestAgenda checks that a store keeps what [storage.Agenda] and [storage.Transactor] ask for. The function opens a fresh,
// empty store.
func TestAgenda[X any, S AgendaStore[X]](t *testing.T, open func(T) S) {
	test(t, agendaClauses[X](), func(t T) AgendaStore[X] { return open(t) })
}

func agendaClauses[X any]() []clause[AgendaStore[X]] {
	type store = AgendaStore[X]
	clauses := agendaProbe[X, store]().clauses()
	return append(clauses, []clause[store]{
		{"APR-7", "What is due comes by instant and then by order, up to and with the instant asked for.", agendaOrder[X]},
		{"APR-7", "An order has one instant, the last one noted, and none after the zero time.", agendaReplaced[X]},
		{"APR-7", "What is due stays until it is scheduled anew.", agendaStays[X]},
		{"APR-7", "At most so many are returned as were asked for, 50 where none were, and never more than 500.", agendaLimit[X]},
		{"S6", "Instants are kept to the microsecond, and ids byte by byte.", agendaExact[X]},
	}...)
}

func agendaProbe[X any, S AgendaStore[X]]() probe[X, S] {
	id := func(n int) string { return fmt.Sprint("probe ", n) }
	return probe[X, S]{
		write: func(ctx context.Context, s S, tx X, n int) error { return s.Schedule(ctx, tx, id(n), noon) },
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) {
			due, err := s.Due(ctx, tx, noon, storage.MaxPage)
			return slices.Contains(due, id(n)), err
		},
	}
}

// schedule notes instants, in microseconds after noon.
func schedule[X any](r *run, s AgendaStore[X], orders []string, micros ...int) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) (err error) {
		for i, order := range orders {
			err = errors.Join(err, s.Schedule(ctx, tx, order, noon.Add(time.Duration(micros[i])*time.Microsecond)))
		}
		return err
	})
}

// due fails the clause unless these are due.
func due[X any](r *run, s AgendaStore[X], at time.Time, limit int, want ...string) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error {
		got, err := s.Due(ctx, tx, at, limit)
		if err == nil && !slices.Equal(got, want) {
			r.Errorf("due at %v are %d %q, want %d %q", at, len(got), got, len(want), want)
		}
		return err
	})
}

func agendaOrder[X any](r *run, s AgendaStore[X]) {
	schedule(r, s, []string{"b", "c", "a", "B", "early", "late"}, 5, 3, 5, 5, -9, 6)
	due(r, s, noon.Add(5*time.Microsecond), 0, "early", "c", "B", "a", "b")
	due(r, s, noon.Add(4*time.Microsecond), 0, "early", "c")
	due(r, s, noon.AddDate(-1, 0, 0), 0)
}

func agendaReplaced[X any](r *run, s AgendaStore[X]) {
	schedule(r, s, []string{"a", "b", "c"}, 1, 2, 3)
	schedule(r, s, []string{"a", "a"}, 9, 4)
	due(r, s, noon.Add(9*time.Microsecond), 0, "b", "c", "a")
	must(r, s, func(ctx context.Context, tx X) error {
		return errors.Join(s.Schedule(ctx, tx, "b", time.Time{}), s.Schedule(ctx, tx, "never noted", time.Time{}))
	})
	due(r, s, noon.AddDate(1, 0, 0), 0, "c", "a")
}

func agendaStays[X any](r *run, s AgendaStore[X]) {
	schedule(r, s, []string{"a"}, 0)
	due(r, s, noon, 0, "a")
	due(r, s, noon, 0, "a")
}

func agendaLimit[X any](r *run, s AgendaStore[X]) {
	orders := manyOf(storage.MaxPage+20, "order ")
	slices.Sort(orders)
	schedule(r, s, orders, make([]int, len(orders))...)
	due(r, s, noon, 7, orders[:7]...)
	due(r, s, noon, 0, orders[:storage.DefaultPage]...)
	due(r, s, noon, -1, orders[:storage.DefaultPage]...)
	due(r, s, noon, 10_000, orders[:storage.MaxPage]...)
}

func agendaExact[X any](r *run, s AgendaStore[X]) {
	ids := oddIDs()
	schedule(r, s, ids, make([]int, len(ids))...)
	slices.Sort(ids)
	due(r, s, noon, storage.MaxPage, ids...)
	due(r, s, noon.Add(-time.Microsecond), storage.MaxPage)
	must(r, s, func(ctx context.Context, tx X) error { return s.Schedule(ctx, tx, ids[0], noon.Add(-time.Nanosecond)) })
	due(r, s, noon.Add(-time.Microsecond), storage.MaxPage, ids[0])
}
