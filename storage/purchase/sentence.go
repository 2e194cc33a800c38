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
	case RefusedCommand:
		return about + "the command has no " + r.Subject + " that can be one: give it"
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
	if len(r.Unpriced)+len(r.Unsold)+len(r.Refusals) == 0 {
		return "there is nothing to order: give it lines"
	}
	text := "some lines cannot be ordered: leave them out, or change them"
	for _, u := range r.Unpriced {
		text += "; line " + strconv.Itoa(u.Line) + ": " + u.Reason.String()
	}
	for _, u := range r.Unsold {
		text += "; line " + strconv.Itoa(u.Line) + ": " + string(u.Code)
	}
	for _, f := range r.Refusals {
		text += "; " + f.String()
	}
	return text
}
