package account

import (
	"errors"

	"github.com/tradeterms/tradeterms/account/defect"
)

// MaxID is the greatest length of an id, in bytes.
const MaxID = defect.MaxID // 255

// ErrID is the class of every identifier that CheckID refuses.
var ErrID = errors.New("not an identifier")

// IDError holds an identifier that was refused. errors.Is finds ErrID in it.
type IDError struct {
	// ID is what was given, cut after MaxID+1 bytes.
	ID string
	// Fault says what is wrong with it, for people.
	Fault string
}

func (e *IDError) Error() string { return "not an identifier: " + defect.Quote(e.ID) + " " + e.Fault }

func (e *IDError) Unwrap() error { return ErrID }

// CheckID refuses with an *IDError what cannot identify anything: an empty text, one longer than MaxID bytes, invalid
// UTF-8, control characters, a space at either end. Everything else is an id, and ids are compared byte by byte.
func CheckID(id string) error {
	if fault := defect.OfID(id); fault != "" {
		return &IDError{ID: defect.Cut(id), Fault: fault}
	}
	return nil
}
