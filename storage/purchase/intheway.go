package purchase

import (
	"context"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// InTheWayTx returns the orders that wait and call upon a user, by their ids: while there are any, he is not removed,
// deactivated, unlinked, nor is his right taken (APR-8). The host asks in the transaction that does it, when it has locked
// him ([storage.UserLock]). It looks through all orders that wait.
func (d *Desk[T]) InTheWayTx(ctx context.Context, tx T, user string, at time.Time) ([]string, error) {
	graph, err := d.store.Graph(ctx, tx)
	if err != nil {
		return nil, err
	}
	people := newPeople(d.rules, graph, storage.Instant(at), nil)
	var orders []string
	for r, err := range storage.AllRequests(ctx, tx, d.store, approval.Filter{States: []approval.State{approval.Pending}}) {
		if err != nil {
			return nil, err
		}
		if len(d.rules.Policy.InTheWay(r, user, people)) > 0 {
			orders = append(orders, r.Order)
		}
	}
	slices.Sort(orders)
	return orders, nil
}
