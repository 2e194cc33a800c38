package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// stageCommands are the edits that can be staged.
type stageCommands struct {
	Create        createCommand        `cmd:"" help:"Make a local contract."`
	Terms         termsCommand         `cmd:"" help:"Change name, expiry date, force or keeper of a contract."`
	Delete        deleteCommand        `cmd:"" help:"Delete a local contract."`
	AddAccount    addAccountCommand    `cmd:"" help:"Assign an account; without dates, for the day."`
	ChangeAccount changeAccountCommand `cmd:"" help:"Change dates and active flag of an account."`
	RemoveAccount removeAccountCommand `cmd:"" help:"Take an account off."`
	AddProduct    addProductCommand    `cmd:"" help:"Add a product; without a price it does not count yet."`
	Price         priceProductCommand  `cmd:"" help:"Change the price of a product."`
	RemoveProduct removeProductCommand `cmd:"" help:"Take a product off."`
}

// dayFlag is a date, or an open end.
type dayFlag struct {
	given bool
	calendar.Date
}

// UnmarshalText reads a date, "never" or "open".
func (d *dayFlag) UnmarshalText(text []byte) error {
	d.given = true
	if s := string(text); s == "never" || s == "open" {
		d.Date = calendar.Date{}
		return nil
	}
	return d.Date.UnmarshalText(text)
}

// put sets a date where one is given.
func (d dayFlag) put(to *calendar.Date) {
	if d.given {
		*to = d.Date
	}
}

// code names the contract that an edit is about.
type code struct {
	stageName
	Code string `arg:"" help:"The contract's code."`
}

// known returns an error where there is no contract.
func (c code) known(present *contract.Contract) error {
	if present == nil {
		return inputError(fmt.Sprintf("there is no contract %q: see contracts list", c.Code))
	}
	return nil
}

// termsFlags are those of a contract; what is not given stays.
type termsFlags struct {
	Name    *string `help:"Its name."`
	Expires dayFlag `placeholder:"DATE" help:"Its last day, or never."`
	Force   *bool   `negatable:"" help:"Whether its prices count whatever the level price is."`
	Active  *bool   `negatable:"" help:"Whether it counts at all."`
	KeptBy  *string `placeholder:"ID" help:"The sales representative who keeps it."`
}

func (f termsFlags) put(t *contract.Terms) {
	put(&t.Name, f.Name)
	f.Expires.put(&t.Expires)
	put(&t.Force, f.Force)
	put(&t.SalesRep, f.KeptBy)
	if f.Active != nil {
		t.Inactive = !*f.Active
	}
}

func put[T any](to *T, given *T) {
	if given != nil {
		*to = *given
	}
}

// errNothing: the command line names nothing to change.
const errNothing = inputError("nothing is to be changed: give what is to be otherwise; see --help")

type createCommand struct {
	code
	termsFlags
	Currency money.Currency `default:"GBP" help:"The currency of its prices (${default})."`
}

// Run stages the contract; without --kept-by a sales representative keeps it.
func (c createCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(*contract.Contract) (contract.Edit, error) {
		e := contract.Edit{Kind: contract.CreateContract, Terms: contract.Terms{Currency: c.Currency}}
		if u, ok := o.graph.User(o.session.User); ok {
			e.Terms.SalesRep = u.RepresentativeID
		}
		c.termsFlags.put(&e.Terms)
		return e, nil
	})
}

type termsCommand struct {
	code
	termsFlags
}

// Run stages other terms.
func (c termsCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(present *contract.Contract) (contract.Edit, error) {
		e := contract.Edit{Kind: contract.ChangeTerms}
		if err := c.known(present); err != nil {
			return e, err
		}
		if c.termsFlags == (termsFlags{}) {
			return e, errNothing
		}
		e.Terms = present.Terms()
		c.termsFlags.put(&e.Terms)
		return e, nil
	})
}

type deleteCommand struct{ code }

// Run stages the end of a contract.
func (c deleteCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(*contract.Contract) (contract.Edit, error) {
		return contract.Edit{Kind: contract.DeleteContract}, nil
	})
}

// accountOf names an account of a contract.
type accountOf struct {
	code
	Account string `arg:"" help:"The account's id."`
}

type datesFlags struct {
	Starts dayFlag `placeholder:"DATE" help:"Its first day, or open."`
	Ends   dayFlag `placeholder:"DATE" help:"Its last day, or open."`
	Active *bool   `negatable:"" help:"Whether the contract counts for the account."`
}

func (f datesFlags) put(a *contract.Account) {
	f.Starts.put(&a.Starts)
	f.Ends.put(&a.Ends)
	if f.Active != nil {
		a.Inactive = !*f.Active
	}
}

type addAccountCommand struct {
	accountOf
	datesFlags
}

// Run stages an assignment.
func (c addAccountCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(*contract.Contract) (contract.Edit, error) {
		e := contract.Edit{Kind: contract.AddAccount, Account: contract.Account{Account: c.Account}}
		c.datesFlags.put(&e.Account)
		return e, nil
	})
}

type changeAccountCommand struct {
	accountOf
	datesFlags
}

// Run stages other dates.
func (c changeAccountCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(present *contract.Contract) (contract.Edit, error) {
		e := contract.Edit{Kind: contract.ChangeAccount, Account: contract.Account{Account: c.Account}}
		if err := c.known(present); err != nil {
			return e, err
		}
		if c.datesFlags == (datesFlags{}) {
			return e, errNothing
		}
		if at := slices.IndexFunc(present.Accounts, func(a contract.Account) bool { return a.Account == c.Account }); at >= 0 {
			e.Account = present.Accounts[at]
		}
		c.datesFlags.put(&e.Account)
		return e, nil
	})
}

type removeAccountCommand struct{ accountOf }

// Run stages the end of an assignment.
func (c removeAccountCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(*contract.Contract) (contract.Edit, error) {
		return contract.Edit{Kind: contract.RemoveAccount, Account: contract.Account{Account: c.Account}}, nil
	})
}

// productOf names a product of a contract.
type productOf struct {
	code
	Product string `arg:"" help:"The product's code."`
	Unit    string `help:"The unit of measure that the prices are for (the product's own)."`
}

type pricesFlags struct {
	Break  []string `sep:"none" placeholder:"QTY=PRICE" help:"A price from a quantity on; may be given several times."`
	Active *bool    `negatable:"" help:"Whether the product counts."`
}

// put sets prices, in the contract's currency.
func (f pricesFlags) put(p *contract.Product, price string, c money.Currency) (err error) {
	if f.Active != nil {
		p.Inactive = !*f.Active
	}
	if price != "" {
		if p.Price, err = money.Parse(price, c); err != nil {
			return inputError(fmt.Sprintf("price %q: %v", price, err))
		}
	}
	if len(f.Break) > 0 {
		p.Breaks = nil
	}
	for _, text := range f.Break {
		minimum, amount, _ := strings.Cut(text, "=")
		var b contract.Break
		if b.Min, err = money.ParseQuantity(minimum); err == nil {
			b.Price, err = money.Parse(amount, c)
		}
		if err != nil {
			return inputError(fmt.Sprintf("--break %q: say QTY=PRICE, such as 500=0.35: %v", text, err))
		}
		p.Breaks = append(p.Breaks, b)
	}
	return nil
}

type addProductCommand struct {
	productOf
	Price string `arg:"" optional:"" help:"The price of one, from any quantity on."`
	pricesFlags
}

// Run stages a product more.
func (c addProductCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(present *contract.Contract) (contract.Edit, error) {
		e := contract.Edit{Kind: contract.AddProduct, Product: contract.Product{Product: c.Product, Unit: c.Unit}}
		if err := c.known(present); err != nil {
			return e, err
		}
		return e, c.pricesFlags.put(&e.Product, c.Price, present.Currency)
	})
}

type priceProductCommand struct {
	productOf
	Price string `arg:"" optional:"" help:"The price of one, from any quantity on (as it is)."`
	pricesFlags
}

// Run stages another price. With a price and no breaks, that is the only price from then on.
func (c priceProductCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(present *contract.Contract) (contract.Edit, error) {
		e := contract.Edit{Kind: contract.ChangeProduct, Product: contract.Product{Product: c.Product, Unit: c.Unit}}
		if err := c.known(present); err != nil {
			return e, err
		}
		if c.Price == "" && len(c.Break) == 0 && c.Active == nil {
			return e, errNothing
		}
		at := slices.IndexFunc(present.Products, func(p contract.Product) bool { return p.Product == c.Product && p.Unit == c.Unit })
		if at >= 0 {
			e.Product = present.Products[at]
		}
		if c.Price != "" {
			e.Product.Breaks = nil
		}
		return e, c.pricesFlags.put(&e.Product, c.Price, present.Currency)
	})
}

type removeProductCommand struct{ productOf }

// Run stages the end of a product.
func (c removeProductCommand) Run(ctx context.Context, o *office) error {
	return c.stage(ctx, o, func(*contract.Contract) (contract.Edit, error) {
		return contract.Edit{Kind: contract.RemoveProduct, Product: contract.Product{Product: c.Product, Unit: c.Unit}}, nil
	})
}
