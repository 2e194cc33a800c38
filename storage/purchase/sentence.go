package purchase

import "strconv"

// String says the result for people, and for a refusal what would have to change. No amount is in it.
func (r Result) String() string {
	about := ""
	if r.Order != "" {
		about = "order " + strconv.Quote(r.Order) + ": "
	}
	switch r.Code {
	case Done:
		if r.Order == "" { // of a substitute
			return "done"
		}
		if r.Replayed {
			return about + "was done before, it was " + r.State.String()
		}
		return about + "done, it is " + r.State.String()
	case RefusedPermission:
		return about + r.permission()
	case RefusedLines:
		return about + r.lines()
	case RefusedBudget:
		return about + r.Budget.Decision.String()
	case RefusedApproval:
		return r.Approval.String()
	case RefusedState:
		return about + "it is " + r.State.String() + ": have it approved first"
	}
	if text, ok := sentences[r.Code]; ok {
		return about + text + r.Subject
	}
	return about + "nothing was asked"
}

var sentences = map[Code]string{
	RefusedCommand:   "the command lacks, or has a bad, ",
	RefusedKeyReused: "the key was used for something else: give the command one of its own",
	RefusedNoOrder:   "there is none: look at its number",
	RefusedTaken:     "another has this number: choose one",
	RefusedConverted: "the quote is an order already: go on with ",
}

func (r Result) permission() string {
	text := "not permitted"
	for _, d := range r.Permissions {
		text += "; " + d.String()
	}
	return text
}

func (r Result) lines() string {
	text := "there is nothing to order"
	for i, u := range r.Unpriced {
		if i == 0 {
			text = "cannot be ordered"
		}
		text += "; line " + strconv.Itoa(u.Line) + ": " + u.Reason.String()
	}
	for i, u := range r.Unsold {
		if i == 0 && len(r.Unpriced) == 0 {
			text = "cannot be ordered"
		}
		text += "; line " + strconv.Itoa(u.Line) + ": " + string(u.Code)
	}
	return text
}
