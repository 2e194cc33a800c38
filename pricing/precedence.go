package pricing

// Criterion is one step in deciding which of two prices wins (PRC-3).
type Criterion uint8

const (
	// ForcedFirst puts forced lists before others.
	ForcedFirst Criterion = iota + 1
	// LowestPrice puts the lower price first: unit prices after rounding, line
	// totals where one of them is graduated.
	LowestPrice
	// ContractFirst puts contracts before lists of other kinds.
	ContractFirst
	// LowestCode puts the lower code first, byte by byte.
	LowestCode
	// LowestKind puts the lower kind first, byte by byte.
	LowestKind
	// LevelPosition puts the buyer's levels in their order, before other lists.
	LevelPosition
	// HighestPriority puts the higher [List].Priority first.
	HighestPriority
	// RefuseTie ends a precedence: what is still equal gets no price, with the
	// reason [Tie].
	RefuseTie
)

// Precedence is the order of criteria by which the winner is found. One that
// does not end in RefuseTie is completed by LowestCode and LowestKind, so that
// there always is one winner.
type Precedence struct {
	Criteria []Criterion
	// EveryLevel lets all levels of a buyer compete. Without it the level price
	// is that of the first level that yields one (ACC-1).
	EveryLevel bool
}

// DefaultPrecedence returns forced first, then the lowest price, then a
// contract before any other list, then the lowest code, then the kind.
func DefaultPrecedence() Precedence {
	return Precedence{Criteria: []Criterion{ForcedFirst, LowestPrice, ContractFirst, LowestCode, LowestKind}}
}

// complete returns the criteria with what makes them decide, the default for
// none.
func (p Precedence) complete() []Criterion {
	if len(p.Criteria) == 0 {
		return DefaultPrecedence().Criteria
	}
	criteria := append([]Criterion(nil), p.Criteria...)
	if criteria[len(criteria)-1] == RefuseTie {
		return criteria
	}
	return append(criteria, LowestCode, LowestKind)
}

// check returns what is wrong with a precedence, "" for nothing.
func (p Precedence) check() string {
	for i, c := range p.Criteria {
		if c < ForcedFirst || c > RefuseTie {
			return "unknown criterion in the precedence"
		}
		if c == RefuseTie && i != len(p.Criteria)-1 {
			return "refuse tie must be the last criterion"
		}
	}
	return ""
}
