package approval

import (
	"errors"
	"slices"
)

// ErrText is the class of every text that names no state, verdict, code or way of asking.
var ErrText = errors.New("approval: not a known text")

// textOf returns the text of a number in a table, "" for one that is not in it.
func textOf[E ~uint8](table []string, e E) string {
	if int(e) < len(table) {
		return table[e]
	}
	return ""
}

// readText sets e to the number of a text in a table; else it returns ErrText and leaves e as it was.
func readText[E ~uint8](table []string, text []byte, e *E) error {
	i := slices.Index(table, string(text))
	if i < 0 {
		return ErrText
	}
	*e = E(i)
	return nil
}

// maxFeedback bounds what an answer says beside its verdict, in bytes.
const maxFeedback = 4096
