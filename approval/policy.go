package approval

import (
	"errors"
	"strings"
	"time"
)

// Asking is how several exceeded limits are asked (APR-1).
type Asking uint8

const (
	// InTurn asks each level when the one below has agreed.
	InTurn Asking = iota
	// SideBySide asks all levels at once.
	SideBySide
	// HighestOnly asks the highest exceeded limit alone; budgets are levels of their own all the same, in turn.
	HighestOnly
)

var askings = []string{InTurn: "in turn", SideBySide: "side by side", HighestOnly: "highest only"}

// String returns its text, "" for one that does not exist.
func (a Asking) String() string { return textOf(askings, a) }

// MarshalText returns the order's text.
func (a Asking) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves a as it was.
func (a *Asking) UnmarshalText(text []byte) error { return readText(askings, text, a) }

// Options are what a seller chooses. The zero Options are those of most.
type Options struct {
	Asking Asking
	// SamePersonSeveralLevels permits one person to answer more than one level of an order (APR-16).
	SamePersonSeveralLevels bool
	// SelfApproval permits persons behind an order to answer it (APR-16).
	SelfApproval bool
	// AmendPending permits to change an order that waits; it is then placed anew, in one step (APR-17).
	AmendPending bool
	// DeclineReason asks for feedback with every decline.
	DeclineReason bool
	// EscalateAfter is how long a level waits before it also goes to the authorizers of the next; 0 is for ever (APR-12).
	EscalateAfter time.Duration
	// RemindEvery is how often those for whom an order waits are reminded; 0 is never (APR-7).
	RemindEvery time.Duration
}

// Policy is the rules by which requests are judged. It never changes and is safe for any number of goroutines. The zero
// Policy is that of the zero Options.
type Policy struct{ options Options }

// ErrOptions is the class of every *OptionsError.
var ErrOptions = errors.New("approval: options refused")

// OptionsError is everything that is wrong with Options. errors.Is finds ErrOptions in it.
type OptionsError struct {
	// Faults say for people what is wrong, by field.
	Faults []string
}

func (e *OptionsError) Error() string {
	return ErrOptions.Error() + ": " + strings.Join(e.Faults, "; ")
}

// Unwrap returns ErrOptions.
func (e *OptionsError) Unwrap() error { return ErrOptions }

// NewPolicy returns the policy of checked options, or an *OptionsError.
func NewPolicy(o Options) (Policy, error) {
	var faults []string
	if o.Asking > HighestOnly {
		faults = append(faults, "Asking is none that exists: choose one that does")
	}
	if o.EscalateAfter < 0 {
		faults = append(faults, "EscalateAfter is below 0: give 0 for never")
	}
	if o.RemindEvery < 0 {
		faults = append(faults, "RemindEvery is below 0: give 0 for never")
	}
	if faults != nil {
		return Policy{}, &OptionsError{Faults: faults}
	}
	return Policy{options: o}, nil
}

// MustPolicy is [NewPolicy] for constants. It panics on an error.
func MustPolicy(o Options) Policy {
	p, err := NewPolicy(o)
	if err != nil {
		panic(err)
	}
	return p
}

// Options returns what the policy was made from.
func (p Policy) Options() Options { return p.options }
