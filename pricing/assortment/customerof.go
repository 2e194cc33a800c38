package assortment

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// CustomerOf makes the customer of a session: that of the account which the session is for, with the groups of the user
// whose rights count beside those of the account. The decision is whether the session holds; where it does not, or has no
// account, the customer is unknown and may see nothing. Whether the session may order at all is asked of the graph.
func CustomerOf(g *account.Graph, s account.Session, at time.Time) (Customer, account.Decision) {
	r := g.For(s, at)
	d := r.Decision()
	if !d.Allowed() || s.Account == "" {
		return Customer{Account: s.Account, Unknown: true}, d
	}
	return CustomerFor(g, s.Account, r.Groups()...), d
}
