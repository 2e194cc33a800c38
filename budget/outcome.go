package budget

import "slices"

// Outcome is what became of a command. Refused, nothing but the judgement is set and nothing changes. What a host stores
// is Entries, which are added, and Usages and Shares, which replace those that were read.
type Outcome struct {
	Judgement
	// Entries are new, in the order in which they are written.
	Entries []Entry
	// Usages are the ones that changed, as they are now, sorted.
	Usages []Usage
	// Shares are those of the order that changed, as they are now, sorted. They are the fold of its entries: a host need not
	// store them.
	Shares []Share
}

// Then returns what two commands of one transaction store together: of a placement, say, and of the commit that follows at
// once, which was given [State.After] the first. Where either was refused, so is the whole.
func (o Outcome) Then(next Outcome) Outcome {
	switch {
	case !o.Allowed():
		return o
	case !next.Allowed():
		return Outcome{Judgement: next.Judgement}
	}
	s := State{Usages: o.Usages, Shares: o.Shares}.After(next)
	return Outcome{Judgement: o.Judgement, Entries: slices.Concat(o.Entries, next.Entries), Usages: s.Usages, Shares: s.Shares}
}
