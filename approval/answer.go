package approval

import "time"

// Answer is what was said at a level. None is ever removed: what was cancelled, or said of an order that has changed, is void.
type Answer struct {
	// Placement is which placing of the order it was given for, Level which level of that, both from 1.
	Placement int
	Level     int
	Verdict   Verdict
	// By is the user who answered, and Person the human behind him then.
	By     string
	Person string
	// For is the authorizer whose substitute By was, "" if he answered for himself, and ForPerson the human behind that one.
	For       string
	ForPerson string
	// Escalated: By, or For, is none of the level's own authorizers, but one of those to whom it went for waiting too long.
	Escalated bool
	At        time.Time
	Feedback  string
	// Seen is the digest of the content that was answered.
	Seen string
	// Void is since when it no longer counts; zero while it does.
	Void time.Time
}

func (a *Answer) valid() bool { return a.Void.IsZero() }
