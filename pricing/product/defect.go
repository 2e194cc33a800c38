package product

import (
	"cmp"
	"errors"
	"strconv"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrData is the class of products that no Book can be made from; the error is a *[DataError].
var ErrData = errors.New("products refused")

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

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

func (d Defect) compare(e Defect) int {
	return cmp.Or(cmp.Compare(d.Product, e.Product), cmp.Compare(d.Field, e.Field), cmp.Compare(d.Code, e.Code))
}

// DataError names everything that is wrong with the products. It matches [ErrData].
type DataError struct {
	// Defects are sorted by product, at most MaxDefects of them; More is how many others there are.
	Defects []Defect
	More    int
}

func (e *DataError) Error() string { return defect.Text(ErrData, e.Defects, e.More) }

func (e *DataError) Unwrap() error { return ErrData }

type defects []Defect

func (d *defects) add(code DefectCode, product, field string) {
	*d = append(*d, Defect{code, product, field})
}

func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	kept, more := defect.Keep(d, Defect.compare)
	return &DataError{Defects: kept, More: more}
}
