package main

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// explain prints the trace of each line of an order that has the product.
func explain(c command, terms *exchange.Terms, lines iter.Seq2[exchange.OrderLine, error], w io.Writer) error {
	order, product, ok := strings.Cut(c.explain, "/")
	if !ok || order == "" || product == "" {
		return fmt.Errorf("-explain %q: write order/product, such as 536365/85123A", c.explain)
	}
	p, found := newPricer(terms), 0
	for together, err := range orders(lines, c.scope) {
		if err != nil {
			return err
		}
		if together[0].Order != order {
			continue
		}
		_, basket, err := p.price(together)
		if err != nil {
			return inOrder(together[0], err)
		}
		for i := range together {
			if together[i].Product != product {
				continue
			}
			trace, err := basket.Explain(i)
			if err != nil {
				return inOrder(together[i], err)
			}
			found++
			printTrace(w, together[i], trace)
		}
	}
	if found == 0 {
		return fmt.Errorf("-explain %s: no line of this order has this product", c.explain)
	}
	return nil
}

func printTrace(w io.Writer, line exchange.OrderLine, trace pricing.Trace) {
	fmt.Fprintf(w, "order %s of %s\n", line.Order, line.PlacedAt.Format("2006-01-02 15:04 MST"))
	fmt.Fprintln(w, trace.Sentence())
	t := newTable(w, "list", "price", "from", "outcome", "why")
	for _, e := range trace.Entries {
		price, from := "", ""
		if e.Price.IsSet() {
			price = e.Price.String()
		}
		if e.Break.Sign() > 0 {
			from = e.Break.String()
		}
		why := strings.TrimPrefix(e.Sentence(), e.List.String()+" ")
		t.AppendRow(table.Row{e.List.String(), price, from, e.Code.String(), why})
	}
	t.SetColumnConfigs(right(2, 3))
	t.Render()
	if line.PaidUnitPrice.IsSet() {
		fmt.Fprintf(w, "really paid: %s\n", line.PaidUnitPrice.In(trace.Currency))
	}
	fmt.Fprintln(w)
}
