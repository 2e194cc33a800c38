package condition

import (
	"cmp"
	"errors"
	"strconv"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrData is the class of conditions that no Book can be made from; the error is a *[DataError].
var ErrData = errors.New("order conditions refused")

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

// DefectCode names a kind of defect. The set is closed.
type DefectCode string

const (
	BadZone       DefectCode = "no usable time zone: load the seller's by its name"
	BadID         DefectCode = "not an id"
	Duplicate     DefectCode = "another condition has this id: give each its own"
	BadAudience   DefectCode = "everyone, and some: leave one of them out"
	ReversedDays  DefectCode = "the days end before they begin: swap or correct them"
	NoSteps       DefectCode = "says nothing: give it at least one step or cost"
	SameStep      DefectCode = "begins where another step does: keep one"
	BothGiven     DefectCode = "a part and an amount: keep one"
	BadRate       DefectCode = "a discount takes between nothing and all: give a rate from 0 to 1"
	NoAmount      DefectCode = "no amount: say what it costs, zero where it is free"
	Negative      DefectCode = "an amount below zero: correct it"
	TwoCurrencies DefectCode = "amounts in two currencies, or an unknown one: make a condition for each"
	BadMeasure    DefectCode = "a weight where the subtotal counts, a subtotal where the weight counts, or a weight below zero"
)

// Defect is one thing that is wrong with the conditions.
type Defect struct {
	Code DefectCode
	// Condition is the one at fault, Detail says where in it.
	Condition string
	Detail    string
}

// String gives place, what is wrong and what to do.
func (d Defect) String() string {
	text := string(d.Code)
	if d.Condition != "" || d.Code != BadZone {
		text = "condition " + strconv.Quote(d.Condition) + ": " + text
	}
	if d.Detail != "" {
		text += " (" + d.Detail + ")"
	}
	return text
}

func (d Defect) compare(e Defect) int {
	return cmp.Or(cmp.Compare(d.Condition, e.Condition), cmp.Compare(d.Code, e.Code), cmp.Compare(d.Detail, e.Detail))
}

// DataError names everything that is wrong with the conditions. It matches [ErrData].
type DataError struct {
	// Defects are sorted by condition, at most MaxDefects of them; More is how many others there are.
	Defects []Defect
	More    int
}

func (e *DataError) Error() string { return defect.Text(ErrData, e.Defects, e.More) }

func (e *DataError) Unwrap() error { return ErrData }

type defects []Defect

func (d *defects) add(code DefectCode, condition, detail string) {
	*d = append(*d, Defect{code, condition, detail})
}

func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	kept, more := defect.Keep(d, Defect.compare)
	return &DataError{Defects: kept, More: more}
}
