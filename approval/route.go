package approval

import "slices"

// maxDepth bounds the way upwards, so that a circle in a host's accounts ends.
const maxDepth = 64

// route returns those whose right covers the amount at the nearest account upwards that has any, else the managers of the
// uppermost (APR-18). Persons behind the order are passed over, and so are those who may not answer for anybody.
func (m *moment) route() call {
	account := m.request.By.Account
	for range maxDepth {
		if users := m.covering(account); len(users) > 0 {
			return call{users, []string{account}}
		}
		above := m.people.Above(account)
		if above == "" {
			break
		}
		account = above
	}
	return call{m.managers(account), []string{account}}
}

func (m *moment) covering(account string) []string {
	return m.linked(account, func(u *User) bool {
		return u.unfit() == Allowed && u.Right.Covers(m.request.Amount) && !m.barred(u.person())
	})
}

func (m *moment) managers(account string) []string {
	return m.linked(account, func(u *User) bool { return u.Manager })
}

// linked returns the users of an account who are such, sorted.
func (m *moment) linked(account string, such func(*User) bool) []string {
	var users []string
	for _, id := range m.people.Users(account) {
		if u, ok := m.people.User(id); ok && slices.Contains(u.Accounts, account) && such(&u) {
			users = append(users, id)
		}
	}
	return sorted(users)
}
