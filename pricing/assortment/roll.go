package assortment

import "github.com/tradeterms/tradeterms/account"

// roll counts by id what changes do with the facts of one kind.
type roll map[string]*calls

type calls struct{ put, terms, products, remove int }

func (r roll) of(id string) *calls {
	if r[id] == nil {
		r[id] = &calls{}
	}
	return r[id]
}

// twice reports whether a fact is changed in more ways than go together. To remove
// it twice is to remove it; new terms go with other products.
func (c *calls) twice() bool {
	ways := 0
	for _, n := range [...]int{c.put, max(c.terms, c.products), c.remove} {
		ways += min(n, 1)
	}
	return ways > 1 || c.terms > 1 || c.products > 1
}

// roll looks at the ids of one kind of facts, and at what is done with each.
func (k *checker) roll(all roll, field string, at func(id string) Defect, exists func(id string) bool) {
	for id, calls := range all {
		switch {
		case calls.put > 0 && account.CheckID(id) != nil:
			k.report(at(id).as(DefectBadID, field, id))
			continue
		case calls.put == 0 && !exists(id):
			k.report(at(id).as(DefectUnknown, field, id))
		case calls.put > 1:
			k.report(at(id).as(DefectDuplicate, field, id))
		}
		if calls.twice() {
			k.report(at(id).as(DefectChangedTwice, field, id))
		}
	}
}
