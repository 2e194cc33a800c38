package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// Quote asks what something costs, and keeps the prices for a while (APR-9). It reserves nothing and asks nobody.
type Quote struct {
	Key string
	// Order is the id of the quote; orders and quotes share their ids.
	Order string
	By    account.Session
	At    time.Time
	Lines []pricing.Line
	// Delivery and Invoice are as in [Place].
	Delivery order.Place
	Invoice  order.Place
}

func (c Quote) step() step {
	p := placing{step: stepOf(c.Key, c.Order, c.By, c.At), actions: []account.Action{account.ActionQuote}}
	p.payload = payload("quote", c.Lines, c.Delivery, c.Invoice)
	p.asks(c.Order, c.Lines, c.Delivery, c.Invoice)
	p.moves = false
	return p.as(p.quoted)
}

// quoted decides about a quote.
func (p placing) quoted(s *state) (Result, effects, error) {
	if r, answered := p.again(s); answered {
		return r, effects{}, nil
	}
	o, r, err := s.price(p.step)
	if err != nil || !r.Allowed() {
		return r, effects{}, err
	}
	q := storage.Order{Order: o, Kind: storage.KindQuote, By: p.session(), Placed: p.at, Remembered: []storage.Remembered{
		{Key: p.key, Hash: p.hash(), Outcome: TopicQuoted, At: p.at},
	}}
	e := effects{messages: []storage.Message{message("quoted:"+q.ID, TopicQuoted, q.ID, p.at, Body{
		Quote: q.ID, Principal: p.by.Principal, As: p.by.User,
	})}}
	if s.rules.QuotesHold > 0 {
		q.Expires = storage.Instant(p.at.Add(s.rules.QuotesHold))
		e.agenda = []appointment{{q.ID, q.Expires}}
	}
	e.orders = []storage.Order{q}
	r.Priced, r.Expires = o, q.Expires
	return r, e, nil
}

// again answers a quote that cannot be made: the session, its rights, a key that was used, an id that is taken.
func (p placing) again(s *state) (Result, bool) {
	if r, refused := s.ended(p.step); refused {
		return r, true
	}
	if m, used := remembered(s.order, p.key); used {
		if m.Hash != p.hash() {
			return p.refused(RefusedKeyReused), true
		}
		return Result{Order: p.order, Code: Done, Replayed: true}, true
	}
	if s.used(p.key) {
		return p.refused(RefusedKeyReused), true
	}
	if r, refused := s.forbidden(p.step, p.actions...); refused {
		return r, true
	}
	return p.refused(RefusedTaken), s.order.ID != ""
}
