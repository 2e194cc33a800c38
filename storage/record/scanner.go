package record

import (
	"encoding/hex"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// scanner reads JSON, and of it only what documents have.
type scanner struct {
	text []byte
	at   int
}

// take goes over a character, and over space before it, if it is the next.
func (in *scanner) take(c byte) bool {
	for in.at < len(in.text) {
		switch next := in.text[in.at]; next {
		case c:
			in.at++
			return true
		case ' ', '\t', '\n', '\r':
			in.at++
		default:
			return false
		}
	}
	return false
}

func (in *scanner) end() *fault {
	if in.take(0); in.at < len(in.text) {
		return &fault{what: "something follows its end"}
	}
	return nil
}

// list reads what stands between two brackets, separated by commas.
func (in *scanner) list(open, shut byte, one func() *fault) *fault {
	if !in.take(open) {
		return &fault{what: "does not begin with " + string(open)}
	}
	if in.take(shut) {
		return nil
	}
	for {
		if wrong := one(); wrong != nil {
			return wrong
		}
		if in.take(shut) {
			return nil
		}
		if !in.take(',') {
			return &fault{what: "does not end with " + string(shut)}
		}
	}
}

// number returns the digits of a whole number as it is written canonically, "" where there is none.
func (in *scanner) number() string {
	in.take(0)
	start := in.at
	if in.at < len(in.text) && in.text[in.at] == '-' {
		in.at++
	}
	first := in.at
	for in.at < len(in.text) && in.text[in.at] >= '0' && in.text[in.at] <= '9' {
		in.at++
	}
	digits := in.text[first:in.at]
	if len(digits) > 20 || len(digits) > 1 && digits[0] == '0' || first > start && string(digits) == "0" {
		return ""
	}
	return string(in.text[start:in.at])
}

func (in *scanner) bool() (bool, *fault) {
	in.take(0)
	rest := in.text[in.at:]
	for _, b := range []bool{true, false} {
		word := strconv.FormatBool(b)
		if len(rest) >= len(word) && string(rest[:len(word)]) == word {
			in.at += len(word)
			return b, nil
		}
	}
	return false, &fault{what: "neither true nor false"}
}

// anyText reads a text, or the object that holds the bytes of one that is not UTF-8.
func (in *scanner) anyText() (string, *fault) {
	if !in.take('{') {
		return in.plainText()
	}
	name, _ := in.plainText()
	colon := in.take(':')
	digits, wrong := in.plainText()
	bytes, err := hex.DecodeString(digits)
	if name != "hex" || !colon || wrong != nil || err != nil || !in.take('}') || utf8.Valid(bytes) {
		return "", &fault{what: "not a text"}
	}
	return string(bytes), nil
}

// plainText reads a string of JSON.
func (in *scanner) plainText() (string, *fault) {
	if !in.take('"') {
		return "", &fault{what: "not a text"}
	}
	start := in.at
	for in.at < len(in.text) && in.text[in.at] != '"' && in.text[in.at] != '\\' && in.text[in.at] >= ' ' {
		in.at++
	}
	text := append([]byte(nil), in.text[start:in.at]...)
	for in.at < len(in.text) {
		c := in.text[in.at]
		in.at++
		switch {
		case c == '"' && utf8.Valid(text):
			return string(text), nil
		case c == '"' || c < ' ':
			return "", &fault{what: "not a text"}
		case c != '\\':
			text = append(text, c)
		default:
			r, ok := in.escape()
			if !ok {
				return "", &fault{what: "not a text"}
			}
			text = utf8.AppendRune(text, r)
		}
	}
	return "", &fault{what: "does not end"}
}

// escape reads what follows a backslash.
func (in *scanner) escape() (rune, bool) {
	if in.at >= len(in.text) {
		return 0, false
	}
	c := in.text[in.at]
	in.at++
	switch c {
	case '"', '\\', '/':
		return rune(c), true
	case 'b', 'f', 'n', 'r', 't':
		return map[byte]rune{'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}[c], true
	case 'u':
		r, ok := in.unit()
		if !ok || !utf16.IsSurrogate(r) {
			return r, ok
		}
		if in.at+2 > len(in.text) || string(in.text[in.at:in.at+2]) != `\u` {
			return 0, false
		}
		in.at += 2
		low, ok := in.unit()
		r = utf16.DecodeRune(r, low)
		return r, ok && r != utf8.RuneError
	}
	return 0, false
}

// unit reads the four digits of a \u.
func (in *scanner) unit() (rune, bool) {
	if in.at+4 > len(in.text) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(in.text[in.at:in.at+4]), 16, 16)
	in.at += 4
	return rune(n), err == nil
}

// appendText writes a text as a string of JSON, or its bytes where it is none.
func appendText(dst []byte, text string) []byte {
	const digits = "0123456789abcdef"
	if !utf8.ValidString(text) {
		return append(hex.AppendEncode(append(dst, `{"hex":"`...), []byte(text)), `"}`...)
	}
	dst = append(dst, '"')
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < ' ':
			dst = append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
