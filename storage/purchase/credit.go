package purchase

import (
	"slices"
	"strconv"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// Credit gives part of an approved order back to the budgets in which it was spent (BUD-5). It is the seller's own act.
type Credit struct {
	Key   string
	Order string
	At    time.Time
	// By is who does it, for the ledger.
	By string
	// Part is what is given back.
	Part budget.Totals
}

func (c Credit) step() step {
	st := stepOf(c.Key, c.Order, account.Session{Principal: c.By, User: c.By}, c.At)
	st.seller, st.moves = true, true
	return st.as(func(s *state) (Result, effects, error) { return c.decide(s, st) })
}

func (c Credit) decide(s *state, st step) (Result, effects, error) {
	if r, answered := c.begin(s, st); answered {
		return r, effects{}, nil
	}
	given, err := budget.Credit(s.moving(st, s.order.Round), c.Part, s.ledger)
	if err != nil {
		return Result{}, effects{}, err
	}
	r := Result{Order: c.Order, Code: Done, State: s.request.State, Budget: given.Judgement}
	if !given.Allowed() {
		r.Code = RefusedBudget
		return r, effects{}, nil
	}
	o := s.order
	o.Remembered = append(slices.Clone(o.Remembered), storage.Remembered{
		Key: c.Key, Hash: c.hash(), Outcome: s.request.State.String(), At: st.at,
	})
	number := strconv.Itoa(len(o.Remembered))
	r.Priced = o.Order.Clone()
	return r, effects{
		orders: []storage.Order{o}, posting: storage.NewPosting(s.ledger, given),
		messages: []storage.Message{message("credited:"+number+":"+o.ID, TopicCredited, o.ID, st.at, Body{Order: o.ID})},
	}, nil
}

// begin answers what needs no ledger.
func (c Credit) begin(s *state, st step) (Result, bool) {
	if account.CheckID(c.By) != nil {
		r := st.refused(RefusedCommand)
		r.Subject = "by"
		return r, true
	}
	if s.order.Kind != storage.KindOrder {
		return st.refused(RefusedNoOrder), true
	}
	if m, same := remembered(s.order, c.Key); same && m.Hash == c.hash() {
		r := Result{Order: c.Order, Code: Done, Replayed: true}
		return r, r.State.UnmarshalText([]byte(m.Outcome)) == nil
	}
	if s.used(c.Key) {
		return st.refused(RefusedKeyReused), true
	}
	r := st.refused(RefusedState)
	r.State = s.request.State
	return r, r.State != approval.Approved && r.State != approval.Exported
}

// hash is what the order remembers of the command.
func (c Credit) hash() string {
	fields := []string{"credit", c.Order, c.By}
	for _, a := range []money.Amount{c.Part.WithoutTax, c.Part.WithTax, c.Part.Goods} {
		fields = append(fields, a.Decimal().String(), a.Currency().String())
	}
	return digest(fields...)
}
