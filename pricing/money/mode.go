package money

import "slices"

// Mode says which neighbour a rounded number goes to. The zero Mode is none
// stated, and every use refuses it.
type Mode uint8

// The modes. Half modes go to the nearer neighbour and differ in ties.
const (
	HalfUp   Mode = iota + 1 // ties away from zero: 2.5 → 3, -2.5 → -3
	HalfDown                 // ties toward zero: 2.5 → 2, -2.5 → -2
	HalfEven                 // ties to the even neighbour: 2.5 → 2, 3.5 → 4
	Up                       // away from zero: 2.1 → 3, -2.1 → -3
	Down                     // toward zero: 2.9 → 2, -2.9 → -2
	Ceiling                  // toward positive infinity: 2.1 → 3, -2.9 → -2
	Floor                    // toward negative infinity: 2.9 → 2, -2.1 → -3
)

var modeNames = [...]string{"", "half up", "half down", "half even", "up", "down", "ceiling", "floor"}

// ParseMode reads the text of [Mode.String] of a stated mode, or returns an
// [ErrFormat].
func ParseMode(text string) (Mode, error) {
	if i := slices.Index(modeNames[:], text); i > 0 {
		return Mode(i), nil
	}
	return 0, errModeText
}

// Valid reports whether m is one of the constants. The zero Mode is not.
func (m Mode) Valid() bool { return m > 0 && int(m) < len(modeNames) }

// String returns "half up", "floor" …; "none" for the zero Mode and "invalid"
// for one that is not among the constants.
func (m Mode) String() string {
	switch {
	case m == 0:
		return "none"
	case !m.Valid():
		return "invalid"
	}
	return modeNames[m]
}

// away reports whether a number goes to the neighbour further from zero. half
// compares what is cut off with half a step; exact means that it is nothing.
func (m Mode) away(negative, odd bool, half int, exact bool) bool {
	switch {
	case exact:
		return false
	case m == HalfUp:
		return half >= 0
	case m == HalfDown:
		return half > 0
	case m == HalfEven:
		return half > 0 || half == 0 && odd
	case m == Ceiling:
		return !negative
	case m == Floor:
		return negative
	}
	return m == Up
}
