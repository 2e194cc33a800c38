package account

import (
	"slices"
	"strings"
	"unicode"
)

// WarningCode names a kind of warning. The set is closed.
type WarningCode string

// WarningCase: accounts whose ids differ only in case. They are different accounts, but perhaps not meant to be.
const WarningCase WarningCode = "ids differ only in case"

// Warning is something that is allowed and looks like a mistake.
type Warning struct {
	Code WarningCode
	// Accounts are the ids concerned, sorted.
	Accounts []string
}

// String says the warning for people.
func (w Warning) String() string { return string(w.Code) + ": " + chain(w.Accounts, ", ") }

// Warnings looks through the whole graph and returns what looks like a mistake, in the order of the first ids.
func (g *Graph) Warnings() []Warning {
	same := map[string][]string{}
	for n := range g.names.Sorted() {
		if fact := g.nodes.At(n).fact; fact != nil {
			key := strings.Map(fold, fact.ID)
			same[key] = append(same[key], fact.ID)
		}
	}
	var found []Warning
	for _, ids := range same {
		if len(ids) > 1 {
			found = append(found, Warning{Code: WarningCase, Accounts: ids})
		}
	}
	slices.SortFunc(found, func(v, w Warning) int { return strings.Compare(v.Accounts[0], w.Accounts[0]) })
	return found
}

// fold returns the least of the characters that differ from r only in case.
func fold(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return least
}
