package assortment

import "slices"

// Visible returns the products that the customer may see, for a host's own query:
// all but some, or only some. It agrees with [Selection.See] on every product, on
// those that no fact names too. What it lists is sorted.
func (s *Selection) Visible() ProductSet { return s.filter(Seeing) }

// Buyable returns the products that the customer may buy, as Visible does.
func (s *Selection) Buyable() ProductSet { return s.filter(Buying) }

func (s *Selection) filter(act Act) ProductSet {
	if s == nil || s.assortment == nil || s.unknown || s.blocked && act == Buying {
		return ProductSet{}
	}
	admitted := s.admitted(act)
	var named []string // those admitted, or the exceptions
	for n := range admitted.bits.each() {
		product := s.assortment.products.Code(n)
		if _, open := s.contracts[product]; !open {
			named = append(named, product)
		}
	}
	if !admitted.all {
		for product := range s.contracts {
			named = append(named, product)
		}
	}
	slices.Sort(named)
	if admitted.all {
		return ProductSet{Everything: true, Except: named}
	}
	return ProductSet{Products: named}
}

// admitted returns what catalogues and roles leave to the customer.
func (s *Selection) admitted(act Act) set {
	var admitted set
	for _, c := range s.catalogues {
		admitted = admitted.or(c.products)
	}
	if len(s.roles) == 0 {
		return admitted
	}
	for _, on := range [...]Act{Seeing, Buying} {
		var allow, deny set
		for _, r := range s.roles {
			allow, deny = allow.or(r.on(on).allow), deny.or(r.on(on).deny)
		}
		if admitted = admitted.and(allow).without(deny); on == act {
			break
		}
	}
	return admitted
}
