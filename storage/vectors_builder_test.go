package storage_test

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// builder makes the library's facts from a setup.
type builder struct {
	*run
	setup    *setup
	options  *options
	at       time.Time
	currency money.Currency // of rows that state none
	products []string
	bases    []*pricing.List
	lists    []*pricing.List
	names    *levelNames
	origin   map[pricing.ListID]pricing.ListID // the level that a list is a part of
	above    int                               // a priority above all levels
	per      map[int]money.Quantity            // how many of the unit that was asked for are in one that was ordered, by line
	returned bool                              // a quantity below 0 was asked for
	defects  []any                             // what was refused before a Book was made
}

func (r *run) builder(s *setup, at time.Time, currency string) *builder {
	b := &builder{run: r, setup: s, options: r.options(s.Settings), at: at, origin: make(map[pricing.ListID]pricing.ListID)}
	if s.FX != nil {
		b.lack("fx between prices")
	}
	if currency == "" {
		currency = b.onlyCurrency()
	}
	b.currency = b.currencyOf(cmp.Or(currency, "EUR"))
	skus := maps.Clone(s.Products)
	if skus == nil {
		skus = make(map[string]product)
	}
	for _, l := range s.Levels {
		for _, row := range l.Rows {
			if _, known := skus[row.SKU]; row.SKU != "" && !known {
				skus[row.SKU] = product{}
			}
		}
	}
	for _, d := range s.Contracts {
		for _, row := range d.Products {
			if _, known := skus[row.SKU]; row.SKU != "" && !known {
				skus[row.SKU] = product{}
			}
		}
	}
	b.products = sortedNames(skus)
	b.names = &levelNames{setup: s, options: b.options, open: b.openLevels(), parts: make(map[string][]part)}
	return b
}

// onlyCurrency is the currency of all rows that state one, "" if none does.
func (b *builder) onlyCurrency() string {
	var codes []string
	for _, l := range b.setup.Levels {
		codes = append(codes, l.Currency)
		for _, row := range l.Rows {
			codes = append(codes, row.Currency)
		}
	}
	slices.Sort(codes)
	codes = slices.DeleteFunc(slices.Compact(codes), func(c string) bool { return c == "" })
	if len(codes) == 0 {
		return ""
	}
	if len(codes) > 1 {
		b.lack("several currencies and none in the question")
	}
	return codes[0]
}

// openLevels are the levels of every account: those that nobody names and no
// price is derived from, if they state whom they are for or no account says
// anything of levels. Higher priority comes first.
func (b *builder) openLevels() []string {
	named, sources := b.namedLevels()
	stated := len(named) > 0 || slices.ContainsFunc(b.setup.Accounts, func(p party) bool { return p.Levels != nil })
	var open []*level
	for i := range b.setup.Levels {
		l := &b.setup.Levels[i]
		if !slices.Contains(named, l.ID) && !sources[l.ID] && (l.For != nil || !stated) {
			open = append(open, l)
		}
	}
	if len(open) > 0 && len(named) > 0 && !b.options.everyLevel() {
		b.lack("levels for attributes beside named levels")
	}
	slices.SortStableFunc(open, func(x, y *level) int { return cmp.Compare(b.priority(y), b.priority(x)) })
	var ids []string
	for _, l := range open {
		ids = append(ids, l.ID)
	}
	return ids
}

// namedLevels are the levels that somebody names, and those that prices are
// derived from.
func (b *builder) namedLevels() (named []string, sources map[string]bool) {
	named, sources = slices.Clone(b.setup.DefaultLevels), make(map[string]bool)
	for _, a := range b.setup.Accounts {
		named = append(named, a.Levels...)
	}
	for _, g := range b.setup.Groups {
		named = append(named, g.Levels...)
	}
	for _, l := range b.setup.Levels {
		for _, row := range l.Rows {
			if code, isLevel := strings.CutPrefix(row.Of, "level:"); isLevel {
				sources[code] = true
			}
		}
	}
	return named, sources
}

func (b *builder) priority(l *level) int {
	if !l.Priority.given() {
		return 0
	}
	return int(b.decimal(l.Priority).IntPart())
}

// levels makes a list of each level.
func (b *builder) levels() {
	least := 0
	for i := range b.setup.Levels {
		l := &b.setup.Levels[i]
		list := &pricing.List{
			ID:       pricing.LevelID(l.ID),
			Days:     b.days(l.ValidFrom, l.ValidTo, b.options.toExclusive),
			Inactive: off(l.Active),
			Priority: b.priority(l),
			Breaks:   pricing.Breaks{Scope: pricing.LineScope},
		}
		if l.For != nil {
			list.Permission = l.For.permission()
		}
		if off(l.Merge) {
			b.lack("merge=False")
		}
		if b.inParts(l) {
			b.levelInParts(l, *list)
		} else {
			b.fill(list, l.Rows, l.Currency)
			b.lists = append(b.lists, list)
		}
		least, b.above = min(least, list.Priority), max(b.above, list.Priority+1)
	}
	if b.options.listFallback {
		b.listPrices(least - 1)
	}
}

// permission is the right that buyers hold who meet the conditions.
func (c conditions) permission() account.Permission {
	var parts []string
	for _, name := range sortedNames(c) {
		parts = append(parts, name+"="+strings.Join(c[name], "|"))
	}
	return account.Permission("for " + strings.Join(parts, " and "))
}

// listPrices makes the last level of every account, of list prices.
func (b *builder) listPrices(priority int) {
	b.names.last = "list"
	for slices.ContainsFunc(b.setup.Levels, func(l level) bool { return l.ID == b.names.last }) {
		b.names.last += "-prices"
	}
	list := &pricing.List{ID: pricing.LevelID(b.names.last), Priority: priority, Breaks: pricing.Breaks{Scope: pricing.LineScope}}
	for _, sku := range b.products {
		if price := b.setup.Products[sku].List; price.given() {
			list.Rows = append(list.Rows, pricing.Row{Product: sku, Price: b.amount(price, b.currency)})
		}
	}
	b.lists = append(b.lists, list)
}

// loosen lets a surcharge hold from 0 where the breaks of its source, which it
// may not cut across, begin no earlier anyway.
func (b *builder) loosen() {
	for _, list := range b.lists {
		if list.Derived == nil {
			continue
		}
		for i := range list.Derived.Surcharges {
			s := &list.Derived.Surcharges[i]
			least, breaks := b.smallest(list.Derived.From, s.Product)
			several := 0
			for _, other := range list.Derived.Surcharges {
				if other.Product == s.Product {
					several++
				}
			}
			if several == 1 && breaks > 1 && s.Min.Cmp(least) <= 0 {
				s.Min = money.Quantity{}
			}
		}
	}
}

// smallest returns the least minimum of a product's own rows in a list.
func (b *builder) smallest(id pricing.ListID, sku string) (least money.Quantity, rows int) {
	for _, list := range b.lists {
		for _, row := range list.Rows {
			if list.ID != id || row.Product != sku {
				continue
			}
			if rows == 0 || row.Min.Less(least) {
				least = row.Min
			}
			rows++
		}
	}
	return least, rows
}

// book makes graph and Book. An error is a defect of the setup's facts.
func (b *builder) book() (*account.Graph, *pricing.Book, error) {
	b.levels()
	g, graphErr := b.graph(b.setup, b.options, b.names.of)
	deals := b.deals()
	contracts, contractErr := contract.Lists(deals, g, b.contractReading(deals))
	b.contracts(contracts)
	b.loosen()
	data := pricing.Data{Zone: time.UTC, Precedence: b.options.precedence(), Round: b.options.round}
	for _, list := range slices.Concat(b.bases, b.lists) {
		data.Lists = append(data.Lists, b.roundedTwice(*list)...)
	}
	book, bookErr := pricing.NewBook(data)
	return g, book, errors.Join(graphErr, contractErr, bookErr)
}
