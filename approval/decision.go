package approval

import "time"

// Decision is whether something may be done, and why. The zero Decision refuses. It holds no amount.
type Decision struct {
	Code Code
	// Order and State are those of the request; of a command that was allowed, State is the one that it led to.
	Order string
	State State
	// Level is the one that was answered or that the refusal is about, from 1; 0 is none.
	Level int
	// By, At and Verdict are, for RefusedAlreadyAnswered and RefusedDeclineStands, those of the answer.
	By      string
	At      time.Time
	Verdict Verdict
	// Subject names what the refusal is about; see the code.
	Subject string
	// Changed is, for RefusedChangedSince, what differs, sorted.
	Changed []string
	// Missing is, for RefusedNoPath and RefusedStrands, whom the order lacks, or would lack.
	Missing []Need
}

// Allowed reports whether it may be done.
func (d Decision) Allowed() bool { return d.Code == Allowed }

// Outcome is what became of a command. Refused or replayed, Request is the one that was given and there are no events.
type Outcome struct {
	Decision Decision
	// Replayed: the command was done before, under the same key; Decision has the state that it led to then.
	Replayed bool
	// From is the state before; together with that of Request it says what becomes of reservations.
	From    State
	Request Request
	// Events led from the request that was given to Request: a host stores both, or neither.
	Events []Event
}
