package approval

// Verdict is what an answer says. The zero Verdict is none.
type Verdict uint8

const (
	// Approve agrees at one level.
	Approve Verdict = iota + 1
	// Decline declines the order, at whichever level it is said.
	Decline
)

var verdicts = []string{Approve: "approve", Decline: "decline"}

// String returns the verdict's text, "" for none and for those that do not exist.
func (v Verdict) String() string { return textOf(verdicts, v) }

// MarshalText returns the verdict's text.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves v as it was.
func (v *Verdict) UnmarshalText(text []byte) error { return readText(verdicts, text, v) }
