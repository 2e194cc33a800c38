package money

// Currency is an alphabetic code of ISO 4217, packed into 15 bits: three
// letters of five bits each, A = 1, the first letter highest. It is comparable
// and sorts as its text does. The zero Currency is none.
type Currency uint32

// pack returns the packed code, known or not, and 0 where text is not three
// capital letters.
func pack[T string | []byte](text T) Currency {
	if len(text) != 3 {
		return 0
	}
	var c Currency
	for i := range 3 {
		if text[i] < 'A' || text[i] > 'Z' {
			return 0
		}
		c = c<<5 | Currency(text[i]-'A'+1)
	}
	return c
}

// ParseCurrency returns the currency of an active ISO 4217 code in three
// capital letters, or a [*CurrencyError].
func ParseCurrency(code string) (Currency, error) {
	c := pack(code)
	if !c.Known() {
		return 0, &CurrencyError{c}
	}
	return c, nil
}

// MustCurrency is [ParseCurrency] for constants. It panics on an error.
func MustCurrency(code string) Currency { return must(ParseCurrency(code)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// find returns the row of c in minors. A loop of its own, because every amount
// that enters asks, and [slices.BinarySearchFunc] takes twice as long.
func (c Currency) find() (int, bool) {
	low, high := 0, len(minors)
	for low < high {
		if mid := (low + high) / 2; minors[mid].currency < c {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, low < len(minors) && minors[low].currency == c
}

// Known reports whether c is an active code. The zero Currency is not.
func (c Currency) Known() bool {
	_, ok := c.find()
	return ok
}

// Digits returns the number of minor-unit digits: 2 for GBP, 0 for JPY, 3 for
// KWD. It is 0 for the zero Currency and for unknown ones.
func (c Currency) Digits() int {
	if i, ok := c.find(); ok {
		return int(minors[i].digits)
	}
	return 0
}

// String returns the three letters, "none" for the zero Currency, and "???"
// for a number that packs no letters.
func (c Currency) String() string {
	if c == 0 {
		return "none"
	}
	return string(c.append(nil))
}

func (c Currency) append(dst []byte) []byte {
	a, b, d := c>>10, c>>5&31, c&31
	if !letter(a) || !letter(b) || !letter(d) {
		return append(dst, "???"...)
	}
	return append(dst, 'A'-1+byte(a), 'A'-1+byte(b), 'A'-1+byte(d))
}

func letter(c Currency) bool { return 1 <= c && c <= 26 }
