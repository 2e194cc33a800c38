package purchase

import (
	"context"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage"
)

// Due tells whom time has made it necessary to tell about an order: those above of a level that waits too long, those for
// whom it waits, and of a quote that it has expired. Done again at the same instant it tells nothing, so it needs no key.
// [Desk.Agenda] says of which orders there is something to tell.
type Due struct {
	Order string
	At    time.Time
}

func (c Due) step() step {
	st := stepOf("due", c.Order, account.Session{}, c.At)
	st.seller = true
	return st.as(func(s *state) (Result, effects, error) { return c.decide(s, st) })
}

func (c Due) decide(s *state, st step) (Result, effects, error) {
	switch s.order.Kind {
	case storage.KindQuote:
		return c.expire(s, st)
	case storage.KindOrder:
	default:
		return st.refused(RefusedNoOrder), effects{}, nil
	}
	out := s.rules.Policy.Due(s.request, st.at, s.people)
	r := s.outcome(st, out)
	if !r.Allowed() {
		return r, effects{}, nil
	}
	e := effects{messages: told(out.Events)}
	if len(out.Events) > 0 {
		e.request = &out.Request
	}
	next, _ := s.rules.Policy.DueAt(out.Request)
	e.agenda = []appointment{{c.Order, next}}
	return r, e, nil
}

// expire tells once that a quote has expired.
func (c Due) expire(s *state, st step) (Result, effects, error) {
	r, q := Result{Order: c.Order, Code: Done}, s.order
	if q.Converted != "" || holds(q, st.at) {
		return r, effects{}, nil
	}
	return r, effects{agenda: []appointment{{order: q.ID}}, messages: []storage.Message{
		message("expired:"+q.ID, TopicExpired, q.ID, st.at, Body{Quote: q.ID, To: []string{q.By.User}}),
	}}, nil
}

// Agenda returns the orders of which there is something to tell at an instant, so many at most; each goes to [Desk.Due].
func (d *Desk[T]) Agenda(ctx context.Context, at time.Time, limit int) (orders []string, err error) {
	err = storage.View(ctx, d.store, func(ctx context.Context, tx T) (err error) {
		orders, err = d.store.Due(ctx, tx, storage.Instant(at), limit)
		return err
	})
	return orders, err
}
