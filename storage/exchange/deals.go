package exchange

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// deals are the contracts of a folder while they are put together from four
// files.
type deals struct {
	heads   part
	members memberFile
	items   itemFile
	breaks  breakFile

	facts []contract.Contract
	lines []uint32
	index map[string]int // by code
}

type memberFile struct {
	part
	at map[memberKey]place
}

type itemFile struct {
	part
	at map[itemKey]place
}

type breakFile struct {
	part
	at map[breakKey]place
}

// The keys by which a row is found again; contracts are numbered as they come.
type (
	memberKey struct {
		contract int
		account  string
	}
	itemKey struct {
		contract      int
		product, unit string
	}
	breakKey struct {
		itemKey
		minimum money.Quantity
	}
)

// place is where a row came from, and where it stands in its contract.
type place struct {
	line uint32
	at   int
}

func newDeals() deals {
	return deals{
		members: memberFile{at: make(map[memberKey]place)}, items: itemFile{at: make(map[itemKey]place)},
		breaks: breakFile{at: make(map[breakKey]place)}, index: make(map[string]int),
	}
}

func (d *deals) sound() bool {
	return d.heads.sound && d.members.sound && d.items.sound && d.breaks.sound
}

// lineOf returns the line of a contract, 0 for none of this code.
func (d *deals) lineOf(code string) uint32 {
	if i, ok := d.index[code]; ok {
		return d.lines[i]
	}
	return 0
}

// itemLine returns the line of a product of a contract, 0 for none.
func (d *deals) itemLine(code, product, unit string) uint32 {
	if i, ok := d.index[code]; ok {
		return d.items.at[itemKey{i, product, unit}].line
	}
	return 0
}

// sorted returns the contracts in an order that does not depend on that of the
// rows. The places are not to be used afterwards, the lines are.
func (d *deals) sorted() []contract.Contract {
	all := slices.Clone(d.facts)
	slices.SortFunc(all, func(a, b contract.Contract) int { return strings.Compare(a.Code, b.Code) })
	for i := range all {
		c := &all[i]
		slices.SortFunc(c.Accounts, func(a, b contract.Account) int { return strings.Compare(a.Account, b.Account) })
		slices.SortFunc(c.Products, func(a, b contract.Product) int {
			return cmp.Or(strings.Compare(a.Product, b.Product), strings.Compare(a.Unit, b.Unit))
		})
		for _, p := range c.Products {
			slices.SortFunc(p.Breaks, func(a, b contract.Break) int { return a.Min.Cmp(b.Min) })
		}
	}
	return all
}
