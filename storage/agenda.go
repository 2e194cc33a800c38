package storage

import (
	"context"
	"time"
)

// Agenda remembers when an order must be looked at again: for a reminder, an escalation, the end of a quote.
//
// To who implements it: Schedule notes one instant for an order, in place of the one before; the zero time is none. Due
// returns the orders whose instant is not after the one given, by instant and then by order, so many at most ([Page.Limit]
// says how a limit is understood). They stay until they are scheduled anew.
type Agenda[T any] interface {
	Schedule(ctx context.Context, tx T, order string, at time.Time) error
	Due(ctx context.Context, tx T, at time.Time, limit int) ([]string, error)
}
