package assortment

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/tradeterms/tradeterms/account"
)

// ErrData is the class of every [*DataError].
var ErrData = errors.New("the assortment data has defects")

// MaxDefects bounds how many defects one DataError keeps.
const MaxDefects = 100

// DefectCode names a kind of defect. The set is closed.
type DefectCode string

const (
	// DefectBadID: an identifier that [account.CheckID] refuses, in Field.
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
	// codes. Texts are cut after [account.MaxID]+1 bytes.
	Catalogue string
	Role      string
	Category  string
	// Field says in words which part of the fact, Value what stands there.
	Field string
	Value string
}

func (d Defect) as(code DefectCode, field, value string) Defect {
	d.Code, d.Field, d.Value = code, field, cut(value)
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
		return "catalogue " + quote(d.Catalogue) + ": " + d.remedy()
	case d.Role != "":
		return "inventory role " + quote(d.Role) + ": " + d.remedy()
	case d.Category != "":
		return "category " + quote(d.Category) + ": " + d.remedy()
	}
	return d.remedy()
}

func (d Defect) remedy() string {
	value := d.Field + " " + quote(d.Value)
	switch d.Code {
	case DefectBadID:
		var fault *account.IDError
		if errors.As(account.CheckID(d.Value), &fault) {
			return value + " " + fault.Fault
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

// Error lists the first defects; Defects has them all.
func (e *DataError) Error() string {
	const shown = 10
	var text strings.Builder
	text.WriteString("the assortment data has defects, correct them and try again: ")
	for i, d := range e.Defects[:min(shown, len(e.Defects))] {
		if i > 0 {
			text.WriteString("; ")
		}
		text.WriteString(d.String())
	}
	if rest := len(e.Defects) - min(shown, len(e.Defects)) + e.More; rest > 0 {
		text.WriteString("; and " + strconv.Itoa(rest) + " more")
	}
	return text.String()
}

func (e *DataError) Unwrap() error { return ErrData }

// defects keeps the first MaxDefects by place, whatever the order in which they
// come, and counts the others.
type defects struct {
	found []Defect
	more  int
}

func (d *defects) report(defect Defect) {
	if d.found = append(d.found, defect); len(d.found) >= 2*MaxDefects {
		d.keep()
	}
}

func (d *defects) keep() {
	slices.SortFunc(d.found, Defect.compare)
	if rest := len(d.found) - MaxDefects; rest > 0 {
		d.found, d.more = d.found[:MaxDefects], d.more+rest
	}
}

func (d *defects) err() error {
	if len(d.found) == 0 {
		return nil
	}
	d.keep()
	return &DataError{Defects: clone(d.found), More: d.more}
}

// cut bounds what a defect keeps of foreign input: one byte more than an id has,
// so that a long one still shows as such.
func cut(text string) string { return text[:min(len(text), account.MaxID+1)] }

// quote bounds what a sentence repeats of foreign input.
func quote(text string) string {
	const shown = 60
	if len(text) > shown {
		return strconv.Quote(text[:shown]) + "…"
	}
	return strconv.Quote(text)
}
