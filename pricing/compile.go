package pricing

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/dense"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// compiler turns facts into the parts of a Book. NewBook and With share it.
type compiler struct {
	windows windows
	round   Places
	rights  rights
	scheme  *scheme
	items   *dense.Names
	lists   *dense.Names
	hearers *dense.Names
	groups  bool     // some list is assigned to a group
	units   []string // of all products, sorted
	bad     defects
}

// staged is a row on its way into a cell.
type staged struct {
	row
	item uint32
	seq  uint32 // place in the list as given
}

// itemKey is the name under which a product and unit are numbered. The
// separator is a control character, which no id can have.
func itemKey(product, unit string) string {
	if unit == "" {
		return product
	}
	return product + "\x00" + unit
}

// unit remembers a unit of measure; the slice of the former Book stays as it is.
func (c *compiler) unit(unit string) {
	if i, known := slices.BinarySearch(c.units, unit); !known && unit != "" {
		c.units = slices.Insert(slices.Clip(c.units), i, unit)
	}
}

func splitItem(key string) (product, unit string) {
	product, unit, _ = strings.Cut(key, "\x00")
	return product, unit
}

func (c *compiler) defect(code DefectCode, list ListID, r *Row, seq int, detail string) {
	c.bad.found = append(c.bad.found, Defect{
		Code: code, List: list, Product: r.Product, Unit: r.Unit, Row: seq, Other: -1, Detail: detail,
	})
}

// row compiles a row of a list but for its item; ok is false if it is refused.
func (c *compiler) row(list *List, r *Row, seq int) (out row, ok bool) {
	price, storable := c.storable(r.Price)
	k := kind{currency: price.Currency(), scale: price.Scale(), days: r.Days}
	switch {
	case !r.Price.IsSet() || !r.Price.Currency().Known():
		c.defect(NoPriceGiven, list.ID, r, seq, "")
		return out, false
	case r.Price.Sign() < 0:
		c.defect(NegativePrice, list.ID, r, seq, "")
		return out, false
	case !storable:
		c.defect(OutOfRange, list.ID, r, seq, "at most 18 digits and 6 decimals")
		return out, false
	case r.Min.Sign() < 0:
		c.defect(NegativeMinimum, list.ID, r, seq, "")
		return out, false
	}
	if k.from, k.until, ok = c.windows.of(r.Days); !ok {
		c.defect(ReversedDays, list.ID, r, seq, "row")
		return out, false
	}
	breaks := r.Breaks
	if breaks == (Breaks{}) {
		breaks = list.Breaks
	}
	if what := breaksClash(breaks); what != "" {
		c.defect(BadTerms, list.ID, r, seq, what)
		return out, false
	}
	k.rule = c.scheme.rules.add(breaks)
	if r.Inactive {
		k.from, k.until, k.flags = forever, beginning, rowInactive
	}
	return row{coef: price.Coefficient(), min: c.scheme.minimumOf(r.Min), kind: c.scheme.kinds.add(k)}, true
}

// storable returns an amount as it can be stored, and whether it can: computed
// ones may have more digits or decimals than a price may have.
func (c *compiler) storable(a money.Amount) (money.Amount, bool) {
	const digits = 1_000_000_000_000_000_000
	if a.Scale() <= 6 && a.Coefficient() < digits && a.Coefficient() > -digits {
		return a, true
	}
	a, err := money.New(a.Decimal(), a.Currency())
	return a, err == nil
}

// checkItem names what is wrong with a row's product and unit.
func (c *compiler) checkItem(list ListID, r *Row, seq int) bool {
	if err := account.CheckID(r.Product); err != nil {
		c.defect(BadID, list, r, seq, "product: "+err.Error())
		return false
	}
	if r.Unit != "" {
		if err := account.CheckID(r.Unit); err != nil {
			c.defect(BadID, list, r, seq, "unit: "+err.Error())
			return false
		}
	}
	return true
}

// cell makes the rows of one list and item: sorted, doubles dropped, clashes
// named, rounded. It reuses rows and may be empty.
func (c *compiler) cell(list *List, rows []staged) []row {
	if len(rows) == 0 {
		return nil
	}
	if len(rows) > 1 {
		slices.SortFunc(rows, c.order)
		rows = c.distinct(list.ID, rows)
		c.nested(list.ID, rows)
	}
	out := make([]row, 0, len(rows))
	for i := range rows {
		out = append(out, c.rounded(list, &rows[i]))
	}
	return out
}

// order puts active rows first, by currency, the narrowest window first, the
// highest minimum first.
func (c *compiler) order(a, b staged) int {
	if a.kind == b.kind { // the ordinary case
		return cmp.Or(cmp.Compare(c.scheme.quantity(b.min), c.scheme.quantity(a.min)), cmp.Compare(a.seq, b.seq))
	}
	k, l := &c.scheme.kinds.all[a.kind], &c.scheme.kinds.all[b.kind]
	return cmp.Or(
		cmp.Compare(k.flags&rowInactive, l.flags&rowInactive),
		cmp.Compare(k.currency, l.currency),
		cmp.Compare(uint64(k.until)-uint64(k.from), uint64(l.until)-uint64(l.from)),
		cmp.Compare(k.from, l.from),
		cmp.Compare(c.scheme.quantity(b.min), c.scheme.quantity(a.min)),
		cmp.Compare(a.seq, b.seq),
	)
}

// distinct drops identical rows and names two prices for one minimum, and
// tables whose rows disagree on their breaks.
func (c *compiler) distinct(list ListID, rows []staged) []staged {
	kept := rows[:1]
	for _, r := range rows[1:] {
		last := &kept[len(kept)-1]
		k, l := &c.scheme.kinds.all[r.kind], &c.scheme.kinds.all[last.kind]
		if !k.sameTable(l) || k.flags&rowInactive != 0 {
			kept = append(kept, r)
			continue
		}
		if k.rule != l.rule {
			c.clash(MixedBreaks, list, r, *last)
		}
		if r.min != last.min {
			kept = append(kept, r)
		} else if !c.scheme.unit(r.row).Equal(c.scheme.unit(last.row)) {
			c.clash(DuplicateBreak, list, r, *last)
		}
	}
	return kept
}

func (c *compiler) clash(code DefectCode, list ListID, a, b staged) {
	product, unit := splitItem(c.items.Code(a.item))
	row, other := min(a.seq, b.seq), max(a.seq, b.seq)
	c.bad.found = append(c.bad.found, Defect{
		Code: code, List: list, Product: product, Unit: unit, Row: int(row), Other: int(other),
	})
}

// nested names windows that cross: every two tables lie one inside the other
// or apart (PRC-1).
func (c *compiler) nested(list ListID, rows []staged) {
	var tables []staged // one row of each table
	for _, r := range rows {
		k := &c.scheme.kinds.all[r.kind]
		if k.flags&rowInactive != 0 {
			continue
		}
		if len(tables) == 0 || !k.sameTable(&c.scheme.kinds.all[tables[len(tables)-1].kind]) {
			tables = append(tables, r)
		}
	}
	if len(tables) < 2 {
		return
	}
	slices.SortFunc(tables, func(a, b staged) int {
		k, l := &c.scheme.kinds.all[a.kind], &c.scheme.kinds.all[b.kind]
		return cmp.Or(cmp.Compare(k.currency, l.currency), cmp.Compare(k.from, l.from), cmp.Compare(l.until, k.until))
	})
	var open []staged // windows that hold the present one, widest first
	for _, r := range tables {
		k := &c.scheme.kinds.all[r.kind]
		for len(open) > 0 {
			l := &c.scheme.kinds.all[open[len(open)-1].kind]
			if l.currency == k.currency && l.until > k.from {
				if k.until > l.until {
					c.clash(CrossingWindows, list, r, open[len(open)-1])
				}
				break
			}
			open = open[:len(open)-1]
		}
		open = append(open, r)
	}
}

// rounded applies the unit rounding to a row (PRC-3).
func (c *compiler) rounded(list *List, s *staged) row {
	if !c.round.Unit.IsSet() || list.ID.Kind == Cost {
		return s.row
	}
	amount, err := c.scheme.unit(s.row).Round(c.round.Unit)
	amount, storable := c.storable(amount)
	if err != nil || !storable {
		product, unit := splitItem(c.items.Code(s.item))
		c.bad.found = append(c.bad.found, Defect{
			Code: OutOfRange, List: list.ID, Product: product, Unit: unit, Row: int(s.seq), Other: -1, Detail: "rounding",
		})
		return s.row
	}
	return c.priced(s.row, amount, 0)
}

// priced returns a row with another price, and flags added to its kind.
func (c *compiler) priced(r row, price money.Amount, flags kindFlag) row {
	k := c.scheme.kinds.all[r.kind]
	k.scale, k.flags = price.Scale(), k.flags|flags
	return row{coef: price.Coefficient(), min: r.min, kind: c.scheme.kinds.add(k)}
}
