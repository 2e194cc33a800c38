package main

import (
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

type priceCommand struct {
	Account  string         `arg:"" help:"The account's id."`
	Product  string         `arg:"" help:"The product's code."`
	Quantity money.Quantity `arg:"" optional:"" default:"1" help:"How many (${default})."`
	Unit     string         `help:"The unit of measure (the product's own)."`
}

// Run explains a price as the seller may know it: to administrators, and to the sales representatives of the account.
func (p priceCommand) Run(o *office) error {
	if err := o.mayLook(); err != nil {
		return err
	}
	a, ok := o.graph.Account(p.Account)
	u, _ := o.graph.User(o.session.User)
	if o.may(account.ActionManageContracts) != nil && !slices.Contains(a.Representatives, u.RepresentativeID) {
		return refusal{reason(fmt.Sprintf("account %q is not assigned to %q: ask an administrator", p.Account, o.session.User))}
	}
	if !ok {
		return inputError(fmt.Sprintf("there is no account %q", p.Account))
	}
	buyer := pricing.BuyerFor(o.graph, p.Account, account.MyContracts)
	trace, err := o.book.For(buyer, o.at).Explain(pricing.Line{Product: p.Product, Unit: p.Unit, Quantity: p.Quantity})
	if err == nil {
		o.say("%s", trace)
	}
	return err
}
