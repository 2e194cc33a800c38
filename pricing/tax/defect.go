package tax

import (
	"cmp"
	"errors"
	"strconv"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrData is the class of rules that no Book can be made from; the error is a *[DataError].
var ErrData = errors.New("tax rules refused")

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

// DefectCode names a kind of defect. The set is closed.
type DefectCode string

const (
	BadZone      DefectCode = "no usable time zone: load the seller's by its name"
	BadID        DefectCode = "not an id"
	Duplicate    DefectCode = "another rule has this id: give each its own"
	BadTarget    DefectCode = "holds for what cannot be: name a profile or an account, and a region only with its country"
	ReversedDays DefectCode = "the days end before they begin: swap or correct them"
	BadCategory  DefectCode = "no such category"
	BadRate      DefectCode = "no usable rate: Standard has one above 0 and below 10, with at most 6 decimals, others have 0"
	NoReason     DefectCode = "no reason to print: say why no tax is taken"
	Tie          DefectCode = "as specific as another rule: add a rule that says what both say, or overrule one"
)

// Defect is one thing that is wrong with the rules.
type Defect struct {
	Code DefectCode
	// Rule is the one at fault, Other the one that it clashes with.
	Rule, Other string
	// Detail says more: a field, or where two rules meet.
	Detail string
}

// String gives place, what is wrong and what to do.
func (d Defect) String() string {
	text := string(d.Code)
	if d.Rule != "" || d.Code != BadZone {
		text = "rule " + strconv.Quote(d.Rule) + ": " + text
	}
	if d.Other != "" {
		text += ": rule " + strconv.Quote(d.Other)
	}
	if d.Detail != "" {
		text += " (" + d.Detail + ")"
	}
	return text
}

func (d Defect) compare(e Defect) int {
	return cmp.Or(cmp.Compare(d.Rule, e.Rule), cmp.Compare(d.Other, e.Other),
		cmp.Compare(d.Code, e.Code), cmp.Compare(d.Detail, e.Detail))
}

// DataError names everything that is wrong with the rules. It matches [ErrData].
type DataError struct {
	// Defects are sorted by rule, at most MaxDefects of them; More is how many others there are.
	Defects []Defect
	More    int
}

func (e *DataError) Error() string { return defect.Text(ErrData, e.Defects, e.More) }

func (e *DataError) Unwrap() error { return ErrData }

type defects []Defect

func (d *defects) add(code DefectCode, rule, other, detail string) {
	*d = append(*d, Defect{code, rule, other, detail})
}

func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	kept, more := defect.Keep(d, Defect.compare)
	return &DataError{Defects: kept, More: more}
}
