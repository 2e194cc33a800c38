package contract

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

// List compiles the contract to a price list, under [DefaultReading]. It does
// not judge the contract: [Lists] does.
func (c Contract) List() pricing.List { return c.ListAs(DefaultReading()) }

// ListAs is List under another reading. The list carries the conditions of CON-2
// that are not the product's: the feature, the contract active and not expired,
// its assignments, the permission.
func (c Contract) ListAs(r Reading) pricing.List {
	return pricing.List{
		ID:         c.ID(),
		Name:       c.Name,
		Audience:   pricing.Audience{Kind: pricing.Assigned, Assigned: c.assignments()},
		Competes:   r.competes(c.Force),
		Days:       r.days(c.Expires),
		Inactive:   c.Inactive,
		Feature:    account.CustomerAccountContracts,
		Permission: account.MyContracts,
		Breaks:     r.Breaks,
		Rows:       c.rows(),
	}
}

func (c Contract) assignments() []pricing.Assignment {
	assigned := make([]pricing.Assignment, len(c.Accounts))
	for i, a := range c.Accounts {
		assigned[i] = pricing.Assignment{Account: a.Account, Days: a.days(), Inactive: a.Inactive}
	}
	return assigned
}

func (c Contract) rows() []pricing.Row {
	rows := make([]pricing.Row, 0, len(c.Products))
	for i := range c.Products {
		rows = c.Products[i].rows(rows)
	}
	return slices.Clip(rows)
}

// Lists compiles contracts, in the order given, and checks them against each
// other and against the accounts of the graph; without one, accounts are not
// looked up. Everything that is wrong is in the *[DataError] it then returns,
// and there are no lists.
func Lists(contracts []Contract, g *account.Graph, r Reading) ([]pricing.List, error) {
	if err := Check(contracts, g); err != nil {
		return nil, err
	}
	lists := make([]pricing.List, len(contracts))
	for i := range contracts {
		lists[i] = contracts[i].ListAs(r)
	}
	return lists, nil
}
