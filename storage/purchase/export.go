package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
)

// Export says that an approved order goes on to where it is carried out; from then on nothing is answered or reversed. It is
// the seller's own act.
type Export struct {
	Key   string
	Order string
	At    time.Time
	// Seen is the digest of the content that goes on.
	Seen string
}

func (c Export) step() step {
	m := motion{step: stepOf(c.Key, c.Order, account.Session{}, c.At)}
	m.seller = true
	m.command = approval.Export{Key: c.Key, Order: c.Order, Seen: c.Seen}
	return m.as(m.decide)
}
