package contract

import (
	"errors"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrData is the class of every *[DataError]; test with [errors.Is].
var ErrData = errors.New("contracts refused")

// MaxDefects is how many defects a DataError keeps: 100.
const MaxDefects = defect.Max

// DataError is everything that is wrong with contracts. It matches [ErrData].
type DataError struct {
	// Defects are sorted by contract, account, product and unit, at most
	// [MaxDefects] of them.
	Defects []Defect
	// More is how many there are beyond those.
	More int
}

func (e *DataError) Error() string { return defect.Text(ErrData, e.Defects, e.More) }

func (e *DataError) Unwrap() error { return ErrData }

// defects collects what is wrong, so that all is told at once.
type defects []Defect

func (d *defects) add(at Defect, code DefectCode, detail string) {
	at.Code, at.Detail = code, detail
	at.Contract, at.Account = defect.Cut(at.Contract), defect.Cut(at.Account)
	at.Product, at.Unit = defect.Cut(at.Product), defect.Cut(at.Unit)
	*d = append(*d, at)
}

// id adds what is no identifier, and reports whether it is one.
func (d *defects) id(at Defect, field, id string) bool {
	fault := defect.OfID(id)
	if fault != "" {
		d.add(at, BadID, field+" "+fault)
	}
	return fault == ""
}

// err returns nil, or all defects in an order that does not depend on that of
// the contracts. What is the same at the same place is told once.
func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	kept, more := defect.Keep(d, Defect.compare)
	return &DataError{Defects: kept, More: more}
}
