package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/delivery"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

// print prints an order confirmation.
func (s *seller) print(w io.Writer, o order.Order, customer account.Account, to account.Address, when delivery.Order) {
	fmt.Fprintf(w, "ORDER CONFIRMATION %s\n", o.ID)
	fmt.Fprintf(w, "%s, %s, %s %s, %s\n", customer.Name, strings.Join(to.Lines, ", "), to.PostalCode, to.City, to.Country)
	fmt.Fprintf(w, "Prices of %s, revision %d. Payment: %s.\n", o.PricedAt.Format("2 January 2006"), o.Revision, customer.PaymentTerms)
	s.lines(w, o, when)
	sums(w, o)
	for _, t := range o.Taxes {
		if t.Reason != "" {
			fmt.Fprintf(w, "%s: %s\n", t.Category, t.Reason)
		}
	}
	fmt.Fprintf(w, "Delivery: %s, all together (line %d comes last).\n", when.Promise, when.Line)
	fmt.Fprintf(w, "Not earlier by the schedule %q, since\n", when.Promise.Slot.Schedule)
	for _, reason := range s.schedules.Why(last(customer, when)) {
		fmt.Fprintln(w, " ", reason)
	}
	fmt.Fprintln(w, "Where each amount comes from:")
	for _, e := range o.Trace() {
		fmt.Fprintf(w, "  %s: %s, %s\n", e.What, e.Amount, e.From)
	}
}

// last asks about the line that comes last.
func last(customer account.Account, when delivery.Order) delivery.Question {
	line := leads(basket)[when.Line-1]
	return delivery.Question{Schedules: customer.DeliverySchedules, Product: line.Product, Lead: line.Lead, At: monday}
}

// lines prints what is bought.
func (s *seller) lines(w io.Writer, o order.Order, when delivery.Order) {
	t := grid(w, table.Row{"", "product", "quantity", "price", "amount", "discount", "tax", "can come"})
	for i, l := range o.Lines {
		rate := string(l.Taxed.Category) + " " + l.Taxed.Rate.Percent() + " %"
		t.AppendRow(table.Row{
			i + 1, l.Product, strings.TrimSpace(l.Quantity.String() + " " + l.Unit), l.Price.Number(), l.Amount.Number(),
			l.Discount.Number(), rate, when.Lines[i],
		})
	}
	t.SetColumnConfigs(right(3, 4, 5, 6, 7))
	t.Render()
}

// sums prints what it comes to, as an invoice would: each rate with what is taxed at it.
func sums(w io.Writer, o order.Order) {
	t := grid(w, table.Row{"", "of", "rate", "EUR"})
	t.AppendRow(table.Row{"Goods", "", "", o.Totals.Goods.Number()})
	for _, d := range o.Discounts {
		t.AppendRow(table.Row{d.Name, d.Of.Number(), d.Rate.Percent() + " %", d.Amount.Neg().Number()})
	}
	for _, c := range o.Charges {
		t.AppendRow(table.Row{c.Name, "", string(c.Taxed.Category) + " " + c.Taxed.Rate.Percent() + " %", c.Amount.Number()})
	}
	t.AppendRow(table.Row{"Without tax", "", "", o.Totals.WithoutTax.Number()})
	for _, r := range o.Taxes {
		rate := string(r.Category) + " " + r.Rate.Percent() + " %"
		name := "Tax"
		if r.Category != tax.Standard {
			name += ", " + r.Category.Words()
		}
		t.AppendRow(table.Row{name, r.Base.Number(), rate, r.Amount.Number()})
	}
	t.AppendRow(table.Row{"To pay", "", "", o.Totals.Payable.Number()})
	t.SetColumnConfigs(right(2, 3, 4))
	t.Render()
}

func grid(w io.Writer, header table.Row) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(header)
	return t
}

func right(columns ...int) []table.ColumnConfig {
	var configs []table.ColumnConfig
	for _, n := range columns {
		configs = append(configs, table.ColumnConfig{Number: n, Align: text.AlignRight})
	}
	return configs
}
