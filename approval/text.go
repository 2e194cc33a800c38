package approval

import (
	"errors"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"
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

// Bounds of what enters, in bytes.
const (
	maxID       = 255
	maxFeedback = 4096
	maxQuoted   = 60
)

// isID reports whether a text can identify something: not empty, at most 255 bytes of valid UTF-8 without control
// characters, no space at either end.
func isID(id string) bool {
	if id == "" || len(id) > maxID || !utf8.ValidString(id) {
		return false
	}
	for _, r := range id {
		if unicode.IsControl(r) {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(id)
	last, _ := utf8.DecodeLastRuneInString(id)
	return !unicode.IsSpace(first) && !unicode.IsSpace(last)
}

// cut bounds what a decision keeps of foreign input: one byte more than an id has, so that a long one still shows as such.
func cut(text string) string { return text[:min(len(text), maxID+1)] }

func quote(text string) string {
	if len(text) > maxQuoted {
		return strconv.Quote(text[:maxQuoted]) + "…"
	}
	return strconv.Quote(text)
}
