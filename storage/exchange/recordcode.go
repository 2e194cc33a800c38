package exchange

// What is wrong with a line of package jsonlines.
const (
	// BadRecord: the line is no record of its kind.
	BadRecord Code = "bad record"
	// UnknownKind: the line is of a kind that does not exist.
	UnknownKind Code = "unknown kind"
	// NoEnd: the last line is missing, or counts otherwise than there are lines.
	NoEnd Code = "no end"
)
