package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
)

// Reverse cancels an answer, own or another's, until the order is exported (APR-5).
type Reverse struct {
	Key   string
	Order string
	By    account.Session
	At    time.Time
	// Level is the one meant; 0 is the one whose decline stands, else the highest answered that the user may cancel.
	Level int
}

func (c Reverse) step() step {
	m := motion{step: stepOf(c.Key, c.Order, c.By, c.At), action: account.ActionReverse}
	m.moves = true
	m.command = approval.Reverse{Key: c.Key, Order: c.Order, By: sessionOf(c.By), Level: c.Level}
	return m.as(m.decide)
}
