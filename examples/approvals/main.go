// Approvals tells a month of a hospital's laboratory: its people share a budget, dear orders need the agreement of one or two
// others, one of whom is away; a decline is taken back in time, another too late; and the budget asks its supervisor. It prints
// what each is told, the queue, the statement of the budget and the notices that the shop would send.
//
//	go run ./examples/approvals
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, w io.Writer) error {
	store := memory.New()
	defer func() { _ = store.Close() }()
	if err := fill(ctx, store); err != nil {
		return err
	}
	s := &shop{Writer: w, ctx: ctx, store: store, desk: purchase.New(store, purchase.Rules{}), seen: make(map[string]string)}
	chapters := []func(){
		s.before, s.away, s.twoLimits, s.atOnce, s.substituted, s.tooLate, s.inTime, s.overBudget, s.queues, s.agreed,
		s.statement, s.notices,
	}
	for _, chapter := range chapters {
		if chapter(); s.err != nil {
			return s.err
		}
	}
	return nil
}

// shop is where it all happens: a store, a desk on it, and where the story is told.
type shop struct {
	io.Writer
	ctx   context.Context
	store *memory.Store
	desk  *purchase.Desk[*memory.Tx]
	at    time.Time         // the library reads no clock
	seen  map[string]string // digests of the orders as they were shown
	keys  int
	parts int
	err   error // the first of all; nothing is done after it
}

// clock sets the time of what follows: a day of November 2026, and when.
func (s *shop) clock(day, hour, minute int) {
	s.at = time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC)
}

// key is one of its own for each command; a real shop makes it before it asks, and asks again under it.
func (s *shop) key() string {
	s.keys++
	return fmt.Sprintf("command-%d", s.keys)
}
