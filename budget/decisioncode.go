package budget

// DecisionCode says what became of a question or a command. The set is closed; the zero DecisionCode is a refusal. Its text
// is stable, its number is not.
type DecisionCode uint8

const (
	// Done: a movement was made, or a budget may be changed.
	Done DecisionCode = iota + 1
	// Accepted: no budget is exceeded.
	Accepted
	// Warned: accepted, though budgets are exceeded, which only warn.
	Warned
	// Held: reserved until a supervisor of each budget exceeded that asks for it has agreed.
	Held

	// What is wrong with the question or command.

	// RefusedNoOrder: the id of the order is none.
	RefusedNoOrder
	// RefusedNoRound: it says not which placement of the order it is about.
	RefusedNoRound
	// RefusedNoKey: the command's key is none.
	RefusedNoKey
	// RefusedNoActor: it names no principal or no user, in Subject.
	RefusedNoActor
	// RefusedNoBuyer: it names no user acted for or no account that orders, in Subject.
	RefusedNoBuyer
	// RefusedNoInstant: it says not when.
	RefusedNoInstant
	// RefusedPlacedLater: it places an order later than it is itself.
	RefusedPlacedLater
	// RefusedNoAmount: the total Subject is needed and not given.
	RefusedNoAmount
	// RefusedNegative: a total is below 0.
	RefusedNegative
	// RefusedTwoCurrencies: the totals are in two currencies, or not in the one of the order.
	RefusedTwoCurrencies
	// RefusedBadRate: a rate that says not all it must, or two for one currency, Subject.
	RefusedBadRate

	// What the budgets say of an order.

	// RefusedExceeded: it exceeds a budget that blocks; Subject is the first of them.
	RefusedExceeded
	// RefusedNoRate: the budget Subject is in another currency, and no rate was given (BUD-8).
	RefusedNoRate
	// RefusedNoPeriod: the instant is where the calendar ends for the budget Subject.
	RefusedNoPeriod

	// What the ledger says of a movement.

	// RefusedStillLive: an earlier placement still has something reserved or spent in the budget Subject.
	RefusedStillLive
	// RefusedOldRound: the order has been placed in that round or a later one.
	RefusedOldRound
	// RefusedNotReserved: nothing of the order is reserved, it is Subject: spent, or released.
	RefusedNotReserved
	// RefusedNotSpent: nothing of the order is spent, it is Subject.
	RefusedNotSpent
	// RefusedNotReleased: nothing of the order was released, it is Subject.
	RefusedNotReleased
	// RefusedAboveReserved: more is to be spent than the budget Subject has reserved.
	RefusedAboveReserved
	// RefusedAboveSpent: more is to be given back than was spent of the budget Subject.
	RefusedAboveSpent
	// RefusedCredited: part of it was given back already, so the approval stays.
	RefusedCredited

	// What keeps a budget from being changed.

	// RefusedUnknownBudget: the budget Subject does not exist.
	RefusedUnknownBudget
	// RefusedOwn: it would let the user, or who orders for him, spend more (BUD-7).
	RefusedOwn
	// RefusedFixed: the budget has entries, and Subject is what they rest on.
	RefusedFixed
	// RefusedBelowUsed: more is used of a budget that has no next period (BUD-7).
	RefusedBelowUsed
	// RefusedUsed: the budget has entries, so it stays.
	RefusedUsed
)

var decisionCodes = []string{
	Done:                 "done",
	Accepted:             "accepted",
	Warned:               "warned",
	Held:                 "held",
	RefusedNoOrder:       "no order",
	RefusedNoRound:       "no round",
	RefusedNoKey:         "no key",
	RefusedNoActor:       "nobody named",
	RefusedNoBuyer:       "no buyer",
	RefusedNoInstant:     "no instant",
	RefusedPlacedLater:   "placed later",
	RefusedNoAmount:      "no amount",
	RefusedNegative:      "negative amount",
	RefusedTwoCurrencies: "two currencies",
	RefusedBadRate:       "bad rate",
	RefusedExceeded:      "exceeded",
	RefusedNoRate:        "no rate",
	RefusedNoPeriod:      "no period",
	RefusedStillLive:     "still live",
	RefusedOldRound:      "old round",
	RefusedNotReserved:   "not reserved",
	RefusedNotSpent:      "not spent",
	RefusedNotReleased:   "not released",
	RefusedAboveReserved: "above reserved",
	RefusedAboveSpent:    "above spent",
	RefusedCredited:      "credited",
	RefusedUnknownBudget: "unknown budget",
	RefusedOwn:           "own budget",
	RefusedFixed:         "fixed",
	RefusedBelowUsed:     "below what is used",
	RefusedUsed:          "used",
}

// String returns the code's text, "" for the zero code, "unknown" for those that do not exist.
func (c DecisionCode) String() string { return textOf(decisionCodes, c) }

// MarshalText returns the code's text, ErrText for a code that does not exist.
func (c DecisionCode) MarshalText() ([]byte, error) { return marshal(decisionCodes, c) }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves c as it was.
func (c *DecisionCode) UnmarshalText(text []byte) error { return unmarshal(decisionCodes, c, text) }
