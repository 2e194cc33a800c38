package account

import "time"

// Destination is where the goods or the bill of an order go. The zero Destination is nowhere.
type Destination struct {
	// Account is the one that has the address: the one that orders, or for a bill the one that is billed (BIL-1).
	Account string
	Address Address
	// Point is under Address, and zero where none is chosen.
	Point DeliveryPoint
}

// Destination decides where the goods (DeliveryAddress) or the bill (InvoiceAddress) of an order go, and returns it where it
// allows (ACC-10). Address and point are ids. No address is the account's default one, which nobody needs a permission for;
// another one, or a delivery point, needs ActionChooseAddress. Where another account is billed, its default invoice address
// counts, and no other can be chosen.
func (r *Rights) Destination(kind AddressKind, address, point string) (Destination, Decision) {
	own, d := r.billed(kind)
	if !d.Allowed() {
		return Destination{}, d
	}
	preset, found := own.DefaultAddress(kind)
	if address == "" {
		if !found {
			return Destination{}, d.refused(RefusedNoAddress, kind.String())
		}
		address = preset.ID
	}
	d.Target = Target{Address: address, AddressKind: kind, Point: point}
	switch {
	case address == preset.ID && point == "":
		return Destination{Account: own.ID, Address: preset.normal()}, d
	case own != r.account.fact:
		return Destination{}, d.refused(RefusedBilledElsewhere, own.ID)
	}
	if d = r.MayOn(ActionChooseAddress, d.Target); !d.Allowed() {
		return Destination{}, d
	}
	return own.destination(address, point), d
}

// billed returns the account whose addresses of a kind count, and whether the session may use any.
func (r *Rights) billed(kind AddressKind) (*Account, Decision) {
	d := r.Decision()
	d.Action = ActionChooseAddress
	switch {
	case !d.Allowed():
		return nil, d
	case r.user.kind.staff():
		return nil, d.refused(RefusedKind, r.user.kind.String())
	case r.account == nil:
		return nil, d.refused(RefusedNoAccount, "")
	case kind != DeliveryAddress && kind != InvoiceAddress:
		return nil, d.refused(RefusedNoTarget, "address kind")
	case kind == DeliveryAddress:
		return r.account.fact, d
	}
	o := r.graph.Billing(r.session.Account)
	if !o.Allowed() {
		return nil, d.refused(RefusedTermsBlocked, o.Blocked)
	}
	n, _ := r.graph.find(o.Account)
	return r.graph.nodes.At(n).fact, d
}

// destination looks up what is known to be there.
func (a *Account) destination(address, point string) Destination {
	to := Destination{Account: a.ID}
	for _, known := range a.Addresses {
		if known.ID == address {
			to.Address = known.normal()
		}
	}
	for _, known := range to.Address.Points {
		if known.ID == point {
			to.Point = known
		}
	}
	return to
}

// Addresses returns the addresses of a kind that the session may name in [Rights.Destination], the default one first and the
// others by id; that one alone where nothing else may be chosen, and none where nothing may.
func (r *Rights) Addresses(kind AddressKind) []Address {
	own, d := r.billed(kind)
	if !d.Allowed() {
		return nil
	}
	var all []Address
	if preset, ok := own.DefaultAddress(kind); ok {
		all = append(all, preset.normal())
	}
	if d = r.May(ActionChooseAddress); !d.Allowed() || own != r.account.fact {
		return all
	}
	for _, a := range own.Addresses {
		if a.Kind == kind && !a.Default {
			all = append(all, a.normal())
		}
	}
	return all
}

// AddAddress adds an address to the account that the session is for, if it may (ACC-10). Which one is the default and which
// groups an address has are the host's matter, and an address that is there stays as it is. Refusal is in the outcome's
// decision; an error, always a *[DataError], means that the address is defective or that its id is taken.
func (g *Graph) AddAddress(s Session, a Address, at time.Time) (Outcome, error) {
	r := g.For(s, at)
	a = a.normal()
	d := r.mayAdd(&a)
	if !d.Allowed() {
		return Outcome{Decision: d}, nil
	}
	before, _ := g.Account(s.Account)
	after := before
	after.Addresses = append(clone(before.Addresses), a)
	after = after.normal()
	if len(after.Addresses) == len(before.Addresses) {
		return Outcome{Decision: d, Graph: g}, nil
	}
	changes := Changes{Revision: g.revision + 1, Put: []Account{after}}
	next, err := g.With(changes)
	if err != nil {
		return Outcome{}, err
	}
	e := s.event(AccountChanged, at)
	e.AccountBefore, e.AccountAfter = before, after
	return Outcome{Decision: d, Graph: next, Changes: changes, Events: []Event{e}}, nil
}

// mayAdd decides about one address.
func (r *Rights) mayAdd(a *Address) Decision {
	d := r.May(ActionAddAddress)
	switch {
	case !d.Allowed():
		return d
	case a.ID == "":
		return d.refused(RefusedNoTarget, "address")
	case a.Default || len(a.Groups) > 0:
		return d.refused(RefusedHostsOwn, r.session.Account)
	case a.Kind != InvoiceAddress:
		return d
	}
	own, no := r.billed(a.Kind)
	switch {
	case !no.Allowed():
		return d.refused(no.Code, no.Subject)
	case own != r.account.fact:
		return d.refused(RefusedBilledElsewhere, own.ID)
	}
	return d
}
