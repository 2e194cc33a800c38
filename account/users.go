package account

import "iter"

// User returns a copy of a user, and false where there is none of that id. What has no order is sorted in it.
func (g *Graph) User(id string) (User, bool) {
	u := g.user(id)
	if u == nil {
		return User{}, false
	}
	return u.fact.normal(), true
}

// Users yields copies of all users, in the order of their ids.
func (g *Graph) Users() iter.Seq[User] {
	return func(yield func(User) bool) {
		for n := range g.userNames.Sorted() {
			if fact := g.users.At(n).fact; fact != nil && !yield(fact.normal()) {
				return
			}
		}
	}
}

// UsersOf yields copies of the users that are linked to an account, in the order of their ids (ACC-5).
func (g *Graph) UsersOf(account string) iter.Seq[User] {
	return func(yield func(User) bool) {
		n, ok := g.find(account)
		if !ok {
			return
		}
		for user := range g.nodes.At(n).users.each {
			if !yield(g.users.At(user).fact.normal()) {
				return
			}
		}
	}
}

func (g *Graph) user(id string) *userNode {
	if g == nil {
		return nil
	}
	n, ok := g.userNames.Find(id)
	if !ok {
		return nil
	}
	if u := g.users.At(n); u.fact != nil {
		return u
	}
	return nil
}

// isPerson reports whether an id is the person of any user. It looks through them all.
func (g *Graph) isPerson(id string) bool {
	for n := range g.userNames.Sorted() {
		if fact := g.users.At(n).fact; fact != nil && id != "" && fact.Person == id {
			return true
		}
	}
	return false
}
