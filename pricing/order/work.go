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

// work is a total in the making.
type work struct {
	terms    *Terms
	order    *Order
	customer Customer
	rates    tax.Rates
	round    money.Rounding
	refused  []Refusal

	weight    money.Quantity
	unweighed int // the first line whose weight is not known
	units     []money.Amount
}

// do makes the total, step by step, until something is refused.
func (w *work) do() error {
	w.order.Basis, w.order.Rounded = w.terms.Options.Basis, w.terms.Options.Lines
	w.order.Discounts, w.order.Charges, w.order.Taxes = nil, nil, make([]Tax, 0, 4)
	w.check()
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
		class := ""
		if products := w.terms.Products; products != nil {
			if d := products.Check(l.Product, l.Quantity, l.Unit); !d.Allowed() {
				w.refuse(i+1, ofProduct[d.Code], quantityText(d))
				continue
			}
			class = products.TaxClass(l.Product)
		}
		w.weigh(i)
		if w.terms.Taxes == nil {
			continue
		}
		if d := w.rates.Of(class); d.Allowed() && w.home(l.Source, class) {
			l.Taxed = w.taxed(d)
		} else {
			w.refuse(i+1, NoTaxRule, class)
		}
	}
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
func (w *work) weigh(i int) {
	if w.terms.Conditions == nil {
		return
	}
	l := &w.order.Lines[i]
	weight, d := w.terms.Products.Weight(l.Product, l.Quantity, l.Unit)
	sum, err := w.weight.Add(weight)
	if (!d.Allowed() || err != nil) && w.unweighed == 0 {
		w.unweighed = i + 1
	}
	w.weight = sum
}

// taxed notes how something is taxed, and finds or makes the group of its rate.
func (w *work) taxed(d tax.Decision) Taxed {
	taxed := Taxed{Rule: d.Rule, Category: d.Category, Rate: d.Rate}
	w.group(taxed, d.Reason)
	return taxed
}

// group makes sure that there is a group of a category and rate, and that it says the reason.
func (w *work) group(t Taxed, reason string) {
	at, found := slices.BinarySearchFunc(w.order.Taxes, t, Tax.compare)
	if !found {
		zero := money.Zero(w.order.Currency)
		w.order.Taxes = slices.Insert(w.order.Taxes, at, Tax{
			Category: t.Category, Rate: t.Rate, Goods: zero, Discount: zero, Charges: zero, Base: zero, Amount: zero,
		})
	}
	w.order.Taxes[at].because(reason)
}

// compare orders groups by category and rate.
func (t Tax) compare(of Taxed) int {
	return cmp.Or(cmp.Compare(t.Category, of.Category), t.Rate.Cmp(of.Rate))
}

// of returns the group of what is taxed so.
func (w *work) of(t Taxed) *Tax {
	at, _ := slices.BinarySearchFunc(w.order.Taxes, t, Tax.compare)
	return &w.order.Taxes[at]
}

// conditions asks what counts, and puts it into the order.
func (w *work) conditions() error {
	d, err := w.terms.Conditions.Decide(condition.Question{
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
