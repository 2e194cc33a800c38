package purchase

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// state is all that a decision rests on, as it was read under locks. What there is not is zero.
type state struct {
	rules   Rules
	graph   *account.Graph
	budgets *budget.Book
	prices  *pricing.Book
	sold    *assortment.Assortment
	rates   []budget.Rate

	order       storage.Order
	quote       storage.Order
	request     approval.Request
	ledger      budget.State
	substitutes approval.Substitutes // of the session's user
	people      *people
	rights      *account.Rights

	// draft is what is to be priced, with the addresses that are meant, and buyer through whom budgets hold for it.
	draft order.Draft
	buyer budget.Buyer
	// misdirected are the refusals of where goods and bill are to go.
	misdirected []account.Decision
}

// sees reports whether the one who asks may see prices. The seller may.
func (s *state) sees(c step) bool {
	if c.seller {
		return true
	}
	d := s.rights.May(account.ActionSeePrices)
	return d.Allowed()
}

// rests returns the budgets that hold for what is to be priced.
func (s *state) rests(c step) []budget.Budget {
	if c.draft == nil || !c.moves {
		return nil
	}
	return s.budgets.Applying(s.buyer, s.placed(c))
}

// placed is the instant that decides the periods: an order that is changed while it waits keeps its own (BUD-4).
func (s *state) placed(c step) time.Time {
	if s.request.State == approval.Pending {
		return s.request.Placed
	}
	return c.at
}

// limits are those of the user acted for (APR-1).
func (s *state) limits(c step) []approval.Limit {
	u, ok := s.graph.User(c.by.User)
	if !ok || c.draft == nil || !c.moves {
		return nil
	}
	return s.rules.limits(u)
}

// asked returns the users who are called upon by the request, or would be by what is to be priced.
func (s *state) asked(c step) []string {
	var users []string
	for _, l := range s.request.Levels {
		users = append(users, s.called(l.Authorizers, l.Routed, s.request.By.Account)...)
	}
	for _, l := range s.limits(c) {
		users = append(users, s.called(l.Authorizers, l.Routed, c.by.Account)...)
	}
	for _, b := range s.rests(c) {
		users = append(users, b.Supervisors...)
	}
	if s.rules.Policy.Options().EscalateAfter > 0 && s.request.By.Account != "" {
		for u := range s.graph.UsersOf(s.request.By.Account) {
			if u.Kind() == account.KindAccountManager {
				users = append(users, u.ID)
			}
		}
	}
	slices.Sort(users)
	return slices.Compact(users)
}

// called are the users of one level: those listed, or all whom it might route to, from an account upwards (APR-18).
func (s *state) called(listed []string, routed bool, account string) []string {
	if !routed {
		return listed
	}
	users := authorizers(s.graph, account)
	for above := range s.graph.Ancestors(account) {
		users = append(users, authorizers(s.graph, above)...)
	}
	return users
}

// names returns what is to be locked, sorted: see the package's documentation.
func (s *state) names(c step) []string {
	users := append(s.asked(c), c.by.Principal, c.by.User, s.request.By.Principal, s.request.By.User)
	names := under(storage.UserLock, append(users, c.users...)...)
	names = append(names, under(storage.OrderLock, c.order, c.quote)...)
	names = append(names, under(storage.AccountLock, c.by.Account, c.by.From, s.order.Account)...)
	for _, b := range s.rests(c) {
		names = append(names, storage.BudgetLock(b.ID))
	}
	for _, share := range s.ledger.Shares {
		names = append(names, storage.BudgetLock(share.Budget))
	}
	return storage.SortLocks(names)
}

// under returns the locks of ids that are given.
func under(lock func(string) string, ids ...string) []string {
	var names []string
	for _, id := range ids {
		if id != "" {
			names = append(names, lock(id))
		}
	}
	return names
}
