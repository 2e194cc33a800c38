package budget

import (
	"maps"
	"slices"
)

// State is what was read of the ledger, under the lock of the budgets concerned.
type State struct {
	// Usages has, for each pot that a command needs ([Book.Pots], [SharePots]), its usage: one with a budget and a period
	// alone where it was never used. Where it was not, it also has the last usage before it of that budget, if there is one,
	// for the carry-over. A pot that is missing is a *StateError.
	Usages []Usage
	// Shares are those of the order: [FoldShares] of all its entries. A new order has none.
	Shares []Share
}

// After returns the state after a command, for the next one in the same transaction.
func (s State) After(o Outcome) State {
	usages := make(map[Pot]Usage, len(s.Usages))
	for _, u := range slices.Concat(s.Usages, o.Usages) {
		usages[u.Pot()] = u
	}
	type key struct {
		round  uint32
		budget string
	}
	shares := make(map[key]Share, len(s.Shares))
	for _, share := range slices.Concat(s.Shares, o.Shares) {
		shares[key{share.Round, share.Budget}] = share
	}
	return State{
		Usages: slices.SortedFunc(maps.Values(usages), func(u, v Usage) int { return u.Pot().Compare(v.Pot()) }),
		Shares: slices.SortedFunc(maps.Values(shares), Share.compare),
	}
}

// ledger is a State at work: a command writes to it, and whoever asked gets what was written or nothing.
type ledger struct {
	usages  map[Pot]Usage
	shares  []Share // of the order
	entries []Entry
	changed map[Pot]bool
	moved   map[int]bool // shares by their place
}

func newLedger(s State, order string) (*ledger, error) {
	l := &ledger{
		usages: make(map[Pot]Usage, len(s.Usages)), shares: slices.Clone(s.Shares), changed: make(map[Pot]bool),
		moved: make(map[int]bool),
	}
	for _, u := range s.Usages {
		if was, twice := l.usages[u.Pot()]; twice && !was.Equal(u) {
			return nil, u.fault("usage is given twice with different content")
		}
		l.usages[u.Pot()] = u
	}
	slices.SortFunc(l.shares, Share.compare)
	for i, share := range l.shares {
		switch {
		case share.Order != order:
			return nil, share.fault("share is of another order")
		case i > 0 && l.shares[i-1].compare(share) == 0:
			return nil, share.fault("share is given twice")
		case share.Status == 0 || int(share.Status) >= len(statuses):
			return nil, share.fault("share has no status")
		}
	}
	return l, nil
}

const notRead = "usage was not read: give an empty one where there is none"

// usage returns that of a pot, which must have been read.
func (l *ledger) usage(p Pot) (Usage, error) {
	u, ok := l.usages[p]
	if !ok {
		return u, &StateError{Pot: p, Fault: notRead}
	}
	return u, nil
}

// before returns the last usage of a budget before a period.
func (l *ledger) before(p Pot) (last Usage, ok bool) {
	for pot, u := range l.usages {
		if pot.Budget == p.Budget && pot.Period.Kind == p.Period.Kind && pot.Period.Compare(p.Period) < 0 && u.Entries > 0 &&
			(!ok || u.Period.Compare(last.Period) > 0) {
			last, ok = u, true
		}
	}
	return last, ok
}

// write adds an entry, with its number, to the usages that it touches.
func (l *ledger) write(e Entry) error {
	u, err := l.usage(e.Pot())
	if err != nil {
		return err
	}
	e.Number = u.Entries + 1
	if u, err = u.Apply(e); err != nil {
		return err
	}
	l.put(u)
	if e.Kind == EntryCarry {
		from := Pot{Budget: e.Budget, Period: e.From}
		if u, err = l.usages[from].Apply(e); err != nil {
			return err
		}
		l.put(u)
	}
	l.entries = append(l.entries, e)
	return nil
}

func (l *ledger) put(u Usage) {
	l.usages[u.Pot()] = u
	l.changed[u.Pot()] = true
}

// move adds an entry of a share, which it moves.
func (l *ledger) move(i int, e Entry) error {
	if err := l.write(e); err != nil {
		return err
	}
	share, err := l.shares[i].Apply(e)
	if err != nil {
		return err
	}
	l.shares[i] = share
	l.moved[i] = true
	return nil
}

// outcome returns what was written.
func (l *ledger) outcome(j Judgement) Outcome {
	o := Outcome{Judgement: j, Entries: l.entries}
	for pot := range l.changed {
		o.Usages = append(o.Usages, l.usages[pot])
	}
	slices.SortFunc(o.Usages, func(u, v Usage) int { return u.Pot().Compare(v.Pot()) })
	for i, share := range l.shares {
		if l.moved[i] {
			o.Shares = append(o.Shares, share)
		}
	}
	slices.SortFunc(o.Shares, Share.compare)
	return o
}
