package exchange

import (
	"errors"

	"github.com/tradeterms/tradeterms/pricing"
)

// priceFacts are the lists of a folder. Their rows go straight into a builder;
// only the line of each is kept.
type priceFacts struct {
	builder  *pricing.Builder
	breaks   pricing.Breaks
	lines    map[pricing.ListID]*rowLines
	last     pricing.ListID // the list of the row before
	at       *rowLines
	levels   part
	purchase part
}

// rowLines are the lines of a list's rows in the order of the builder.
type rowLines struct {
	given int // rows that came with the options, before the first of the file
	lines []uint32
}

func newPriceFacts(o *Options) priceFacts {
	f := priceFacts{breaks: o.Breaks, lines: make(map[pricing.ListID]*rowLines)}
	f.builder = pricing.NewBuilder(pricing.Data{
		Zone: o.Zone, Precedence: o.Precedence, Round: o.Round, Revision: o.Revision, Lists: o.Lists,
	})
	for i := range o.Lists {
		f.lines[o.Lists[i].ID] = &rowLines{given: len(o.Lists[i].Rows)}
	}
	return f
}

func (f *priceFacts) hasLevel(code string) bool { return f.lines[pricing.LevelID(code)] != nil }

func (l *loader) readPrices() {
	take := func(line int, p *Price) { l.prices.add(line, p) }
	read(l, &l.prices.levels, &levelsTable, true, take)
	read(l, &l.prices.purchase, &purchaseTable, false, take)
}

// add puts a row into the builder, and its list before its first row.
func (f *priceFacts) add(line int, p *Price) {
	if f.at == nil || f.last != p.List {
		f.last, f.at = p.List, f.lines[p.List]
		if f.at == nil {
			f.at = f.begin(p.List)
		}
	}
	f.at.lines = append(f.at.lines, lineNumber(line))
	f.builder.Row(p.List, p.Row)
}

func (f *priceFacts) begin(id pricing.ListID) *rowLines {
	list := pricing.List{ID: id, Breaks: f.breaks}
	if id.Kind == pricing.Cost {
		list.Audience.Kind = pricing.Nobody
	}
	f.builder.List(list)
	f.lines[id] = &rowLines{}
	return f.lines[id]
}

// line returns where a row of a list came from; false for one of the options.
func (f *priceFacts) line(id pricing.ListID, row int) (uint32, bool) {
	l := f.lines[id]
	if l == nil || row < l.given || row-l.given >= len(l.lines) {
		return 0, false
	}
	return l.lines[row-l.given], true
}

// file returns the file that a list's rows come from.
func (f *priceFacts) file(id pricing.ListID) *part {
	if id == PurchaseID() {
		return &f.purchase
	}
	return &f.levels
}

// priceRules say what a defect of the book is called here, and in which column.
var priceRules = map[pricing.DefectCode]priceRule{
	pricing.DuplicateBreak: {"unit_price", "purchase_price", Duplicate,
		"another price for the same product, minimum and days: keep one"},
	pricing.CrossingWindows: {"valid_from", "valid_from", CrossingDays,
		"the days cross those of another row: let one end where the other begins, or lie inside it"},
	pricing.OutOfRange: {"unit_price", "purchase_price", BadPrice, "the price cannot be rounded: write fewer digits"},
}

type priceRule struct {
	level, purchase string
	code            Code
	reason          string
}

func (r *priceRule) column(id pricing.ListID) string {
	if id == PurchaseID() {
		return r.purchase
	}
	return r.level
}

// priceDefects finds the lines of what the book refuses.
func (l *loader) priceDefects(err error) {
	var data *pricing.DataError
	if !errors.As(err, &data) {
		l.bad.add(FileError{File: l.prices.levels.name, Code: BadTerms, Reason: "the prices are refused", Err: err})
		return
	}
	for i := range data.Defects {
		l.priceDefect(&data.Defects[i])
	}
	l.bad.more += data.More
}

func (l *loader) priceDefect(d *pricing.Defect) {
	if head := l.deals.lineOf(d.List.Code); d.List.Kind == pricing.Contract && head > 0 {
		if d.Product == "" {
			l.refuse(&l.deals.heads, head, "Code", BadTerms, 0, d.Code.String())
		} else {
			l.refuse(&l.deals.items.part, l.deals.itemLine(d.List.Code, d.Product, d.Unit), "Price", BadPrice, 0, d.Code.String())
		}
		return
	}
	line, ok := l.prices.line(d.List, d.Row)
	other, found := l.prices.line(d.List, d.Other)
	rule, ruled := priceRules[d.Code]
	file := l.prices.file(d.List)
	if !ok && found {
		line, ok, other = other, true, 0
	}
	switch {
	case !ok:
		l.bad.add(FileError{Code: BadOptions, Reason: d.String()})
	case !ruled:
		l.refuse(file, line, "", BadTerms, other, d.Code.String())
	case other > line: // the later row is the one to correct
		l.refuse(file, other, rule.column(d.List), rule.code, line, rule.reason)
	default:
		l.refuse(file, line, rule.column(d.List), rule.code, other, rule.reason)
	}
}
