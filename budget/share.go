package budget

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Status says where a share is. The zero Status is nowhere: nothing was reserved.
type Status uint8

const (
	// StatusReserved: the order waits.
	StatusReserved Status = iota + 1
	// StatusSpent: the order was approved.
	StatusSpent
	// StatusReleased: the order was declined, withdrawn or cancelled.
	StatusReleased
)

var statuses = []string{"", "reserved", "spent", "released"}

// String returns "reserved", "spent", "released", or "unknown"; "" for the zero Status.
func (s Status) String() string { return textOf(statuses, s) }

// MarshalText returns the text of String, ErrText for a Status that does not exist.
func (s Status) MarshalText() ([]byte, error) { return marshal(statuses, s) }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves s as it was.
func (s *Status) UnmarshalText(text []byte) error { return unmarshal(statuses, s, text) }

// Share is what one placement of an order has in one budget: the fold of the order's entries there. Period, rate and
// measure are those of the placement and stay.
type Share struct {
	Budget string
	Period Period
	Order  string
	Round  uint32
	Status Status
	// Amount is reserved, spent or released, as the Status says; Original is the same in the order's currency.
	Amount, Original money.Amount
	// Credited is how much of a spent Amount was given back, also in the order's currency.
	Credited, CreditedOriginal money.Amount
	Rate                       Rate
	Measure                    Measure
}

// Pot returns the budget and the period of the share.
func (s Share) Pot() Pot { return Pot{Budget: s.Budget, Period: s.Period} }

// Apply returns the share after one more of its entries. What does not follow is a *StateError; s stays as it is.
func (s Share) Apply(e Entry) (Share, error) {
	t := s
	if e.Kind == EntryReserve && s.Status == 0 {
		return Share{Budget: e.Budget, Period: e.Period, Order: e.Order, Round: e.Round, Status: StatusReserved,
			Amount: e.Amount, Original: e.Original, Credited: money.Zero(e.Amount.Currency()),
			CreditedOriginal: money.Zero(e.Original.Currency()), Rate: e.Rate, Measure: e.Measure}, nil
	}
	if !s.owns(e) || e.Kind.before() != s.Status {
		return s, s.fault("entry that does not follow")
	}
	whole := e.Amount.Equal(s.Amount) && e.Original.Equal(s.Original)
	switch e.Kind {
	case EntryReduce:
		return s.reduce(e)
	case EntryCredit:
		return s.credit(e)
	case EntryCommit:
		t.Status = StatusSpent
	case EntryRelease:
		t.Status = StatusReleased
	default:
		t.Status = StatusReserved
	}
	if !whole || s.CreditedOriginal.Sign() != 0 {
		return s, s.fault("entry of another amount")
	}
	return t, nil
}

// before is the status in which a share must be for an entry of the kind.
func (k EntryKind) before() Status {
	switch k {
	case EntryReduce, EntryCommit, EntryRelease:
		return StatusReserved
	case EntryCredit, EntryReopen:
		return StatusSpent
	}
	return StatusReleased
}

func (s Share) owns(e Entry) bool {
	return s.Pot() == e.Pot() && s.Order == e.Order && s.Round == e.Round && s.Rate.equal(e.Rate) && s.Measure == e.Measure &&
		e.Amount.Currency() == s.Amount.Currency() && e.Original.Currency() == s.Original.Currency() &&
		e.Kind > EntryReserve && e.Kind < EntryCarry
}

// reduce takes an entry's amounts from those that are reserved.
func (s Share) reduce(e Entry) (Share, error) {
	t := s
	if err := sum(&t.Amount, e.Amount, -1); err != nil {
		return s, err
	}
	if err := sum(&t.Original, e.Original, -1); err != nil {
		return s, err
	}
	if t.Amount.Sign() < 0 || t.Original.Sign() < 0 {
		return s, s.fault("entry takes more than there is")
	}
	return t, nil
}

// credit adds to what was given back, of which there is no more than was spent (B11).
func (s Share) credit(e Entry) (Share, error) {
	t := s
	if err := sum(&t.Credited, e.Amount, 1); err != nil {
		return s, err
	}
	if err := sum(&t.CreditedOriginal, e.Original, 1); err != nil {
		return s, err
	}
	if above(t.Credited, t.Amount) || above(t.CreditedOriginal, t.Original) {
		return s, s.fault("entry gives back more than was spent")
	}
	return t, nil
}

func (s Share) fault(text string) error {
	return &StateError{Pot: s.Pot(), Order: s.Order, Fault: text}
}

// above reports whether an amount is above a limit; above no limit nothing is. What cannot be compared is above.
func above(a, limit money.Amount) bool {
	if !limit.IsSet() {
		return false
	}
	n, err := a.Cmp(limit)
	return err != nil || n > 0
}

// FoldShares returns the shares of the orders by all of their entries, given in any order: sorted by order, round and
// budget.
func FoldShares(entries []Entry) ([]Share, error) {
	type key struct {
		order  string
		round  uint32
		budget string
	}
	shares := make(map[key]Share)
	for _, e := range sorted(entries) {
		if e.Kind == EntryCarry {
			continue
		}
		k := key{e.Order, e.Round, e.Budget}
		s, err := shares[k].Apply(e)
		if err != nil {
			return nil, err
		}
		shares[k] = s
	}
	all := make([]Share, 0, len(shares))
	for _, s := range shares {
		all = append(all, s)
	}
	slices.SortFunc(all, Share.compare)
	return all, nil
}

func (s Share) compare(t Share) int {
	return cmp.Or(cmp.Compare(s.Order, t.Order), cmp.Compare(s.Round, t.Round), cmp.Compare(s.Budget, t.Budget))
}

// SharePots returns the pots of shares, each once, sorted: what to lock and to read before a movement.
func SharePots(shares []Share) []Pot {
	var pots []Pot
	for _, s := range shares {
		pots = append(pots, s.Pot())
	}
	slices.SortFunc(pots, Pot.Compare)
	return slices.Compact(pots)
}
