package purchase

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// meant notes a draft, with the default addresses where none are named, and through whom budgets hold for it (BUD-2): the
// user acted for, the ordering account and those above, the groups of both and of the delivery address.
func (s *state) meant(by account.Session, d order.Draft) {
	own, _ := s.graph.Account(d.Account)
	d.Delivery.Address = orDefault(own, d.Delivery.Address, account.DeliveryAddress)
	d.Invoice.Address = orDefault(own, d.Invoice.Address, account.InvoiceAddress)
	s.draft = d
	s.buyer = budget.Buyer{
		User: by.User, Account: d.Account, Ancestors: slices.Collect(s.graph.Ancestors(d.Account)), Groups: s.rights.Groups(),
	}
	for _, a := range own.Addresses {
		if a.ID == d.Delivery.Address {
			s.buyer.Groups = append(s.buyer.Groups, a.Groups...)
		}
	}
}

func orDefault(a account.Account, id string, kind account.AddressKind) string {
	if id != "" {
		return id
	}
	address, _ := a.DefaultAddress(kind)
	return address.ID
}

// addresses returns the refusals of what is chosen of them (ACC-10).
func (s *state) addresses() []account.Decision {
	own, _ := s.graph.Account(s.draft.Account)
	var refused []account.Decision
	for _, chosen := range []struct {
		order.Place
		kind account.AddressKind
	}{{s.draft.Delivery, account.DeliveryAddress}, {s.draft.Invoice, account.InvoiceAddress}} {
		if chosen.Address == orDefault(own, "", chosen.kind) && chosen.Point == "" {
			continue
		}
		d := s.rights.MayOn(account.ActionChooseAddress, account.Target{
			Address: chosen.Address, AddressKind: chosen.kind, Point: chosen.Point,
		})
		if !d.Allowed() {
			refused = append(refused, d)
		}
	}
	return refused
}
