package storagetest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// SubstituteStore is what [TestSubstitutes] needs.
type SubstituteStore[X any] interface {
	storage.Transactor[X]
	storage.Substitutes[X]
}

// TestSubstitutes checks that a store keeps what [storage.Substitutes] and [storage.Transactor] ask for. The function opens a
// fresh, empty store.
func TestSubstitutes[X any, S SubstituteStore[X]](t *testing.T, open func(T) S) {
	test(t, substituteClauses[X](), func(t T) SubstituteStore[X] { return open(t) })
}

func substituteClauses[X any]() []clause[SubstituteStore[X]] {
	type store = SubstituteStore[X]
	clauses := substituteProbe[X, store]().clauses()
	clauses = append(clauses, substituteVersions[X, store]().clauses()...)
	clauses = append(clauses, substituteKeeping[X, store]().clauses()...)
	return append(clauses, clause[store]{
		"APR-12", "Substitutes come by user, each once, and only those of the users given that have any.", substitutesOf[X],
	})
}

func substituteProbe[X any, S SubstituteStore[X]]() probe[X, S] {
	user := func(n int) string { return fmt.Sprint("probe ", n) }
	return probe[X, S]{
		write: func(ctx context.Context, s S, tx X, n int) error {
			return s.PutSubstitutes(ctx, tx, approval.Substitutes{User: user(n)})
		},
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) {
			found, err := s.SubstitutesOf(ctx, tx, user(n))
			return len(found) == 1, err
		},
	}
}

// oneOf returns the substitutes of one user, with version 0 where there are none.
func oneOf[X any, S SubstituteStore[X]](ctx context.Context, s S, tx X, user string) (approval.Substitutes, error) {
	found, err := s.SubstitutesOf(ctx, tx, user)
	if err != nil || len(found) == 0 {
		return approval.Substitutes{}, err
	}
	if len(found) > 1 || found[0].User != user {
		err = fmt.Errorf("asked for those of %q it returned %s", user, text(found))
	}
	return found[0], err
}

func substituteVersions[X any, S SubstituteStore[X]]() versioned[X, S] {
	return versioned[X, S]{
		put: func(ctx context.Context, s S, tx X, id string, version uint64, marks []string) error {
			return s.PutSubstitutes(ctx, tx, approval.Substitutes{User: id, Version: version, Remembered: commands(marks)})
		},
		get: func(ctx context.Context, s S, tx X, id string) (uint64, []string, error) {
			found, err := oneOf(ctx, s, tx, id)
			return found.Version, keys(found.Remembered), err
		},
	}
}

func substituteKeeping[X any, S SubstituteStore[X]]() keeping[X, S, approval.Substitutes] {
	return keeping[X, S, approval.Substitutes]{
		odd: oddSubstitutes,
		large: func() approval.Substitutes {
			return approval.Substitutes{User: "large", Remembered: commands(manyOf(10_000, "key "))}
		},
		put: func(ctx context.Context, s S, tx X, those approval.Substitutes) error {
			return s.PutSubstitutes(ctx, tx, those)
		},
		get: func(ctx context.Context, s S, tx X, like approval.Substitutes) (approval.Substitutes, error) {
			return oneOf(ctx, s, tx, like.User)
		},
		kept: func(those approval.Substitutes) approval.Substitutes {
			those = storage.KeptSubstitutes(those)
			those.Version++
			return those
		},
		scribble: func(those approval.Substitutes) {
			those.Named[0].User, those.Remembered[0].Key = "scribbled", "scribbled"
		},
	}
}

func oddSubstitutes() []approval.Substitutes {
	instants := oddInstants()
	all := []approval.Substitutes{{User: "bare"}}
	for n, id := range oddIDs() {
		other := odd(oddIDs(), n+1)
		all = append(all, approval.Substitutes{
			User: id, Events: exactly, Named: []approval.Substitution{
				{User: other, Window: calendar.Window{From: odd(instants, n), Until: odd(instants, n+1)}}, {User: id},
			},
			Remembered: []approval.Remembered{{Key: id, Hash: other, Level: math.MaxInt32, At: odd(instants, n)}},
		})
	}
	return all
}

func substitutesOf[X any](r *run, s SubstituteStore[X]) {
	must(r, s, func(ctx context.Context, tx X) error {
		for _, user := range []string{"c", "a", "B", "d"} {
			if err := s.PutSubstitutes(ctx, tx, approval.Substitutes{User: user}); err != nil {
				return err
			}
		}
		return nil
	})
	for _, row := range []struct{ asked, want []string }{
		{[]string{"c", "a", "c", "b", "B", "", "none"}, []string{"B", "a", "c"}},
		{[]string{"none"}, nil},
		{nil, nil},
	} {
		must(r, s, func(ctx context.Context, tx X) error {
			found, err := s.SubstitutesOf(ctx, tx, row.asked...)
			var got []string
			for _, those := range found {
				got = append(got, those.User)
			}
			if err == nil && !slices.Equal(got, row.want) {
				r.Errorf("of %q it returned those of %q, want %q", row.asked, got, row.want)
			}
			return err
		})
	}
}
