package account

import (
	"errors"
	"strconv"
)

// PaymentType is a way to pay for an order. The zero PaymentType is none and is refused.
type PaymentType uint8

const (
	// PayOnline is at once, in the shop.
	PayOnline PaymentType = iota + 1
	// PayOnAccount is later, by invoice.
	PayOnAccount
)

// ErrPaymentType is the class of every text that is no payment type.
var ErrPaymentType = errors.New("not a payment type: write online or on account")

// String returns "online" or "on account", and the number of a type that does not exist.
func (p PaymentType) String() string {
	switch p {
	case PayOnline:
		return "online"
	case PayOnAccount:
		return "on account"
	}
	return "payment type " + strconv.Itoa(int(p))
}

// MarshalText returns "online" or "on account", ErrPaymentType for another number.
func (p PaymentType) MarshalText() ([]byte, error) {
	if p != PayOnline && p != PayOnAccount {
		return nil, ErrPaymentType
	}
	return []byte(p.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrPaymentType and leaves p as it was.
func (p *PaymentType) UnmarshalText(text []byte) error {
	switch string(text) {
	case "online":
		*p = PayOnline
	case "on account":
		*p = PayOnAccount
	default:
		return ErrPaymentType
	}
	return nil
}

// Has reports whether the terms have a payment type.
func (p PaymentTerms) Has(t PaymentType) bool {
	return t == PayOnline && p.Online || t == PayOnAccount && p.OnAccount
}

// Pay decides whether the session may pay an order so. It must be allowed to order; the payment terms of the account that
// orders must have the type (ACC-11), whoever is billed; on account the seller must permit it to all (ACC-8), and sub-accounts
// pay no other way. The decision's action is ActionOrder.
func (r *Rights) Pay(p PaymentType) Decision {
	d := r.May(ActionOrder)
	switch {
	case !d.Allowed():
		return d
	case p != PayOnline && p != PayOnAccount:
		return d.refused(RefusedNoTarget, "payment type")
	case p == PayOnAccount && !r.graph.application.PayOnAccount:
		return d.refused(RefusedSwitchedOff, "pay on account")
	case !r.account.fact.PaymentTerms.Has(p):
		return d.refused(RefusedPayment, p.String())
	case p == PayOnline && r.user.kind == KindSubAccount:
		return d.refused(RefusedKind, r.user.kind.String())
	}
	return d
}

// PaymentTerms returns the ways in which the session may pay an order: those for which [Rights.Pay] allows.
func (r *Rights) PaymentTerms() PaymentTerms {
	online, onAccount := r.Pay(PayOnline), r.Pay(PayOnAccount)
	return PaymentTerms{Online: online.Allowed(), OnAccount: onAccount.Allowed()}
}
