package budget_test

import (
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
)

// What is an id here is one in package account too, and nothing else is.
func FuzzID(f *testing.F) {
	for _, id := range []string{"", "a", " a", "a ", "a\u00a0", "\u0085a", "ä", "a\x7f", "\xff", strings.Repeat("x", 255), strings.Repeat("x", 256), "a b", "\u2003"} {
		f.Add(id)
	}
	book, err := budget.New(budget.Data{Budgets: []budget.Budget{monthly("b")}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, id string) {
		_, err := book.With(budget.Changes{Put: []budget.Budget{monthly("c", func(b *budget.Budget) { b.Holders = budget.Holders{Users: []string{id}} })}})
		if (err == nil) != (account.CheckID(id) == nil) {
			t.Errorf("%q: %v, in accounts %v", id, err, account.CheckID(id))
		}
	})
}
