package linearizable

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/tradeterms/tradeterms/storage"
)

const (
	clients  = 8
	commands = 12 // of each client
	// patience is for one check; one that takes longer proves nothing, and fails.
	patience = time.Minute
)

// Store is what the checks need of one.
type Store[T any] interface {
	storage.Transactor[T]
	storage.Locks[T]
	storage.Ledger[T]
	storage.Requests[T]
}

// client is one of the goroutines. Its choices follow from the seed; which of them meet does not.
type client struct {
	*rand.Rand
	number int
	sent   int
}

// pause lets others come between what was read and what is written.
func (c *client) pause() { time.Sleep(time.Duration(c.IntN(40)) * time.Microsecond) }

// call does one random thing: what was asked, what was answered, and an error where nothing was done.
type call func(ctx context.Context, c *client) (input, output any, err error)

// history lets all clients loose, and returns their calls and answers with the errors of those that failed.
func history(ctx context.Context, seed uint64, do call) (all []porcupine.Operation, failed []error) {
	var clock atomic.Int64
	var mu sync.Mutex
	var group sync.WaitGroup
	for n := range clients {
		c := &client{Rand: rand.New(rand.NewPCG(seed, uint64(n))), number: n}
		group.Go(func() {
			for c.sent = range commands {
				called := clock.Add(1)
				input, output, err := do(ctx, c)
				op := porcupine.Operation{ClientId: n, Input: input, Call: called, Output: output, Return: clock.Add(1)}
				mu.Lock()
				if err != nil {
					failed = append(failed, err)
				} else {
					all = append(all, op)
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return all, failed
}

// seeds returns how many histories are checked.
func seeds() uint64 {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return 50
	case "soak":
		return 2000
	}
	return 5
}

// right checks that every history could have come one call after the other, and that no call fails.
func right(t *testing.T, seeds uint64, model porcupine.Model, begin func(t *testing.T) call) {
	t.Helper()
	said := make(map[string]int)
	for seed := range seeds {
		all, failed := history(t.Context(), seed, begin(t))
		if len(failed) > 0 {
			t.Fatalf("seed %d: %d calls failed, one with %v", seed, len(failed), failed[0])
		}
		result, info := porcupine.CheckOperationsVerbose(model, all, patience)
		if result != porcupine.Ok {
			t.Fatalf("seed %d: %s%s", seed, result, stuck(model, info, all))
		}
		for _, op := range all {
			said[fmt.Sprint(op.Output)]++
		}
	}
	if len(said) < 5 {
		t.Errorf("too little happens: %v", said)
	}
	t.Logf("%d seeds, each history in order: %v", seeds, said)
}

// wrong checks that some history is found that could not.
func wrong(t *testing.T, seeds uint64, model porcupine.Model, begin func(t *testing.T) call) {
	t.Helper()
	found := 0
	for seed := range seeds {
		// A call that fails does nothing, so it may be left out.
		all, _ := history(t.Context(), seed, begin(t))
		if porcupine.CheckOperationsTimeout(model, all, patience) == porcupine.Illegal {
			found++
		}
	}
	if found == 0 {
		t.Fatalf("none of %d seeds found it wrong", seeds)
	}
	t.Logf("%d of %d seeds found it wrong", found, seeds)
}

// stuck tells how far the longest order of calls came, and what did not fit after it.
func stuck(m porcupine.Model, info porcupine.LinearizationInfo, all []porcupine.Operation) (text string) {
	for _, part := range info.PartialLinearizationsOperations() {
		var longest []porcupine.Operation
		for _, order := range part {
			if len(order) > len(longest) {
				longest = order
			}
		}
		text += "\nlongest order:"
		for _, op := range longest {
			text += "\n\t" + m.DescribeOperation(op.Input, op.Output)
		}
	}
	text += "\nall calls:"
	for _, op := range all {
		text += "\n\t" + m.DescribeOperation(op.Input, op.Output)
	}
	return text
}
