package impact

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Summary is what changes come to.
type Summary struct {
	Total
	// Accounts and Products are by id; only those with a change.
	Accounts []Total
	Products []Total
}

// Total counts changes: of one account or product, or of all, whose ID is "".
type Total struct {
	ID      string
	Changes int
	Dearer  int
	Cheaper int
	Gained  int
	Lost    int
	// OtherCurrency counts those in two currencies, which are neither dearer nor cheaper.
	OtherCurrency int
	// MostUp and MostDown are the greatest rise and the greatest fall of a unit price, as parts of the old one rounded to 4
	// decimals: 0.03 for 3 % up, -0.1 for 10 % down; 0 for none.
	MostUp, MostDown money.Rate
}

// Summarize counts changes. It stops at the first error and returns it.
func Summarize(changes iter.Seq2[Change, error]) (Summary, error) {
	var s Summary
	accounts, products := make(map[string]*Total), make(map[string]*Total)
	for c, err := range changes {
		if err != nil {
			return Summary{}, err
		}
		rise := c.Rise()
		s.add(&c, rise)
		entry(accounts, c.Account).add(&c, rise)
		entry(products, c.Product).add(&c, rise)
	}
	s.Accounts, s.Products = sorted(accounts), sorted(products)
	return s, nil
}

func entry(totals map[string]*Total, id string) *Total {
	if totals[id] == nil {
		totals[id] = &Total{ID: id}
	}
	return totals[id]
}

func sorted(totals map[string]*Total) []Total {
	all := make([]Total, 0, len(totals))
	for t := range maps.Values(totals) {
		all = append(all, *t)
	}
	slices.SortFunc(all, func(a, b Total) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

func (t *Total) add(c *Change, rise money.Rate) {
	t.Changes++
	switch c.Move {
	case Dearer:
		t.Dearer++
	case Cheaper:
		t.Cheaper++
	case Gained:
		t.Gained++
	case Lost:
		t.Lost++
	case OtherCurrency:
		t.OtherCurrency++
	}
	if rise.Cmp(t.MostUp) > 0 {
		t.MostUp = rise
	}
	if rise.Cmp(t.MostDown) < 0 {
		t.MostDown = rise
	}
}

// Rise is by how much the unit price goes up at the beginning of the band, as a part of the old one rounded to 4 decimals;
// below 0 where it goes down, 0 where there are not two prices in one currency, or no rate says it.
func (c Change) Rise() money.Rate {
	if !c.Old.OK() || !c.New.OK() || c.Old.Unit.Currency() != c.New.Unit.Currency() || c.Old.Unit.Sign() <= 0 {
		return money.Rate{}
	}
	old := c.Old.Unit.Decimal()
	rate, err := money.RateOf(c.New.Unit.Decimal().Sub(old).DivRound(old, 4))
	if err != nil {
		return money.Rate{}
	}
	return rate
}
