package approval

import (
	"errors"
	"strconv"

	"github.com/tradeterms/tradeterms/account/defect"
)

// ErrRequest is the class of every *RequestError.
var ErrRequest = errors.New("approval: request refused")

// RequestError says what is wrong with a stored request. errors.Is finds ErrRequest in it.
type RequestError struct {
	Order string
	// Fault says what is wrong, for people.
	Fault string
}

func (e *RequestError) Error() string {
	return ErrRequest.Error() + ": order " + defect.Quote(e.Order) + " " + e.Fault + ": do not change requests by hand"
}

// Unwrap returns ErrRequest.
func (e *RequestError) Unwrap() error { return ErrRequest }

// Check refuses with a *RequestError a request whose state its answers do not bear out: one that no sequence of commands
// makes. The engine refuses to go on from such a one.
func (r Request) Check() error {
	for _, fault := range []string{r.faultOfAnswers(), r.faultOfState(), r.faultOfTurn()} {
		if fault != "" {
			return &RequestError{Order: defect.Cut(r.Order), Fault: fault}
		}
	}
	return nil
}

// faultOfAnswers looks at each answer that counts by itself.
func (r *Request) faultOfAnswers() string {
	counted := make(map[int]bool)
	for _, a := range r.Answers {
		level := "level " + strconv.Itoa(a.Level)
		switch {
		case !a.valid():
			continue
		case a.Verdict != Approve && a.Verdict != Decline:
			return "has no verdict at " + level
		case a.Level < 1 || a.Level > len(r.Levels):
			return "has an answer at " + level + ", which it has not"
		case counted[a.Level]:
			return "has two answers at " + level
		case a.Placement != r.Placement || a.Seen != r.Content.Digest():
			return "has an answer for other content at " + level
		case a.By == "" || a.Person == "":
			return "has an answer by nobody at " + level
		}
		counted[a.Level] = true
	}
	return ""
}

// faultOfState holds the state against answers.
func (r *Request) faultOfState() string {
	open, declined := len(r.unanswered()), r.declined() != nil
	switch r.State {
	case Draft:
		if len(r.Levels) > 0 {
			return "is a draft and has levels"
		}
		return ""
	case Pending:
		if declined || open == 0 {
			return "is pending without waiting for anybody"
		}
	case Approved, Exported:
		if declined || open > 0 {
			return "is approved without the agreement of every level"
		}
	case Declined:
		if !declined {
			return "is declined by nobody"
		}
	default:
		return "has no state that exists"
	}
	if r.Placement < 1 || defect.OfID(r.Order) != "" || len(r.Content) == 0 || !r.Amount.IsSet() {
		return "was never placed"
	}
	return ""
}

// faultOfTurn holds the levels that wait against those that do not.
func (r *Request) faultOfTurn() string {
	if (r.State == Exported) == r.Exported.IsZero() {
		return "does not say when it was exported, or does though it was not"
	}
	lowest := 0
	for _, i := range r.unanswered() {
		if lowest == 0 {
			lowest = i
		}
		if waits := r.SideBySide || i == lowest; r.State == Pending && waits == r.Levels[i-1].Since.IsZero() {
			return "waits at level " + strconv.Itoa(i) + " without its turn"
		}
	}
	for i := range r.Levels {
		if !r.SideBySide && lowest > 0 && i+1 > lowest && r.answer(i+1) != nil {
			return "has an answer at level " + strconv.Itoa(i+1) + " before its turn"
		}
	}
	return ""
}
