package account

import (
	"errors"
	"slices"
	"strconv"
)

// Relation says how many accounts a user is linked to (ACC-5). The zero Relation is OneToOne.
type Relation uint8

const (
	// OneToOne: one account.
	OneToOne Relation = iota
	// OneToMulti: two accounts or more, of which the user represents one at a time; only for customers whose role is
	// regular or account manager.
	OneToMulti
)

// ErrRelation is the class of every text that is no relation.
var ErrRelation = errors.New("not an account relation: write one to one or one to multi")

// String returns "one to one" or "one to multi", and the number of a relation that does not exist.
func (r Relation) String() string {
	switch r {
	case OneToOne:
		return "one to one"
	case OneToMulti:
		return "one to multi"
	}
	return "relation " + strconv.Itoa(int(r))
}

// MarshalText returns "one to one" or "one to multi", ErrRelation for another number.
func (r Relation) MarshalText() ([]byte, error) {
	if r > OneToMulti {
		return nil, ErrRelation
	}
	return []byte(r.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrRelation and leaves r as it was.
func (r *Relation) UnmarshalText(text []byte) error {
	switch string(text) {
	case "one to one":
		*r = OneToOne
	case "one to multi":
		*r = OneToMulti
	default:
		return ErrRelation
	}
	return nil
}

// ToMulti returns the user with a relation of one to multi: the present accounts stay in front, more follow, those already
// there passed over. With fewer than two accounts in all, NewGraph and With refuse the user.
func (u User) ToMulti(more ...string) User {
	u = u.normal()
	u.Relation = OneToMulti
	for _, id := range more {
		if !slices.Contains(u.Accounts, id) {
			u.Accounts = append(u.Accounts, id)
		}
	}
	return u
}

// ToOne returns the user with a relation of one to one: the main account stays, the others are cut.
func (u User) ToOne() User {
	u = u.normal()
	u.Relation = OneToOne
	u.Accounts = u.Accounts[:min(1, len(u.Accounts))]
	return u
}
