package budget

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Statement is the movements of a pot over some time: Opening and the Lines come to Closing exactly.
type Statement struct {
	Pot Pot
	// Window is the time stated; what happened after it is as if it had not.
	Window  calendar.Window
	Opening Usage
	// Lines are in the order of their instants; those of one instant in the order in which they were written.
	Lines   []Line
	Closing Usage
}

// Line is one movement of a Statement, and what is used after it.
type Line struct {
	Entry Entry
	After Usage
}

// NewStatement states a pot. It takes the usage that a store keeps and all entries of the pot, with the carry-over out of
// it if there is one, in any order; where the usage is not their fold it returns a *StateError. An end of the window that is
// open is no end, so for "as of an instant" the window is open in front.
func NewStatement(u Usage, entries []Entry, w calendar.Window) (Statement, error) {
	fold, err := FoldUsage(u.Pot(), entries)
	if err != nil {
		return Statement{}, err
	}
	if !fold.Equal(u) {
		return Statement{}, u.fault("usage is not the sum of the entries")
	}
	s := Statement{Pot: u.Pot(), Window: w, Opening: Usage{Budget: u.Budget, Period: u.Period}}
	s.Closing = s.Opening
	byTime := slices.SortedStableFunc(slices.Values(sorted(entries)), func(d, e Entry) int { return d.At.Compare(e.At) })
	for _, e := range byTime {
		before := !w.From.IsZero() && e.At.Before(w.From)
		if !before && !w.Contains(e.At) {
			continue
		}
		if s.Closing, err = s.Closing.add(e); err != nil {
			return Statement{}, err
		}
		if before {
			s.Opening = s.Closing
			continue
		}
		s.Lines = append(s.Lines, Line{Entry: e, After: s.Closing})
	}
	return s, nil
}

// Left returns the limit of a pot, with what was carried in and out, and what is left of it with a usage; no amounts where
// there is no limit. A budget that is not in the book is a *StateError.
func (b *Book) Left(u Usage) (limit, left money.Amount, err error) {
	fact := b.find(u.Budget)
	if fact == nil || fact.Period != u.Period.Kind {
		return limit, left, u.fault("the book has no such pot")
	}
	return fact.left(u)
}
