package budget

import "github.com/tradeterms/tradeterms/account/defect"

// Decision is what became of a question or a command, and why. The zero Decision refuses.
type Decision struct {
	Code DecisionCode
	// Subject names what a refusal is about: a budget, a field, a status; see the code.
	Subject string
}

// Allowed reports whether it was not refused.
func (d Decision) Allowed() bool { return Done <= d.Code && d.Code <= Held }

// String says the decision for people, and for a refusal what would have to change. No amount is in it.
func (d Decision) String() string {
	text, ok := sentences[d.Code]
	if !ok {
		return "nothing was asked"
	}
	if text[1] == "" {
		return text[0]
	}
	return text[0] + defect.Quote(d.Subject) + text[1]
}

func refused(code DecisionCode, subject string) Decision {
	return Decision{Code: code, Subject: defect.Cut(subject)}
}

// sentences have the subject between their halves; those of one half have none.
var sentences = map[DecisionCode][2]string{
	Done:                 {"done"},
	Accepted:             {"accepted: no budget is exceeded"},
	Warned:               {"accepted, but a budget is exceeded"},
	Held:                 {"held: a budget is exceeded, and its supervisors must agree"},
	RefusedNoOrder:       {"the order ", " is no id: name the order"},
	RefusedNoRound:       {"no round is named: say which placement of the order it is, from 1 on"},
	RefusedNoKey:         {"the key ", " is no id: give the command one"},
	RefusedNoActor:       {"no ", " is named: say who does it, and as whom"},
	RefusedNoBuyer:       {"no ", " is named: say for whom the order is"},
	RefusedNoInstant:     {"no instant is named: say when"},
	RefusedPlacedLater:   {"the order is placed later than the command is given: correct one of the two"},
	RefusedNoAmount:      {"the total ", " is not given: give it"},
	RefusedNegative:      {"a total is below 0: correct it"},
	RefusedTwoCurrencies: {"the totals are not in one currency, that of the order: give them in it"},
	RefusedBadRate:       {"the rate to ", " is not whole, or there are two: give one with currencies, factor, source and instant"},
	RefusedExceeded:      {"the budget ", " is exceeded, and blocks: order less, or have it raised"},
	RefusedNoRate:        {"the budget ", " is in another currency: give the rate"},
	RefusedNoPeriod:      {"the instant is in no period of budget ", ": correct it"},
	RefusedStillLive:     {"the order is placed already, and counts in budget ", ": release it first"},
	RefusedOldRound:      {"the order has been placed in that round already: give the next"},
	RefusedNotReserved:   {"nothing of the order is reserved, it is ", ": reverse its approval or decline, or place it anew"},
	RefusedNotSpent:      {"nothing of the order is spent, it is ", ": have it approved first"},
	RefusedNotReleased:   {"nothing of the order was released, it is ", ": reverse declines alone so"},
	RefusedAboveReserved: {"more than is reserved in budget ", ": place the order anew"},
	RefusedAboveSpent:    {"more than was spent of budget ", ": give back less"},
	RefusedCredited:      {"part of the order was given back already: give back the rest instead"},
	RefusedUnknownBudget: {"the budget ", " does not exist: look at its id"},
	RefusedOwn:           {"the budget ", " is his own: ask another to raise it"},
	RefusedFixed:         {"entries rest on the budget's ", ": make another budget and deactivate this one"},
	RefusedBelowUsed:     {"more is used of the budget ", ", which has no next period: lower it less"},
	RefusedUsed:          {"the budget ", " has entries: deactivate it instead"},
}
