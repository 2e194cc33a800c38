package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// Amend changes an order: one that was withdrawn or declined is a draft then; one that waits is placed anew, in one step,
// where the policy permits it (APR-17).
type Amend struct {
	Key   string
	Order string
	By    account.Session
	At    time.Time
	Lines []pricing.Line
	// Delivery and Invoice are as in [Place].
	Delivery order.Place
	Invoice  order.Place
}

func (c Amend) step() step {
	p := placing{step: stepOf(c.Key, c.Order, c.By, c.At), actions: []account.Action{account.ActionOrder}, amend: true}
	p.payload = payload("amend", c.Lines, c.Delivery, c.Invoice)
	p.asks(c.Order, c.Lines, c.Delivery, c.Invoice)
	return p.as(p.decide)
}
