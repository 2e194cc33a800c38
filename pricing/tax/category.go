package tax

import (
	"errors"
	"slices"
)

// Category is how the law looks at what is sold, by the code of UNTDID 5305 that EN 16931 asks for. The zero Category is none.
type Category string

// The categories. All but Standard have a rate of zero.
const (
	Standard       Category = "S"
	ZeroRated      Category = "Z"
	Exempt         Category = "E"
	ReverseCharge  Category = "AE" // the customer owes the tax
	IntraCommunity Category = "K"  // supply to a business in another state of the EU
	Export         Category = "G"
	OutsideScope   Category = "O"
)

var categories = []Category{Standard, ZeroRated, Exempt, ReverseCharge, IntraCommunity, Export, OutsideScope}

// ErrCategory is the class of every text that is no category.
var ErrCategory = errors.New("tax: not a category")

// Known reports whether c is one of the categories.
func (c Category) Known() bool { return slices.Contains(categories, c) }

// Words says the category for people, "" for none.
func (c Category) Words() string {
	switch c {
	case Standard:
		return "taxed"
	case ZeroRated:
		return "zero rated"
	case Exempt:
		return "exempt"
	case ReverseCharge:
		return "reverse charge"
	case IntraCommunity:
		return "intra-community supply"
	case Export:
		return "export"
	case OutsideScope:
		return "outside the scope of tax"
	}
	return ""
}

// UnmarshalText reads a code; "" is none, another is ErrCategory.
func (c *Category) UnmarshalText(text []byte) error {
	if read := Category(text); read == "" || read.Known() {
		*c = read
		return nil
	}
	return ErrCategory
}
