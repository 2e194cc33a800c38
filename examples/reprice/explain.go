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

// explain returns the trace of each line of an order that has the product,
// nothing if any line of the file is defective.
func explain(c command, terms *exchange.Terms, lines iter.Seq2[exchange.OrderLine, error]) (string, error) {
	if !strings.Contains(c.explain, "/") {
		return "", fmt.Errorf("-explain %q: write order/product, such as 536365/85123A", c.explain)
	}
	var out strings.Builder
	p := newPricer(terms)
	for order, err := range orders(lines, c.scope) {
		if err != nil {
			return "", err
		}
		if !strings.HasPrefix(c.explain, order[0].Order+"/") {
			continue
		}
		basket, err := p.price(order)
		if err != nil {
			return "", inOrder(order[0], err)
		}
		for i := range order {
			if order[i].Order+"/"+order[i].Product != c.explain {
				continue
			}
			trace, err := basket.Explain(i)
			if err != nil {
				return "", inOrder(order[i], err)
			}
			printTrace(&out, order[i], trace)
		}
	}
	if out.Len() == 0 {
		return "", fmt.Errorf("-explain %s: no line of this order has this product", c.explain)
	}
	return out.String(), nil
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
