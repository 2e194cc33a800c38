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
	goods := s.destined(&d.Delivery, account.DeliveryAddress)
	s.destined(&d.Invoice, account.InvoiceAddress)
	s.draft = d
	s.buyer = budget.Buyer{
		User: by.User, Account: d.Account, Ancestors: slices.Collect(s.graph.Ancestors(d.Account)),
		Groups: append(s.rights.Groups(), goods.Address.Groups...),
	}
}

// destined puts the default address where none is named (ACC-10), and notes the refusal of one that may not be: another one
// without the permission, say, or any but the billed account's own where another is billed (BIL-1). An account that has no
// default address orders without: what it buys may be nothing to be brought.
func (s *state) destined(at *order.Place, kind account.AddressKind) account.Destination {
	to, d := s.rights.Destination(kind, at.Address, at.Point)
	switch {
	case d.Allowed():
		at.Address = to.Address.ID
	case *at != order.Place{}:
		s.misdirected = append(s.misdirected, d)
	}
	return to
}
