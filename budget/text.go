package budget

import "errors"

// ErrText is the class of every text that names none of what it should.
var ErrText = errors.New("not a word of this package")

// textOf returns the name of a number, "unknown" for one that has none.
func textOf[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return "unknown"
}

func marshal[T ~uint8](names []string, v T) ([]byte, error) {
	if int(v) < len(names) {
		return []byte(names[v]), nil
	}
	return nil, ErrText
}

func unmarshal[T ~uint8](names []string, v *T, text []byte) error {
	for n, name := range names {
		if name == string(text) {
			*v = T(n)
			return nil
		}
	}
	return ErrText
}
