package contract

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// settled returns the edit with the defaults of CON-7 filled in, for a contract as it is before: what is staged is what is
// shown and published, on whatever day.
func (e Edit) settled(before *Contract, today calendar.Date) Edit {
	switch {
	case e.Kind == AddAccount && e.Account.Starts.IsZero() && e.Account.Ends.IsZero():
		e.Account.Starts, e.Account.Ends = today, today
	case e.Kind == AddProduct && before != nil && !e.Product.Price.IsSet() && len(e.Product.Breaks) == 0:
		e.Product.Price = before.NewProduct(e.Product.Product, e.Product.Unit).Price
	}
	e.Product = e.Product.clone()
	return e
}

// apply returns the contract after the edit, nil for one that is gone; before is nil for one that is not there. It judges
// only whether what the edit names is there.
func (e Edit) apply(before *Contract) (*Contract, Code) {
	if e.Kind == CreateContract {
		if before != nil {
			return nil, RefusedExists
		}
		after := Contract{Code: e.Contract}.with(e.Terms)
		return &after, 0
	}
	if before == nil {
		return nil, RefusedUnknownContract
	}
	after, code := *before, Code(0)
	switch e.Kind {
	case DeleteContract:
		return nil, 0
	case ChangeTerms:
		after = after.with(e.Terms)
	case AddAccount, ChangeAccount, RemoveAccount:
		after.Accounts, code = e.accounts(before)
	case AddProduct, ChangeProduct, RemoveProduct:
		after.Products, code = e.products(before)
	default:
		return nil, RefusedUnknownEdit
	}
	return &after, code
}

func (e Edit) accounts(c *Contract) ([]Account, Code) {
	at := c.account(e.Account.Account)
	switch {
	case e.Kind == AddAccount && at >= 0:
		return nil, RefusedAssignedAlready
	case e.Kind != AddAccount && at < 0:
		return nil, RefusedNotAssigned
	}
	accounts := slices.Clone(c.Accounts)
	switch e.Kind {
	case AddAccount:
		accounts = append(accounts, e.Account)
	case ChangeAccount:
		accounts[at] = e.Account
	default:
		accounts = slices.Delete(accounts, at, at+1)
	}
	return accounts, 0
}

func (e Edit) products(c *Contract) ([]Product, Code) {
	at := c.product(e.Product.Product, e.Product.Unit)
	switch {
	case e.Kind == AddProduct && at >= 0:
		return nil, RefusedListedAlready
	case e.Kind != AddProduct && at < 0:
		return nil, RefusedNotListed
	}
	products := slices.Clone(c.Products)
	switch e.Kind {
	case AddProduct:
		products = append(products, e.Product)
	case ChangeProduct:
		products[at] = e.Product
	default:
		products = slices.Delete(products, at, at+1)
	}
	return products, 0
}

// account returns the place of an assignment, -1 for none.
func (c *Contract) account(id string) int {
	return slices.IndexFunc(c.Accounts, func(a Account) bool { return a.Account == id })
}

// product returns the place of a product in a unit, -1 for none.
func (c *Contract) product(product, unit string) int {
	return slices.IndexFunc(c.Products, func(p Product) bool { return p.Product == product && p.Unit == unit })
}
