package pricebook_test

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/pricebook"
)

// told is what a follower reported.
type told struct {
	update pricebook.Update
	err    error
}

// follow follows in a goroutine until the test ends or stop is called, which waits for it.
func follow(t *testing.T, f *pricebook.Follower[*memory.Tx]) (reports chan told, stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	reports = make(chan told, 10_000)
	ended := make(chan error, 1)
	go func() {
		ended <- f.Follow(ctx, 200*time.Microsecond, func(u pricebook.Update, err error) { reports <- told{u, err} })
	}()
	var once atomic.Bool
	stop = func() {
		cancel()
		if once.CompareAndSwap(false, true) {
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("following ended with %v", err)
			}
		}
	}
	t.Cleanup(stop)
	return reports, stop
}

// PRC-8: who follows has each change within an interval, hears of it once, and of nothing else.
func TestPRC8_Follow(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, s)
	reports, stop := follow(t, f)
	for revision := uint64(2); revision <= 20; revision++ {
		s.mustChange(t, revision, 1, int(revision))
		if got, want := <-reports, (told{pricebook.Update{From: revision - 1, To: revision, Changes: 1}, nil}); got != want {
			t.Errorf("told %+v, want %+v", got, want)
		}
		is(t, "after it", f.Book(), revision, int(revision), 0)
	}
	was := s.revisions.Load()
	for s.revisions.Load() < was+3 {
		time.Sleep(time.Millisecond)
	}
	stop()
	if len(reports) != 0 {
		t.Errorf("told of nothing: %+v", <-reports)
	}
	s.mustChange(t, 21, 1, 21)
	time.Sleep(2 * time.Millisecond)
	is(t, "after it has ended", f.Book(), 20, 20, 0)
}

// S8: each refresh that fails is told, the book stays, and following goes on.
func TestS8_FollowBrokenStore(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, s)
	reports, _ := follow(t, f)
	s.broken.Store(&errDisk)
	for range 3 {
		if got := <-reports; !errors.Is(got.err, errDisk) || got.update != (pricebook.Update{}) {
			t.Errorf("told %+v", got)
		}
	}
	s.mustChange(t, 2, 1, 20)
	is(t, "while it is broken", f.Book(), 1, 10, 0)
	s.broken.Store(nil)
	for got := range reports {
		if got.err == nil {
			break
		}
	}
	is(t, "once it works", f.Book(), 2, 20, 0)
}

// S8: an interval of nothing is refused, and nobody need be told.
func TestS8_FollowIntervals(t *testing.T) {
	s := newShop(t)
	f := open(t, s)
	for _, every := range []time.Duration{0, -1} {
		if err := f.Follow(t.Context(), every, nil); err == nil || errors.Is(err, context.Canceled) {
			t.Errorf("every %v: %v", every, err)
		}
	}
	s.set(t, 1, 10, 10)
	short, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := f.Follow(short, time.Millisecond, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
	is(t, "after it", f.Book(), 1, 10, 0)
}

// S8: nothing runs on when following has ended, also where the store hung.
func TestS8_NothingRunsOn(t *testing.T) {
	s := newShop(t)
	s.set(t, 1, 10, 10)
	f := open(t, s)
	before := runtime.NumGoroutine()
	for round := range 20 {
		s.hangs.Store(round%2 == 1)
		was := s.revisions.Load()
		_, stop := follow(t, f)
		for s.revisions.Load() == was {
			time.Sleep(100 * time.Microsecond)
		}
		stop()
	}
	for deadline := 200; runtime.NumGoroutine() > before && deadline > 0; deadline-- {
		time.Sleep(5 * time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		stacks := make([]byte, 1<<16)
		t.Errorf("%d goroutines before, %d after\n%s", before, after, stacks[:runtime.Stack(stacks, true)])
	}
}
