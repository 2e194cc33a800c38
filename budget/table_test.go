package budget_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/budget"
)

// shareStates are what an order may have in a budget, and how it came to that.
var shareStates = []struct {
	name string
	to   func(*shop)
}{
	{"nothing", func(*shop) {}},
	{"reserved", func(s *shop) { s.place("1", eur("100"), feb) }},
	{"spent", func(s *shop) { s.place("1", eur("100"), feb); s.commit("1", feb) }},
	{"part given back", func(s *shop) { s.place("1", eur("100"), feb); s.commit("1", feb); s.credit("1", total(eur("1")), feb) }},
	{"released", func(s *shop) { s.place("1", eur("100"), feb); s.release("1", feb) }},
}

var movements = []struct {
	name string
	do   func(*shop) budget.Outcome
}{
	{"Place", func(s *shop) budget.Outcome { return s.place(fmt.Sprint("1#", len(s.shares("1"))+1), eur("100"), feb) }},
	{"Commit", func(s *shop) budget.Outcome { return s.commit("1", feb) }},
	{"Release", func(s *shop) budget.Outcome { return s.release("1", feb) }},
	{"Credit", func(s *shop) budget.Outcome { return s.credit("1", total(eur("1")), feb) }},
	{"Reopen", func(s *shop) budget.Outcome { return s.reopen("1", feb) }},
	{"Restore", func(s *shop) budget.Outcome { return s.restore("1", feb) }},
}

// The table of the package documentation says what the movements do (BUD-5).
func TestBUD5_Table(t *testing.T) {
	table := fmt.Sprintf("%-10s", "")
	for _, from := range shareStates {
		table += fmt.Sprintf("%-17s", from.name)
	}
	for _, m := range movements {
		table += fmt.Sprintf("\n%-10s", m.name)
		for _, from := range shareStates {
			s := newShop(t, monthly("b"))
			from.to(s)
			to := "-"
			if m.do(s).Allowed() {
				to = standing(s)
			}
			table += fmt.Sprintf("%-17s", to)
		}
	}
	var comment strings.Builder
	for line := range strings.Lines(table) {
		comment.WriteString("//\t" + strings.TrimRight(line, " \n") + "\n")
	}
	if doc, err := os.ReadFile("doc.go"); err != nil || !strings.Contains(string(doc), "\n//\n"+comment.String()+"//\n") {
		t.Errorf("doc.go has another table, %v; it is\n%s", err, comment.String())
	}
}

// standing is what the order has in its last round.
func standing(s *shop) string {
	shares := s.shares("1")
	if len(shares) == 0 {
		return shareStates[0].name
	}
	last := shares[len(shares)-1]
	if last.CreditedOriginal.Sign() > 0 {
		return "part given back"
	}
	return last.Status.String()
}
