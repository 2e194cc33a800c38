package budget

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// maxID is the greatest length of an id, in bytes.
const maxID = 255

// idFault says what keeps a text from being an identifier, "" for nothing. Package account, which budgets do not know, has
// the same rule.
func idFault(id string) string {
	switch {
	case id == "":
		return "is empty: give it an id"
	case len(id) > maxID:
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

func isID(id string) bool { return idFault(id) == "" }

// cut bounds what a defect keeps of foreign input: one byte more than an id has, so that a long one still shows as such.
func cut(text string) string { return text[:min(len(text), maxID+1)] }

// quote bounds what a message repeats of foreign input.
func quote(text string) string {
	const shown = 60
	if len(text) > shown {
		return strconv.Quote(text[:shown]) + "…"
	}
	return strconv.Quote(text)
}
