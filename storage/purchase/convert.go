package purchase

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// Convert makes an order of a quote (APR-9). It is for the user who asked for the quote.
type Convert struct {
	Key   string
	Quote string
	// Order is the id of the order to be.
	Order string
	By    account.Session
	At    time.Time
}

func (c Convert) step() step {
	p := placing{
		step:    stepOf(c.Key, c.Order, c.By, c.At),
		actions: []account.Action{account.ActionConvertQuote, account.ActionOrder},
		payload: digest("convert", c.Quote),
	}
	p.quote, p.moves = c.Quote, true
	p.draft = func(s *state) order.Draft { return draftOf(s.quote.Order, c.Order) }
	return p.as(func(s *state) (Result, effects, error) {
		if r, refused := p.convertible(s); refused {
			return r, effects{}, nil
		}
		return p.decide(s)
	})
}

// draftOf is what was asked for in an order, to be asked for again under another id.
func draftOf(o order.Order, id string) order.Draft {
	d := order.Draft{ID: id, Account: o.Account, Delivery: o.Delivery, Invoice: o.Invoice}
	for _, l := range o.Lines {
		d.Lines = append(d.Lines, pricing.Line{Product: l.Product, Unit: l.Unit, Quantity: l.Quantity})
	}
	return d
}

// convertible refuses a quote that is none, another's, or an order already, unless by this very command.
func (p placing) convertible(s *state) (Result, bool) {
	if r, refused := s.ended(p.step); refused {
		return r, true
	}
	q := s.quote
	if q.Kind != storage.KindQuote || q.Account != p.by.Account || q.By.User != p.by.User {
		return p.refused(RefusedNoOrder), true
	}
	if m, used := remembered(q, p.key); used {
		r := p.refused(RefusedKeyReused)
		return r, m.Hash != p.hash()
	}
	if q.Converted != "" {
		r := p.refused(RefusedConverted)
		r.Subject = q.Converted
		return r, true
	}
	if s.order.ID != "" {
		if r, answered := s.recall(p.step, p.command(nil, approval.Basis{})); answered {
			return r, true
		}
		return p.refused(RefusedTaken), true
	}
	return Result{}, false
}

// hash is what the quote remembers of the command.
func (p placing) hash() string { return digest(append(asker(p.by), p.order, p.payload)...) }

// convert notes on the quote what it became.
func (e *effects) convert(p placing, q storage.Order) {
	q.Converted = p.order
	q.Remembered = append(slices.Clone(q.Remembered), storage.Remembered{
		Key: p.key, Hash: p.hash(), Outcome: TopicConverted, At: p.at,
	})
	e.orders = append(e.orders, q)
	if !q.Expires.IsZero() {
		e.agenda = append(e.agenda, appointment{q.ID, time.Time{}})
	}
	e.messages = append(e.messages, message("converted:"+q.ID, TopicConverted, q.ID, p.at, Body{
		Order: p.order, Quote: q.ID, Principal: p.by.Principal, As: p.by.User,
	}))
}
