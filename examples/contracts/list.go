package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
)

type listCommand struct{}

// Run lists the contracts that the acting user may look at.
func (listCommand) Run(o *office) error {
	if err := o.mayLook(); err != nil {
		return err
	}
	g := newGrid("code", "name", "origin", "currency", "expires", "forced", "active", "kept by", ">accounts", ">products")
	for i := range o.contracts {
		if c := &o.contracts[i]; o.sees(c) {
			g.row(c.Code, c.Name, c.Origin, c.Currency, day(c.Expires, "never"), yes(c.Force), yes(!c.Inactive), c.SalesRep,
				len(c.Accounts), len(c.Products))
		}
	}
	o.print(g)
	return nil
}

type showCommand struct {
	Code string `arg:"" help:"The contract's code."`
}

// Run shows one contract.
func (s showCommand) Run(o *office) error {
	if err := o.mayLook(); err != nil {
		return err
	}
	at := slices.IndexFunc(o.contracts, func(c contract.Contract) bool { return c.Code == s.Code })
	if at < 0 || !o.sees(&o.contracts[at]) {
		return inputError(fmt.Sprintf("there is no contract %q: see contracts list", s.Code))
	}
	o.show(&o.contracts[at])
	return nil
}

func (o *office) show(c *contract.Contract) {
	o.say("%s  %s", c.Code, c.Name)
	words := []string{c.Origin.String(), c.Currency.String(), "expires " + day(c.Expires, "never")}
	if c.Force {
		words = append(words, "forced")
	}
	if c.Inactive {
		words = append(words, "inactive")
	}
	if c.SalesRep != "" {
		words = append(words, "kept by "+c.SalesRep)
	}
	o.say("  %s\n", strings.Join(words, ", "))
	accounts := newGrid("account", "starts", "ends", "active")
	for _, a := range c.Accounts {
		accounts.row(a.Account, day(a.Starts, "open"), day(a.Ends, "open"), yes(!a.Inactive))
	}
	o.print(accounts)
	o.say("")
	products := newGrid("product", "unit", "prices", "active")
	for _, p := range c.Products {
		products.row(p.Product, p.Unit, prices(&p), yes(!p.Inactive))
	}
	o.print(products)
}

// day says a date, or what stands in place of none.
func day(d calendar.Date, none string) string {
	if d.IsZero() {
		return none
	}
	return d.String()
}

// prices says the prices of a product of a contract.
func prices(p *contract.Product) string {
	var all []string
	if p.Price.IsSet() && (p.Price.Sign() > 0 || len(p.Breaks) == 0) {
		all = append(all, p.Price.Number())
	}
	for _, b := range p.Breaks {
		if b.Min.Sign() == 0 {
			all = append(all, b.Price.Number())
			continue
		}
		all = append(all, fmt.Sprintf("%s from %s", b.Price.Number(), b.Min))
	}
	return strings.Join(all, ", ")
}
