package pricing

import "cmp"

// claim is what a list competes with, price and level position apart. The engine
// and the replay of a trace order claims by the same criteria.
type claim struct {
	id       ListID
	competes Competes
	priority int
	named    bool // buyers name it: a price level
}

// order orders two claims by a criterion that needs no more than them; others
// leave them equal.
func (c Criterion) order(a, b *claim) int {
	switch c {
	case ForcedFirst:
		return first(a.competes == Forced, b.competes == Forced)
	case ContractFirst:
		return first(a.id.Kind == Contract, b.id.Kind == Contract)
	case LowestCode:
		return cmp.Compare(a.id.Code, b.id.Code)
	case LowestKind:
		return cmp.Compare(a.id.Kind, b.id.Kind)
	case HighestPriority:
		return cmp.Compare(b.priority, a.priority)
	}
	return 0
}

func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// judged reports whether a price counts only beside the level price.
func (c Competes) judged() bool { return c == NotDearer || c == Cheaper }

// beside returns why a price does not count whose comparison with the level
// price is given, 0 if it counts.
func (c Competes) beside(level int) Code {
	switch {
	case c == NotDearer && level > 0:
		return Dearer
	case c == Cheaper && level >= 0:
		return NotCheaper
	}
	return 0
}
