package pricing

import (
	"cmp"
	"strings"
)

// Kind says what a list is to the seller. Hosts may name kinds of their own
// ("promotion", "market").
type Kind string

const (
	// Level is a price level: the list that an account names.
	Level Kind = "level"
	// Contract is what a customer account contract compiles to.
	Contract Kind = "contract"
	// Cost holds purchase prices, from which levels may be derived.
	Cost Kind = "cost"
)

// ListID identifies a list by kind and code (PRC-1): level:A and contract:A
// are two lists.
type ListID struct {
	Kind Kind
	Code string
}

// LevelID returns the id of a price level.
func LevelID(code string) ListID { return ListID{Level, code} }

// String returns "kind:code"; "" for the zero id.
func (id ListID) String() string {
	if id == (ListID{}) {
		return ""
	}
	return string(id.Kind) + ":" + id.Code
}

// Compare orders ids by code, then kind: the order in which ties end (PRC-3).
func (id ListID) Compare(other ListID) int {
	return cmp.Or(cmp.Compare(id.Code, other.Code), cmp.Compare(id.Kind, other.Kind))
}

// ParseListID reads what [ListID.String] writes.
func ParseListID(text string) (ListID, error) {
	kind, code, ok := strings.Cut(text, ":")
	if text == "" {
		return ListID{}, nil
	}
	id := ListID{Kind(kind), code}
	if !ok || !id.sound() {
		return ListID{}, &QuestionError{Field: "list", What: `write "kind:code"`}
	}
	return id, nil
}

// MarshalText writes the id as [ListID.String] does.
func (id ListID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what [ListID.String] writes.
func (id *ListID) UnmarshalText(text []byte) (err error) {
	*id, err = ParseListID(string(text))
	return err
}

// sound reports whether kind and code can be told apart again in text.
func (id ListID) sound() bool {
	for _, c := range id.Kind {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return id.Kind != "" && id.Code != ""
}
