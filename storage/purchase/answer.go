package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
)

// Answer agrees to an order, or declines it.
type Answer struct {
	Key   string
	Order string
	By    account.Session
	At    time.Time
	// Level is the one meant; 0 is the lowest that the user may answer.
	Level   int
	Verdict approval.Verdict
	// Seen is the digest of the content that the user has seen (APR-11).
	Seen     string
	Feedback string
}

func (c Answer) step() step {
	m := motion{step: stepOf(c.Key, c.Order, c.By, c.At), action: account.ActionAuthorize}
	m.moves = true
	m.command = approval.Respond{
		Key: c.Key, Order: c.Order, By: sessionOf(c.By), Level: c.Level, Verdict: c.Verdict, Seen: c.Seen, Feedback: c.Feedback,
	}
	return m.as(m.decide)
}
