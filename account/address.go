package account

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
)

// AddressKind says what an address is for. The zero AddressKind is none and is refused.
type AddressKind uint8

const (
	DeliveryAddress AddressKind = iota + 1
	InvoiceAddress
)

// ErrAddressKind is the class of every text that is no kind of address.
var ErrAddressKind = errors.New("not a kind of address: write delivery or invoice")

// String returns "delivery" or "invoice", and the number of a kind that does not exist.
func (k AddressKind) String() string {
	switch k {
	case DeliveryAddress:
		return "delivery"
	case InvoiceAddress:
		return "invoice"
	}
	return "address kind " + strconv.Itoa(int(k))
}

// at goes before the id of an address that is chosen for the kind.
func (k AddressKind) at() string {
	if k == 0 {
		return " at address "
	}
	return " at " + k.String() + " address "
}

// MarshalText returns "delivery" or "invoice", ErrAddressKind for another number.
func (k AddressKind) MarshalText() ([]byte, error) {
	if k != DeliveryAddress && k != InvoiceAddress {
		return nil, ErrAddressKind
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrAddressKind and leaves k as it was.
func (k *AddressKind) UnmarshalText(text []byte) error {
	switch string(text) {
	case "delivery":
		*k = DeliveryAddress
	case "invoice":
		*k = InvoiceAddress
	default:
		return ErrAddressKind
	}
	return nil
}

// Address is where an account's goods or invoices go (ACC-10). The ids of one account's addresses differ.
type Address struct {
	ID   string
	Kind AddressKind
	// Default marks the address that is meant where none is chosen: at most one of each kind.
	Default    bool
	Name       string
	Lines      []string
	PostalCode string
	City       string
	Region     string
	// Country is a code of the host's choice, such as an ISO 3166-1 code; tax rules compare it byte by byte.
	Country string
	// Groups that the address belongs to, beside those of its account (ACC-9).
	Groups []string
	// Points are the places of a delivery address to which goods can be brought, such as gates or floors.
	Points []DeliveryPoint
}

// DeliveryPoint is a place under a delivery address. The ids of one address's points differ.
type DeliveryPoint struct {
	ID   string
	Name string
}

// DefaultAddress returns the account's default address of that kind, and false where none is marked.
func (a Account) DefaultAddress(kind AddressKind) (Address, bool) {
	for _, address := range a.Addresses {
		if address.Default && address.Kind == kind {
			return address, true
		}
	}
	return Address{}, false
}

// normal returns a copy in which equal addresses are equal values.
func (a Address) normal() Address {
	a.Lines = clone(a.Lines)
	a.Groups = set(a.Groups)
	a.Points = clone(a.Points)
	slices.SortFunc(a.Points, func(p, q DeliveryPoint) int {
		return cmp.Or(cmp.Compare(p.ID, q.ID), cmp.Compare(p.Name, q.Name))
	})
	a.Points = slices.Compact(a.Points)
	return a
}
