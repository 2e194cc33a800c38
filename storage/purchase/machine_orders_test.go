package purchase_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

func (m *machine) placing(t *rapid.T, id, user string) purchase.Place {
	n := rapid.Int32Range(1, 14).Draw(t, "bolts")
	c := place(m.key(), id, user, n)
	c.At = m.at
	return c
}

// placeBy places an order of a user: a new one, or one of his that is a draft or declined.
func (m *machine) placeBy(t *rapid.T, user string) {
	id := m.id(t)
	c, o := m.placing(t, id, user), m.order(id)
	want := (o.state == "" || o.user == user && (o.state == "draft" || o.state == "declined"))
	if want {
		was := o.user
		o.user = user
		if want = m.model.place(o, int(c.Lines[0].Quantity.Micros()/1e6), m.model.price, m.at.Month()); want {
			m.model.orders[id] = o
		} else {
			o.user = was
		}
	}
	m.did(t, "placed", want, func() (purchase.Result, error) { return m.Place(ctx, c) })
}

func (m *machine) PlaceSam(t *rapid.T) { m.placeBy(t, "sam") }
func (m *machine) PlaceTim(t *rapid.T) { m.placeBy(t, "tim") }
func (m *machine) PlaceHid(t *rapid.T) { m.placeBy(t, "hid") }
func (m *machine) PlaceReg(t *rapid.T) { m.placeBy(t, "reg") }

func (m *machine) Amend(t *rapid.T) {
	id := m.id(t)
	o := m.order(id)
	user := o.user
	if user == "" {
		user = "sam"
	}
	c := m.placing(t, id, user)
	bolts := int(c.Lines[0].Quantity.Micros() / 1e6)
	want := o.state == "draft" || o.state == "declined"
	switch {
	case want:
		o.bolts, o.total, o.state, o.levels, o.answers = bolts, bolts*m.model.price, "draft", nil, nil
	case o.state == "pending":
		want = m.model.place(o, bolts, m.model.price, o.month)
	}
	m.did(t, "amended", want, func() (purchase.Result, error) { return m.Desk.Amend(ctx, purchase.Amend(c)) })
}

func (m *machine) Withdraw(t *rapid.T) {
	id := m.id(t)
	o := m.order(id)
	user := rapid.SampledFrom([]string{o.user, o.user, "moe"}).Draw(t, "user")
	if user == "" {
		user = "moe"
	}
	want := o.state == "pending" && user == o.user
	if want {
		o.state, o.levels, o.answers = "draft", nil, nil
	}
	c := purchase.Withdraw{Key: m.key(), Order: id, By: as(user, "acme"), At: m.at}
	m.did(t, "withdrawn", want, func() (purchase.Result, error) { return m.Desk.Withdraw(ctx, c) })
}

func (m *machine) says(t *rapid.T, by string, v approval.Verdict) {
	id := m.id(t)
	o := m.order(id)
	c := purchase.Answer{Key: m.key(), Order: id, By: as(by, "acme"), At: m.at, Verdict: v, Seen: m.seenBy(o, id)}
	if by == "boss" {
		c.By.Account = "holding"
	}
	want := m.model.answer(o, by, v == approval.Decline)
	m.did(t, map[approval.Verdict]string{approval.Approve: "approved", approval.Decline: "declined"}[v], want,
		func() (purchase.Result, error) { return m.Answer(ctx, c) })
}

// seenBy is the digest of an order; that of one whose orderer may not see prices an authorizer reads from its status.
func (m *machine) seenBy(o *modelOrder, id string) string {
	status, err := m.Status(ctx, purchase.Status{Order: id, By: as("mia", "acme"), At: m.at})
	if err == nil && status.Code == purchase.Done && o.user != "" {
		m.digest[id] = status.Digest
	}
	return m.digest[id]
}

func (m *machine) ApproveMia(t *rapid.T)  { m.says(t, "mia", approval.Approve) }
func (m *machine) ApproveMax(t *rapid.T)  { m.says(t, "max", approval.Approve) }
func (m *machine) ApproveBoss(t *rapid.T) { m.says(t, "boss", approval.Approve) }
func (m *machine) ApproveMoe(t *rapid.T)  { m.says(t, "moe", approval.Approve) }
func (m *machine) ApproveSam(t *rapid.T)  { m.says(t, "sam", approval.Approve) }
func (m *machine) DeclineMia(t *rapid.T)  { m.says(t, "mia", approval.Decline) }
func (m *machine) DeclineMax(t *rapid.T)  { m.says(t, "max", approval.Decline) }
func (m *machine) DeclineBoss(t *rapid.T) { m.says(t, "boss", approval.Decline) }

func (m *machine) reverseBy(t *rapid.T, by string) {
	id := m.id(t)
	c := purchase.Reverse{Key: m.key(), Order: id, By: as(by, "acme"), At: m.at}
	if by == "boss" {
		c.By.Account = "holding"
	}
	want := m.model.reverse(m.order(id), by)
	m.did(t, "reversed", want, func() (purchase.Result, error) { return m.Desk.Reverse(ctx, c) })
}

func (m *machine) ReverseMia(t *rapid.T)  { m.reverseBy(t, "mia") }
func (m *machine) ReverseMax(t *rapid.T)  { m.reverseBy(t, "max") }
func (m *machine) ReverseBoss(t *rapid.T) { m.reverseBy(t, "boss") }

// SeenOther answers what is not, or no longer, the order's content.
func (m *machine) SeenOther(t *rapid.T) {
	c := purchase.Answer{Key: m.key(), Order: m.id(t), By: as("mia", "acme"), At: m.at, Verdict: approval.Approve, Seen: "other"}
	m.did(t, "seen other", false, func() (purchase.Result, error) { return m.Answer(ctx, c) })
}

func (m *machine) Export(t *rapid.T) {
	id := m.id(t)
	o := m.order(id)
	want := o.state == "approved"
	if want {
		o.state = "exported"
	}
	c := purchase.Export{Key: m.key(), Order: id, At: m.at, Seen: m.seenBy(o, id)}
	m.did(t, "exported", want, func() (purchase.Result, error) { return m.Desk.Export(ctx, c) })
}

func (m *machine) Credit(t *rapid.T) {
	id, part := m.id(t), rapid.IntRange(1, 900).Draw(t, "part")
	o := m.order(id)
	want := (o.state == "approved" || o.state == "exported") && o.credit+part <= o.total
	if want {
		o.credit += part
	}
	c := purchase.Credit{Key: m.key(), Order: id, By: "erp", At: m.at, Part: budget.Totals{WithoutTax: gbp(fmt.Sprint(part))}}
	m.did(t, "credited", want, func() (purchase.Result, error) { return m.Desk.Credit(ctx, c) })
}

func (m *machine) Quote(t *rapid.T) {
	id, user := rapid.SampledFrom([]string{"q", "r"}).Draw(t, "quote"), rapid.SampledFrom([]string{"sam", "reg"}).Draw(t, "user")
	c := m.placing(t, id, user)
	want := m.model.quotes[id] == nil
	if want {
		m.model.quotes[id] = &modelQuote{
			user: user, bolts: int(c.Lines[0].Quantity.Micros() / 1e6), price: m.model.price, expires: m.at.Add(240 * time.Hour),
		}
	}
	m.did(t, "quoted", want, func() (purchase.Result, error) { return m.Desk.Quote(ctx, purchase.Quote(c)) })
}

func (m *machine) Convert(t *rapid.T) {
	id, to := rapid.SampledFrom([]string{"q", "r"}).Draw(t, "quote"), m.id(t)
	user := rapid.SampledFrom([]string{"sam", "reg"}).Draw(t, "user")
	c := purchase.Convert{Key: m.key(), Quote: id, Order: to, By: as(user, "acme"), At: m.at}
	q := m.model.quotes[id]
	want := q != nil && q.user == user && !q.converted && m.model.orders[to] == nil
	if want {
		price := q.price
		if !m.at.Before(q.expires) {
			price = m.model.price
		}
		o := &modelOrder{user: user}
		if want = m.model.place(o, q.bolts, price, m.at.Month()); want {
			m.model.orders[to], q.converted = o, true
		}
	}
	m.did(t, "converted", want, func() (purchase.Result, error) { return m.Desk.Convert(ctx, c) })
}
