package authorization_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/authorization"
	"github.com/tradeterms/tradeterms/storage/memory"
)

type (
	tx    = *memory.Tx
	store = authorization.Store[tx]
	rules = authorization.Rules[tx]
)

var (
	ctx     = context.Background()
	noon    = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	content = approval.Content{{Name: "lines", Digest: "8e2f"}}
)

// crew are those who may answer.
func crew() (ids []string) {
	for n := range 8 {
		ids = append(ids, fmt.Sprint("mia", n))
	}
	return ids
}

func people(context.Context, tx, approval.Request, approval.Command) (approval.People, error) {
	users := []approval.User{{ID: "sam", Active: true, Accounts: []string{"acme"}}}
	for _, id := range crew() {
		users = append(users, approval.User{ID: id, Active: true, Accounts: []string{"acme"}, MayAuthorize: true, SeesPrices: true})
	}
	return approval.NewDirectory(users, nil), nil
}

func place(key string) approval.Place {
	return approval.Place{Key: key, Order: "1001", By: approval.Self("sam", "acme"), Content: content, Basis: approval.Basis{
		Amount: money.MustParse("600", money.GBP),
		Limits: []approval.Limit{{Over: money.MustParse("500", money.GBP), Authorizers: crew()}},
	}}
}

func answer(key, by string) approval.Respond {
	return approval.Respond{
		Key: key, Order: "1001", By: approval.Self(by, "acme"), Verdict: approval.Approve, Seen: content.Digest(),
	}
}

func open(t *testing.T) *memory.Store {
	s := memory.New()
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func done(t *testing.T, out approval.Outcome, err error) {
	t.Helper()
	if err != nil || !out.Decision.Allowed() {
		t.Fatal(out.Decision, err)
	}
}

// kept is the request as it is stored.
func kept(t *testing.T, s store) (r approval.Request) {
	t.Helper()
	err := storage.View(ctx, s, func(ctx context.Context, tx tx) (err error) {
		r, err = s.Request(ctx, tx, "1001")
		return err
	})
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		t.Fatal(err)
	}
	return r
}

// What is refused stores nothing; what is no command, and what names no order, asks no store.
func TestRefusedStoresNothing(t *testing.T) {
	s := open(t)
	d := authorization.New(s, rules{People: people})
	for _, c := range []approval.Command{nil, approval.Place{}, approval.Place{Key: "k", Order: " "}, answer("k", "mia1")} {
		if out, err := d.Do(ctx, c, noon); err != nil || out.Decision.Allowed() {
			t.Error(out.Decision, err)
		}
	}
	if out, err := authorization.New(s, rules{}).Do(ctx, place("k"), noon); err != nil || out.Decision.Code != approval.RefusedUnknownUser {
		t.Error(out.Decision, err)
	}
	if r := kept(t, s); r.Version != 0 {
		t.Errorf("%+v", r)
	}
}

// Events are stored with the change, or neither is (APR-7); where the users cannot be read, nothing is done.
func TestAPR7_EventsWithTheChange(t *testing.T) {
	s, broken := open(t), errors.New("broken")
	for _, r := range []rules{
		{People: people, Tell: func(context.Context, tx, []approval.Event) error { return broken }},
		{People: func(context.Context, tx, approval.Request, approval.Command) (approval.People, error) {
			return nil, broken
		}},
	} {
		if out, err := authorization.New(s, r).Do(ctx, place("k"), noon); !errors.Is(err, broken) || out.Decision.Allowed() {
			t.Error(out, err)
		}
		if r := kept(t, s); r.Version != 0 {
			t.Errorf("%+v", r)
		}
	}
}

func TestAPR12_Due(t *testing.T) {
	s := open(t)
	told := 0
	d := authorization.New(s, rules{
		Policy: approval.MustPolicy(approval.Options{RemindEvery: time.Hour}), People: people,
		Tell: func(_ context.Context, _ tx, events []approval.Event) error { told += len(events); return nil },
	})
	out, err := d.Due(ctx, "1001", noon)
	if err != nil || out.Events != nil {
		t.Fatal(out, err)
	}
	out, err = d.Do(ctx, place("k"), noon)
	done(t, out, err)
	told = 0
	for range 2 {
		out, err = d.Due(ctx, "1001", noon.Add(time.Hour))
		done(t, out, err)
	}
	if r := kept(t, s); told != 1 || r.Version != 2 {
		t.Error(told, r.Version)
	}
}

// forgetful commits, and then does not know that it has.
type forgetful struct{ *memory.Store }

func (s forgetful) Transact(ctx context.Context, do func(context.Context, tx) error) error {
	if err := s.Store.Transact(ctx, do); err != nil {
		return err
	}
	return storage.ErrOutcomeUnknown
}

// After an outcome that is not known, the same command tells, and has one effect.
func TestAPR13_UnknownOutcome(t *testing.T) {
	s := open(t)
	if out, err := authorization.New[tx](forgetful{s}, rules{People: people}).Do(ctx, place("k"), noon); !errors.Is(err, storage.ErrOutcomeUnknown) {
		t.Fatal(out, err)
	}
	out, err := authorization.New(s, rules{People: people}).Do(ctx, place("k"), noon)
	done(t, out, err)
	if r := kept(t, s); !out.Replayed || r.Version != 1 || r.Placement != 1 {
		t.Errorf("%+v, %+v", out, r)
	}
}

// loose compares no versions, and isolates nothing: the memory store without its guard.
type loose struct {
	*memory.Store
	read *sync.WaitGroup // all read before anybody writes
}

func (s loose) Transact(ctx context.Context, do func(context.Context, tx) error) error {
	return do(ctx, nil)
}

func (s loose) Request(ctx context.Context, _ tx, order string) (r approval.Request, err error) {
	err = s.View(ctx, func(ctx context.Context, tx tx) (err error) {
		r, err = s.Store.Request(ctx, tx, order)
		return err
	})
	s.read.Done()
	s.read.Wait()
	return r, err
}

func (s loose) PutRequest(ctx context.Context, _ tx, r approval.Request) error {
	return s.Store.Transact(ctx, func(ctx context.Context, tx tx) error {
		now, err := s.Store.Request(ctx, tx, r.Order)
		if err != nil {
			return err
		}
		r.Version = now.Version
		return s.Store.PutRequest(ctx, tx, r)
	})
}

// Of answers given at once one counts, and the others are told by whom it was; without the guard several would.
func TestW9_AnswersAtOnce(t *testing.T) {
	for _, guarded := range []bool{true, false} {
		s := open(t)
		out, err := authorization.New(s, rules{People: people}).Do(ctx, place("k"), noon)
		done(t, out, err)
		d := authorization.New(s, rules{People: people})
		if !guarded {
			var read sync.WaitGroup
			read.Add(len(crew()))
			d = authorization.New[tx](loose{s, &read}, rules{People: people})
		}
		var all sync.WaitGroup
		var counted atomic.Int32
		for _, id := range crew() {
			all.Go(func() {
				switch out, err := d.Do(ctx, answer("a "+id, id), noon); {
				case err != nil:
					t.Error(err)
				case out.Decision.Allowed():
					counted.Add(1)
				case out.Decision.Code != approval.RefusedAlreadyAnswered || out.Decision.By == "":
					t.Error(out.Decision)
				}
			})
		}
		all.Wait()
		if n := counted.Load(); guarded != (n == 1) {
			t.Errorf("guarded %t: %d answers count", guarded, n)
		}
	}
}
