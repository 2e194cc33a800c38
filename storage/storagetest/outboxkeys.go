package storagetest

import (
	"context"
	"errors"
	"slices"

	"github.com/tradeterms/tradeterms/storage"
)

func outboxKeys[X any](r *run, s OutboxStore[X]) {
	appends(r, s, "a", "b")
	for _, keys := range [][]string{{"c", "a"}, {"c", "d", "c"}} {
		err := transact(r, s, func(ctx context.Context, tx X) error { return s.AppendMessages(ctx, tx, messages(keys)...) })
		if !errors.Is(err, storage.ErrConflict) {
			r.Errorf("appending %q: the error is %v", keys, err)
		}
	}
	holds(r, s, "a", "b")
}

// outboxLate has one transaction append first and commit last.
func outboxLate[X any](r *run, s OutboxStore[X]) {
	appended, committed := newSignal(), newSignal()
	slow := begin(func() error {
		return insist(r.Context(), s, func(ctx context.Context, tx X) error {
			err := s.AppendMessages(ctx, tx, messages([]string{"slow"})...)
			appended.give()
			r.pause(committed.done)
			return err
		})
	})
	<-appended.done
	fast := begin(func() error {
		defer committed.give()
		return insist(r.Context(), s, func(ctx context.Context, tx X) error {
			return s.AppendMessages(ctx, tx, messages([]string{"fast"})...)
		})
	})
	var delivered []string
	deliver := func() {
		found := keysOf(reads(r, s, 0, storage.MaxPage))
		delivered = append(delivered, found...)
		acknowledge(r, s, found...)
	}
	r.pause(committed.done)
	deliver()
	if err := errors.Join(r.await(fast), r.await(slow)); err != nil {
		r.Fatalf("appending: %v", err)
	}
	deliver()
	slices.Sort(delivered)
	if want := []string{"fast", "slow"}; !slices.Equal(delivered, want) {
		r.Errorf("delivered are %q, want %q", delivered, want)
	}
}

func outboxIDs[X any](r *run, s OutboxStore[X]) {
	appends(r, s, oddIDs()...)
	holds(r, s, oddIDs()...)
	for i, id := range oddIDs() {
		acknowledge(r, s, id)
		holds(r, s, oddIDs()[i+1:]...)
	}
}
