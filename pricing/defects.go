package pricing

import (
	"cmp"

	"github.com/tradeterms/tradeterms/account/defect"
)

// defects collects what is wrong, so that all is told at once.
type defects struct{ found []Defect }

func (d *defects) add(code DefectCode, list ListID, detail string) {
	d.found = append(d.found, Defect{Code: code, List: list, Row: -1, Other: -1, Detail: detail})
}

// err returns nil, or all defects in an order that does not depend on that of
// the input.
func (d *defects) err() error {
	if len(d.found) == 0 {
		return nil
	}
	kept, more := defect.Keep(d.found, func(a, b Defect) int {
		return cmp.Or(a.List.Compare(b.List), cmp.Compare(a.Product, b.Product), cmp.Compare(a.Unit, b.Unit),
			cmp.Compare(a.Row, b.Row), cmp.Compare(a.Other, b.Other), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Detail, b.Detail))
	})
	return &DataError{Defects: kept, More: more}
}
