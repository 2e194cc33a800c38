package pricing

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// BuyerOf makes the buyer of a session: that of the account which the session is for ([BuyerFor]), with the permissions of
// the user whose rights count. Prices are hidden from a session that may not see them, now (PRC-6); the decision says why.
// A blocked account gets no price either, and hears that reason (ACC-6). For a session that does not hold, or has no
// account, the buyer is blocked as well: it gets no price of anything.
//
// What a price is depends on the account, and on the user by the permissions that lists ask for (CON-2); hiding it changes
// nothing of it. So a seller's own program that places an order for a user who may not see prices turns PricesHidden off,
// and keeps what it learns to itself.
func BuyerOf(g *account.Graph, s account.Session, at time.Time) (Buyer, account.Decision) {
	r := g.For(s, at)
	d := r.May(account.ActionSeePrices)
	if holds := r.Decision(); !holds.Allowed() || s.Account == "" {
		return Buyer{Account: s.Account, Blocked: true, PricesHidden: true}, d
	}
	b := BuyerFor(g, s.Account, r.Permissions()...)
	b.PricesHidden = !d.Allowed() && !b.Blocked
	return b, d
}
