// Hosttx is a shop with tables of its own, carts and stock, which places orders in its own transaction: the cart, the stock,
// the order and its budget change together or not at all. It prints what is in the tables after each attempt.
//
//	go run ./examples/hosttx
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"
)

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// monday is when everything happens; the library reads no clock.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func run(ctx context.Context, w io.Writer) (err error) {
	dir, err := os.MkdirTemp("", "hosttx")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	h, err := open(ctx, filepath.Join(dir, "shop.db"))
	if err != nil {
		return err
	}
	defer h.Close()
	s := story{Writer: w, host: h}
	s.tell(ctx)
	return s.err
}

// story tells what is tried, and what the tables hold after it.
type story struct {
	io.Writer
	*host
	err error // the first of all; nothing is done after it
}

func (s *story) tell(ctx context.Context) {
	s.part("Ann orders what is in her cart")
	s.fill(ctx, "ann", item{"drill", 2}, item{"screws", 10})
	s.tries(ctx, "ann", "order-1", "click-1")

	s.part("Her browser sends the same click again")
	s.tries(ctx, "ann", "order-1", "click-1")

	s.part("Bob orders more than the budget has left: the workflow refuses, and his cart stays")
	s.fill(ctx, "bob", item{"drill", 3})
	s.tries(ctx, "bob", "order-2", "click-2")

	s.part("Ann orders more than is in stock: her order was placed, the shop's own table refuses, and both are undone")
	s.fill(ctx, "ann", item{"ladder", 2})
	s.tries(ctx, "ann", "order-3", "click-3")

	s.part("She takes one instead")
	s.fill(ctx, "ann", item{"ladder", 1})
	s.tries(ctx, "ann", "order-3", "click-4")
}

func (s *story) part(text string) {
	if s.err == nil {
		fmt.Fprintln(s, text)
	}
}

func (s *story) fill(ctx context.Context, user string, items ...item) {
	if s.err == nil {
		s.err = s.put(ctx, user, items...)
	}
}

// tries checks out, and shows all tables.
func (s *story) tries(ctx context.Context, user, order, key string) {
	if s.err != nil {
		return
	}
	said, err := s.checkout(ctx, user, order, key)
	if err != nil {
		s.err = err
		return
	}
	fmt.Fprintf(s, "  %s\n", said)
	tables, err := s.tables(ctx)
	s.err = err
	fmt.Fprint(s, tables)
}
