package storagetest

import (
	"context"
	"sync/atomic"
	"time"
)

// T is what the suite needs of a test; *testing.T is one.
type T interface {
	Helper()
	Name() string
	Context() context.Context
	Cleanup(func())
	TempDir() string
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
}

// run is one clause being checked. What fails in it prints the clause.
type run struct {
	T
	says string
	waits
	errors atomic.Int32
}

// maxErrors is how many errors a clause prints.
const maxErrors = 5

// waits is how long a clause waits.
type waits struct {
	patience time.Duration // for what should not happen
	limit    time.Duration // for what must
}

func usualWaits() waits { return waits{patience: 100 * time.Millisecond, limit: 30 * time.Second} }

func (r *run) Errorf(format string, args ...any) {
	r.Helper()
	if r.errors.Add(1) > maxErrors {
		return
	}
	r.T.Errorf("%s\n\t"+format, append([]any{r.says}, args...)...)
}

func (r *run) Fatalf(format string, args ...any) {
	r.Helper()
	r.T.Fatalf("%s\n\t"+format, append([]any{r.says}, args...)...)
}
