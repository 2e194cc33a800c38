package assortment_test

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

// The reference: slow, and the rules as they are written. It shares the facts with
// the engine and nothing else.

// decide is the decision on one product.
func (w *world) decide(a asker, act assortment.Act, product string) assortment.Decision {
	d := assortment.Decision{Act: act, Product: product, Revision: w.data.Revision}
	switch {
	case account.CheckID(product) != nil:
		d.Code = assortment.NoProduct
	case a.customer.Unknown:
		d.Code = assortment.UnknownCustomer
	case a.customer.Blocked && act == assortment.Buying:
		d.Code = assortment.CustomerBlocked
	default:
		inside := w.inside(a.customer, d)
		if contract := w.contract(a, product); !inside.Allowed() && contract != "" {
			d.Code, d.Contract = assortment.OnContract, contract
			return d
		}
		return inside
	}
	return d
}

// inside is what catalogues and roles say.
func (w *world) inside(c assortment.Customer, d assortment.Decision) assortment.Decision {
	for _, catalogue := range w.data.Catalogues {
		if !catalogue.Inactive && speaks(catalogue.Audience, c) && in(catalogue.Products, d.Product) {
			d.Catalogue = lower(d.Catalogue, catalogue.ID)
		}
	}
	if d.Catalogue == "" {
		d.Code = assortment.NotInCatalogue
		return d
	}
	d.Code = assortment.InCatalogue
	see, buy := w.roles(c, d, assortment.Seeing), w.roles(c, d, assortment.Buying)
	if d.Act == assortment.Seeing || !see.Allowed() {
		return see
	}
	return buy
}

// roles is what the roles say about one act.
func (w *world) roles(c assortment.Customer, d assortment.Decision, on assortment.Act) assortment.Decision {
	var speaking, allowing, denying string
	for _, role := range w.data.Roles {
		if !speaks(role.Audience, c) {
			continue
		}
		speaking = role.ID
		for _, rule := range role.Rules {
			verdict := rule.See
			if on == assortment.Buying {
				verdict = rule.Buy
			}
			switch {
			case !in(rule.Products, d.Product):
			case verdict == assortment.Allow:
				allowing = lower(allowing, role.ID)
			case verdict == assortment.Deny:
				denying = lower(denying, role.ID)
			}
		}
	}
	switch {
	case speaking == "":
		return d
	case denying != "":
		d.Code, d.Role = assortment.DeniedByRole, denying
	case allowing == "":
		d.Code = assortment.NotAllowedByRole
	default:
		d.Role = allowing
	}
	d.On = on
	return d
}

func speaks(a assortment.Audience, c assortment.Customer) bool {
	meet := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
	}
	switch a.Kind {
	case assortment.Everyone:
		return true
	case assortment.Members:
		return slices.Contains(a.Accounts, c.Account) || meet(a.Groups, c.Groups) || meet(a.Categories, c.Categories)
	}
	return false
}

func in(set assortment.ProductSet, product string) bool {
	if set.Everything {
		return !slices.Contains(set.Except, product)
	}
	return slices.Contains(set.Products, product)
}

// lower is the lower of two ids, of which the first may be none.
func lower(a, b string) string {
	if a == "" {
		return b
	}
	return min(a, b)
}

// contract is the lowest contract that opens a product, "" for none.
func (w *world) contract(a asker, product string) (code string) {
	for _, d := range w.deals {
		holds := !d.inactive && !d.expired && !d.unassigned && d.account == cmp.Or(a.buyer.PricedAs, a.buyer.Account) &&
			!a.buyer.Blocked && !a.customer.Blocked &&
			(!d.needsPermission || len(a.buyer.Permissions) > 0) && (!d.needsFeature || len(a.buyer.Features) > 0)
		if holds && (slices.Contains(d.products, product) || slices.Contains(d.otherBox, product)) {
			code = lower(code, d.code)
		}
	}
	return code
}

// find is every hit, by trying every name on every part of it.
func (w *world) find(a asker, text string) (hits []assortment.Hit) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	best := map[string]assortment.Hit{}
	try := func(name string, field assortment.Field, hit assortment.Hit) {
		hit.Match, hit.Field = matched(name, text), field
		if hit.Match == 0 || !w.decide(a, assortment.Seeing, hit.Product).Allowed() {
			return
		}
		if has, ok := best[hit.Product]; !ok || before(hit, has) {
			best[hit.Product] = hit
		}
	}
	own := func(product string) { try(product, assortment.OwnCode, assortment.Hit{Product: product}) }
	for _, c := range w.data.Categories {
		for _, p := range c.Products {
			if slices.Contains(a.customer.Categories, c.ID) {
				own(p.Product)
				hit := assortment.Hit{Product: p.Product, Category: c.ID, Code: p.Code, Description: p.Description}
				try(p.Code, assortment.CategoryCode, hit)
				try(p.Description, assortment.CategoryDescription, hit)
			}
		}
	}
	for _, product := range w.universe(a) {
		own(product)
	}
	for _, hit := range best {
		hits = append(hits, hit)
	}
	slices.SortFunc(hits, func(a, b assortment.Hit) int {
		if before(a, b) {
			return -1
		}
		return 1
	})
	return hits
}

// universe is the products that are found by their own codes, but for those that
// categories name.
func (w *world) universe(a asker) []string {
	all := slices.Clone(w.data.OwnCodes)
	for _, c := range w.data.Catalogues {
		if !c.Inactive && speaks(c.Audience, a.customer) {
			all = append(all, c.Products.Products...)
		}
	}
	for _, product := range append(slices.Clone(worldProducts), worldStrangers...) {
		if account.CheckID(product) == nil && w.contract(a, product) != "" {
			all = append(all, product)
		}
	}
	return all
}

// before reports whether one hit comes before another.
func before(a, b assortment.Hit) bool {
	if a.Match != b.Match {
		return a.Match < b.Match
	}
	if a.Field != b.Field {
		return a.Field < b.Field
	}
	if a.Product != b.Product {
		return a.Product < b.Product
	}
	return a.Category < b.Category
}

// matched compares a text with every part of a name.
func matched(name, text string) assortment.Match {
	runes := []rune(name)
	contains := false
	for from := range runes {
		for to := from + 1; to <= len(runes); to++ {
			if !strings.EqualFold(string(runes[from:to]), text) {
				continue
			}
			switch {
			case from == 0 && to == len(runes):
				return assortment.Exact
			case from == 0:
				return assortment.Prefix
			}
			contains = true
		}
	}
	if contains {
		return assortment.Contains
	}
	return 0
}
