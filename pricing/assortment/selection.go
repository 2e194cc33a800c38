package assortment

import "github.com/tradeterms/tradeterms/account"

// Selection is what one customer may see and buy, at the instant of the prices
// that it was made with. It never changes and is safe for any number of
// goroutines. Make it with [Assortment.For]; the zero Selection refuses
// everything.
type Selection struct {
	assortment *Assortment // nil: none was made
	unknown    bool
	blocked    bool
	catalogues []*catalogue // active ones, by id
	roles      []*role      // by id
	glossaries []*glossary  // by category
	contracts  map[string]string
}

// See decides whether the customer may see a product. It does not allocate.
func (s *Selection) See(product string) Decision { return s.decide(Seeing, product) }

// Buy decides whether the customer may buy a product, which it must be allowed to
// see as well. It does not allocate.
func (s *Selection) Buy(product string) Decision { return s.decide(Buying, product) }

// Catalogues returns the ids of the customer's active catalogues, sorted.
func (s *Selection) Catalogues() []string {
	if s == nil {
		return nil
	}
	return idsOf(s.catalogues, func(c **catalogue) string { return (*c).id })
}

// Roles returns the ids of the inventory roles that speak to the customer, sorted.
func (s *Selection) Roles() []string {
	if s == nil {
		return nil
	}
	return idsOf(s.roles, func(r **role) string { return (*r).id })
}

func (s *Selection) decide(act Act, product string) Decision {
	d := Decision{Act: act, Product: product}
	if s == nil || s.assortment == nil {
		d.Code = NoAssortment
		return d
	}
	d.Revision = s.assortment.revision
	n, named := s.assortment.products.Find(product)
	if !named {
		n = unnamed
	}
	switch {
	case !named && account.CheckID(product) != nil:
		d.Code = NoProduct
	case s.unknown:
		d.Code = UnknownCustomer
	case s.blocked && act == Buying:
		d.Code = CustomerBlocked
	default:
		s.judge(&d, n)
	}
	return d
}

// judge asks catalogues and roles, and where they refuse the contracts.
func (s *Selection) judge(d *Decision, n uint32) {
	if s.admits(d, n) {
		return
	}
	if contract, ok := s.contracts[d.Product]; ok {
		*d = Decision{Code: OnContract, Act: d.Act, Product: d.Product, Contract: contract, Revision: d.Revision}
	}
}

// admits asks catalogues and roles, and notes what they say.
func (s *Selection) admits(d *Decision, n uint32) bool {
	has := s.catalogue(n)
	if has == nil {
		d.Code = NotInCatalogue
		return false
	}
	d.Code, d.Catalogue = InCatalogue, has.id
	if len(s.roles) == 0 {
		return true
	}
	return s.obeys(d, n, Seeing) && (d.Act == Seeing || s.obeys(d, n, Buying))
}

// catalogue returns the first of the customer's that has a product.
func (s *Selection) catalogue(n uint32) *catalogue {
	for _, c := range s.catalogues {
		if c.products.has(n) {
			return c
		}
	}
	return nil
}

// obeys asks the roles about one act: none may deny the product, one must allow it.
func (s *Selection) obeys(d *Decision, n uint32, act Act) bool {
	d.Code, d.Role, d.On = NotAllowedByRole, "", act
	for _, r := range s.roles {
		v := r.on(act)
		if v.deny.has(n) {
			d.Code, d.Role = DeniedByRole, r.id
			return false
		}
		if d.Role == "" && v.allow.has(n) {
			d.Code, d.Role = InCatalogue, r.id
		}
	}
	return d.Code == InCatalogue
}
