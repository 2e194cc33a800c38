package account

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// WarningCode names a kind of warning. The set is closed.
type WarningCode string

const (
	// WarningCase: accounts whose ids differ only in case. They are different accounts, but perhaps not meant to be.
	WarningCase WarningCode = "ids differ only in case"
	// WarningUserCase: users whose ids differ only in case.
	WarningUserCase WarningCode = "user ids differ only in case"
)

// Warning is something that is allowed and looks like a mistake.
type Warning struct {
	Code WarningCode
	// Accounts or Users are the ids concerned, sorted.
	Accounts []string
	Users    []string
}

// String says the warning for people.
func (w Warning) String() string {
	return string(w.Code) + ": " + chain(append(clone(w.Accounts), w.Users...), ", ")
}

// Warnings looks through the whole graph and returns what looks like a mistake: about accounts, then about users, in the
// order of the first ids.
func (g *Graph) Warnings() []Warning {
	var found []Warning
	for _, ids := range alike(func(yield func(string) bool) {
		for n := range g.names.Sorted() {
			if fact := g.nodes.At(n).fact; fact != nil && !yield(fact.ID) {
				return
			}
		}
	}) {
		found = append(found, Warning{Code: WarningCase, Accounts: ids})
	}
	for _, ids := range alike(func(yield func(string) bool) {
		for n := range g.userNames.Sorted() {
			if fact := g.users.At(n).fact; fact != nil && !yield(fact.ID) {
				return
			}
		}
	}) {
		found = append(found, Warning{Code: WarningUserCase, Users: ids})
	}
	return found
}

// alike returns those of some sorted ids that differ only in case, together, in the order of the first ones.
func alike(ids iter.Seq[string]) [][]string {
	same := map[string][]string{}
	for id := range ids {
		key := strings.Map(fold, id)
		same[key] = append(same[key], id)
	}
	var found [][]string
	for _, ids := range same {
		if len(ids) > 1 {
			found = append(found, ids)
		}
	}
	slices.SortFunc(found, func(v, w []string) int { return strings.Compare(v[0], w[0]) })
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
