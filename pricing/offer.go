package pricing

// ask is a question with its codes looked up: an item, and its quantity by the
// scopes of breaks, in millionths.
type ask struct {
	item    uint32
	line    int64 // the line's own quantity
	product int64 // the product's in this unit
	// in is the basket that the line at index is part of; nil for a single line.
	in    *Basket
	index int
	// more is added to the quantity of each scope, to see what buying more gives.
	more int64
	// without is a kind of list that is left out, "" for none.
	without Kind
}

// quantity returns the quantity that the breaks of a table look at.
func (a *ask) quantity(p *Prices, h *head, b *Breaks) int64 {
	switch {
	case b.Scope == LineScope:
		return a.line + a.more
	case a.in == nil || b.Scope == ProductScope:
		return a.product + a.more
	case b.Scope == BasketScope:
		return a.in.unitQuantity(a.index) + a.more
	}
	return a.in.familyQuantity(p, h, b.Family, a.index) + a.more
}

// most is the largest quantity that some scope may count.
func (a *ask) most() int64 {
	if a.in == nil {
		return a.product
	}
	return a.in.whole()
}

// offer is what one list says to one question.
type offer struct {
	head     *head
	table    []row // the valid table, highest minimum first
	hit      int   // the row in it whose minimum is reached
	kind     *kind // of that row
	quantity int64 // that its breaks look at
	position int   // among the buyer's levels; -1 for other lists
}

// find looks an item's rows of one list up for a question. It returns 0 and the
// offer, or the code of what is missing; for BelowMinimum the offer's last row
// names the minimum.
func (p *Prices) find(h *head, rows []row, a *ask, o *offer) Code {
	s := &p.book.scheme
	for i := range rows {
		k := &s.kinds.all[rows[i].kind]
		if k.currency != p.currency || p.at < k.from || p.at >= k.until {
			continue
		}
		n := i + 1
		for n < len(rows) && k.sameTable(&s.kinds.all[rows[n].kind]) {
			n++
		}
		o.head, o.table = h, rows[i:n]
		o.quantity = a.product + a.more
		if k.rule != 0 {
			o.quantity = a.quantity(p, h, &s.rules.all[k.rule])
		}
		for j := range o.table {
			if s.quantity(o.table[j].min) <= o.quantity {
				o.hit, o.kind = j, &s.kinds.all[o.table[j].kind]
				return p.zero(o)
			}
		}
		o.hit, o.kind = len(o.table)-1, k
		return BelowMinimum
	}
	return p.missing(rows)
}

// zero returns PriceZero for a price of 0: of the break reached, or of a
// graduated whole that comes to 0 or is shown as 0.
func (p *Prices) zero(o *offer) Code {
	if o.table[o.hit].coef == 0 {
		return PriceZero
	}
	if p.graduated(o) {
		if unit, err := p.unit(o); err == nil && unit.Sign() == 0 {
			return PriceZero
		}
	}
	return 0
}

// missing says why none of an item's rows is valid now.
func (p *Prices) missing(rows []row) Code {
	code := NotListed
	for i := range rows {
		k := &p.book.kinds.all[rows[i].kind]
		var c Code
		switch {
		case k.flags&rowInactive != 0:
			c = ProductInactive
		case k.currency != p.currency:
			c = OtherCurrency
		case p.at < k.from:
			c = RowNotBegun
		default:
			c = RowEnded
		}
		if nearness(c) > nearness(code) {
			code = c
		}
	}
	return code
}

// nearness orders the codes of missing by how little is missing.
func nearness(c Code) int {
	switch c {
	case RowNotBegun:
		return 4
	case RowEnded:
		return 3
	case OtherCurrency:
		return 2
	case ProductInactive:
		return 1
	}
	return 0
}

// off reports whether a list has switched the product off: it has rows and none
// is active.
func (p *Prices) off(rows []row) bool {
	for i := range rows {
		if p.book.kinds.all[rows[i].kind].flags&rowInactive == 0 {
			return false
		}
	}
	return len(rows) > 0
}
