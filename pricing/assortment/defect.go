package assortment

import (
	"cmp"
	"errors"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrData is the class of every [*DataError].
var ErrData = errors.New("assortments refused")

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

// DefectCode names a kind of defect. The set is closed.
type DefectCode string

const (
	// DefectBadID: an identifier that account.CheckID refuses, in Field.
	DefectBadID DefectCode = "bad id"
	// DefectDuplicate: one id, in Field, given twice.
	DefectDuplicate DefectCode = "duplicate"
	// DefectChangedTwice: one change puts, removes or changes the same in two ways.
	DefectChangedTwice DefectCode = "changed twice"
	// DefectUnknown: what is to be changed or removed does not exist.
	DefectUnknown DefectCode = "unknown"
	// DefectBadAudience: a kind that does not exist, or members beside nobody or
	// everyone.
	DefectBadAudience DefectCode = "bad audience"
	// DefectBadProducts: a list beside everything, or exceptions from a list.
	DefectBadProducts DefectCode = "bad products"
	// DefectBadVerdict: a verdict that does not exist.
	DefectBadVerdict DefectCode = "bad verdict"
)

// Defect is one thing that is wrong with the facts, and where.
type Defect struct {
	Code DefectCode
	// Catalogue, or Role, or Category is the fact at fault; none is set for own
	// codes. Texts are cut after account.MaxID+1 bytes.
	Catalogue string
	Role      string
	Category  string
	// Field says in words which part of the fact, Value what stands there.
	Field string
	Value string
}

func (d Defect) as(code DefectCode, field, value string) Defect {
	d.Code, d.Field, d.Value = code, field, defect.Cut(value)
	return d
}

func (d Defect) compare(e Defect) int {
	return cmp.Or(
		cmp.Compare(d.Catalogue, e.Catalogue), cmp.Compare(d.Role, e.Role), cmp.Compare(d.Category, e.Category),
		cmp.Compare(d.Code, e.Code), cmp.Compare(d.Field, e.Field), cmp.Compare(d.Value, e.Value))
}

// String says the defect for people, and what to do about it.
func (d Defect) String() string {
	switch {
	case d.Catalogue != "":
		return "catalogue " + defect.Quote(d.Catalogue) + ": " + d.remedy()
	case d.Role != "":
		return "inventory role " + defect.Quote(d.Role) + ": " + d.remedy()
	case d.Category != "":
		return "category " + defect.Quote(d.Category) + ": " + d.remedy()
	}
	return d.remedy()
}

func (d Defect) remedy() string {
	value := d.Field + " " + defect.Quote(d.Value)
	switch d.Code {
	case DefectBadID:
		if fault := defect.OfID(d.Value); fault != "" {
			return value + " " + fault
		}
	case DefectDuplicate:
		return value + " is given twice: keep one"
	case DefectChangedTwice:
		return value + " is changed in two ways at once: keep one of them"
	case DefectUnknown:
		return value + " does not exist: leave it out, or correct it"
	case DefectBadAudience:
		return value + " does not go with the audience's kind: only an audience of kind Members has members"
	case DefectBadProducts:
		return value + " does not go with the set: list products, or give exceptions from everything"
	case DefectBadVerdict:
		return value + " does not exist: choose Unset, Allow or Deny"
	}
	return string(d.Code)
}

// DataError is everything that is wrong with the facts of an assortment.
// errors.Is finds [ErrData] in it.
type DataError struct {
	// Defects are sorted by place, at most MaxDefects of them.
	Defects []Defect
	// More is how many others there are.
	More int
}

func (e *DataError) Error() string { return defect.Text(ErrData, e.Defects, e.More) }

func (e *DataError) Unwrap() error { return ErrData }

// defects collects what is wrong, so that all is told at once.
type defects []Defect

func (d *defects) report(found Defect) { *d = append(*d, found) }

func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	kept, more := defect.Keep(d, Defect.compare)
	return &DataError{Defects: kept, More: more}
}
