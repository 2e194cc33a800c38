package main

import (
	"fmt"
	"strings"

	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// title begins a part of the story.
func (s *shop) title(text string) {
	if s.parts++; s.parts > 1 {
		fmt.Fprintln(s)
	}
	fmt.Fprintf(s, "%d. %s\n", s.parts, text)
}

// line prints a name and what it is, aligned.
func (s *shop) line(name, format string, args ...any) {
	text := fmt.Sprintf("  %-18s %s", name, fmt.Sprintf(format, args...))
	fmt.Fprintln(s, strings.TrimRight(text, " "))
}

// did prints what became of a command; also a refusal is an answer.
func (s *shop) did(what string, r purchase.Result, err error) {
	if !s.failed(err) {
		s.line(what, "%s", r)
	}
}

// failed keeps the first error, after which the story ends.
func (s *shop) failed(err error) bool {
	if s.err == nil {
		s.err = err
	}
	return s.err != nil
}

// basket says what an order has.
func basket(o order.Order) string {
	var lines []string
	for _, l := range o.Lines {
		lines = append(lines, fmt.Sprintf("%s %s", l.Quantity, l.Product))
	}
	return strings.Join(lines, ", ")
}
