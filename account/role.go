package account

import (
	"errors"
	"strconv"
)

// Role is what a user of type customer is among the users of his accounts (ACC-4). The zero Role is none, as contacts and
// staff have it.
type Role uint8

const (
	NoRole Role = iota
	// RoleRegular buys.
	RoleRegular
	// RoleAccountManager buys, and keeps the sub-accounts of the account (ACC-7).
	RoleAccountManager
	// RoleSubAccount buys within what an account manager has set.
	RoleSubAccount
)

// ErrRole is the class of every text that is no role.
var ErrRole = errors.New("not a role: write regular, account manager, sub-account, or nothing")

var roles = [...]string{NoRole: "", RoleRegular: "regular", RoleAccountManager: "account manager", RoleSubAccount: "sub-account"}

// String returns the role in words, "" for none, and the number of a role that does not exist.
func (r Role) String() string {
	if r <= RoleSubAccount {
		return roles[r]
	}
	return "role " + strconv.Itoa(int(r))
}

// MarshalText returns the role in words, ErrRole for another number.
func (r Role) MarshalText() ([]byte, error) {
	if r > RoleSubAccount {
		return nil, ErrRole
	}
	return []byte(r.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrRole and leaves r as it was.
func (r *Role) UnmarshalText(text []byte) error {
	for known := range Role(len(roles)) {
		if known.String() == string(text) {
			*r = known
			return nil
		}
	}
	return ErrRole
}
