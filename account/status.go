package account

import (
	"errors"
	"strconv"
)

// Status says whether an account may trade. The zero Status is Active.
type Status uint8

const (
	Active Status = iota
	// Blocked accounts stay linked and readable, but get no price and no order (ACC-6).
	Blocked
)

// ErrStatus is the class of every text that is no status.
var ErrStatus = errors.New("not an account status: write active or blocked")

// String returns "active" or "blocked", and the number of a status that does not exist.
func (s Status) String() string {
	switch s {
	case Active:
		return "active"
	case Blocked:
		return "blocked"
	}
	return "status " + strconv.Itoa(int(s))
}

// MarshalText returns "active" or "blocked", ErrStatus for another number.
func (s Status) MarshalText() ([]byte, error) {
	if s > Blocked {
		return nil, ErrStatus
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrStatus and leaves s as it was.
func (s *Status) UnmarshalText(text []byte) error {
	switch string(text) {
	case "active":
		*s = Active
	case "blocked":
		*s = Blocked
	default:
		return ErrStatus
	}
	return nil
}
