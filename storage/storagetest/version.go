package storagetest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/storage"
)

// versioned puts and gets facts with a version by id. Marks are what each put adds to.
type versioned[X any, S storage.Transactor[X]] struct {
	put func(ctx context.Context, s S, tx X, id string, version uint64, marks []string) error
	// get returns version 0 where there is none.
	get func(ctx context.Context, s S, tx X, id string) (version uint64, marks []string, err error)
}

func (v versioned[X, S]) clauses() []clause[S] {
	return []clause[S]{
		{"S2", "A put with version 0 stores what was not there, as version 1, and each further put adds one.", v.adds},
		{"S2", "A put with another version than the stored one is a conflict, and nothing is stored.", v.compares},
		{"S2", "A put of what is not there, with a version, is a conflict, and nothing is stored.", v.absent},
		{"S2", "A put that was rolled back leaves the version as it was.", v.rollsBack},
		{"S2", "Of two transactions that put what they both have read, neither loses what the other did.", v.twoAtOnce},
		{"S2", "Of many that put at once, no put that was acknowledged is lost.", v.manyAtOnce},
		{"S6", "Ids are compared byte by byte.", v.ids},
	}
}

// is fails the clause unless a fact is stored just so.
func (v versioned[X, S]) is(r *run, s S, id string, version uint64, marks ...string) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error {
		got, has, err := v.get(ctx, s, tx, id)
		if err == nil && (got != version || !slices.Equal(has, marks)) {
			r.Errorf("%q is version %d with %q, want version %d with %q", id, got, has, version, marks)
		}
		return err
	})
}

func (v versioned[X, S]) puts(r *run, s S, id string, version uint64, marks ...string) error {
	r.Helper()
	return transact(r, s, func(ctx context.Context, tx X) error { return v.put(ctx, s, tx, id, version, marks) })
}

func (v versioned[X, S]) must(r *run, s S, id string, version uint64, marks ...string) {
	r.Helper()
	if err := v.puts(r, s, id, version, marks...); err != nil {
		r.Fatalf("%q with version %d: %v", id, version, err)
	}
}

func (v versioned[X, S]) adds(r *run, s S) {
	v.must(r, s, "a", 0, "x")
	v.is(r, s, "a", 1, "x")
	v.must(r, s, "a", 1, "y")
	v.is(r, s, "a", 2, "y")
	must(r, s, func(ctx context.Context, tx X) error {
		return errors.Join(v.put(ctx, s, tx, "a", 2, []string{"z"}), v.put(ctx, s, tx, "a", 3, []string{"z", "z"}))
	})
	v.is(r, s, "a", 4, "z", "z")
}

func (v versioned[X, S]) compares(r *run, s S) {
	v.must(r, s, "a", 0, "x")
	v.must(r, s, "a", 1, "y")
	for _, version := range []uint64{0, 1, 3} {
		if err := v.puts(r, s, "a", version, "lost"); !errors.Is(err, storage.ErrConflict) {
			r.Errorf("version %d over version 2: the error is %v", version, err)
		}
	}
	v.is(r, s, "a", 2, "y")
}

func (v versioned[X, S]) absent(r *run, s S) {
	if err := v.puts(r, s, "a", 1, "x"); !errors.Is(err, storage.ErrConflict) {
		r.Errorf("the error is %v", err)
	}
	v.is(r, s, "a", 0)
}

func (v versioned[X, S]) rollsBack(r *run, s S) {
	v.must(r, s, "a", 0, "x")
	err := transact(r, s, func(ctx context.Context, tx X) error {
		return errors.Join(v.put(ctx, s, tx, "a", 1, []string{"y"}), errStop)
	})
	if !errors.Is(err, errStop) || promised(err) {
		r.Errorf("the error is %v", err)
	}
	v.is(r, s, "a", 1, "x")
	v.must(r, s, "a", 1, "z")
}

// extend adds a mark to what is stored; meet is called when it was read, and when it was put.
func (v versioned[X, S]) extend(ctx context.Context, s S, id, mark string, meet func(place int)) error {
	return insist(ctx, s, func(ctx context.Context, tx X) error {
		version, marks, err := v.get(ctx, s, tx, id)
		meet(0)
		if err != nil {
			return err
		}
		err = v.put(ctx, s, tx, id, version, append(slices.Clone(marks), mark))
		meet(1)
		return err
	})
}

// has fails the clause unless what is stored has each mark once, and a version of as many.
func (v versioned[X, S]) has(r *run, s S, id string, marks []string) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error {
		version, got, err := v.get(ctx, s, tx, id)
		slices.Sort(got)
		slices.Sort(marks)
		if err == nil && (version != uint64(len(marks)) || !slices.Equal(got, marks)) {
			r.Errorf("there are %d marks in version %d, want %d: have %q", len(got), version, len(marks), got)
		}
		return err
	})
}

func (v versioned[X, S]) twoAtOnce(r *run, s S) {
	v.must(r, s, "a", 0, "first")
	var places [2][2]*signal
	for i := range places {
		places[i] = [2]*signal{newSignal(), newSignal()}
	}
	r.crowd(2, func(i int) error {
		return v.extend(r.Context(), s, "a", fmt.Sprint("mark ", i), func(place int) {
			places[place][i].give()
			r.pause(places[place][1-i].done)
		})
	})
	v.has(r, s, "a", []string{"first", "mark 0", "mark 1"})
}

func (v versioned[X, S]) manyAtOnce(r *run, s S) {
	const crowd, each = 8, 5
	var marks []string
	for i := range crowd * each {
		marks = append(marks, fmt.Sprintf("mark %02d", i))
	}
	r.crowd(crowd, func(i int) error {
		for _, mark := range marks[i*each : (i+1)*each] {
			if err := v.extend(r.Context(), s, "a", mark, func(int) {}); err != nil {
				return err
			}
		}
		return nil
	})
	v.has(r, s, "a", slices.Clone(marks))
}

func (v versioned[X, S]) ids(r *run, s S) {
	for _, id := range oddIDs() {
		v.must(r, s, id, 0, id, "1")
	}
	for _, id := range oddIDs() {
		v.is(r, s, id, 1, id, "1")
	}
	for _, id := range oddIDs() {
		v.must(r, s, id, 1, id, "2")
		v.is(r, s, id, 2, id, "2")
	}
}
