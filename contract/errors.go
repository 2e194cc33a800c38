package contract

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account"
)

// ErrData is the class of every *[DataError]; test with [errors.Is].
var ErrData = errors.New("contracts refused")

// MaxDefects is how many defects a DataError spells out.
const MaxDefects = 100

// DataError is everything that is wrong with contracts. It matches [ErrData].
type DataError struct {
	// Defects are sorted by contract, account, product and unit, at most
	// [MaxDefects] of them.
	Defects []Defect
	// More is how many there are beyond those.
	More int
}

func (e *DataError) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "contracts refused, %d defect", len(e.Defects)+e.More)
	if len(e.Defects)+e.More != 1 {
		text.WriteByte('s')
	}
	for _, d := range e.Defects {
		text.WriteString("\n\t" + d.String())
	}
	if e.More > 0 {
		fmt.Fprintf(&text, "\n\tand %d more", e.More)
	}
	return text.String()
}

func (e *DataError) Unwrap() error { return ErrData }

// defects collects what is wrong, so that all is told at once.
type defects []Defect

func (d *defects) add(at Defect, code DefectCode, detail string) {
	at.Code, at.Detail = code, detail
	at.Contract, at.Account = cut(at.Contract), cut(at.Account)
	at.Product, at.Unit = cut(at.Product), cut(at.Unit)
	*d = append(*d, at)
}

// id adds what is no identifier, and reports whether it is one.
func (d *defects) id(at Defect, field, id string) bool {
	fault := (*account.IDError)(nil)
	if !errors.As(account.CheckID(id), &fault) {
		return true
	}
	d.add(at, BadID, field+" "+fault.Fault)
	return false
}

// err returns nil, or all defects in an order that does not depend on that of
// the contracts. What is the same at the same place is told once.
func (d defects) err() error {
	if len(d) == 0 {
		return nil
	}
	slices.SortFunc(d, Defect.compare)
	all := slices.Compact(d)
	kept := min(len(all), MaxDefects)
	return &DataError{Defects: slices.Clone(all[:kept:kept]), More: len(all) - kept}
}
