package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// shown is how many differences are told one by one.
const shown = 5

// report is what a replay found. It does not grow with the number of lines.
type report struct {
	terms    *exchange.Terms
	lines    int
	priced   int
	expected int // lines that state what they should cost
	differ   int
	first    []string // the first differences
	sources  map[string]*tally
	reasons  map[pricing.Reason]int
	total    map[money.Currency]money.Amount
	saved    map[money.Currency]money.Amount // against the prices without contracts
	paid     []difference
	took     time.Duration
}

type tally struct {
	lines  int
	amount map[money.Currency]money.Amount
	saved  map[money.Currency]money.Amount
}

// difference is how far a line is from what was really paid.
type difference struct {
	line   exchange.OrderLine
	unit   money.Amount
	source pricing.ListID
	paid   money.Amount
	amount money.Amount // ours less theirs, for the line
}

func newReport(terms *exchange.Terms) *report {
	return &report{
		terms: terms, sources: make(map[string]*tally), reasons: make(map[pricing.Reason]int),
		total: make(map[money.Currency]money.Amount), saved: make(map[money.Currency]money.Amount),
	}
}

func (r *report) add(a *answer) error {
	r.lines++
	r.compare(a)
	if !a.price.OK() {
		r.reasons[a.price.Reason]++
		return nil
	}
	r.priced++
	key := a.source
	if a.price.Source().Kind == pricing.Level {
		key = a.price.Source().String()
	}
	t := r.sources[key]
	if t == nil {
		t = &tally{amount: make(map[money.Currency]money.Amount), saved: make(map[money.Currency]money.Amount)}
		r.sources[key] = t
	}
	t.lines++
	if err := plus(t.amount, a.price.Amount); err != nil {
		return err
	}
	if err := plus(r.total, a.price.Amount); err != nil {
		return err
	}
	if a.saved.IsSet() {
		if err := plus(r.saved, a.saved); err != nil {
			return err
		}
		if err := plus(t.saved, a.saved); err != nil {
			return err
		}
	}
	return r.againstPaid(a)
}

// plus adds an amount to the sum of its currency.
func plus(sums map[money.Currency]money.Amount, a money.Amount) error {
	sum, known := sums[a.Currency()]
	if !known {
		sums[a.Currency()] = a
		return nil
	}
	sum, err := sum.Add(a)
	sums[a.Currency()] = sum
	return err
}

// compare looks at what the line says it should cost.
func (r *report) compare(a *answer) {
	want := a.line.ExpectedUnitPrice
	if !want.IsSet() && a.line.ExpectedSource == "" {
		return
	}
	r.expected++
	same := !want.IsSet() || a.price.OK() && want.In(a.price.Unit.Currency()).Equal(a.price.Unit)
	if same && (a.line.ExpectedSource == "" || a.line.ExpectedSource == a.source) {
		return
	}
	r.differ++
	if len(r.first) < shown {
		r.first = append(r.first, fmt.Sprintf("order_lines.csv:%d: order %s, %s of %s: expected %s from %s, got %s from %s",
			a.line.Line, a.line.Order, a.line.Quantity, a.line.Product,
			number(want, r.currency(a)), cmp.Or(a.line.ExpectedSource, "anywhere"), got(a.price.Price), cmp.Or(a.source, "nowhere")))
	}
}

// currency is that in which the account of a line buys.
func (r *report) currency(a *answer) money.Currency {
	if a.price.OK() {
		return a.price.Unit.Currency()
	}
	account, _ := r.terms.Graph.Account(a.line.Account)
	return account.Currency
}

func number(n exchange.Number, currency money.Currency) string {
	if !n.IsSet() {
		return "any price"
	}
	return n.In(currency).Number()
}

func got(p pricing.Price) string {
	if !p.OK() {
		return "no price (" + p.Reason.String() + ")"
	}
	return p.Unit.Number()
}

// againstPaid keeps the lines that are farthest from what was really paid.
func (r *report) againstPaid(a *answer) error {
	paid := a.line.PaidUnitPrice.In(a.price.Unit.Currency())
	if !paid.IsSet() || paid.Equal(a.price.Unit) {
		return nil
	}
	theirs, err := paid.Mul(a.line.Quantity)
	if err != nil {
		return err
	}
	d := difference{line: a.line, unit: a.price.Unit, source: a.price.Source(), paid: paid}
	if d.amount, err = a.price.Amount.Sub(theirs); err != nil {
		return err
	}
	r.paid = append(r.paid, d)
	slices.SortStableFunc(r.paid, func(x, y difference) int {
		return y.amount.Decimal().Abs().Cmp(x.amount.Decimal().Abs())
	})
	r.paid = r.paid[:min(len(r.paid), shown)]
	return nil
}

func (r *report) print(w io.Writer, name, store string) {
	fmt.Fprintln(w, name)
	fmt.Fprintf(w, "%s accounts, %s contracts\n", count(r.accounts()), count(len(r.terms.Contracts)))
	if store != "" {
		fmt.Fprintf(w, "from %s\n", store)
	}
	fmt.Fprintln(w)
	r.printAnswers(w)
	r.printSources(w)
	r.printPaid(w)
	perSecond := float64(r.lines) / max(r.took.Seconds(), 1e-9)
	fmt.Fprintf(w, "%s lines read and priced in %s: %s lines/s\n",
		count(r.lines), r.took.Round(time.Millisecond), count(int(perSecond)))
}

func (r *report) printAnswers(w io.Writer) {
	fmt.Fprintf(w, "lines priced   %s of %s\n", count(r.priced), count(r.lines))
	if r.expected > 0 {
		fmt.Fprintf(w, "as expected    %s of %s\n", count(r.expected-r.differ), count(r.expected))
	}
	if len(r.total) > 0 {
		fmt.Fprintf(w, "total          %s\n", sums(r.total))
	}
	if len(r.saved) > 0 {
		fmt.Fprintf(w, "contracts save %s, forced ones included\n", sums(r.saved))
	}
	fmt.Fprintln(w)
	for _, text := range r.first {
		fmt.Fprintln(w, text)
	}
	if more := r.differ - len(r.first); more > 0 {
		fmt.Fprintf(w, "and %s more\n", count(more))
	}
	if r.differ > 0 {
		fmt.Fprintln(w)
	}
}

func (r *report) printSources(w io.Writer) {
	t := newTable(w, "source", "lines", "amount", "saves")
	for _, source := range slices.Sorted(maps.Keys(r.sources)) {
		tally := r.sources[source]
		t.AppendRow(table.Row{source, count(tally.lines), sums(tally.amount), sums(tally.saved)})
	}
	for _, reason := range slices.Sorted(maps.Keys(r.reasons)) {
		t.AppendRow(table.Row{"no price: " + reason.String(), count(r.reasons[reason]), "", ""})
	}
	t.SetColumnConfigs(right(2, 3, 4))
	t.Render()
	fmt.Fprintln(w)
}

func (r *report) printPaid(w io.Writer) {
	if len(r.paid) == 0 {
		return
	}
	fmt.Fprintln(w, "farthest from what was really paid:")
	t := newTable(w, "order", "placed", "account", "product", "quantity", "our price", "from", "paid", "difference")
	for _, d := range r.paid {
		t.AppendRow(table.Row{
			d.line.Order, d.line.PlacedAt.Format("2006-01-02"), d.line.Account, d.line.Product, d.line.Quantity,
			d.unit.Number(), d.source, d.paid.Number(), d.amount,
		})
	}
	t.SetColumnConfigs(right(5, 6, 8, 9))
	t.Render()
	fmt.Fprintln(w)
}

func newTable(w io.Writer, header ...string) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	row := make(table.Row, len(header))
	for i := range header {
		row[i] = header[i]
	}
	t.AppendHeader(row)
	return t
}

// right aligns columns, counted from 1, to the right.
func right(columns ...int) []table.ColumnConfig {
	var configs []table.ColumnConfig
	for _, n := range columns {
		configs = append(configs, table.ColumnConfig{Number: n, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	return configs
}

// sums writes amounts of several currencies.
func sums(amounts map[money.Currency]money.Amount) string {
	line := ""
	for _, c := range slices.Sorted(maps.Keys(amounts)) {
		if line != "" {
			line += ", "
		}
		line += amounts[c].String()
	}
	return line
}

// count writes a number with its thousands apart.
func count(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// accounts counts the accounts read.
func (r *report) accounts() int {
	n := 0
	for range r.terms.Graph.Accounts() {
		n++
	}
	return n
}
