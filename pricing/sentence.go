package pricing

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// For returns what a buyer may know of his own trace: the lists that applied to
// him when he asked, without derivations, costs and what is switched off. A buyer
// who may not see prices, is blocked or of another account gets no entry and no amount
// (PRC-4, PRC-6). Rights that he lost since are the host's to look at: the trace
// tells what was then.
func (t Trace) For(b Buyer) Trace {
	if b.PricesHidden || b.Blocked || b.Account != t.Account {
		reason := Hidden
		if b.Blocked && !b.PricesHidden && b.Account == t.Account {
			reason = Blocked
		}
		return Trace{
			Account: b.Account, Product: t.Product, Unit: t.Unit, Quantity: t.Quantity, Currency: t.Currency,
			At: t.At, Revision: t.Revision, Reason: reason, Entries: []Entry{},
		}
	}
	t.Entries = slices.Clone(t.Entries)
	t.Entries = slices.DeleteFunc(t.Entries, func(e Entry) bool { return !e.Code.visible() })
	for i := range t.Entries {
		t.Entries[i].Derived, t.Entries[i].Derivation = ListID{}, ""
	}
	return t
}

// String tells the whole trace, a line for each list.
func (t Trace) String() string {
	var b strings.Builder
	b.WriteString(t.Sentence())
	for i := range t.Entries {
		b.WriteString("\n  " + t.Entries[i].Sentence())
	}
	return b.String()
}

// Sentence says the answer.
func (t Trace) Sentence() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s of %s for %s", t.Quantity, space(t.Unit), t.Product, t.Account)
	if t.PricedAs != "" {
		fmt.Fprintf(&b, ", priced as %s", t.PricedAs)
	}
	if t.Reason == Priced {
		fmt.Fprintf(&b, ": %s each, from %s%s", t.Price, t.Source, fromBreak(t.Break))
		return b.String()
	}
	b.WriteString(": no price, " + t.why())
	return b.String()
}

func space(unit string) string {
	if unit == "" {
		return ""
	}
	return " " + unit
}

func fromBreak(q money.Quantity) string {
	if q.Sign() <= 0 {
		return ""
	}
	return " (from " + q.String() + " on)"
}

var reasonSentences = [...]string{
	Unasked:       "nothing was asked",
	NoSuchProduct: "there is no such product",
	NotInLevel:    "no price level of the buyer has the product",
	NotInUnit:     "the buyer's price level has the product in other units only",
	NotInCurrency: "the buyer's price level has the product in other currencies only",
	NotYetValid:   "the price is not valid yet",
	NoLongerValid: "the price is valid no longer",
	Hidden:        "prices are not shown",
	Tie:           "two prices are equal and the seller wants no tie decided",
	Blocked:       "the account is blocked",
}

func (t *Trace) why() string {
	if t.Reason == TooFew {
		return "the least quantity is " + t.Break.String()
	}
	if int(t.Reason) < len(reasonSentences) && reasonSentences[t.Reason] != "" {
		return reasonSentences[t.Reason]
	}
	return t.Reason.String()
}

var codeSentences = [...]string{
	Won:                "wins with %p",
	Tied:               "ties with %p",
	Unforced:           "has %p, but a forced price comes first",
	Outbid:             "has %p, but another price is lower",
	Outranked:          "has %p too, but another list comes first",
	LaterLevel:         "has %p, but an earlier price level has a price",
	Dearer:             "has %p, which is more than the level price",
	NotCheaper:         "has %p, which is not less than the level price",
	FeatureOff:         "does not count: the feature %q is off",
	Inactive:           "does not count: it is switched off",
	NotBegun:           "does not count: it begins %d",
	Expired:            "does not count: it ended %d",
	NotAssigned:        "does not count: it is not assigned to the buyer",
	AssignmentInactive: "does not count: its assignment to the buyer is switched off",
	AssignmentNotBegun: "does not count: its assignment to the buyer begins %d",
	AssignmentEnded:    "does not count: its assignment to the buyer ended %d",
	NotListed:          "does not have the product",
	ProductInactive:    "does not count: the product is switched off in it",
	NoPermission:       "does not count: the user lacks the permission %q",
	OtherUnit:          "has the product in other units only",
	OtherCurrency:      "has the product in other currencies only",
	RowNotBegun:        "has a price that begins %d",
	RowEnded:           "has a price that ended %d",
	BelowMinimum:       "has a price from %b on only",
	PriceZero:          "does not count: its price is 0",
	SetAside:           "does not count: the account is priced from another",
}

// Sentence says for people why the list won or lost.
func (e Entry) Sentence() string {
	text := ""
	if int(e.Code) < len(codeSentences) {
		text = codeSentences[e.Code]
	}
	if text == "" {
		return e.List.String() + " " + e.Code.String()
	}
	if e.Code == Won && e.Competes == Forced {
		text = "is forced and wins with %p"
	}
	text = strings.NewReplacer(
		"%p", e.Price.String()+fromBreak(e.Break), "%q", `"`+e.Needs+`"`,
		"%d", day(e.Edge), "%b", e.Break.String(),
	).Replace(text)
	if e.Derived != (ListID{}) {
		text += ", derived from " + e.Derived.String()
		if e.Derivation != "" {
			text += " " + e.Derivation
		}
	}
	return e.List.String() + " " + text
}

func day(t time.Time) string {
	if t.IsZero() {
		return "at another time"
	}
	return t.Format("2006-01-02 15:04 MST")
}
