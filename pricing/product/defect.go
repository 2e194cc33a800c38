package product

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// ErrData is the class of products that no Book can be made from; the error is a *[DataError].
var ErrData = errors.New("the products have defects")

// MaxDefects is how many defects a DataError spells out.
const MaxDefects = 100

// DefectCode names a kind of defect. The set is closed.
type DefectCode string

const (
	BadID         DefectCode = "not an id"
	Duplicate     DefectCode = "given twice: keep one"
	DuplicateUnit DefectCode = "two units of one name: keep one"
	BadNumber     DefectCode = "not what it can be: a unit holds more than zero, the own unit says nothing, the unweighed has no weight"
)

// Defect is one thing that is wrong with the products, and in which.
type Defect struct {
	Code    DefectCode
	Product string
	Field   string
}

// String gives place, what is wrong and what to do.
func (d Defect) String() string {
	text := "product " + strconv.Quote(d.Product)
	if d.Field != "" {
		text += ", " + d.Field
	}
	return text + ": " + string(d.Code)
}

// DataError names everything that is wrong with the products. It matches [ErrData].
type DataError struct {
	// Defects are sorted by product, at most MaxDefects of them; More is how many others there are.
	Defects []Defect
	More    int
}

func (e *DataError) Error() string {
	var text strings.Builder
	text.WriteString("the products have " + strconv.Itoa(len(e.Defects)+e.More) + " defects")
	for _, d := range e.Defects {
		text.WriteString("\n\t" + d.String())
	}
	if e.More > 0 {
		text.WriteString("\n\tand " + strconv.Itoa(e.More) + " more")
	}
	return text.String()
}

func (e *DataError) Unwrap() error { return ErrData }

type defects []Defect

func (d *defects) add(code DefectCode, product, field string) {
	*d = append(*d, Defect{code, product, field})
}

func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	slices.SortFunc(d, func(a, b Defect) int {
		return cmp.Or(cmp.Compare(a.Product, b.Product), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Code, b.Code))
	})
	found := slices.Compact(d)
	e := &DataError{Defects: found}
	if len(found) > MaxDefects {
		e.Defects, e.More = found[:MaxDefects:MaxDefects], len(found)-MaxDefects
	}
	return e
}
