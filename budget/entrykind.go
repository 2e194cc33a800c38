package budget

// EntryKind says what an entry does. The zero EntryKind is none.
type EntryKind uint8

const (
	// EntryReserve: an order is placed.
	EntryReserve EntryKind = iota + 1
	// EntryReduce: of a reservation, what a commit for less does not need is given back; the commit follows.
	EntryReduce
	// EntryCommit: an order is approved, what is reserved is spent.
	EntryCommit
	// EntryRelease: an order is declined, withdrawn or cancelled, what is reserved is given back.
	EntryRelease
	// EntryCredit: part of what is spent is given back.
	EntryCredit
	// EntryReopen: an approval is reversed, what is spent is reserved again.
	EntryReopen
	// EntryRestore: a decline is reversed, what was released is reserved again.
	EntryRestore
	// EntryCarry: what is left of the period From becomes available in this one, and no longer in that one.
	EntryCarry
)

var entryKinds = []string{"", "reserve", "reduce", "commit", "release", "credit", "reopen", "restore", "carry over"}

// String returns "reserve", "reduce", "commit", "release", "credit", "reopen", "restore", "carry over", or "unknown".
func (k EntryKind) String() string { return textOf(entryKinds, k) }

// MarshalText returns the text of String, ErrText for an EntryKind that does not exist.
func (k EntryKind) MarshalText() ([]byte, error) { return marshal(entryKinds, k) }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves k as it was.
func (k *EntryKind) UnmarshalText(text []byte) error { return unmarshal(entryKinds, k, text) }

// effect is by how many times its amount an entry changes what is reserved and what is spent.
func (k EntryKind) effect() (reserved, spent int) {
	switch k {
	case EntryReserve, EntryRestore:
		return 1, 0
	case EntryReduce, EntryRelease:
		return -1, 0
	case EntryCommit:
		return -1, 1
	case EntryReopen:
		return 1, -1
	case EntryCredit:
		return 0, -1
	}
	return 0, 0
}
