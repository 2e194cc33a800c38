package approval

// Session is who acts, as whom, and for which account. It is a plain value, which must name both users, the same where
// nobody acts for another; what it may do the host has decided before.
type Session struct {
	// Principal is the user who is really there.
	Principal string
	// User is the one whose rights count: Principal, or the user that he impersonates.
	User string
	// Account is the one that everything is for. An order belongs to that of the session which placed it.
	Account string
}

// Self returns the session of a user who acts for nobody else.
func Self(user, account string) Session {
	return Session{Principal: user, User: user, Account: account}
}

// acting reports whether the principal is there as another.
func (s Session) acting() bool { return s.Principal != s.User }
