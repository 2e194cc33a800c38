package calendar

import "time"

const textLen = len("2006-01-02")

// MarshalText returns YYYY-MM-DD, and the empty text for no date.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return []byte{}, nil
	}
	return d.append(make([]byte, 0, textLen)), nil
}

// UnmarshalText reads what MarshalText writes; anything else is a *DateError and leaves d as it was.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	date, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = date
	return nil
}

// UnmarshalJSON reads a JSON string as UnmarshalText does. null is refused: it would leave an old date in place.
func (d *Date) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return &DateError{Text: "null", Null: true}
	}
	n := len(text)
	if n < 2 || text[0] != '"' || text[n-1] != '"' {
		return &DateError{Text: cut(string(text))}
	}
	return d.UnmarshalText(text[1 : n-1])
}

func (d Date) append(b []byte) []byte {
	y, m, day := d.civil()
	return append(b,
		digit(y/1000), digit(y/100), digit(y/10), digit(y), '-',
		digit(int(m)/10), digit(int(m)), '-',
		digit(day/10), digit(day))
}

func digit(n int) byte { return byte('0' + n%10) }

func parse(text string) (Date, bool) {
	if len(text) != textLen || text[4] != '-' || text[7] != '-' {
		return Date{}, false
	}
	y, okY := number(text[:4])
	m, okM := number(text[5:7])
	d, okD := number(text[8:])
	month := time.Month(m)
	if !okY || !okM || !okD || y < 1 || m < 1 || m > 12 || d < 1 || d > daysIn(y, month) {
		return Date{}, false
	}
	return Date{n: dayNumber(y, month, d)}, true
}

// number reads ASCII digits only: strconv would take a sign.
func number(text string) (int, bool) {
	n := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, true
}
