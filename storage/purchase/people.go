package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
)

// people are the users of a graph as package approval asks for them, at one instant. Each is found once.
type people struct {
	rules Rules
	graph *account.Graph
	at    time.Time
	named map[string][]approval.Substitution
	known map[string]approval.User
}

func newPeople(r Rules, g *account.Graph, at time.Time, named []approval.Substitutes) *people {
	p := &people{
		rules: r, graph: g, at: at, named: make(map[string][]approval.Substitution), known: make(map[string]approval.User),
	}
	for _, n := range named {
		p.named[n.User] = n.Named
	}
	return p
}

// User returns what is true of a user at the instant.
func (p *people) User(id string) (approval.User, bool) {
	if u, ok := p.known[id]; ok {
		return u, u.ID != ""
	}
	u, ok := p.graph.User(id)
	if ok {
		p.known[id] = p.fit(u)
	} else {
		p.known[id] = approval.User{}
	}
	return p.known[id], ok
}

// fit says what a user may by his own hand, in which of his accounts (APR-2).
func (p *people) fit(u account.User) approval.User {
	person := approval.User{
		ID: u.ID, Person: u.Person, Active: u.Activated, Manager: u.Kind() == account.KindAccountManager,
		Right: p.rules.right(u), Substitutes: p.named[u.ID],
	}
	for _, id := range u.Accounts {
		rights := p.graph.For(account.Session{Principal: u.ID, User: u.ID, Account: id}, p.at)
		if d := rights.May(account.ActionAuthorize); d.Allowed() {
			person.Accounts = append(person.Accounts, id)
			person.MayAuthorize, person.SeesPrices = true, true
		} else if !hidden(rights) {
			person.SeesPrices = true
		}
	}
	if person.Accounts != nil {
		return person
	}
	// In none: which of the two he lacks.
	person.Accounts = u.Accounts
	person.MayAuthorize = !person.SeesPrices && (person.Manager || u.Kind() == account.KindSubAccount && u.MayAuthorize)
	return person
}

// Users returns those of an account who may authorize.
func (p *people) Users(id string) []string { return authorizers(p.graph, id) }

func authorizers(g *account.Graph, id string) []string {
	var users []string
	for u := range g.UsersOf(id) {
		if u.Kind() == account.KindAccountManager || u.Kind() == account.KindSubAccount && u.MayAuthorize {
			users = append(users, u.ID)
		}
	}
	return users
}

// Above returns the parent of an account.
func (p *people) Above(id string) string {
	above, _ := p.graph.Parent(id)
	return above
}
