package budget

import (
	"errors"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrState is the class of every *StateError.
var ErrState = errors.New("the ledger is not what it must be")

// StateError says that usages, shares or entries do not belong together: they were not read whole, or were changed by
// something else. Nothing was done. errors.Is finds ErrState in it.
type StateError struct {
	Pot   Pot
	Order string
	// Fault says what is wrong, for people; no amount is in it.
	Fault string
}

func (e *StateError) Error() string {
	text := "the ledger is not what it must be: "
	if e.Pot.Budget != "" {
		text += "budget " + e.Pot.String() + ": "
	}
	if e.Order != "" {
		text += "order " + defect.Quote(e.Order) + ": "
	}
	return text + e.Fault
}

func (e *StateError) Unwrap() error { return ErrState }
