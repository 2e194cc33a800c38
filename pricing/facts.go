package pricing

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Data returns the facts that the Book is made of, for an export or another store: everything but the rows of its lists,
// which [Book.Rows] yields. Lists are sorted as by [Book.Lists], what has no order in them too. NewBook makes a Book of
// facts and rows that answers as this one does. A Book that was not made has no facts.
func (b *Book) Data() Data {
	if !b.made() {
		return Data{}
	}
	d := Data{Zone: b.zone, Precedence: b.precedence, Round: b.round, Revision: b.revision}
	d.Precedence.Criteria = stated(b.precedence.Criteria)
	for n := range b.lists.Sorted() {
		if h := *b.heads.At(n); h != nil {
			d.Lists = append(d.Lists, b.facts(h))
		}
	}
	return d
}

// stated returns criteria without those that complete adds again.
func stated(criteria []Criterion) []Criterion {
	if n := len(criteria); n > 2 && criteria[n-1] == LowestKind && criteria[n-2] == LowestCode {
		criteria = criteria[:n-2]
	}
	return slices.Clone(criteria)
}

// facts returns the terms of a list.
func (b *Book) facts(h *head) List {
	l := List{
		ID: h.id, Name: h.name, Audience: Audience{Kind: h.audience}, Competes: h.competes, Days: h.days, Inactive: h.inactive,
		Feature: account.Feature(b.rights.name(h.feature)), Permission: account.Permission(b.rights.name(h.permission)),
		Priority: h.priority, Breaks: h.breaks,
	}
	l.Derived = h.given
	if h.audience == Assigned {
		for _, hearer := range h.hearers {
			l.Audience.Assigned = append(l.Audience.Assigned, b.assignment(hearer, h.number))
		}
		slices.SortFunc(l.Audience.Assigned, func(x, y Assignment) int {
			return cmp.Or(cmp.Compare(x.Account, y.Account), cmp.Compare(x.Group, y.Group))
		})
	}
	return l.terms()
}

// assignment returns the assignment of a list to one who hears it.
func (b *Book) assignment(hearer, list uint32) Assignment {
	var out Assignment
	if name := b.hearers.Code(hearer); reserved(name) {
		out.Group = name[1:]
	} else {
		out.Account = name
	}
	heard := *b.heard.At(hearer)
	if at := seek(heard, 0, list); at < len(heard) && heard[at].list == list {
		out.Days, out.Inactive = daysOf(heard[at].from, heard[at].until, b.zone), heard[at].inactive
	}
	return out
}

// daysOf returns the days of a window. No instant lies in a day that a zone left out, when it crossed the date line.
func daysOf(from, until int64, zone *time.Location) (d calendar.Days) {
	if from != beginning {
		d.From = calendar.DateOf(time.UnixMicro(from), zone)
	}
	if until != forever {
		d.To = calendar.DateOf(time.UnixMicro(until-1), zone)
	}
	if d.Check() != nil {
		d.From = d.From.AddDays(-1)
		d.To = d.From
	}
	return d
}

// Rows yields the rows that a list was given, those derived left out: by product, unit, currency, days, minimum and price,
// inactive ones last. A row that was given twice comes once. Prices are as the Book has them, so rounded where it rounds
// unit prices. An unknown list has none.
func (b *Book) Rows(id ListID) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		if !b.made() {
			return
		}
		h := b.list(id)
		if h == nil {
			return
		}
		var rows []Row // of one item
		for item := range b.itemsOf(h) {
			rows = b.given(rows[:0], h, item)
			for i := range rows {
				if !yield(rows[i]) {
					return
				}
			}
		}
	}
}

// given appends the rows of an item that were not derived.
func (b *Book) given(rows []Row, h *head, item uint32) []Row {
	product, unit := splitItem(b.items.Code(item))
	for _, r := range b.rowsOf(h, item) {
		k := &b.kinds.all[r.kind]
		if k.flags&rowDerived != 0 {
			continue
		}
		row := Row{
			Product: product, Unit: unit, Days: k.days, Min: money.Micros(b.quantity(r.min)), Price: b.unit(r),
			Inactive: k.flags&rowInactive != 0,
		}
		if rule := b.rules.all[k.rule]; rule != h.breaks {
			row.Breaks = rule
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, compareRows)
	return rows
}

// compareRows orders the rows of one item.
func compareRows(x, y Row) int {
	if x.Inactive != y.Inactive {
		if y.Inactive {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(x.Price.Currency().String(), y.Price.Currency().String()),
		x.Days.From.Compare(y.Days.From), x.Days.To.Compare(y.Days.To),
		x.Min.Cmp(y.Min), cmp.Compare(x.Price.Coefficient(), y.Price.Coefficient()), cmp.Compare(x.Price.Scale(), y.Price.Scale()),
	)
}
