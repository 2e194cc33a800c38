package pricing_test

import (
	"fmt"
	"strings"
)

// about spells out the facts that one product meets; "" is all.
func (w *world) about(product string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "zone %s, around %s\nprecedence %+v\nround %+v\n", w.data.Zone, w.around, w.data.Precedence, w.data.Round)
	for _, l := range w.data.Lists {
		fmt.Fprintf(&text, "%s competes %s, days %s, inactive %t, feature %q, right %q, priority %d, breaks %+v, audience %d\n",
			l.ID, l.Competes, l.Days, l.Inactive, l.Feature, l.Permission, l.Priority, l.Breaks, l.Audience.Kind)
		for _, a := range l.Audience.Assigned {
			fmt.Fprintf(&text, "\tassigned %+v\n", a)
		}
		if l.Derived != nil {
			fmt.Fprintf(&text, "\tderived from %s plus %s, %s, %v\n", l.Derived.From, l.Derived.Plus, l.Derived.Round, l.Derived.Surcharges)
		}
		for _, row := range l.Rows {
			if product == "" || row.Product == product {
				fmt.Fprintf(&text, "\t%s %q %s min %s price %s inactive %t breaks %+v\n",
					row.Product, row.Unit, row.Days, row.Min, row.Price, row.Inactive, row.Breaks)
			}
		}
	}
	return text.String()
}
