package condition

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Terms are what discounts and delivery costs have in common.
type Terms struct {
	// ID names the condition in traces and is unique among all conditions.
	ID string
	// Name is printed.
	Name string
	For  Audience
	// Countries are those of delivery for which it holds; none is any.
	Countries []string
	// Days are those on which it holds, in the seller's zone.
	Days calendar.Days
	// Rank says when its turn comes, the lowest first; those of one rank compete.
	Rank int
	// Last: if it counts, no later rank does.
	Last bool
}

// Audience says whose condition it is: everyone's, or that of accounts, of groups and of categories. One that names none of them
// is nobody's.
type Audience struct {
	Everyone   bool
	Accounts   []string
	Groups     []string
	Categories []string
}

func (t Terms) clone() Terms {
	t.Countries = slices.Clone(t.Countries)
	t.For.Accounts, t.For.Groups = slices.Clone(t.For.Accounts), slices.Clone(t.For.Groups)
	t.For.Categories = slices.Clone(t.For.Categories)
	return t
}
