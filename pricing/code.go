package pricing

// Code says why a list won or lost for one question: a closed set. The
// conditions of CON-2 come in its order; the first that fails is told.
type Code uint8

const (
	// Won: its price is the answer.
	Won Code = iota + 1
	// Tied: equal to another under a precedence that refuses ties; no price.
	Tied

	// Unforced: it counted, but a forced list comes first.
	Unforced
	// Outbid: it counted, but another price is lower.
	Outbid
	// Outranked: it counted, but the precedence puts another list first, by
	// other than force and price.
	Outranked
	// LaterLevel: another of the buyer's levels is the level price.
	LaterLevel
	// Dearer: above the level price, and not forced.
	Dearer
	// NotCheaper: not below the level price, where only less counts.
	NotCheaper

	// FeatureOff: the feature that the list needs is off.
	FeatureOff
	// Inactive: the list is switched off.
	Inactive
	// NotBegun: the list is not valid yet.
	NotBegun
	// Expired: the list is valid no longer.
	Expired
	// NotAssigned: the list is not the buyer's.
	NotAssigned
	// AssignmentInactive: the buyer's assignment is switched off.
	AssignmentInactive
	// AssignmentNotBegun: the assignment starts later.
	AssignmentNotBegun
	// AssignmentEnded: the assignment has ended.
	AssignmentEnded
	// NotListed: the list does not have the product.
	NotListed
	// ProductInactive: the product is switched off in the list.
	ProductInactive
	// NoPermission: the user lacks the permission that the list needs.
	NoPermission
	// OtherUnit: it has the product in other units only.
	OtherUnit
	// OtherCurrency: it has the product in other currencies only.
	OtherCurrency
	// RowNotBegun: its price for the product is not valid yet.
	RowNotBegun
	// RowEnded: its price for the product is valid no longer.
	RowEnded
	// BelowMinimum: the quantity is below its smallest minimum.
	BelowMinimum
	// PriceZero: its price is 0, which never counts.
	PriceZero
	// SetAside: a list of the buyer's own account, which does not count while
	// the account is priced from another (PFR-1).
	SetAside
)

var codeNames = [...]string{
	Won: "won", Tied: "tied",
	Unforced: "unforced", Outbid: "outbid", Outranked: "outranked", LaterLevel: "later-level",
	Dearer: "dearer", NotCheaper: "not-cheaper",
	FeatureOff: "feature-off", Inactive: "inactive", NotBegun: "not-begun", Expired: "expired",
	NotAssigned: "not-assigned", AssignmentInactive: "assignment-inactive",
	AssignmentNotBegun: "assignment-not-begun", AssignmentEnded: "assignment-ended",
	NotListed: "not-listed", ProductInactive: "product-inactive", NoPermission: "no-permission",
	OtherUnit: "other-unit", OtherCurrency: "other-currency",
	RowNotBegun: "row-not-begun", RowEnded: "row-ended",
	BelowMinimum: "below-minimum", PriceZero: "price-zero", SetAside: "set-aside",
}

// String returns the code's stable name.
func (c Code) String() string { return nameOf(codeNames[:], int(c)) }

// MarshalText writes the stable name.
func (c Code) MarshalText() ([]byte, error) { return textOf(codeNames[:], int(c)) }

// UnmarshalText reads the stable name.
func (c *Code) UnmarshalText(text []byte) error {
	n, err := indexOf(codeNames[:], string(text), "code")
	*c = Code(n)
	return err
}

// counts reports whether a list with this code had a price that competed.
func (c Code) counts() bool { return c >= Won && c <= Outranked }

// reach orders what several assignments of one list to one buyer come to: the
// one that gives him the list, else the one that comes nearest.
func (c Code) reach() int {
	switch c {
	case SetAside:
		return 0
	case AssignmentInactive:
		return 1
	case AssignmentNotBegun:
		return 2
	case AssignmentEnded:
		return 3
	}
	return 4
}

// visible reports whether a buyer may know that a list with this code is his:
// it applies to him, whether or not its price counts (CON-2, CON-5).
func (c Code) visible() bool {
	switch c {
	case Won, Tied, Unforced, Outbid, Outranked, LaterLevel, Dearer, NotCheaper,
		OtherUnit, OtherCurrency, BelowMinimum, PriceZero, 0:
		return true
	}
	return false
}

// Reason says why there is no price (PRC-5), or that there is one: a closed set.
// The zero value is a refusal. Reasons come from the buyer's levels alone, so
// that a hidden contract cannot show through them.
type Reason uint8

const (
	// Unasked is the zero value: nothing was decided, there is no price.
	Unasked Reason = iota
	// Priced: there is a price.
	Priced
	// NoSuchProduct: no price level, the buyer's or another, has the product, and
	// no list that applies to the buyer.
	NoSuchProduct
	// NotInLevel: the buyer's levels have no price for the product.
	NotInLevel
	// NotInUnit: they have it in other units only.
	NotInUnit
	// NotInCurrency: they have it in other currencies only.
	NotInCurrency
	// TooFew: the quantity is below the smallest minimum of the first level that
	// has the product, which the answer names.
	TooFew
	// NotYetValid: the price is not valid yet.
	NotYetValid
	// NoLongerValid: the price is valid no longer.
	NoLongerValid
	// Hidden: the buyer may not see prices.
	Hidden
	// Tie: prices are equal under a precedence that refuses ties.
	Tie
	// Blocked: the account, or the one it is priced from or billed to, is
	// blocked.
	Blocked
)

var reasonNames = [...]string{
	Unasked: "unasked", Priced: "priced", NoSuchProduct: "no-such-product", NotInLevel: "not-in-level",
	NotInUnit: "not-in-unit", NotInCurrency: "not-in-currency", TooFew: "below-minimum",
	NotYetValid: "not-yet-valid", NoLongerValid: "no-longer-valid",
	Hidden: "hidden", Tie: "tie", Blocked: "blocked",
}

// String returns the reason's stable name.
func (r Reason) String() string { return nameOf(reasonNames[:], int(r)) }

// MarshalText writes the stable name.
func (r Reason) MarshalText() ([]byte, error) { return textOf(reasonNames[:], int(r)) }

// UnmarshalText reads the stable name.
func (r *Reason) UnmarshalText(text []byte) error {
	n, err := indexOf(reasonNames[:], string(text), "reason")
	*r = Reason(n)
	return err
}

// reason is what a level's code means for an answer without a price.
func (c Code) reason() Reason {
	switch c {
	case BelowMinimum:
		return TooFew
	case NotBegun, RowNotBegun:
		return NotYetValid
	case Expired, RowEnded:
		return NoLongerValid
	case OtherUnit:
		return NotInUnit
	case OtherCurrency:
		return NotInCurrency
	}
	return NotInLevel
}

func nameOf(names []string, i int) string {
	if i < len(names) && names[i] != "" {
		return names[i]
	}
	return "unknown"
}

func textOf(names []string, i int) ([]byte, error) {
	if i == 0 && names[0] == "" {
		return nil, nil
	}
	if nameOf(names, i) == "unknown" {
		return nil, &QuestionError{Field: "code", What: "not one of the closed set"}
	}
	return []byte(names[i]), nil
}

func indexOf(names []string, text, field string) (int, error) {
	for i, name := range names {
		if name == text {
			return i, nil
		}
	}
	return 0, &QuestionError{Field: field, What: "not one of the closed set"}
}
