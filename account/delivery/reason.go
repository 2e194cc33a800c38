package delivery

import (
	"errors"
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// ReasonCode says why nothing comes on a day. The set is closed; the zero ReasonCode is none. Its text is stable, its number
// is not.
type ReasonCode uint8

const (
	// ReasonClosed: the days are closed; Subject is the closure's name.
	ReasonClosed ReasonCode = iota + 1
	// ReasonNoWork: no working day, when one is needed or nothing is brought either.
	ReasonNoWork
	// ReasonCutOff: the order came at or after the cut-off, Subject.
	ReasonCutOff
	// ReasonLead: the lead time is not over.
	ReasonLead
	// ReasonNoDelivery: a working day on which nothing is brought.
	ReasonNoDelivery
	// ReasonFrameBegun: the frame Subject had begun when the order came.
	ReasonFrameBegun
	// ReasonFrameSkipped: the frame Subject does not exist on that day, as the clocks are put forward over it.
	ReasonFrameSkipped
)

// ErrReasonCode is the class of every text that is no code of a reason.
var ErrReasonCode = errors.New("not the code of a reason against a delivery date")

var reasonCodes = [...]string{
	ReasonClosed:       "closed",
	ReasonNoWork:       "no working day",
	ReasonCutOff:       "after the cut-off",
	ReasonLead:         "lead time",
	ReasonNoDelivery:   "no delivery",
	ReasonFrameBegun:   "frame begun",
	ReasonFrameSkipped: "frame skipped",
}

var reasonSentences = [...]string{
	0:                  "no reason",
	ReasonClosed:       "closed",
	ReasonNoWork:       "no working day",
	ReasonCutOff:       "the order came after the cut-off at {subject}",
	ReasonLead:         "the goods are being prepared",
	ReasonNoDelivery:   "nothing is delivered on that day of the week",
	ReasonFrameBegun:   "the frame {subject} had begun",
	ReasonFrameSkipped: "the clocks are put forward over the frame {subject}",
}

// String returns the code's text, "" for the zero code and those that do not exist.
func (c ReasonCode) String() string {
	if int(c) < len(reasonCodes) {
		return reasonCodes[c]
	}
	return ""
}

// MarshalText returns the code's text, ErrReasonCode for a number that is no code.
func (c ReasonCode) MarshalText() ([]byte, error) {
	if int(c) >= len(reasonCodes) {
		return nil, ErrReasonCode
	}
	return []byte(reasonCodes[c]), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrReasonCode and leaves c as it was.
func (c *ReasonCode) UnmarshalText(text []byte) error {
	for code, known := range reasonCodes {
		if known == string(text) {
			*c = ReasonCode(code)
			return nil
		}
	}
	return ErrReasonCode
}

// Reason is why nothing comes on some days by one schedule.
type Reason struct {
	Code     ReasonCode
	Schedule string
	// Days follow each other, and the reason holds for each. The first is that of the order, or the day after the previous
	// reason of the schedule; for a frame it may be the same day.
	Days    calendar.Days
	Subject string
}

// String says the reason for people: "2026-12-25: closed, Christmas Day".
func (r Reason) String() string {
	days := r.Days.String()
	if r.Days.From == r.Days.To {
		days = r.Days.From.String()
	}
	if int(r.Code) >= len(reasonSentences) {
		return days + ": " + reasonSentences[0]
	}
	text := days + ": " + strings.ReplaceAll(reasonSentences[r.Code], "{subject}", r.Subject)
	if r.Code == ReasonClosed && r.Subject != "" {
		text += ", " + r.Subject
	}
	return text
}
