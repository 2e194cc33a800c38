package order

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

// work is a total in the making. It keeps no slices of room of its own, so that it stays on the stack.
type work struct {
	terms    Terms
	order    *Order
	customer Customer
	rates    tax.Rates
	round    money.Rounding
	refused  []Refusal

	groups    []Tax // by category and rate; one, of no category, where no tax is computed
	classes   [8]classTax
	classed   int
	weight    money.Quantity
	unweighed int // the first line whose weight is not known
	units     []money.Amount
	reasons   []reason
}

// classTax is how a tax class is taxed; the classes of an order are few, and each is looked up once.
type classTax struct {
	class string
	tax   tax.Decision
}

// few is how many lines have their shares computed without allocating.
const few = 64

// do makes the total, step by step, until something is refused.
func (w *work) do() error {
	o := w.order
	o.Basis, o.Rounded = w.terms.Options.Basis, w.terms.Options.Lines
	o.Discounts, o.Charges, w.groups = o.Discounts[:0], o.Charges[:0], slices.Grow(o.Taxes[:0], 4)
	if w.terms.Taxes == nil {
		w.group(Taxed{}, "")
	}
	if w.check(); len(w.refused) == 0 {
		w.scope()
	}
	if len(w.refused) > 0 {
		return nil
	}
	if err := w.goods(); err != nil {
		return err
	}
	if err := w.conditions(); err != nil || len(w.refused) > 0 {
		return err
	}
	return w.total()
}

// check decides about every line: whether it may be ordered so, what it weighs, how it is taxed.
func (w *work) check() {
	for i := range w.order.Lines {
		l := &w.order.Lines[i]
		l.Taxed, l.Discount = Taxed{}, money.Amount{}
		item := w.terms.Products.Item(l.Product)
		if w.terms.Products != nil {
			if d := item.Check(l.Quantity, l.Unit); !d.Allowed() {
				w.refuse(i+1, ofProduct[d.Code], quantityText(d))
				continue
			}
		}
		w.weigh(i, item)
		if w.terms.Taxes == nil {
			continue
		}
		class := item.TaxClass()
		if d := w.taxOfClass(class); d.Allowed() && w.home(l.Source, class) {
			l.Taxed = Taxed{Rule: d.Rule, Category: d.Category, Rate: d.Rate}
		} else {
			w.refuse(i+1, NoTaxRule, class)
		}
	}
}

// scope refuses the lines that are outside the scope of tax where others are not; where all are, or none is, the charges that differ.
func (w *work) scope() {
	if len(w.groups) < 2 {
		return
	}
	lines := w.order.Lines
	outside := func(t *Taxed) bool { return t.Category == tax.OutsideScope }
	mixed := slices.ContainsFunc(lines, func(l Line) bool { return outside(&l.Taxed) != outside(&lines[0].Taxed) })
	for i := range lines {
		if mixed && outside(&lines[i].Taxed) {
			w.refuse(i+1, MixedScope, "")
		}
	}
	for i := range w.order.Charges {
		if c := &w.order.Charges[i]; outside(&c.Taxed) != outside(&lines[0].Taxed) {
			w.refuse(0, MixedScope, c.ID)
		}
	}
}

// taxOfClass finds how a class is taxed, and makes the group of its rate.
func (w *work) taxOfClass(class string) *tax.Decision {
	for i := range w.classes[:w.classed] {
		if known := &w.classes[i]; known.class == class {
			return &known.tax
		}
	}
	at := &w.classes[w.classed]
	if w.classed < len(w.classes)-1 { // the last is for all that come after
		w.classed++
	}
	*at = classTax{class, w.rates.Of(class)}
	if at.tax.Allowed() {
		w.group(Taxed{Category: at.tax.Category, Rate: at.tax.Rate}, at.tax.Reason)
	}
	return &at.tax
}

// home reports whether it is known what tax the prices of a list have in them.
func (w *work) home(list pricing.ListID, class string) bool {
	for _, g := range w.terms.WithTax {
		if g.List == list && g.In != (tax.Customer{}) {
			d := w.terms.Taxes.For(g.In, w.order.PricedAt).Of(class)
			return d.Allowed()
		}
	}
	return true
}

var ofProduct = map[product.Code]RefusalCode{
	product.UnknownProduct: UnknownProduct, product.UnknownUnit: UnknownUnit,
	product.BelowMinimum: BelowMinimum, product.NotMultiple: NotMultiple,
}

func quantityText(d product.Decision) string {
	if d.Code == product.BelowMinimum || d.Code == product.NotMultiple {
		return d.Quantity.String()
	}
	return ""
}

func (w *work) refuse(line int, code RefusalCode, about string) {
	w.refused = append(w.refused, Refusal{line, code, about})
}

// weigh adds the weight of a line, and notes the first that has none.
func (w *work) weigh(i int, item product.Item) {
	if w.terms.Conditions == nil {
		return
	}
	l := &w.order.Lines[i]
	weight, d := item.Weight(l.Quantity, l.Unit)
	sum, err := w.weight.Add(weight)
	if (!d.Allowed() || err != nil) && w.unweighed == 0 {
		w.unweighed = i + 1
	}
	w.weight = sum
}

// group makes sure that there is a group of a category and rate, and that it says the reason.
func (w *work) group(t Taxed, why string) {
	at, found := slices.BinarySearchFunc(w.groups, t, Tax.compare)
	if !found {
		zero := money.Zero(w.order.Currency)
		w.groups = slices.Insert(w.groups, at, Tax{
			Category: t.Category, Rate: t.Rate, Goods: zero, Discount: zero, Charges: zero, Base: zero, Amount: zero,
		})
	}
	w.because(t, why)
}

// compare orders groups by category and rate.
func (t Tax) compare(of Taxed) int {
	return cmp.Or(cmp.Compare(t.Category, of.Category), t.Rate.Cmp(of.Rate))
}

// of returns the number of the group of what is taxed so.
func (w *work) of(t *Taxed) int {
	for i := range w.groups {
		if g := &w.groups[i]; g.Rate == t.Rate && g.Category == t.Category {
			return i
		}
	}
	return -1 // never: every line and charge has made its group
}

// conditions asks what counts, and puts it into the order.
func (w *work) conditions() error {
	var granted [4]condition.Granted
	var charged [4]condition.Charged
	d, err := w.terms.Conditions.DecideInto(condition.Decision{Discounts: granted[:0], Deliveries: charged[:0]}, condition.Question{
		Account: w.customer.Account, Groups: w.customer.Groups, Categories: w.customer.Categories, Country: w.customer.Country,
		At: w.order.PricedAt, Subtotal: w.order.Totals.Goods, Weight: w.weight, Unweighed: w.unweighed > 0, Round: w.round,
	})
	switch {
	case err != nil:
		return err
	case d.Code == condition.NoWeight:
		w.refuse(w.unweighed, NoWeight, "")
		return nil
	case !d.Allowed():
		w.refuse(0, NoDelivery, w.customer.Country)
		return nil
	}
	discount := money.Zero(w.order.Currency)
	for _, g := range d.Discounts {
		w.order.Discounts = append(w.order.Discounts, Discount(g))
		if discount, err = discount.Add(g.Amount); err != nil {
			return err
		}
	}
	w.order.Totals.Discount = discount
	if err := w.spread(discount); err != nil {
		return err
	}
	return w.charge(d.Deliveries)
}
