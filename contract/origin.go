package contract

import "errors"

// Origin says where a contract is kept. Its text is stable, its number is not.
type Origin uint8

const (
	// Local: kept here.
	Local Origin = iota
	// Mirrored: a copy of the seller's other system, which changes by import
	// only.
	Mirrored
)

// ErrOrigin is the class of every text that names no Origin.
var ErrOrigin = errors.New("not an origin of contracts")

var originNames = [...]string{Local: "local", Mirrored: "mirrored"}

// String returns "local", "mirrored", or "unknown".
func (o Origin) String() string {
	if int(o) < len(originNames) {
		return originNames[o]
	}
	return "unknown"
}

// MarshalText returns "local" or "mirrored", ErrOrigin for a number that is no origin.
func (o Origin) MarshalText() ([]byte, error) {
	if int(o) >= len(originNames) {
		return nil, ErrOrigin
	}
	return []byte(originNames[o]), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrOrigin and leaves o as it was.
func (o *Origin) UnmarshalText(text []byte) error {
	for origin, name := range originNames {
		if name == string(text) {
			*o = Origin(origin)
			return nil
		}
	}
	return ErrOrigin
}
