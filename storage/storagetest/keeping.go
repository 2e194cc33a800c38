package storagetest

import (
	"context"

	"github.com/tradeterms/tradeterms/storage"
)

// keeping is facts E that come back as they went in.
type keeping[X any, S storage.Transactor[X], E any] struct {
	// odd are facts with what a careless store changes: amounts, instants, texts, numbers; large is a large one.
	odd   func() []E
	large func() E
	put   func(ctx context.Context, s S, tx X, e E) error
	get   func(ctx context.Context, s S, tx X, like E) (E, error)
	// kept is the fact as it is to come back.
	kept func(E) E
	// scribble changes all that a fact shares with copies of its struct.
	scribble func(E)
}

func (k keeping[X, S, E]) clauses() []clause[S] {
	return []clause[S]{
		{"S6", "Amounts, instants in whole microseconds, numbers and texts come back exactly.", k.exact},
		{"S6", "A large fact comes back whole.", k.whole},
		{"S6", "What was put shares nothing with what is kept.", k.copiesIn},
		{"S6", "What comes back shares nothing with what is kept.", k.copiesOut},
	}
}

// back puts a fact, and fails the clause unless it comes back.
func (k keeping[X, S, E]) back(r *run, s S, what string, e E) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error { return k.put(ctx, s, tx, e) })
	k.is(r, s, what, e)
}

func (k keeping[X, S, E]) is(r *run, s S, what string, want E) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error {
		got, err := k.get(ctx, s, tx, want)
		if err == nil {
			r.same(what, got, k.kept(want))
		}
		return err
	})
}

func (k keeping[X, S, E]) exact(r *run, s S) {
	for _, e := range k.odd() {
		k.back(r, s, "it", e)
	}
}

func (k keeping[X, S, E]) whole(r *run, s S) { k.back(r, s, "it", k.large()) }

func (k keeping[X, S, E]) copiesIn(r *run, s S) {
	e := k.last()
	want := k.kept(e)
	must(r, s, func(ctx context.Context, tx X) error {
		err := k.put(ctx, s, tx, e)
		k.scribble(e)
		return err
	})
	must(r, s, func(ctx context.Context, tx X) error {
		got, err := k.get(ctx, s, tx, e)
		if err == nil {
			r.same("after the one who put it has changed his", got, want)
		}
		return err
	})
}

func (k keeping[X, S, E]) copiesOut(r *run, s S) {
	e := k.last()
	k.back(r, s, "it", e)
	must(r, s, func(ctx context.Context, tx X) error {
		got, err := k.get(ctx, s, tx, e)
		if err == nil {
			k.scribble(got)
		}
		return err
	})
	k.is(r, s, "after one who read it has changed his", e)
}

func (k keeping[X, S, E]) last() E {
	odd := k.odd()
	return odd[len(odd)-1]
}
