package contract

// Origin says where a contract is kept.
type Origin uint8

const (
	// Local: kept here.
	Local Origin = iota
	// Mirrored: a copy of the seller's other system, which changes by import
	// only.
	Mirrored
)

var originNames = [...]string{Local: "local", Mirrored: "mirrored"}

// String returns "local", "mirrored", or "unknown".
func (o Origin) String() string {
	if int(o) < len(originNames) {
		return originNames[o]
	}
	return "unknown"
}
