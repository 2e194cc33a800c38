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

// MarshalText returns "12.50 GBP", and "" for no amount. An amount of more than 18
// digits or 6 decimals is an [ErrRange]: round it first. [Amount.String] has no
// such bound.
func (a Amount) MarshalText() ([]byte, error) {
	if !a.IsSet() {
		return nil, nil
	}
	if !a.currency.Known() {
		return nil, &CurrencyError{a.currency}
	}
	if !writable(a.coef, int(a.scale), amountDecimals) {
		return nil, errUnreadable
	}
	return a.Append(nil), nil
}

// UnmarshalText reads what MarshalText returns.
func (a *Amount) UnmarshalText(text []byte) error { return decodeText(a, text, orZero(ParseAmount)) }

// UnmarshalJSON reads a JSON string; null and numbers are an [ErrFormat].
func (a *Amount) UnmarshalJSON(data []byte) error { return decodeJSON(a, data, orZero(ParseAmount)) }

// Value returns the text for an SQL column.
func (a Amount) Value() (driver.Value, error) { return value(a.MarshalText()) }

// Scan reads a text column; NULL and numbers are an [ErrFormat].
func (a *Amount) Scan(src any) error { return decodeSQL(a, src, orZero(ParseAmount)) }

// MarshalText returns "2.5". More than 18 digits are an [ErrRange].
func (q Quantity) MarshalText() ([]byte, error) {
	if !writable(q.micro, microDecimals, microDecimals) {
		return nil, errUnreadable
	}
	return q.Append(nil), nil
}

// UnmarshalText reads what MarshalText returns.
func (q *Quantity) UnmarshalText(text []byte) error { return decodeText(q, text, ParseQuantity) }

// UnmarshalJSON reads a JSON string; null and numbers are an [ErrFormat].
func (q *Quantity) UnmarshalJSON(data []byte) error { return decodeJSON(q, data, ParseQuantity) }

// Value returns the text for an SQL column.
func (q Quantity) Value() (driver.Value, error) { return value(q.MarshalText()) }

// Scan reads a text column; NULL and numbers are an [ErrFormat].
func (q *Quantity) Scan(src any) error { return decodeSQL(q, src, ParseQuantity) }

// MarshalText returns "0.125".
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what MarshalText returns.
func (r *Rate) UnmarshalText(text []byte) error { return decodeText(r, text, ParseRate) }

// UnmarshalJSON reads a JSON string; null and numbers are an [ErrFormat].
func (r *Rate) UnmarshalJSON(data []byte) error { return decodeJSON(r, data, ParseRate) }

// Value returns the text for an SQL column.
func (r Rate) Value() (driver.Value, error) { return value(r.MarshalText()) }

// Scan reads a text column; NULL and numbers are an [ErrFormat].
func (r *Rate) Scan(src any) error { return decodeSQL(r, src, ParseRate) }

// MarshalText returns "GBP", and "" for none. An unknown code is a [*CurrencyError].
func (c Currency) MarshalText() ([]byte, error) {
	if c == 0 {
		return nil, nil
	}
	if !c.Known() {
		return nil, &CurrencyError{c}
	}
	return c.append(nil), nil
}

// UnmarshalText reads what MarshalText returns.
func (c *Currency) UnmarshalText(text []byte) error {
	return decodeText(c, text, orZero(ParseCurrency))
}

// UnmarshalJSON reads a JSON string; null and numbers are an [ErrFormat].
func (c *Currency) UnmarshalJSON(data []byte) error {
	return decodeJSON(c, data, orZero(ParseCurrency))
}

// Value returns the text for an SQL column.
func (c Currency) Value() (driver.Value, error) { return value(c.MarshalText()) }

// Scan reads a text column; NULL and numbers are an [ErrFormat].
func (c *Currency) Scan(src any) error { return decodeSQL(c, src, orZero(ParseCurrency)) }

// MarshalText returns the text of [Rounding.String], and "" for none. An invalid
// rounding is an [ErrRounding].
func (r Rounding) MarshalText() ([]byte, error) {
	if !r.IsSet() {
		return nil, nil
	}
	if err := r.Check(); err != nil {
		return nil, err
	}
	return []byte(r.String()), nil
}

// UnmarshalText reads what MarshalText returns.
func (r *Rounding) UnmarshalText(text []byte) error {
	return decodeText(r, text, orZero(ParseRounding))
}

// UnmarshalJSON reads a JSON string; null and numbers are an [ErrFormat].
func (r *Rounding) UnmarshalJSON(data []byte) error {
	return decodeJSON(r, data, orZero(ParseRounding))
}

// MarshalText returns the text of [Mode.String], and "" for none. An invalid mode is
// an [ErrRounding].
func (m Mode) MarshalText() ([]byte, error) {
	if int(m) >= len(modeNames) {
		return nil, errBadRounding
	}
	return []byte(modeNames[m]), nil
}

// UnmarshalText reads what MarshalText returns.
func (m *Mode) UnmarshalText(text []byte) error { return decodeText(m, text, orZero(ParseMode)) }

// UnmarshalJSON reads a JSON string; null and numbers are an [ErrFormat].
func (m *Mode) UnmarshalJSON(data []byte) error { return decodeJSON(m, data, orZero(ParseMode)) }

// writable reports whether coef × 10^-scale is within the grammar of Parse.
func writable(coef int64, scale, decimals int) bool {
	mag := magnitude(coef)
	for scale > 0 && mag%10 == 0 {
		mag, scale = mag/10, scale-1
	}
	return mag < tooLong && scale <= decimals
}

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
