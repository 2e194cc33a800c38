package defect

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// MaxID is the greatest length of an id, in bytes.
const MaxID = 255

// OfID says what keeps a text from being an identifier, and what to do; "" for one that is: 1 to MaxID bytes of UTF-8 without
// control characters, no space at either end.
func OfID(id string) string {
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

// Cut bounds what a defect keeps of foreign input: one byte more than an id has, so that a long one still shows as such.
func Cut(text string) string { return text[:min(len(text), MaxID+1)] }

// Quote bounds what a sentence repeats of foreign input, to 60 bytes.
func Quote(text string) string {
	const shown = 60
	if len(text) > shown {
		return strconv.Quote(text[:shown]) + "…"
	}
	return strconv.Quote(text)
}
