package assortment

// InventoryRole narrows what its customers may see and buy of their catalogues
// (CAT-1). A customer of no role is not restricted by roles. As soon as one role
// speaks to a customer, what none of the customer's roles allows is refused, and
// what one of them denies is refused whatever the others say.
type InventoryRole struct {
	ID       string
	Name     string
	Audience Audience
	// Rules add up; their order means nothing.
	Rules []Rule
}

// Rule says whether some products may be seen and bought. To see a product is
// not yet to buy it: that is allowed on its own.
type Rule struct {
	Products ProductSet
	See      Verdict
	Buy      Verdict
}

// Verdict is what a rule says. The zero Verdict says nothing.
type Verdict uint8

const (
	Unset Verdict = iota
	Allow
	// Deny wins over every Allow.
	Deny
)

// role is an InventoryRole compiled: what its rules allow and deny together.
type role struct {
	id      string
	hearers []string
	see     verdicts
	buy     verdicts
}

type verdicts struct{ allow, deny set }

func (r *role) on(act Act) *verdicts {
	if act == Seeing {
		return &r.see
	}
	return &r.buy
}

func (v *verdicts) add(verdict Verdict, products set) {
	switch verdict {
	case Allow:
		v.allow = v.allow.or(products)
	case Deny:
		v.deny = v.deny.or(products)
	}
}
