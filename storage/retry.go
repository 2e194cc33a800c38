package storage

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

const (
	firstWait = 200 * time.Microsecond
	lastWait  = 50 * time.Millisecond
)

// Retry tries, and tries again while the error is [ErrConflict], so many times in all. It waits longer each time, and not
// for the same time as others do. What cannot be known to have failed it does not try again.
func Retry(ctx context.Context, attempts int, try func() error) error {
	wait := firstWait
	for n := 1; ; n++ {
		err := try()
		if n >= attempts || !errors.Is(err, ErrConflict) || errors.Is(err, ErrOutcomeUnknown) {
			return err
		}
		if done := sleep(ctx, wait/2+rand.N(wait)); done != nil {
			return fmt.Errorf("%w; not retried: %w", err, done)
		}
		wait = min(2*wait, lastWait)
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	if err := CheckContext(ctx); err != nil {
		return err
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
