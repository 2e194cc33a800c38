package delivery

import "errors"

// Code says what became of a question. The set is closed; the zero Code is a refusal. Its text is stable, its number is not.
type Code uint8

const (
	// Promised: the goods can come.
	Promised Code = iota + 1
	// RefusedNoInstant: the question says not when the order is placed, or says a year beyond the calendar.
	RefusedNoInstant
	// RefusedLead: the lead is below 0 or above MaxLead.
	RefusedLead
	// RefusedNoSchedule: there is no schedule to go by.
	RefusedNoSchedule
	// RefusedUnknownSchedule: the plan has no schedule Subject.
	RefusedUnknownSchedule
	// RefusedTooFar: no day within MaxDays; [Plan.Why] says what stands in the way.
	RefusedTooFar
	// RefusedNoLine: the order has no line.
	RefusedNoLine
)

// ErrCode is the class of every text that is no code.
var ErrCode = errors.New("not the code of a delivery date")

var codes = [...]string{
	Promised:               "promised",
	RefusedNoInstant:       "no instant",
	RefusedLead:            "impossible lead",
	RefusedNoSchedule:      "no schedule",
	RefusedUnknownSchedule: "unknown schedule",
	RefusedTooFar:          "too far ahead",
	RefusedNoLine:          "no line",
}

var codeSentences = [...]string{
	0:                      "nothing was asked",
	RefusedNoInstant:       "the question does not say when the order is placed",
	RefusedLead:            "the lead is not between 0 and 365 working days",
	RefusedNoSchedule:      "the account has no delivery schedule",
	RefusedUnknownSchedule: "there is no delivery schedule {subject}",
	RefusedTooFar:          "no day within 731 days of the order",
	RefusedNoLine:          "the order has no line",
}

// String returns the code's text, "" for the zero Code and those that do not exist.
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
	for code, known := range codes {
		if known == string(text) {
			*c = Code(code)
			return nil
		}
	}
	return ErrCode
}
