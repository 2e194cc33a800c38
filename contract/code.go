package contract

import "errors"

// Code says what became of a command. The set is closed; the zero Code is a refusal. Its text is stable, its number is not.
type Code uint8

const (
	// Done: the contracts are changed, or would be.
	Done Code = iota + 1
	// RefusedNoInstant: it says not when, or names no zone.
	RefusedNoInstant
	// RefusedNoActor: an import names no principal or no user.
	RefusedNoActor
	// RefusedNoEdit: it changes nothing because it names no edit.
	RefusedNoEdit
	// RefusedUnknownEdit: the edit is of no kind that a command may have.
	RefusedUnknownEdit
	// RefusedRights: the session may not; Decision.Rights says why.
	RefusedRights
	// RefusedUnknownContract: there is no contract of that code.
	RefusedUnknownContract
	// RefusedExists: there is a contract of that code already.
	RefusedExists
	// RefusedMirrored: the contract is a copy of another system's, which changes by import only (CON-6).
	RefusedMirrored
	// RefusedLocal: an import would overwrite or remove a local contract (CON-9).
	RefusedLocal
	// RefusedNotMirrored: an import brings a contract that is not marked as mirrored (CON-9).
	RefusedNotMirrored
	// RefusedAssignedAlready: the contract has the account Subject already.
	RefusedAssignedAlready
	// RefusedNotAssigned: the contract has not the account Subject.
	RefusedNotAssigned
	// RefusedListedAlready: the contract has the product Subject in that unit already.
	RefusedListedAlready
	// RefusedNotListed: the contract has not the product Subject in that unit.
	RefusedNotListed
	// RefusedDefects: the contracts would be wrong afterwards; Decision.Defects says how.
	RefusedDefects
	// RefusedChanged: somebody else changed the contracts since they were staged; Decision.Changed says what.
	RefusedChanged
	// RefusedNotApplying: the contract is none that applies to the buyer now, or there is none of that code (CON-10).
	RefusedNotApplying
)

// ErrCode is the class of every text that names no Code.
var ErrCode = errors.New("not a code of contracts")

var codes = [...]string{
	"", Done: "done", RefusedNoInstant: "no instant", RefusedNoActor: "no actor", RefusedNoEdit: "no edit",
	RefusedUnknownEdit: "unknown edit", RefusedRights: "not allowed", RefusedUnknownContract: "unknown contract",
	RefusedExists: "contract exists", RefusedMirrored: "mirrored", RefusedLocal: "local", RefusedNotMirrored: "not mirrored",
	RefusedAssignedAlready: "assigned already", RefusedNotAssigned: "not assigned", RefusedListedAlready: "listed already",
	RefusedNotListed: "not listed", RefusedDefects: "defects", RefusedChanged: "changed since", RefusedNotApplying: "not applying",
}

// String returns the code's text, "" for the zero code and for those that do not exist.
func (c Code) String() string {
	if int(c) < len(codes) {
		return codes[c]
	}
	return ""
}

// MarshalText returns the code's text, ErrCode for a number that is no code.
func (c Code) MarshalText() ([]byte, error) {
	if int(c) >= len(codes) {
		return nil, ErrCode
	}
	return []byte(codes[c]), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrCode and leaves c as it was.
func (c *Code) UnmarshalText(text []byte) error {
	for code, name := range codes {
		if name == string(text) {
			*c = Code(code)
			return nil
		}
	}
	return ErrCode
}
