// Represent tells how people buy for others: a user of a head office logs in as a
// user of a branch and sees that user's prices, bills and history; a purchaser of
// several accounts changes between them; the seller reads who may do what and why
// not. Every refusal is printed with its sentence.
//
//	go run ./examples/represent
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// monday is when everything happens; the library reads no clock.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// shop is what a request of a shop has at hand, and where it prints.
type shop struct {
	io.Writer
	graph *account.Graph
	book  *pricing.Book
	at    time.Time
	parts int // of the story, so far
}

func run(w io.Writer) error {
	graph, err := account.NewGraph(customers())
	if err != nil {
		return err
	}
	book, err := priceBook(graph)
	if err != nil {
		return err
	}
	s := &shop{Writer: w, graph: graph, book: book, at: monday}
	helen, _ := s.graph.Login("helen", false, s.at)
	acting, err := s.headOffice(helen)
	if err != nil {
		return err
	}
	s.branch(helen, acting)
	if err := s.relationCut(acting); err != nil {
		return err
	}
	if err := s.purchaser(); err != nil {
		return err
	}
	return s.admin(acting)
}

// title begins a part of the story.
func (s *shop) title(text string) {
	if s.parts++; s.parts > 1 {
		fmt.Fprintln(s)
	}
	fmt.Fprintf(s, "%d. %s\n", s.parts, text)
}

// line prints a name and what it is, aligned.
func (s *shop) line(name, format string, args ...any) {
	text := fmt.Sprintf("  %-24s %s", name, fmt.Sprintf(format, args...))
	fmt.Fprintln(s, strings.TrimRight(text, " "))
}

// decided prints what a decision says.
func (s *shop) decided(name string, d account.Decision) {
	if d.Allowed() {
		s.line(name, "yes")
		return
	}
	s.line(name, "no: %s", d.Reason())
}
