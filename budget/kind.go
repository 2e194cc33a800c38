package budget

// Kind is how long the periods of a budget are. The zero Kind is none: such a budget limits single orders and keeps no
// ledger.
type Kind uint8

const (
	NoPeriod Kind = iota
	Day
	Week
	Month
	Quarter
	Year
	// OneOff is one period for ever.
	OneOff
)

var kinds = []string{NoPeriod: "", Day: "day", Week: "week", Month: "month", Quarter: "quarter", Year: "year", OneOff: "one-off"}

// String returns "day", "week", "month", "quarter", "year", "one-off", or "unknown"; "" for NoPeriod.
func (k Kind) String() string { return textOf(kinds, k) }

// MarshalText returns the text of String, ErrText for a Kind that does not exist.
func (k Kind) MarshalText() ([]byte, error) { return marshal(kinds, k) }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves k as it was.
func (k *Kind) UnmarshalText(text []byte) error { return unmarshal(kinds, k, text) }

// months is how many months a period has, 0 where that is not what it is made of.
func (k Kind) months() int {
	switch k {
	case Month:
		return 1
	case Quarter:
		return 3
	case Year:
		return 12
	}
	return 0
}
