package exchange

import (
	"iter"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Terms writes a whole folder: accounts, price_levels, purchase_prices and the four files of contracts, mirrored ones too.
// [ReadFolder] with the same options makes the same terms of it: equal accounts, a Book that answers alike, contracts that
// say the same; and the same bytes when they are exported again.
//
// The terms are those of ReadFolder, or a host's own: a graph, a Book and contracts out of its store. The options are those
// with which the folder will be read. What they give is not written: the application and its groups, the lists and their
// rows, how breaks work and where is rounded. Users, and the roles and groups that rights come from, are no terms and no
// part of a folder. Prices are as the Book has them, so rounded where it rounds unit prices.
//
// Before anything is opened all of it is looked at: what no file says (a promotion that is not in the options, a level with
// a name or days of its own, an account's address unless Lossy) is refused.
func (e Export) Terms(t *Terms, o Options, open Open) error {
	if t == nil || t.Graph == nil || t.Book == nil {
		return &FileError{Code: BadOptions, Reason: "no terms to export: give a graph of accounts and a Book of prices"}
	}
	x := termsExport{Export: e, terms: t, options: &o, given: make(map[pricing.ListID]*pricing.List)}
	if x.options.Reading.Breaks == (pricing.Breaks{}) {
		x.options.Reading.Breaks = o.Breaks
	}
	x.Mirrored, x.AccountCode = true, x.code
	for i := range o.Lists {
		x.given[o.Lists[i].ID] = &o.Lists[i]
	}
	return inTurn(x.checkAccounts, x.checkLists, func() error { return x.write(nowhere) }, func() error { return x.write(open) })
}

// termsExport is an export of terms under way.
type termsExport struct {
	Export
	terms   *Terms
	options *Options
	given   map[pricing.ListID]*pricing.List // by the options
	levels  []pricing.ListID                 // those to write
	codes   map[string]string                // of accounts, by id
}

func (x *termsExport) write(open Open) error {
	return inTurn(
		func() error { return x.Accounts(x.terms.Graph.Accounts(), open) },
		func() error { return x.PriceLevels(x.rows(x.levels...), open) },
		func() error { return x.PurchasePrices(x.rows(PurchaseID()), open) },
		func() error { return x.contracts(x.terms.Contracts, open) },
	)
}

func (x *termsExport) code(id string) string { return x.codes[id] }

// rows yields the rows of lists that the options do not give.
func (x *termsExport) rows(lists ...pricing.ListID) iter.Seq[Price] {
	return func(yield func(Price) bool) {
		for _, id := range lists {
			given := x.givenRows(id)
			for row := range x.terms.Book.Rows(id) {
				if !given[keyOf(&row)] && !yield(Price{List: id, Row: row}) {
					return
				}
			}
		}
	}
}

// rowKey is a row of which 1.5 and 1.50 are one price.
type rowKey struct {
	product, unit, price string
	days                 calendar.Days
	minimum              money.Quantity
	inactive             bool
	breaks               pricing.Breaks
}

func keyOf(r *pricing.Row) rowKey {
	return rowKey{r.Product, r.Unit, r.Price.String(), r.Days, r.Min, r.Inactive, r.Breaks}
}

// givenRows are the rows of a list that come with the options.
func (x *termsExport) givenRows(id pricing.ListID) map[rowKey]bool {
	list := x.given[id]
	if list == nil {
		return nil
	}
	keys := make(map[rowKey]bool, len(list.Rows))
	for _, row := range list.Rows {
		if unit := x.options.Round.Unit; unit.IsSet() && id.Kind != pricing.Cost {
			row.Price, _ = row.Price.Round(unit) // the Book has it rounded
		}
		if row.Breaks == list.Breaks {
			row.Breaks = pricing.Breaks{}
		}
		keys[keyOf(&row)] = true
	}
	return keys
}
