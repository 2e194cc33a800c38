package linearizable

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/anishathalye/porcupine"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// Requests is [Budgets] for requests that goroutines answer.
func Requests[T any](t *testing.T, open func(t *testing.T) Store[T]) {
	t.Helper()
	t.Run("Locked", func(t *testing.T) {
		right(t, seeds(), requestModel(), func(t *testing.T) call { return onRequests(open(t)) })
	})
	t.Run("Unlocked", func(t *testing.T) {
		if !storage.CapabilitiesOf(open(t)).Serializable {
			t.Skip("it does not say so")
		}
		right(t, seeds(), requestModel(), func(t *testing.T) call { return onRequests[T](unlocked[T]{open(t)}) })
	})
	t.Run("WithoutGuard", func(t *testing.T) {
		wrong(t, seeds(), requestModel(), func(t *testing.T) call { return onRequests[T](loose[T]{open(t)}) })
	})
}

// wish is a command about an order's request, or none, to look at it.
type wish struct {
	order   string
	command approval.Command
}

// told is what was decided, about which version, and for a look what is there.
type told struct {
	decision approval.Decision
	replayed bool
	version  uint64
	conflict bool // what was put had been changed since it was read
	request  string
}

func (a told) String() string {
	switch {
	case a.conflict:
		return "conflict"
	case a.request != "":
		return "look"
	case a.replayed:
		return "replayed"
	}
	return a.decision.Code.String()
}

// requestModel is an order's request when nothing happens at once. What it may become the rules say, and their own tests prove
// them; here it matters that they are given each request as the one before has left it.
func requestModel() porcupine.Model {
	return porcupine.Model{
		Partition: byOrder,
		Init:      func() any { return approval.Request{} },
		Step:      stepRequest,
		Equal:     reflect.DeepEqual,
		DescribeOperation: func(input, output any) string {
			return fmt.Sprintf("%s %T: %s at version %d", input.(wish).order, input.(wish).command, output, output.(told).version)
		},
	}
}

func stepRequest(state, input, output any) (bool, any) {
	r, in, out := state.(approval.Request), input.(wish), output.(told)
	switch {
	case out.conflict:
		return out.version != r.Version, r
	case out.version != r.Version:
		return false, r
	case in.command == nil:
		return out.request == text(r), r
	}
	next := policy.Do(r, in.command, noon, people())
	if next.Replayed != out.replayed || !reflect.DeepEqual(next.Decision, out.decision) {
		return false, r
	}
	return true, put(next)
}

// put is the request as a store keeps it after an outcome.
func put(o approval.Outcome) approval.Request {
	r := storage.KeptRequest(o.Request)
	if changes(o) {
		r.Version++
	}
	return r
}

func changes(o approval.Outcome) bool { return len(o.Events) > 0 }

func text(r approval.Request) string { return fmt.Sprintf("%+v", r) }

func byOrder(all []porcupine.Operation) [][]porcupine.Operation {
	parts := make(map[string][]porcupine.Operation)
	for _, op := range all {
		order := op.Input.(wish).order
		parts[order] = append(parts[order], op)
	}
	var lists [][]porcupine.Operation
	for _, part := range parts {
		lists = append(lists, part)
	}
	return lists
}

// onRequests gives a command in one transaction, under its lock. Every third reads in a transaction of its own before, locks
// nothing, and relies on the version alone.
func onRequests[T any](s Store[T]) call {
	return func(ctx context.Context, c *client) (any, any, error) {
		in := c.wish()
		var out told
		err := storage.Retry(ctx, 100, func() (err error) {
			out, err = give(ctx, s, c, in)
			return err
		})
		return in, out, err
	}
}

func give[T any](ctx context.Context, s Store[T], c *client, in wish) (out told, err error) {
	if c.sent%3 == 2 {
		return giveApart(ctx, s, c, in)
	}
	err = s.Transact(ctx, func(ctx context.Context, tx T) error {
		if err := s.Lock(ctx, tx, storage.OrderLock(in.order)); err != nil {
			return err
		}
		r, err := read(ctx, s, tx, in.order)
		if err != nil {
			return err
		}
		c.pause()
		var o approval.Outcome
		if out, o = judge(r, in); !changes(o) {
			return nil
		}
		return s.PutRequest(ctx, tx, o.Request)
	})
	return out, err
}

func giveApart[T any](ctx context.Context, s Store[T], c *client, in wish) (out told, err error) {
	var o approval.Outcome
	err = storage.View(ctx, s, func(ctx context.Context, tx T) error {
		r, err := read(ctx, s, tx, in.order)
		out, o = judge(r, in)
		return err
	})
	if err != nil || !changes(o) {
		return out, err
	}
	c.pause()
	err = s.Transact(ctx, func(ctx context.Context, tx T) error {
		err := s.PutRequest(ctx, tx, o.Request)
		if out.conflict = errors.Is(err, storage.ErrConflict); out.conflict {
			return nil
		}
		return err
	})
	return out, err
}

func read[T any](ctx context.Context, s Store[T], tx T, order string) (approval.Request, error) {
	r, err := s.Request(ctx, tx, order)
	if errors.Is(err, storage.ErrNotFound) {
		return approval.Request{}, nil
	}
	return r, err
}

// judge is what the rules make of a request as it was read.
func judge(r approval.Request, in wish) (told, approval.Outcome) {
	if in.command == nil {
		return told{version: r.Version, request: text(r)}, approval.Outcome{}
	}
	o := policy.Do(r, in.command, noon, people())
	return told{decision: o.Decision, replayed: o.Replayed, version: r.Version}, o
}
