package approval

import (
	"strconv"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// EventKind says what happened: a closed set.
type EventKind string

const (
	// Placed: the order was placed, and is pending or approved; see Placing.
	Placed EventKind = "placed"
	// Waits tells those who may answer that a level waits for them.
	Waits EventKind = "waits"
	// Answered tells the one who ordered of an answer, and what State that led to.
	Answered EventKind = "answered"
	// Reversed tells the one who ordered, and the one who had answered, that the answer at Level was cancelled.
	Reversed EventKind = "reversed"
	// Withdrawn tells those for whom the order was waiting that it no longer does.
	Withdrawn EventKind = "withdrawn"
	// Amended tells the same; the order is a draft, or placed anew.
	Amended EventKind = "amended"
	// ExportedAway: the order has gone on.
	ExportedAway EventKind = "exported"
	// Escalated tells those to whom a level goes as well that it waited too long.
	Escalated EventKind = "escalated"
	// Reminds tells those who may answer that a level still waits.
	Reminds EventKind = "reminds"
	// SubstituteNamed and SubstituteRecalled tell a user of being, or no longer being, another's substitute.
	SubstituteNamed    EventKind = "substitute named"
	SubstituteRecalled EventKind = "substitute recalled"
)

// Event is something that happened to an order's request, or to a user's substitutes, and whom the host tells of it.
// Folding all events of a request gives the request (see [Fold]).
type Event struct {
	Kind EventKind
	// Order is the number of the order; of substitutes, User is the one who names them.
	Order string
	User  string
	// Number is how many events there were, with this one.
	Number uint64
	At     time.Time
	// By is the session that did it; zero for what time or the host did.
	By Session
	// State is that of the order afterwards.
	State State
	Level int
	// To are the users whom the host tells, sorted; persons may not, and amounts are not in what is told.
	To []string

	// Placing is set for Placed and Amended, Answer for Answered, Reminder for Reminds, Substitution for those of substitutes.
	Placing      Placing
	Answer       Answer
	Reminder     int
	Substitution Substitution
	// CommandKey and Hash are those of the command, on the first of its events.
	CommandKey string
	Hash       string
}

// Placing is what an order was placed with, or amended to.
type Placing struct {
	Placed     time.Time
	Persons    []string
	Amount     money.Amount
	Content    Content
	SideBySide bool
	Levels     []Level
}

// Key returns what tells the event from all others, of any order and user. Who delivers it to several appends each one.
func (e Event) Key() string {
	what, id := "order", e.Order
	if e.Order == "" {
		what, id = "user", e.User
	}
	return what + ":" + strconv.FormatUint(e.Number, 10) + ":" + id
}
