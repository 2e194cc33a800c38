package account

import (
	"slices"
	"strings"
	"time"
)

// Search narrows and pages a list. The zero Search is the first page of everything.
type Search struct {
	// Text must be part of a number, a name or an address, whatever the case; "" is part of all.
	Text string
	// Skip is how many to leave out in front, Limit how many to return; 0 is DefaultLimit.
	Skip  int
	Limit int
}

// DefaultLimit is how many entries a page has where the Search does not say.
const DefaultLimit = 20

// Choice is an account that can be chosen.
type Choice struct {
	Account Account
	// Selected is the one that the session is for; it stands first.
	Selected bool
	// Main is the user's main account.
	Main bool
}

// Choices is a page of accounts.
type Choices struct {
	Accounts []Choice
	// Total is how many the search found in all, on this page and others.
	Total int
}

// Representable returns a page of the accounts that the session's user may choose among (REP-1): the selected one first,
// then the others in the order in which they are linked. Blocked accounts are among them (ACC-6). Refused, it is empty.
func (g *Graph) Representable(s Session, search Search, at time.Time) (Choices, Decision) {
	r := g.For(s, at)
	d := r.May(ActionRepresent)
	if !d.Allowed() {
		return Choices{}, d
	}
	linked := slices.Clone(r.user.accounts)
	if i := slices.Index(linked, r.number); r.account != nil {
		copy(linked[1:], linked[:i])
		linked[0] = r.number
	}
	return r.page(linked, search), d
}

// Impersonable returns a page of the accounts that users can be impersonated of (REP-2, REP-5): for users of a parent their
// own account first, which they have without impersonating, then those below, in the order of ids. For staff it is all
// accounts, or those assigned. Refused, it is empty.
func (g *Graph) Impersonable(s Session, search Search, at time.Time) (Choices, Decision) {
	r := g.For(s, at)
	d := r.May(ActionImpersonate)
	if !d.Allowed() {
		return Choices{}, d
	}
	var reached []uint32
	if r.user.kind.staff() {
		for n := range g.names.Sorted() {
			if g.nodes.At(n).fact != nil && r.reached(n).code == 0 {
				reached = append(reached, n)
			}
		}
		return r.page(reached, search), d
	}
	reached = append(reached, r.number)
	for id := range g.Descendants(r.session.Account) {
		if n, _ := g.find(id); r.reached(n).code == 0 {
			reached = append(reached, n)
		}
	}
	return r.page(reached, search), d
}

// ImpersonableUsers returns a page of the users of an account whom the session may impersonate there, in the order of ids,
// and how many there are in all; the text is part of an id, a name or an e-mail address. It tells who they are there, not
// what else they hold. Refused, there are none.
func (g *Graph) ImpersonableUsers(s Session, account string, search Search, at time.Time) ([]User, int, Decision) {
	r := g.For(s, at)
	d := r.MayOn(ActionImpersonate, Target{Account: account})
	if !d.Allowed() {
		return nil, 0, d
	}
	find := search.finder()
	var found []User
	for u := range g.UsersOf(account) {
		may := r.MayOn(ActionImpersonate, Target{User: u.ID, Account: account})
		if may.Allowed() && find(u.ID, u.Name, u.Email) {
			found = append(found, User{
				ID: u.ID, Name: u.Name, Email: u.Email, Type: u.Type, Role: u.Role, Activated: true, Accounts: []string{account},
			})
		}
	}
	from, to := search.bounds(len(found))
	return slices.Clone(found[from:to]), len(found), d
}

// page keeps what the search finds, in order.
func (r *Rights) page(accounts []uint32, search Search) Choices {
	find := search.finder()
	found := slices.DeleteFunc(accounts, func(n uint32) bool { return !find(r.graph.nodes.At(n).fact.texts()...) })
	page := Choices{Total: len(found)}
	from, to := search.bounds(len(found))
	for _, n := range found[from:to] {
		page.Accounts = append(page.Accounts, Choice{
			Account:  r.graph.nodes.At(n).fact.normal(),
			Selected: r.account != nil && n == r.number,
			Main:     len(r.user.accounts) > 0 && n == r.user.accounts[0],
		})
	}
	return page
}

// texts returns by what an account is found: number, name, addresses.
func (a *Account) texts() []string {
	texts := []string{a.ID, a.Code, a.Name}
	for _, at := range a.Addresses {
		texts = append(texts, at.Name, at.PostalCode, at.City, at.Region, at.Country)
		texts = append(texts, at.Lines...)
	}
	return texts
}

// finder returns whether the text is part of any of some others.
func (s Search) finder() func(...string) bool {
	part := strings.Map(fold, s.Text)
	return func(texts ...string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(strings.Map(fold, text), part) })
	}
}

// bounds returns the part of a list of some length that is on the page.
func (s Search) bounds(length int) (from, to int) {
	limit := s.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	from = min(max(s.Skip, 0), length)
	return from, from + min(limit, length-from)
}
