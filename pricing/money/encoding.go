package money

import (
	"database/sql/driver"
	"encoding/json"
)

// The encodings. Text, JSON and SQL all hold the canonical text; decoding reads
// the grammar of the Parse functions. JSON is a string; null, numbers and NULL
// are refused. No amount, no currency, no mode and no rounding are "" both
// ways; quantities and rates have no such value. Amounts, quantities and rates
// that Parse would refuse (computed, longer than 18 digits or finer than 6
// decimals) are refused when they are written, with ErrRange.

// jsonLimit bounds the JSON of a value, every byte of it escaped.
const jsonLimit = 6*roundingLimit + 2

// unquote returns the text of a JSON string.
func unquote(data []byte) (string, error) {
	if len(data) < 2 || len(data) > jsonLimit || data[0] != '"' {
		return "", errJSON
	}
	var text string
	if json.Unmarshal(data, &text) != nil {
		return "", errJSON
	}
	return text, nil
}

// column returns the text of a column. More than any Parse takes is cut.
func column(src any) (string, error) {
	switch v := src.(type) {
	case string:
		return v, nil
	case []byte:
		return string(v[:min(len(v), jsonLimit)]), nil
	}
	return "", errSQL
}

// decode stores in v what read makes of text, unless there was an error.
func decode[V any](v *V, text string, err error, read func(string) (V, error)) error {
	if err != nil {
		return err
	}
	got, err := read(text)
	if err != nil {
		return err
	}
	*v = got
	return nil
}

// orZero makes read take "" as the zero value.
func orZero[V any](read func(string) (V, error)) func(string) (V, error) {
	return func(text string) (V, error) {
		if text == "" {
			var zero V
			return zero, nil
		}
		return read(text)
	}
}

// decodeText is decode of a text. More than any Parse takes is cut, not copied.
func decodeText[V any](v *V, text []byte, read func(string) (V, error)) error {
	return decode(v, string(text[:min(len(text), jsonLimit)]), nil, read)
}

// decodeJSON is decode of a JSON string.
func decodeJSON[V any](v *V, data []byte, read func(string) (V, error)) error {
	text, err := unquote(data)
	return decode(v, text, err, read)
}

// decodeSQL is decode of a text column.
func decodeSQL[V any](v *V, src any, read func(string) (V, error)) error {
	text, err := column(src)
	return decode(v, text, err, read)
}

// value is a text for SQL.
func value(text []byte, err error) (driver.Value, error) {
	if err != nil {
		return nil, err
	}
	return string(text), nil
}
