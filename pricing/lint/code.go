package lint

import "errors"

// Code says what is found: a closed set. Its text is stable, its number is not.
type Code uint8

const (
	// NeverWins: the list has a price that applies to somebody, some day, and it is never the one that counts.
	NeverWins Code = iota + 1
	// ForcedClash: two forced lists have a price for the same buyer, quantity and instant: List, which comes first, and Other.
	ForcedClash
	// EndsBeforeItBegins: an assignment, or a price, lies outside the days of its list, so it never counts.
	EndsBeforeItBegins
	// PriceZero: a price of 0, which never counts.
	PriceZero
	// AboveLevel: the price is not low enough beside that of the level, Other, and not forced, so it does not count there.
	AboveLevel
	// RisingPrice: from this quantity on a unit costs more than before; List gives that price, Other the one before.
	RisingPrice
	// MoreCostsLess: this quantity costs less in all than the one before it, of which List and Other are as for RisingPrice.
	MoreCostsLess
	// HiddenBreak: a dated table replaces, as long as it is valid, one that is cheaper from this quantity on.
	HiddenBreak
	// AssignedToNoOne: none of the buyers meets the list any more, though it is valid or will be.
	AssignedToNoOne
	// UnknownProduct: there is no such product.
	UnknownProduct
	// BeyondBounds: a price of the product comes to an amount that cannot be held, so for some quantities there is an error in
	// place of it; nothing else is looked at there. It is of no list: what they come to together is too much.
	BeyondBounds
)

// Severity says how bad a finding is: a closed set.
type Severity uint8

const (
	// Note: usual, and worth a look.
	Note Severity = iota + 1
	// Warning: hardly meant.
	Warning
	// Error: cannot be meant.
	Error
)

// String returns the stable name, "" for what does not exist.
func (s Severity) String() string {
	if names := [...]string{"", "note", "warning", "error"}; int(s) < len(names) {
		return names[s]
	}
	return ""
}

// ErrCode is the class of every text that names no Code.
var ErrCode = errors.New("not a code of findings")

// kinds are the codes with their names, severities and sentences.
var kinds = [...]struct {
	name     string
	severity Severity
	sentence string
}{
	NeverWins:          {"never wins", Warning, "its price never counts, for nobody: lower it, force it or take it off"},
	ForcedClash:        {"forced clash", Warning, "is forced, and so is {other}, for the same buyer at the same time: keep one"},
	EndsBeforeItBegins: {"ends before it begins", Error, "lies outside the days of its list and never counts: correct the days"},
	PriceZero:          {"price 0", Warning, "the price is 0 and does not count: give a price, or take it off"},
	AboveLevel:         {"above level", Note, "is not below the price of {other} and not forced, so it does not count there: lower or force it"},
	RisingPrice:        {"rising price", Warning, "a unit costs more from this quantity on than before, where {other} has it: correct the breaks"},
	MoreCostsLess:      {"more costs less", Note, "this quantity costs less in all than one step less of it, where {other} has it: see whether that is meant"},
	HiddenBreak:        {"hidden break", Warning, "a dated price replaces a cheaper one from this quantity on: repeat the break in it"},
	AssignedToNoOne:    {"assigned to no one", Warning, "no buyer meets it: assign it, or take it away"},
	UnknownProduct:     {"unknown product", Error, "there is no such product: correct it, or take it off"},
	BeyondBounds:       {"beyond bounds", Error, "for some quantities it comes to more than an amount can hold: lower its prices"},
}

// String returns the code's text, "" for the zero code and for those that do not exist.
func (c Code) String() string {
	if int(c) < len(kinds) {
		return kinds[c].name
	}
	return ""
}

// Severity returns how bad it is, 0 for a code that does not exist.
func (c Code) Severity() Severity {
	if int(c) < len(kinds) {
		return kinds[c].severity
	}
	return 0
}

// MarshalText returns the code's text, ErrCode for a number that is no code.
func (c Code) MarshalText() ([]byte, error) {
	if c.String() == "" {
		return nil, ErrCode
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrCode and leaves c as it was.
func (c *Code) UnmarshalText(text []byte) error {
	for code := range kinds {
		if name := kinds[code].name; name != "" && name == string(text) {
			*c = Code(code)
			return nil
		}
	}
	return ErrCode
}
