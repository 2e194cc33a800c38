package pricing

// wideQuantities remembers the quantities of scopes wider than a product, once
// some table asked for them.
type wideQuantities struct {
	byUnit   map[string]int64
	byFamily map[familyKey]int64
}

type familyKey struct {
	head   *head
	family string
	unit   string
	at     int64
}

func (b *Basket) widen() *wideQuantities {
	if b.wide == nil {
		b.wide = &wideQuantities{byFamily: make(map[familyKey]int64)}
	}
	return b.wide
}

// unitQuantity is the quantity of all lines in the unit of a line.
func (b *Basket) unitQuantity(i int) int64 {
	w := b.widen()
	if w.byUnit == nil {
		w.byUnit = make(map[string]int64)
		for j := range b.asked {
			w.byUnit[b.asked[j].Unit] += b.asked[j].Quantity.Micros()
		}
	}
	return w.byUnit[b.asked[i].Unit]
}

// familyQuantity is the quantity of all lines in the unit of a line whose table
// in a list, valid at the instant of the prices, names a family.
func (b *Basket) familyQuantity(p *Prices, h *head, family string, i int) int64 {
	w := b.widen()
	key := familyKey{h, family, b.asked[i].Unit, p.at}
	if sum, known := w.byFamily[key]; known {
		return sum
	}
	var sum int64
	for j := range b.asked {
		if b.asked[j].Unit == key.unit && b.asked[j].item != noItem && p.familyOf(h, b.asked[j].item) == family {
			sum += b.asked[j].Quantity.Micros()
		}
	}
	w.byFamily[key] = sum
	return sum
}

// familyOf returns the family that an item's valid table in a list names.
func (p *Prices) familyOf(h *head, item uint32) string {
	rows := p.book.rowsOf(h, item)
	for i := range rows {
		k := &p.book.kinds.all[rows[i].kind]
		if k.currency == p.currency && p.at >= k.from && p.at < k.until {
			return p.book.rules.all[k.rule].Family
		}
	}
	return ""
}

// allItems returns the items of the basket; nil for none.
func (b *Basket) allItems() (items []uint32) {
	if b == nil {
		return nil
	}
	for i := range b.asked {
		if b.asked[i].item != noItem {
			items = append(items, b.asked[i].item)
		}
	}
	return items
}

// before is the quantity of the item of a line in the lines before it.
func (b *Basket) before(i int) (sum int64) {
	for j := range i {
		if b.asked[j].item == b.asked[i].item {
			sum += b.asked[j].Quantity.Micros()
		}
	}
	return sum
}

// whole is the quantity of all lines, whatever their units.
func (b *Basket) whole() (sum int64) {
	for i := range b.asked {
		sum += b.asked[i].Quantity.Micros()
	}
	return sum
}
