package purchase

import (
	"context"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// effects are all that a decision stores: a plain value. What is nil or empty is left as it is.
type effects struct {
	orders      []storage.Order
	request     *approval.Request
	posting     storage.Posting
	substitutes *approval.Substitutes
	agenda      []appointment
	messages    []storage.Message
}

// appointment is when an order must be looked at again; zero is no more.
type appointment struct {
	order string
	at    time.Time
}

// write stores effects, messages last.
func (d *Desk[T]) write(ctx context.Context, tx T, e effects) error {
	for _, o := range e.orders {
		if err := d.store.PutOrder(ctx, tx, o); err != nil {
			return err
		}
	}
	if e.request != nil {
		if err := d.store.PutRequest(ctx, tx, *e.request); err != nil {
			return err
		}
	}
	if len(e.posting.Entries) > 0 {
		if err := d.store.Post(ctx, tx, e.posting); err != nil {
			return err
		}
	}
	if e.substitutes != nil {
		if err := d.store.PutSubstitutes(ctx, tx, *e.substitutes); err != nil {
			return err
		}
	}
	for _, a := range e.agenda {
		if err := d.store.Schedule(ctx, tx, a.order, a.at); err != nil {
			return err
		}
	}
	if len(e.messages) == 0 {
		return nil
	}
	return d.store.AppendMessages(ctx, tx, e.messages...)
}

// reschedule notes when a request must be looked at again, if that is not when it was.
func (e *effects) reschedule(p approval.Policy, before, after approval.Request) {
	was, _ := p.DueAt(before)
	if next, _ := p.DueAt(after); !next.Equal(was) {
		e.agenda = append(e.agenda, appointment{after.Order, next})
	}
}
