package money

import "database/sql/driver"

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
