package exchange

import (
	"errors"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func (l *loader) readContracts() {
	d := &l.deals
	read(l, &d.heads, &contractsTable, false, l.addContract)
	read(l, &d.members.part, &contractAccountsTable, false, l.addMember)
	l.giveCurrencies()
	read(l, &d.items.part, &contractProductsTable, false, l.addItem)
	read(l, &d.breaks.part, &contractBreaksTable, false, l.addBreak)
	if !d.heads.there && d.heads.sound && (d.members.there || d.items.there || d.breaks.there) {
		d.heads.sound = false
		l.refuse(&d.heads, 0, "", MissingFile, 0, "the folder has parts of contracts but no contracts: add the file")
	}
}

func (l *loader) addContract(line int, c *contract.Contract) {
	d := &l.deals
	if i, again := d.index[c.Code]; again {
		if !sameHead(&d.facts[i], c) {
			l.refuse(&d.heads, lineNumber(line), "Code", Duplicate, d.lines[i],
				"the contract is given twice with different content: keep one")
		}
		return
	}
	d.index[c.Code] = len(d.facts)
	d.facts = append(d.facts, *c)
	d.lines = append(d.lines, lineNumber(line))
}

// sameHead compares contracts without their accounts and products.
func sameHead(a, b *contract.Contract) bool {
	return a.Code == b.Code && a.Name == b.Name && a.Currency == b.Currency && a.Expires == b.Expires &&
		a.Force == b.Force && a.Inactive == b.Inactive && a.SalesRep == b.SalesRep && a.Origin == b.Origin
}

// giveCurrencies gives contracts without a currency the one in which their own
// accounts buy; where these have none, the one in which all accounts buy.
func (l *loader) giveCurrencies() {
	all := make(map[money.Currency]bool)
	of := make(map[string]money.Currency, len(l.accounts.facts))
	for i := range l.accounts.facts {
		a := &l.accounts.facts[i]
		of[a.ID] = a.Currency
		all[a.Currency] = true
	}
	for i := range l.deals.facts {
		c := &l.deals.facts[i]
		if c.Currency != 0 {
			continue
		}
		own := make(map[money.Currency]bool)
		for _, a := range c.Accounts {
			own[of[a.Account]] = true
		}
		if c.Currency = single(own); c.Currency == 0 && len(own) <= 1 {
			c.Currency = single(all)
		}
		if c.Currency == 0 && l.accounts.sound && l.deals.members.sound {
			l.deals.heads.sound = false
			l.refuse(&l.deals.heads, l.deals.lines[i], "Currency", NoCurrency, 0,
				"the contract has no currency and its accounts do not buy in one and the same: say it in a column Currency")
		}
	}
}

// single returns the only currency of a set, no currency apart; none where there
// are several.
func single(set map[money.Currency]bool) (only money.Currency) {
	for c := range set {
		switch {
		case c == 0:
		case only != 0:
			return 0
		default:
			only = c
		}
	}
	return only
}

// contractOf finds the contract that a row names.
func (l *loader) contractOf(p *part, line int, code string) (int, bool) {
	i, ok := l.deals.index[code]
	if !ok && l.deals.heads.there && l.deals.heads.sound {
		l.refuse(p, lineNumber(line), "Contract Code", UnknownID, 0, "there is no such contract: add it or name another")
	}
	return i, ok
}

func (l *loader) addMember(line int, a *ContractAccount) {
	d := &l.deals
	i, ok := l.contractOf(&d.members.part, line, a.Contract)
	id, known := l.accountOf(&d.members.part, line, a.Account.Account)
	if !ok || !known {
		return
	}
	member := a.Account
	member.Account = id
	c := &d.facts[i]
	key := memberKey{i, id}
	if had, again := d.members.at[key]; again {
		if c.Accounts[had.at] != member {
			l.refuse(&d.members.part, lineNumber(line), "Account Code", Duplicate, had.line,
				"the account is assigned twice with different content: keep one")
		}
		return
	}
	d.members.at[key] = place{lineNumber(line), len(c.Accounts)}
	c.Accounts = append(c.Accounts, member)
}

// accountOf finds the account that a code names.
func (l *loader) accountOf(p *part, line int, code string) (string, bool) {
	i, ok := l.accounts.byCode[code]
	switch {
	case ok && i >= 0:
		return l.accounts.facts[i].ID, true
	case !l.accounts.sound:
	case ok:
		l.refuse(p, lineNumber(line), "Account Code", AmbiguousID, 0, "several accounts have this code: give each its own")
	default:
		l.refuse(p, lineNumber(line), "Account Code", UnknownID, 0,
			"there is no such account: add it, or name another by its code, or by its id where it has none")
	}
	return "", false
}

func (l *loader) addItem(line int, p *ContractProduct) {
	d := &l.deals
	i, ok := l.contractOf(&d.items.part, line, p.Contract)
	if !ok {
		return
	}
	c := &d.facts[i]
	price := p.Price.In(c.Currency)
	if !p.Price.IsSet() {
		price = money.Zero(c.Currency)
	}
	if c.Origin == contract.Mirrored && price.Sign() != 0 {
		l.refuse(&d.items.part, lineNumber(line), "Price", MirroredPrice, 0,
			"the contract is mirrored, so its prices come by product_account_pricing: write 0 here")
		return
	}
	key := itemKey{i, p.Product, p.Unit}
	if had, again := d.items.at[key]; again {
		if was := &c.Products[had.at]; was.Inactive != p.Inactive || !was.Price.Equal(price) {
			l.refuse(&d.items.part, lineNumber(line), "Product Code", Duplicate, had.line,
				"the contract has the product twice in this unit with different content: keep one")
		}
		return
	}
	d.items.at[key] = place{lineNumber(line), len(c.Products)}
	c.Products = append(c.Products, contract.Product{
		Product: p.Product, Unit: p.Unit, Price: price, Inactive: p.Inactive,
	})
}

func (l *loader) addBreak(line int, b *ContractBreak) {
	d := &l.deals
	i, ok := l.contractOf(&d.breaks.part, line, b.Contract)
	if !ok {
		return
	}
	key := itemKey{i, b.Product, b.Unit}
	item, listed := d.items.at[key]
	if !listed {
		if d.items.sound {
			l.refuse(&d.breaks.part, lineNumber(line), "Product Code", UnknownID, 0,
				"the contract does not have the product in this unit: add it to contract_products")
		}
		return
	}
	product := &d.facts[i].Products[item.at]
	price := b.Price.In(d.facts[i].Currency)
	if had, again := d.breaks.at[breakKey{key, b.Min}]; again {
		if !product.Breaks[had.at].Price.Equal(price) {
			l.refuse(&d.breaks.part, lineNumber(line), "Price", Duplicate, had.line, "another price for the same minimum: keep one")
		}
		return
	}
	if b.Min.Sign() == 0 && product.Price.Sign() != 0 {
		if !product.Price.Equal(price) {
			l.refuse(&d.breaks.part, lineNumber(line), "Price", Duplicate, item.line,
				"another price from 0 than in contract_products: keep one")
		}
		return
	}
	d.breaks.at[breakKey{key, b.Min}] = place{lineNumber(line), len(product.Breaks)}
	product.Breaks = append(product.Breaks, contract.Break{Min: b.Min, Price: price})
}

// contractDefects finds the lines of what package contract refuses. Reading has
// refused all that a row can show, so this is for rules that come later.
func (l *loader) contractDefects(err error) {
	var data *contract.DataError
	if !errors.As(err, &data) {
		l.bad.add(FileError{File: l.deals.heads.name, Code: BadTerms, Reason: "the contracts are refused", Err: err})
		return
	}
	for _, x := range data.Defects {
		l.contractDefect(&x)
	}
	l.bad.more += data.More
}

func (l *loader) contractDefect(x *contract.Defect) {
	d := &l.deals
	i := d.index[x.Contract]
	switch {
	case x.Account != "":
		l.refuse(&d.members.part, d.members.at[memberKey{i, x.Account}].line, "Account Code", BadTerms, 0, x.String())
	case x.Product != "":
		l.refuse(&d.items.part, d.items.at[itemKey{i, x.Product, x.Unit}].line, "Product Code", BadTerms, 0, x.String())
	default:
		l.refuse(&d.heads, d.lineOf(x.Contract), "Code", BadTerms, 0, x.String())
	}
}
