package budget

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
