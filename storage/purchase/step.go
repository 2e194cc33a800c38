package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// step is a command as the desk does it: what to read for it, and the one pure function that decides.
type step struct {
	key string
	// order is the one that the command changes, quote the one that it comes from; "" is none.
	order string
	quote string
	// by is zero for what the seller does.
	by     account.Session
	seller bool
	at     time.Time
	// users are those named beside.
	users []string
	// draft is what is to be priced; nil where nothing is.
	draft func(*state) order.Draft
	// moves: reservations of the order are concerned.
	moves  bool
	decide func(*state) (Result, effects, error)
}

// lacks returns the first field without which nothing can be asked, "" where all are there.
func (c *step) lacks() string {
	ids := []struct {
		field, id string
		optional  bool
	}{
		{"key", c.key, false}, {"order", c.order, c.users != nil}, {"quote", c.quote, c.quote == ""},
		{"principal", c.by.Principal, c.seller}, {"user", c.by.User, c.seller}, {"account", c.by.Account, true},
		{"account", c.by.From, true},
	}
	for _, id := range ids {
		if !(id.optional && id.id == "") && account.CheckID(id.id) != nil {
			return id.field
		}
	}
	for _, id := range c.users {
		if account.CheckID(id) != nil {
			return "user"
		}
	}
	if c.at.IsZero() {
		return "instant"
	}
	return ""
}

// session is the step's, as package approval knows it.
func (c *step) session() approval.Session { return sessionOf(c.by) }

func sessionOf(s account.Session) approval.Session {
	return approval.Session{Principal: s.Principal, User: s.User, Account: s.Account}
}

// refused returns a refusal of the step.
func (c *step) refused(code Code) Result { return Result{Order: c.order, Code: code} }

func stepOf(key, order string, by account.Session, at time.Time) step {
	return step{key: key, order: order, by: by, at: storage.Instant(at)}
}

// as completes a step with what decides.
func (c step) as(decide func(*state) (Result, effects, error)) step {
	c.decide = decide
	return c
}
