package pricing

import (
	"errors"
	"fmt"
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

// The classes of errors; test with [errors.Is].
var (
	// ErrData: lists that no Book can be made from; the error is a *[DataError].
	ErrData = errors.New("price data refused")
	// ErrQuestion: a question that cannot be answered as it stands; the error is
	// a *[QuestionError]. That there is no price is not an error.
	ErrQuestion = errors.New("price question refused")
	// ErrReplay: a stored trace that does not give the price it states.
	ErrReplay = errors.New("trace does not give its price")
)

// QuestionError says which part of a question is missing or out of bounds. It
// matches [ErrQuestion].
type QuestionError struct {
	Field string // "quantity", "instant", "buyer's currency" …
	Line  int    // the line of a basket, from 1; 0 for a single question
	What  string // what to do
}

func (e *QuestionError) Error() string {
	place := e.Field
	if e.Line > 0 {
		place = fmt.Sprintf("line %d, %s", e.Line, e.Field)
	}
	return place + ": " + e.What
}

func (e *QuestionError) Unwrap() error { return ErrQuestion }

// DefectCode names what is wrong with price data: a closed set.
type DefectCode uint8

const (
	BadZone         DefectCode = iota + 1 // no zone, or "Local"
	BadPrecedence                         // criteria that cannot decide
	BadID                                 // an id that is no id
	DuplicateList                         // two lists of one id
	UnknownList                           // a change or derivation names no list
	BadTerms                              // audience, way to compete and the like that do not go together
	DuplicateMember                       // an account or group assigned twice
	ReversedDays                          // days that end before they begin
	NoPriceGiven                          // a row without amount or currency
	NegativePrice                         // a row below 0
	NegativeMinimum                       // a break from below 0
	DuplicateBreak                        // two prices for one minimum in one window
	CrossingWindows                       // two tables of which neither lies inside the other
	MixedBreaks                           // rows of one table that differ in mode, scope or family
	NoRounding                            // a derivation without rounding, or a rounding that is none
	DerivationCycle                       // lists derived from each other
	BreaksTwice                           // own breaks where the source has breaks
	OutOfRange                            // a rounded or derived price that fits no amount
	TooManyRights                         // more than 64 features and permissions
	ChangedTwice                          // two changes of one kind to the same list or product
	CurrencyClash                         // an amount to add to a price in another currency
)

var defectText = [...]string{
	BadZone:         "no usable time zone: load the seller's by its name",
	BadPrecedence:   "precedence cannot decide",
	BadID:           "not an id",
	DuplicateList:   "another list has this id: merge the two or rename one",
	UnknownList:     "no such list: add it or correct the id",
	BadTerms:        "terms that do not go together",
	DuplicateMember: "assigned twice: keep one assignment",
	ReversedDays:    "the days end before they begin: swap or correct them",
	NoPriceGiven:    "no price: give an amount with a currency, or leave the row out",
	NegativePrice:   "the price is below 0: correct it",
	NegativeMinimum: "the minimum quantity is below 0: correct it",
	DuplicateBreak:  "another price for the same minimum in the same window: keep one",
	CrossingWindows: "the window crosses another of the same product: let one end where the other begins, or lie inside it",
	MixedBreaks:     "rows of one table differ in mode, scope or family: make them the same",
	NoRounding:      "no usable rounding: state places or an increment, and a mode; unit prices have at most 6 decimals",
	DerivationCycle: "derived from itself: break the circle",
	BreaksTwice:     "the source has breaks of its own: remove the breaks here or there",
	OutOfRange:      "the price fits no amount of 18 digits: correct it",
	ChangedTwice:    "changed twice: keep one of the changes",
	CurrencyClash:   "an amount in one currency is to be added to a price in another: derive a list for each currency from a source of its own",
	TooManyRights:   "more than 64 features and permissions in all: use fewer",
}

// String says what is wrong and what to do.
func (c DefectCode) String() string {
	if int(c) < len(defectText) && defectText[c] != "" {
		return defectText[c]
	}
	return "unknown defect"
}

// Defect is one thing that is wrong with price data.
type Defect struct {
	Code    DefectCode
	List    ListID
	Product string
	Unit    string
	// Row is the number of the row within its list, in the order given, from 0;
	// -1 where no row is meant. Other is the row it clashes with, or -1.
	Row, Other int
	// Detail says more, never an amount: a field, an account, the circle spelled
	// out.
	Detail string
}

// String gives place, what is wrong and what to do.
func (d Defect) String() string {
	var b strings.Builder
	b.WriteString(d.List.String())
	if d.Product != "" {
		fmt.Fprintf(&b, " product %q", d.Product)
	}
	if d.Unit != "" {
		fmt.Fprintf(&b, " unit %q", d.Unit)
	}
	if d.Row >= 0 {
		fmt.Fprintf(&b, " row %d", d.Row)
	}
	if d.Other >= 0 {
		fmt.Fprintf(&b, " and row %d", d.Other)
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(d.Code.String())
	if d.Detail != "" {
		b.WriteString(" (" + d.Detail + ")")
	}
	return b.String()
}

// DataError names everything that is wrong with price data. It matches
// [ErrData].
type DataError struct {
	// Defects are in the order of lists, products and rows, at most [MaxDefects].
	Defects []Defect
	// More is how many there are beyond those.
	More int
}

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

func (e *DataError) Error() string { return defect.Text(ErrData, e.Defects, e.More) }

func (e *DataError) Unwrap() error { return ErrData }
