package approval

// Code says why something is allowed or refused. The set is closed; the zero Code is a refusal. Its text is stable, its
// number is not.
type Code uint8

const (
	// Allowed: it is done, or may be.
	Allowed Code = iota + 1

	// About the command.

	// RefusedNoCommand: there is no such command.
	RefusedNoCommand
	// RefusedNoKey: the command has no key, or none that can be one.
	RefusedNoKey
	// RefusedNoInstant: the command says not when.
	RefusedNoInstant
	// RefusedNoOrder: the command names no order.
	RefusedNoOrder
	// RefusedOtherOrder: the request is that of another order.
	RefusedOtherOrder
	// RefusedNoSession: the session names no principal, no user, or, to place, no account.
	RefusedNoSession
	// RefusedBadID: Subject is no id.
	RefusedBadID
	// RefusedNoContent: the content has no parts, or parts without name or digest, or two of one name.
	RefusedNoContent
	// RefusedNoAmount: the order has no amount that can be kept.
	RefusedNoAmount
	// RefusedBadLimit: a limit has no amount, or one below 0.
	RefusedBadLimit
	// RefusedListedAndRouted: a limit lists authorizers and routes; it must do one.
	RefusedListedAndRouted
	// RefusedCurrency: a limit is in the currency Subject, which is not the order's.
	RefusedCurrency
	// RefusedBudgetTwice: the budget Subject is given twice.
	RefusedBudgetTwice
	// RefusedNoVerdict: the answer neither approves nor declines.
	RefusedNoVerdict
	// RefusedNoFeedback: a decline needs feedback.
	RefusedNoFeedback
	// RefusedBadFeedback: the feedback is no valid UTF-8 or longer than 4096 bytes.
	RefusedBadFeedback
	// RefusedKeyReused: the key was used for something else; no more is told.
	RefusedKeyReused

	// About the order.

	// RefusedUnsound: the request is none that the engine has made; Subject says why.
	RefusedUnsound
	// RefusedState: what is in this State cannot be treated so.
	RefusedState
	// RefusedChangedSince: the order is no longer what was seen; Changed names the parts that differ, none if what was seen
	// was never the order's content.
	RefusedChangedSince
	// RefusedNoPath: different persons could never authorize all levels; Missing has the levels that nobody is left for.
	RefusedNoPath

	// About the one who acts.

	// RefusedUnknownUser: the user Subject does not exist.
	RefusedUnknownUser
	// RefusedInactiveUser: the user Subject is not active.
	RefusedInactiveUser
	// RefusedOwnHand: it needs the own hand of the principal, who acts as the user Subject.
	RefusedOwnHand
	// RefusedNotOrderer: it is for the one who ordered.
	RefusedNotOrderer
	// RefusedNotAuthorizer: the user is none of the authorizers of the Level, or of any level.
	RefusedNotAuthorizer
	// RefusedMayNotAuthorize: the user has not, or no longer, the right to authorize.
	RefusedMayNotAuthorize
	// RefusedBlind: the user does not see prices.
	RefusedBlind
	// RefusedOtherAccount: the user is not, or no longer, of the account.
	RefusedOtherAccount
	// RefusedNotCovered: the user's right does not cover the order's amount.
	RefusedNotCovered
	// RefusedBehindOrder: a person behind the order answers none of its levels.
	RefusedBehindOrder
	// RefusedAnsweredAnother: the person has answered another level.
	RefusedAnsweredAnother
	// RefusedStandsIn: the user Subject, for whom he stands in, might not answer himself.
	RefusedStandsIn
	// RefusedStrands: with this answer another level would have nobody left who may answer it.
	RefusedStrands

	// About the level.

	// RefusedNoLevel: the order has no such level.
	RefusedNoLevel
	// RefusedNotItsTurn: the level is not asked yet.
	RefusedNotItsTurn
	// RefusedAlreadyAnswered: the Level was answered, By whom, At when and how, the Verdict.
	RefusedAlreadyAnswered
	// RefusedNotAnswered: there is no answer to cancel.
	RefusedNotAnswered
	// RefusedDeclineStands: the order would stay declined by the answer at Level, By whom.
	RefusedDeclineStands

	// About substitutes.

	// RefusedOtherUser: the substitutes are those of another user.
	RefusedOtherUser
	// RefusedOwnSubstitute: nobody is his own substitute, under another login neither.
	RefusedOwnSubstitute
	// RefusedNoWindow: the window holds no instant from now on.
	RefusedNoWindow
	// RefusedUnfitSubstitute: the user Subject could not answer himself.
	RefusedUnfitSubstitute
	// RefusedNotNamed: the user Subject is not named.
	RefusedNotNamed
)

var codes = []string{
	Allowed:                "allowed",
	RefusedNoCommand:       "no command",
	RefusedNoKey:           "no key",
	RefusedNoInstant:       "no instant",
	RefusedNoOrder:         "no order named",
	RefusedOtherOrder:      "another order",
	RefusedNoSession:       "no session",
	RefusedBadID:           "bad id",
	RefusedNoContent:       "no content",
	RefusedNoAmount:        "no amount",
	RefusedBadLimit:        "bad limit",
	RefusedListedAndRouted: "listed and routed",
	RefusedCurrency:        "another currency",
	RefusedBudgetTwice:     "budget twice",
	RefusedNoVerdict:       "no verdict",
	RefusedNoFeedback:      "no feedback",
	RefusedBadFeedback:     "bad feedback",
	RefusedKeyReused:       "key reused",
	RefusedUnsound:         "unsound request",
	RefusedState:           "not in this state",
	RefusedChangedSince:    "changed since",
	RefusedNoPath:          "no path",
	RefusedUnknownUser:     "unknown user",
	RefusedInactiveUser:    "user not active",
	RefusedOwnHand:         "needs the own hand",
	RefusedNotOrderer:      "not the orderer",
	RefusedNotAuthorizer:   "not an authorizer",
	RefusedMayNotAuthorize: "may not authorize",
	RefusedBlind:           "does not see prices",
	RefusedOtherAccount:    "another account",
	RefusedNotCovered:      "amount not covered",
	RefusedBehindOrder:     "behind the order",
	RefusedAnsweredAnother: "answered another level",
	RefusedStandsIn:        "stands in for one who may not",
	RefusedStrands:         "strands a level",
	RefusedNoLevel:         "no such level",
	RefusedNotItsTurn:      "not its turn",
	RefusedAlreadyAnswered: "already answered",
	RefusedNotAnswered:     "not answered",
	RefusedDeclineStands:   "decline stands",
	RefusedOtherUser:       "another user",
	RefusedOwnSubstitute:   "own substitute",
	RefusedNoWindow:        "no window",
	RefusedUnfitSubstitute: "unfit substitute",
	RefusedNotNamed:        "not named",
}

// String returns the code's text, "" for the zero code and for those that do not exist.
func (c Code) String() string { return textOf(codes, c) }

// MarshalText returns the code's text.
func (c Code) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves c as it was.
func (c *Code) UnmarshalText(text []byte) error { return readText(codes, text, c) }
