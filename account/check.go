package account

import "github.com/tradeterms/tradeterms/account/defect"

// checkAccount looks at what an account says by itself, and at the groups and categories that it names.
func (e *edit) checkAccount(a *Account) {
	at := Defect{Account: a.ID}
	e.checkCode(at, "code", a.Code)
	e.checkCode(at, "tax profile", a.TaxProfile)
	e.checkIDs(at, "price level", a.PriceLevels)
	e.checkIDs(at, "delivery schedule", a.DeliverySchedules)
	e.checkIDs(at, "representative", a.Representatives)
	if a.Status > Blocked {
		e.report(at.as(DefectBadStatus, "status", a.Status.String()))
	}
	if a.Currency != 0 && !a.Currency.Known() {
		e.report(at.as(DefectBadCurrency, "currency", a.Currency.String()))
	}
	e.checkGroups(at, a.Groups)
	for _, id := range a.Categories {
		if _, ok := e.categories.find(id); !ok {
			e.report(at.as(DefectUnknownCategory, "category", id))
		}
	}
	e.checkAddresses(a)
}

func (e *edit) checkGroups(at Defect, ids []string) {
	for _, id := range ids {
		if _, ok := e.groups.find(id); !ok {
			e.report(at.as(DefectUnknownGroup, "group", id))
		}
	}
}

func (e *edit) checkIDs(at Defect, field string, ids []string) {
	for _, id := range ids {
		if defect.OfID(id) != "" {
			e.report(at.as(DefectBadID, field, id))
		}
	}
}

// checkCode is for what may be absent.
func (e *edit) checkCode(at Defect, field, code string) {
	if code != "" {
		e.checkIDs(at, field, []string{code})
	}
}

func (e *edit) checkFeatures(at Defect, features FeatureSet) {
	for _, f := range features {
		e.checkIDs(at, "feature", []string{string(f)})
	}
}

func (e *edit) checkProducts(category string, products []CategoryProduct) {
	at := Defect{Category: category}
	for i, p := range products {
		e.checkIDs(at, "product", []string{p.Product})
		e.checkCode(at, "product code", p.Code)
		if again(i, products, func(q CategoryProduct) string { return q.Product }) {
			e.report(at.as(DefectDuplicate, "product", p.Product))
		}
	}
}

func (e *edit) checkAddresses(a *Account) {
	defaults := map[AddressKind]int{}
	for i, address := range a.Addresses {
		at := Defect{Account: a.ID, Address: defect.Cut(address.ID)}
		e.checkIDs(at, "address", []string{address.ID})
		if again(i, a.Addresses, func(b Address) string { return b.ID }) {
			e.report(at.as(DefectDuplicate, "address", address.ID))
		}
		e.checkAddress(at, address)
		if address.Default {
			defaults[address.Kind]++
		}
	}
	for kind, n := range defaults {
		if n > 1 {
			e.report(Defect{Account: a.ID}.as(DefectTwoDefaults, "address", kind.String()))
		}
	}
}

func (e *edit) checkAddress(at Defect, a Address) {
	if a.Kind != DeliveryAddress && a.Kind != InvoiceAddress {
		e.report(at.as(DefectBadAddressKind, "kind", a.Kind.String()))
	} else if a.Kind != DeliveryAddress && len(a.Points) > 0 {
		e.report(at.as(DefectMisplacedPoint, "delivery point", a.Points[0].ID))
	}
	e.checkCode(at, "country", a.Country)
	e.checkGroups(at, a.Groups)
	for i, p := range a.Points {
		e.checkIDs(at, "delivery point", []string{p.ID})
		if again(i, a.Points, func(q DeliveryPoint) string { return q.ID }) {
			e.report(at.as(DefectDuplicate, "delivery point", p.ID))
		}
	}
}

// again reports whether element i of a list sorted by id is the second of its id, so that three of one id report once.
func again[T any, K comparable](i int, sorted []T, id func(T) K) bool {
	return i > 0 && id(sorted[i]) == id(sorted[i-1]) && (i == 1 || id(sorted[i-2]) != id(sorted[i]))
}
