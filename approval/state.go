package approval

// State is where an order stands (APR-17). The zero State is Draft.
type State uint8

const (
	// Draft: not placed, or withdrawn, or amended since it was declined.
	Draft State = iota
	// Pending: placed, and some level is not answered yet.
	Pending
	// Approved: every level was answered by agreement, or none was needed.
	Approved
	// Declined: some level was answered by a decline.
	Declined
	// Exported: approved, and gone on to where it is carried out; it is no longer open.
	Exported
)

var states = []string{Draft: "draft", Pending: "pending", Approved: "approved", Declined: "declined", Exported: "exported"}

// String returns the state's text, "" for one that does not exist.
func (s State) String() string { return textOf(states, s) }

// MarshalText returns the state's text.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves s as it was.
func (s *State) UnmarshalText(text []byte) error { return readText(states, text, s) }
