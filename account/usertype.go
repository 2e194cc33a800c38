package account

import (
	"errors"
	"strconv"
)

// UserType says what a user is to the seller (ACC-4). The zero UserType is none and is refused.
type UserType uint8

const (
	// TypeCustomer buys for accounts; such users have a Role.
	TypeCustomer UserType = iota + 1
	// TypeContact buys for one account, without a role.
	TypeContact
	// TypeSalesAgent sells for the seller, to the accounts that are assigned to him.
	TypeSalesAgent
	// TypeWorker is staff of the seller.
	TypeWorker
)

// ErrUserType is the class of every text that is no type of user.
var ErrUserType = errors.New("not a type of user: write customer, contact, sales agent or worker")

var userTypes = [...]string{TypeCustomer: "customer", TypeContact: "contact", TypeSalesAgent: "sales agent", TypeWorker: "worker"}

// String returns the type in words, and the number of one that does not exist.
func (t UserType) String() string {
	if t.known() {
		return userTypes[t]
	}
	return "user type " + strconv.Itoa(int(t))
}

func (t UserType) known() bool { return t >= TypeCustomer && t <= TypeWorker }

// staff reports whether users of the type belong to the seller and so have no accounts.
func (t UserType) staff() bool { return t == TypeSalesAgent || t == TypeWorker }

// MarshalText returns the type in words, ErrUserType for another number.
func (t UserType) MarshalText() ([]byte, error) {
	if !t.known() {
		return nil, ErrUserType
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrUserType and leaves t as it was.
func (t *UserType) UnmarshalText(text []byte) error {
	for known := TypeCustomer; known.known(); known++ {
		if known.String() == string(text) {
			*t = known
			return nil
		}
	}
	return ErrUserType
}
