package approval

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// User is what is true of a login at the instant of a question. The zero User may do nothing.
type User struct {
	ID string
	// Person is the human behind the login, who may have several; "" is one of the user's own id.
	Person string
	// Active users may log in.
	Active bool
	// MayAuthorize: an account manager, or a sub-account that may authorize orders (APR-2).
	MayAuthorize bool
	// SeesPrices: nobody agrees to an order whose amount he may not see.
	SeesPrices bool
	// Manager: account manager of each of Accounts.
	Manager bool
	// Accounts are those that the user is linked to; their order means nothing.
	Accounts []string
	// Right is up to what amount the user may agree; it counts at levels that are routed or must be covered (APR-18).
	Right Right
	// Substitutes are those whom the user has named (APR-12).
	Substitutes []Substitution
}

// Substitution names who may answer in a user's place, and when.
type Substitution struct {
	User   string
	Window calendar.Window
}

// person returns the human behind the login.
func (u *User) person() string {
	if u.Person == "" {
		return u.ID
	}
	return u.Person
}

// unfit says what the user lacks to answer for anybody (APR-2), Allowed if nothing.
func (u *User) unfit() Code {
	switch {
	case !u.Active:
		return RefusedInactiveUser
	case !u.MayAuthorize:
		return RefusedMayNotAuthorize
	case !u.SeesPrices:
		return RefusedBlind
	}
	return Allowed
}

// of reports whether the user is linked to any of the accounts; no accounts ask for nothing.
func (u *User) of(accounts []string) bool {
	return len(accounts) == 0 ||
		slices.ContainsFunc(accounts, func(account string) bool { return slices.Contains(u.Accounts, account) })
}

// named reports whether the user has named another as his substitute for an instant.
func (u *User) named(other string, at time.Time) bool {
	return slices.ContainsFunc(u.Substitutes, func(s Substitution) bool {
		return s.User == other && s.Window.Contains(at)
	})
}
