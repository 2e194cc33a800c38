package account

import "time"

// Outcome is what became of a command: a decision, and where it allows, the next graph. Refused, nothing else is set and
// nothing changes.
type Outcome struct {
	Decision Decision
	// Graph is the next one, and Changes is what leads to it from the one that was asked, whose revision it follows; a host
	// stores Changes and Events together, or neither. Where nothing differs it is the same graph, without either.
	Graph   *Graph
	Changes Changes
	Events  []Event
}

// EventKind says what happened.
type EventKind string

const (
	// SubAccountCreated: the host sends the e-mail with which a password is set (ACC-7).
	SubAccountCreated EventKind = "sub-account created"
	SubAccountChanged EventKind = "sub-account changed"
	AccountChanged    EventKind = "account changed"
	// UserChanged is about a user who need not be a sub-account, such as one whose groups an upload sets (CSV-1).
	UserChanged EventKind = "user changed"
)

// Event is something that a session did: who, as whom, for which account, when, and what was before and after. Of the two
// pairs the one that Kind speaks of is set; Before is zero for what is new.
type Event struct {
	Kind      EventKind
	Principal string
	User      string
	Account   string
	At        time.Time

	UserBefore, UserAfter       User
	AccountBefore, AccountAfter Account
}

func (s Session) event(kind EventKind, at time.Time) Event {
	return Event{Kind: kind, Principal: s.Principal, User: s.User, Account: s.Account, At: at}
}
