package pricing

import "github.com/tradeterms/tradeterms/pricing/money"

// Price is the short answer: unit price, source, break, or the reason why there
// is none. The zero value is no price. To store where a price came from, store
// the [Trace].
type Price struct {
	// Unit is the price per unit, no amount where there is none. For graduated
	// breaks it is the line's amount by its quantity, for show.
	Unit money.Amount
	// Break is the minimum from which this price holds; where Reason is TooFew,
	// the smallest minimum of the first level that has the product.
	Break  money.Quantity
	source *claim
	// Reason is Priced, or says why there is no price.
	Reason Reason
}

// OK reports whether there is a price.
func (p Price) OK() bool { return p.Reason == Priced }

// Source is the list that the price comes from; the zero id where there is no
// price.
func (p Price) Source() ListID {
	if p.source == nil {
		return ListID{}
	}
	return p.source.id
}

// String says price and source, or why there is none.
func (p Price) String() string {
	if !p.OK() {
		return "no price: " + p.Reason.String()
	}
	return p.Unit.String() + " from " + p.Source().String()
}

// Special reports whether the price is to be highlighted: it comes from another
// list than a price level (CON-2).
func (p Price) Special() bool { return p.source != nil && !p.source.named }

// Price answers for one line, as the whole basket (PRC-3). That there is no
// price is a value with its reason; an error is a *[QuestionError], or an amount
// beyond bounds.
func (p *Prices) Price(line Line) (Price, error) {
	if !p.sound || !ordinary(line.Quantity) {
		if err := p.check(line.Quantity); err != nil {
			return Price{}, err
		}
	}
	item, ok := p.book.find(line.Product, line.Unit)
	if ok {
		return p.one(item, line.Quantity.Micros())
	}
	if reason := p.refused(); reason != 0 {
		return Price{Reason: reason}, nil
	}
	return Price{Reason: p.absent(line.Product, &ask{item: noItem})}, nil
}

// PriceOf is Price by handle, without looking a code up.
func (p *Prices) PriceOf(item Item, quantity money.Quantity) (Price, error) {
	if p.sound && ordinary(quantity) && item.names == p.book.items {
		return p.one(item.number, quantity.Micros())
	}
	if err := p.check(quantity); err != nil {
		return Price{}, err
	}
	if n, ok := p.book.number(item); ok {
		return p.one(n, quantity.Micros())
	}
	if reason := p.refused(); reason != 0 {
		return Price{Reason: reason}, nil
	}
	return Price{Reason: p.absent(item.Product(), &ask{item: noItem})}, nil
}

// one answers for a single line.
func (p *Prices) one(item uint32, quantity int64) (Price, error) {
	if !p.opposed(item) {
		if unit, least, ok := p.plainly(p.plain.rows.page(item), item%pageItems, quantity); ok {
			return Price{Unit: unit, Break: least, source: p.plain.source, Reason: Priced}, nil
		}
	}
	if reason := p.refused(); reason != 0 {
		return Price{Reason: reason}, nil
	}
	return p.price(&ask{item: item, line: quantity, product: quantity})
}

func (p *Prices) price(a *ask) (Price, error) {
	out := p.resolve(a, nil)
	return p.put(a, &out)
}

// put makes a Price of an outcome.
func (p *Prices) put(a *ask, out *outcome) (Price, error) {
	if out.priced {
		unit, err := p.unit(&out.best)
		if err != nil {
			return Price{}, err
		}
		return Price{
			Unit: unit, Break: money.Micros(p.book.quantity(out.best.table[out.best.hit].min)),
			source: out.best.head.source, Reason: Priced,
		}, nil
	}
	price := Price{Reason: out.reason}
	switch out.reason {
	case TooFew:
		price.Break = money.Micros(out.least)
	case NoSuchProduct:
		product, _ := splitItem(p.book.items.Code(a.item))
		price.Reason = p.absent(product, a)
	}
	return price, nil
}

// check returns what is missing in buyer, instant or quantity.
func (p *Prices) check(quantity money.Quantity) error {
	if !p.sound {
		return p.Err()
	}
	return checkQuantity(quantity, 0)
}

// ordinary reports whether a quantity is surely none that checkQuantity refuses.
func ordinary(q money.Quantity) bool { return uint64(q.Micros()-1) < 1_000_000_000_000 }

func checkQuantity(q money.Quantity, line int) error {
	switch {
	case q.Sign() <= 0:
		return &QuestionError{Field: "quantity", Line: line, What: "give one above 0"}
	case q.Micros() >= 1_000_000_000_000_000_000 && q.Micros()%10 != 0:
		return &QuestionError{Field: "quantity", Line: line, What: "give one of at most 18 digits"}
	}
	return nil
}

// refused returns why this buyer gets no price whatever he asks, 0 if he does.
func (p *Prices) refused() Reason {
	switch {
	case p.buyer.PricesHidden:
		return Hidden
	case p.buyer.Blocked:
		return Blocked
	}
	return 0
}

// absent says why no level of the buyer has a product in the unit asked for. The
// question has no item where the Book does not know the product in this unit. Lists
// that name their buyers are looked at only where this buyer may know that they
// are his, so that nothing shows of other customers' contracts (PRC-5).
func (p *Prices) absent(product string, a *ask) Reason {
	reason := NoSuchProduct
	for item := range p.book.unitsOf(product) {
		for _, n := range p.book.named {
			h := *p.book.heads.At(n)
			if len(h.rows.single(item)) == 0 {
				continue
			}
			if p.names(h) {
				return NotInUnit
			}
			reason = NotInLevel
		}
	}
	var n notes
	if reason == NoSuchProduct && a.item != noItem {
		all := *a
		all.without = "" // a contract shows that there is the product, if not a normal price
		p.resolve(&all, &n)
	}
	if reason == NoSuchProduct {
		p.noteRest(product, &n)
	}
	for i := range n.entries {
		if n.entries[i].code.visible() {
			reason = NotInLevel
		}
	}
	return reason
}

// names reports whether the buyer names a level.
func (p *Prices) names(h *head) bool {
	for i := range p.levelCount {
		if p.level(i).head == h {
			return true
		}
	}
	return false
}
