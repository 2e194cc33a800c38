package account

import (
	"errors"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// MaxID is the greatest length of an id, in bytes.
const MaxID = 255

// ErrID is the class of every identifier that CheckID refuses.
var ErrID = errors.New("not an identifier")

// IDError holds an identifier that was refused. errors.Is finds ErrID in it.
type IDError struct {
	// ID is what was given, cut after MaxID+1 bytes.
	ID string
	// Fault says what is wrong with it, for people.
	Fault string
}

func (e *IDError) Error() string { return "not an identifier: " + quote(e.ID) + " " + e.Fault }

func (e *IDError) Unwrap() error { return ErrID }

// CheckID refuses with an *IDError what cannot identify anything: an empty text, one longer than MaxID bytes, invalid
// UTF-8, control characters, a space at either end. Everything else is an id, and ids are compared byte by byte.
func CheckID(id string) error {
	if fault := idFault(id); fault != "" {
		return &IDError{ID: cut(id), Fault: fault}
	}
	return nil
}

func idFault(id string) string {
	switch {
	case id == "":
		return "is empty: give it an id"
	case len(id) > MaxID:
		return "is longer than 255 bytes: shorten it"
	case !utf8.ValidString(id):
		return "is not valid UTF-8: convert it"
	}
	for _, r := range id {
		if unicode.IsControl(r) {
			return "holds a control character: remove it"
		}
	}
	first, _ := utf8.DecodeRuneInString(id)
	last, _ := utf8.DecodeLastRuneInString(id)
	if unicode.IsSpace(first) || unicode.IsSpace(last) {
		return "has a space at an end: remove it"
	}
	return ""
}

// cut bounds what a defect keeps of foreign input: one byte more than an id has, so that a long one still shows as such.
func cut(text string) string { return text[:min(len(text), MaxID+1)] }

// maxQuoted bounds what a message repeats of foreign input, in bytes.
const maxQuoted = 60

func quote(text string) string {
	if len(text) > maxQuoted {
		return strconv.Quote(text[:maxQuoted]) + "…"
	}
	return strconv.Quote(text)
}
