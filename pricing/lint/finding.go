package lint

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Finding is one thing that is hardly meant, and where.
type Finding struct {
	Code Code
	// List is none for BeyondBounds.
	List pricing.ListID
	// Other is the list that it is in the way of, or meets; see the code.
	Other   pricing.ListID
	Product string
	// Unit is the unit of measure; "" is the product's own, or no product is meant.
	Unit string
	// Account is the first buyer to whom it happens, and Accounts how many there are; "" and 0 where no buyer is meant.
	Account  string
	Accounts int
	// From is the quantity from which on it happens first, 0 for none.
	From money.Quantity
	// At is when it happens first; zero where it is no matter of time.
	At time.Time
}

// String says place and finding for people, never an amount.
func (f Finding) String() string {
	var text strings.Builder
	place := f.List.String()
	if f.Product != "" {
		place += ", product " + strconv.Quote(f.Product)
	}
	text.WriteString(f.Code.Severity().String() + ": " + strings.TrimPrefix(place, ", "))
	if f.Unit != "" {
		text.WriteString(" by " + f.Unit)
	}
	if f.From.Micros() > 1 {
		text.WriteString(", from " + f.From.String())
	}
	if f.Account != "" {
		text.WriteString(", for " + strconv.Quote(f.Account))
	}
	if f.Accounts > 1 {
		text.WriteString(" and " + strconv.Itoa(f.Accounts-1) + " more")
	}
	if int(f.Code) < len(kinds) {
		text.WriteString(": " + strings.ReplaceAll(kinds[f.Code].sentence, "{other}", f.Other.String()))
	}
	return text.String()
}

// place is what findings are told once for.
type place struct {
	code        Code
	list, other pricing.ListID
	unit        string
	from        money.Quantity
}

func (f *Finding) compare(g *Finding) int {
	return cmp.Or(cmp.Compare(f.Code, g.Code), f.List.Compare(g.List), f.Other.Compare(g.Other), cmp.Compare(f.Product, g.Product),
		cmp.Compare(f.Unit, g.Unit), cmp.Compare(f.Account, g.Account), f.From.Cmp(g.From))
}
