package budget

// Action is what happens to an order that exceeds a budget (BUD-3). The zero Action is the strictest.
type Action uint8

const (
	// Block refuses the order.
	Block Action = iota
	// Authorize holds the order until a supervisor agrees to it.
	Authorize
	// Warn accepts the order and says so.
	Warn
)

var actions = []string{Block: "block", Authorize: "authorize", Warn: "warn"}

// String returns "block", "authorize", "warn", or "unknown".
func (a Action) String() string { return textOf(actions, a) }

// MarshalText returns the text of String, ErrText for an Action that does not exist.
func (a Action) MarshalText() ([]byte, error) { return marshal(actions, a) }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves a as it was.
func (a *Action) UnmarshalText(text []byte) error { return unmarshal(actions, a, text) }
