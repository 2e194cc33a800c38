package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
)

// Withdraw makes a draft of an order that waits. It is for the one who ordered, who needs no right for it.
type Withdraw struct {
	Key   string
	Order string
	By    account.Session
	At    time.Time
}

func (c Withdraw) step() step {
	m := motion{step: stepOf(c.Key, c.Order, c.By, c.At), own: true}
	m.moves = true
	m.command = approval.Withdraw{Key: c.Key, Order: c.Order, By: sessionOf(c.By)}
	return m.as(m.decide)
}
