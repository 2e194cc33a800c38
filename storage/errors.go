package storage

import (
	"context"
	"errors"
)

// These three are all that a store promises of its errors; test with errors.Is. A store wraps them with what they are about,
// and never with an amount. Any other error means that the store does not work, and says nothing about what it holds.
var (
	// ErrNotFound: there is nothing of that id.
	ErrNotFound = errors.New("not found")
	// ErrConflict: somebody else changed it since it was read, or is changing it. Nothing was done; read it and try again.
	ErrConflict = errors.New("changed by somebody else: read again and retry")
	// ErrOutcomeUnknown: the transaction was to be committed, and whether it was nobody knows. The same command with the same
	// key, given again, tells.
	ErrOutcomeUnknown = errors.New("outcome unknown: give the command again under its key")
)

var errNoContext = errors.New("no context: give one")

// CheckContext is what a store looks at before it does anything: the error of a context that is done, and one for none at
// all. A function that retries or commits looks again.
func CheckContext(ctx context.Context) error {
	if ctx == nil {
		return errNoContext
	}
	return ctx.Err()
}
