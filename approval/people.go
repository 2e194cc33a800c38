package approval

import (
	"maps"
	"slices"
)

// People is what a judgement knows of persons: present data, never what was true when an order was placed (APR-17).
// A [Directory] is one; a host whose users are at hand implements it over them.
//
// During one call the answers must not change. They are not an occasion to fail: what cannot be loaded is loaded before.
// The order of what Users returns means nothing, and the engine keeps and changes none of it.
type People interface {
	// User returns a user by id, and whether there is one.
	User(id string) (User, bool)
	// Users returns the ids of all users linked to an account; those who may not authorize can be left out.
	Users(account string) []string
	// Above returns the account above another, "" if none is.
	Above(account string) string
}

// Directory is People from plain facts. It never changes and is safe for any number of readers. The zero Directory knows
// nobody.
type Directory struct {
	users  map[string]User
	linked map[string][]string
	above  map[string]string
}

// NewDirectory copies users and, for each account that has one, the account above it, which may be nil. Of two users of
// one id the last counts.
func NewDirectory(users []User, above map[string]string) *Directory {
	d := &Directory{users: make(map[string]User, len(users)), linked: make(map[string][]string), above: maps.Clone(above)}
	for _, u := range users {
		u.Accounts, u.Substitutes = slices.Clone(u.Accounts), slices.Clone(u.Substitutes)
		d.users[u.ID] = u
	}
	for _, id := range slices.Sorted(maps.Keys(d.users)) {
		for _, account := range sorted(d.users[id].Accounts) {
			d.linked[account] = append(d.linked[account], id)
		}
	}
	return d
}

// User returns a user by id, and whether there is one. It shares the lists with the directory: do not change them.
func (d *Directory) User(id string) (User, bool) {
	u, ok := d.users[id]
	return u, ok
}

// Users returns the ids of all users linked to an account, sorted.
func (d *Directory) Users(account string) []string { return slices.Clone(d.linked[account]) }

// Above returns the account above another, "" if none is.
func (d *Directory) Above(account string) string { return d.above[account] }
