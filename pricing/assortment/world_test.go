package assortment_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// world is a small nasty assortment with contracts, made from a case number alone.
type world struct {
	*rand.Rand
	number uint64
	data   assortment.Data
	deals  []deal
}

// deal is a contract and all that may keep it from applying.
type deal struct {
	code                            string
	account                         string
	inactive, expired, unassigned   bool
	needsPermission, needsFeature   bool
	products, switchedOff, otherBox []string
}

var (
	worldProducts   = []string{"P", "Q", "R", "S", "ab-1", "AB-10", "straße"}
	worldStrangers  = []string{"ghost", "P ", "", "\x00", "p"}
	worldAccounts   = []string{"acme", "branch", "g"}
	worldGroups     = []string{"g", "h"}
	worldCategories = []string{"c", "d", "g"}
	worldIDs        = []string{"A", "B", "C", "D"}
	worldCodes      = []string{"", "ab-1", "AB", "P", "77", "ſtr", "STRASSE", "7"}
	worldTexts      = []string{"ab-1", "Ab", "p", "7", "77", " s ", "", "K", "STRA", "ße", "\u212a", "nothing", "kelvin ab-1 b"}
	march           = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
)

func newWorld(number uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(number, 0x6173736f7274)), number: number}
	w.data.Revision = number
	for _, id := range some(w, 75, worldIDs) {
		w.data.Catalogues = append(w.data.Catalogues, w.catalogue(id))
	}
	if w.chance(70) {
		for _, id := range some(w, 50, worldIDs) {
			w.data.Roles = append(w.data.Roles, w.role(id))
		}
	}
	for _, id := range some(w, 60, worldCategories) {
		w.data.Categories = append(w.data.Categories, w.category(id))
	}
	w.data.OwnCodes = some(w, 20, worldProducts)
	if w.chance(60) {
		for _, id := range some(w, 50, worldIDs) {
			w.deals = append(w.deals, w.deal("K"+id))
		}
	}
	return w
}

func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

func pick[T any](w *world, from []T) T { return from[w.IntN(len(from))] }

// some keeps each element with a chance, in any order.
func some[T any](w *world, percent int, from []T) []T {
	var kept []T
	for _, e := range from {
		if w.chance(percent) {
			kept = append(kept, e)
		}
	}
	w.Shuffle(len(kept), func(i, j int) { kept[i], kept[j] = kept[j], kept[i] })
	return kept
}

func (w *world) catalogue(id string) assortment.Catalogue {
	return assortment.Catalogue{
		ID: id, Name: "catalogue " + id, Inactive: w.chance(15), Audience: w.audience(), Products: w.products(25),
	}
}

func (w *world) audience() assortment.Audience {
	switch w.IntN(6) {
	case 0:
		return assortment.Audience{}
	case 1, 2:
		return assortment.Audience{Kind: assortment.Everyone}
	}
	return assortment.Audience{
		Kind:     assortment.Members,
		Accounts: some(w, 40, worldAccounts), Groups: some(w, 40, worldGroups), Categories: some(w, 30, worldCategories),
	}
}

func (w *world) products(everything int) assortment.ProductSet {
	if w.chance(everything) {
		return assortment.AllBut(some(w, 30, worldProducts)...)
	}
	set := assortment.Only(some(w, 60, worldProducts)...)
	if w.chance(10) {
		set.Products = append(set.Products, set.Products...)
	}
	return set
}

func (w *world) role(id string) assortment.InventoryRole {
	r := assortment.InventoryRole{ID: id, Audience: w.audience()}
	for range w.IntN(4) {
		r.Rules = append(r.Rules, w.rule())
	}
	return r
}

func (w *world) rule() assortment.Rule {
	verdicts := []assortment.Verdict{assortment.Unset, assortment.Allow, assortment.Allow, assortment.Deny}
	rule := assortment.Rule{Products: w.products(40), See: pick(w, verdicts), Buy: pick(w, verdicts)}
	if rule.See == assortment.Deny && w.chance(60) {
		rule.See = assortment.Allow
	}
	return rule
}

func (w *world) category(id string) account.Category {
	c := account.Category{ID: id}
	for _, product := range some(w, 40, worldProducts) {
		c.Products = append(c.Products, account.CategoryProduct{
			Product: product, Code: pick(w, worldCodes), Description: pick(w, []string{"", "Kelvin ab-1 b", "stra\u00dfe 77", "p"}),
		})
	}
	return c
}

func (w *world) deal(code string) deal {
	return deal{
		code: code, account: pick(w, worldAccounts), inactive: w.chance(10), expired: w.chance(10), unassigned: w.chance(10),
		needsPermission: w.chance(15), needsFeature: w.chance(15),
		products: some(w, 25, append(worldProducts[:4:4], "ghost")), switchedOff: some(w, 15, worldProducts),
		otherBox: some(w, 15, worldProducts),
	}
}

// list is the deal as pricing knows it.
func (d *deal) list() pricing.List {
	list := pricing.List{
		ID: pricing.ListID{Kind: pricing.Contract, Code: d.code}, Competes: pricing.NotDearer, Inactive: d.inactive,
		Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: d.account, Inactive: d.unassigned}}},
	}
	if d.expired {
		list.Days = calendar.Days{To: calendar.MustDate("2026-03-09")}
	}
	if d.needsPermission {
		list.Permission = account.MyContracts
	}
	if d.needsFeature {
		list.Feature = account.CustomerAccountContracts
	}
	for i, products := range [][]string{d.products, d.switchedOff, d.otherBox} {
		for _, product := range products {
			list.Rows = append(list.Rows, pricing.Row{
				Product: product, Unit: []string{"", "CUT", "BOX"}[i], Inactive: i == 1, Price: money.MustParse("0", money.GBP),
			})
		}
	}
	return list
}

// book has the deals, and lists of other kinds, which open nothing.
func (w *world) book() *pricing.Book {
	data := pricing.Data{Zone: time.UTC}
	for i := range w.deals {
		data.Lists = append(data.Lists, w.deals[i].list())
	}
	row := []pricing.Row{{Product: "R", Price: money.MustParse("9", money.GBP)}}
	data.Lists = append(data.Lists,
		pricing.List{ID: pricing.LevelID("L"), Rows: row},
		pricing.List{ID: pricing.ListID{Kind: "promotion", Code: "X"}, Competes: pricing.Forced, Audience: pricing.Audience{Kind: pricing.Everyone}, Rows: row})
	book, err := pricing.NewBook(data)
	if err != nil {
		panic(err)
	}
	return book
}

// asker is who asks: the customer, and the buyer that its prices are for.
type asker struct {
	customer assortment.Customer
	buyer    pricing.Buyer
}

func (w *world) asker() asker {
	a := asker{customer: assortment.Customer{
		Account: pick(w, worldAccounts), Groups: some(w, 50, worldGroups), Categories: some(w, 50, worldCategories),
		Unknown: w.chance(4), Blocked: w.chance(8),
	}}
	if w.chance(10) {
		a.customer.Account = ""
	}
	a.buyer = pricing.Buyer{
		Account: a.customer.Account, Levels: []string{"L"}, Currency: money.GBP,
		Blocked: a.customer.Blocked || w.chance(5), PricesHidden: w.chance(30),
	}
	if w.chance(20) {
		a.buyer.PricedAs = pick(w, worldAccounts)
	}
	if w.chance(80) {
		a.buyer.Permissions = []account.Permission{account.MyContracts}
	}
	if w.chance(80) {
		a.buyer.Features = []account.Feature{account.CustomerAccountContracts}
	}
	return a
}

// changes are some that With must take.
func (w *world) changes() assortment.Changes {
	c := assortment.Changes{Revision: uint64(w.IntN(2)) * (w.data.Revision + 1)}
	for _, id := range some(w, 50, worldIDs) {
		w.changeCatalogue(&c, id)
	}
	for _, id := range some(w, 40, worldIDs) {
		if w.hasRole(id) && w.chance(40) {
			c.RemoveRoles = append(c.RemoveRoles, id)
		} else {
			c.PutRoles = append(c.PutRoles, w.role(id))
		}
	}
	for _, id := range some(w, 30, worldCategories) {
		if slices.ContainsFunc(w.data.Categories, func(c account.Category) bool { return c.ID == id }) && w.chance(40) {
			c.RemoveCategories = append(c.RemoveCategories, id)
		} else {
			c.PutCategories = append(c.PutCategories, w.category(id))
		}
	}
	for _, product := range some(w, 20, append(worldProducts[:6:6], fmt.Sprint("new ", w.number%5))) {
		if slices.Contains(w.data.OwnCodes, product) {
			c.RemoveOwnCodes = append(c.RemoveOwnCodes, product)
		} else {
			c.AddOwnCodes = append(c.AddOwnCodes, product)
		}
	}
	return c
}

func (w *world) changeCatalogue(c *assortment.Changes, id string) {
	way := w.IntN(5)
	if !slices.ContainsFunc(w.data.Catalogues, func(c assortment.Catalogue) bool { return c.ID == id }) {
		way = 0
	}
	switch way {
	case 0:
		c.PutCatalogues = append(c.PutCatalogues, w.catalogue(id))
		return
	case 1:
		c.RemoveCatalogues = append(c.RemoveCatalogues, id)
		return
	}
	if way != 2 {
		c.CatalogueTerms = append(c.CatalogueTerms, w.catalogue(id))
	}
	if way != 3 {
		change := assortment.ProductChange{Catalogue: id, Add: some(w, 20, append(worldProducts[:2:2], "new"))}
		change.Remove = some(w, 20, worldProducts[2:])
		c.CatalogueProducts = append(c.CatalogueProducts, change)
	}
}

func (w *world) hasRole(id string) bool {
	return slices.ContainsFunc(w.data.Roles, func(r assortment.InventoryRole) bool { return r.ID == id })
}
