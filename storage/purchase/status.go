package purchase

import (
	"context"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// Status asks where an order or a quote stands: for who sees the history of its account (APR-6, HIS-1).
type Status struct {
	Order string
	By    account.Session
	At    time.Time
}

// OrderStatus is where an order stands. Refused, it is empty but for Code and Permission; an order that is not there, and one
// that the session does not see, are both RefusedNoOrder.
type OrderStatus struct {
	Code Code
	// Permission is that of a session which does not hold.
	Permission account.Decision
	Kind       storage.Kind
	Status     approval.Status
	// Waits: an answer of the session's user is waited for.
	Waits bool
	// Missing is what the order still lacks: each level without an answer, who may answer it now, and who may not and why
	// (APR-15). It is for the one who ordered, for those called upon, and for those who see authorizations; nil for others.
	Missing []approval.Need
	// Priced is the order; for those who may not see prices, without any. Digest is that of its content, "" for them.
	Priced  order.Order
	Digest  string
	Expires time.Time
	// Quote is the quote that it was made of, Converted the order that it became.
	Quote     string
	Converted string
}

// Status returns where an order stands.
func (d *Desk[T]) Status(ctx context.Context, q Status) (OrderStatus, error) {
	var status OrderStatus
	err := storage.View(ctx, d.store, func(ctx context.Context, tx T) (err error) {
		status, err = d.StatusTx(ctx, tx, q)
		return err
	})
	return status, err
}

// StatusTx is Status in a transaction of the host.
func (d *Desk[T]) StatusTx(ctx context.Context, tx T, q Status) (OrderStatus, error) {
	c := stepOf("status", q.Order, q.By, q.At)
	s, err := d.load(ctx, tx, c, false)
	if err != nil {
		return OrderStatus{}, err
	}
	if d := s.rights.Decision(); !d.Allowed() {
		return OrderStatus{Code: RefusedPermission, Permission: d}, nil
	}
	if s.order.ID == "" || !s.shows(c) {
		return OrderStatus{Code: RefusedNoOrder}, nil
	}
	status := OrderStatus{
		Code: Done, Kind: s.order.Kind, Status: s.request.Status(), Priced: s.order.Order.Clone(),
		Digest: s.request.Content.Digest(), Expires: s.order.Expires, Quote: s.order.Quote, Converted: s.order.Converted,
	}
	status.Status.Order = s.order.ID
	may := s.rights.May(account.ActionAuthorize)
	views := s.rights.May(account.ActionViewAuthorizations)
	if views.Allowed() || q.By.User == s.request.By.User || s.calls(q.By.User) {
		status.Missing = s.rules.Policy.Missing(s.request, c.at, s.people)
	}
	status.Waits = may.Allowed() && slices.ContainsFunc(s.rules.Policy.Eligible(s.request, c.at, s.people),
		func(e approval.Candidate) bool { return e.User == q.By.User })
	if hidden(s.rights) {
		status.Priced, status.Digest = withoutPrices(status.Priced), ""
	}
	return status, nil
}

// shows reports whether the session sees the order: as history, or because it is called upon to answer it.
func (s *state) shows(c step) bool {
	history := s.rights.Sees(account.Record{Kind: account.Orders, OrderedBy: s.order.Account})
	may := s.rights.May(account.ActionAuthorize)
	return history.Allowed() || may.Allowed() && s.calls(c.by.User)
}
