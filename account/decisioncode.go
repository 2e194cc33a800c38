package account

import "errors"

// DecisionCode says why something is allowed or refused. The set is closed; the zero DecisionCode is a refusal. Its text is
// stable, its number is not.
type DecisionCode uint8

const (
	// Allowed: every layer agrees.
	Allowed DecisionCode = iota + 1

	// Refused by LayerQuestion.

	RefusedNoAction
	RefusedUnknownAction
	// RefusedNoInstant: the question says not for when.
	RefusedNoInstant
	// RefusedStrangeTarget: the action is not about what Subject names.
	RefusedStrangeTarget
	// RefusedNoTarget: what Subject names must be given.
	RefusedNoTarget

	// Refused by LayerSession.

	// RefusedNoSession: the session names no principal or no user, or is out of an account without impersonating.
	RefusedNoSession
	// RefusedNotBegun: the session begins after the instant of the question.
	RefusedNotBegun
	// RefusedUnknownUser: the user Subject, principal or acted for, does not exist.
	RefusedUnknownUser
	// RefusedInactiveUser: the user Subject, principal or acted for, is not activated.
	RefusedInactiveUser
	// RefusedNotLinked: the user is not, or no longer, linked to the account Subject.
	RefusedNotLinked
	// RefusedNoAccount: a user of several accounts has not chosen one yet.
	RefusedNoAccount

	// Refused by LayerActing.

	// RefusedActingEnded: the principal could not begin to represent or impersonate now; Cause says why.
	RefusedActingEnded
	// RefusedActingAlready: nobody acts from within acting.
	RefusedActingAlready
	// RefusedOwnHand: it needs the principal's own hand.
	RefusedOwnHand
	// RefusedFromBlocked: the account Subject, out of which he would impersonate, is blocked.
	RefusedFromBlocked
	// RefusedOneToOne: the user has but one account.
	RefusedOneToOne

	// Refused by LayerApplication, LayerGroups and LayerAccount.

	// RefusedSwitchedOff: the seller's switch Subject is off.
	RefusedSwitchedOff
	// RefusedFeatureOff: the application has the feature Subject off.
	RefusedFeatureOff
	// RefusedFeatureNotGranted: no group of the account or of the user grants the feature Subject.
	RefusedFeatureNotGranted
	// RefusedBlocked: the account is blocked.
	RefusedBlocked
	// RefusedTermsBlocked: the account is priced from, or billed to, the account Subject or by way of it, which is blocked.
	RefusedTermsBlocked
	// RefusedNotOnAccount: a sub-account's orders must be on account, which Subject, the application or the account, does not
	// permit.
	RefusedNotOnAccount
	// RefusedPayment: the account's payment terms do not have the type Subject.
	RefusedPayment

	// Refused by LayerUser, LayerPermissions and LayerWorkerGroups.

	// RefusedKind: not for users of the kind Subject.
	RefusedKind
	// RefusedNotRepresentative: the user is no sales representative with an id.
	RefusedNotRepresentative
	// RefusedOption: the user's option Subject is off.
	RefusedOption
	// RefusedDenied: a permission role denies the permission Subject.
	RefusedDenied
	// RefusedNotAllowed: no permission role allows the permission Subject.
	RefusedNotAllowed
	// RefusedWorkerGroup: no worker group lets edit what Subject names.
	RefusedWorkerGroup

	// Refused by LayerTarget.

	// RefusedUnknownTarget: there is no such thing as Subject.
	RefusedUnknownTarget
	// RefusedAddressKind: the address Subject is of another kind than the one that it is to be chosen for.
	RefusedAddressKind
	// RefusedNoAddress: no address is chosen, and none is the default for Subject.
	RefusedNoAddress
	// RefusedBilledElsewhere: the account Subject is billed, and its address counts (BIL-1).
	RefusedBilledElsewhere
	// RefusedOtherAccount: the account Subject is not the one that the session is for.
	RefusedOtherAccount
	// RefusedNotBelow: the account Subject is not below.
	RefusedNotBelow
	// RefusedNotChild: the account Subject is below, but no direct child, and the application asks for one.
	RefusedNotChild
	// RefusedNotAssigned: the account Subject is not assigned to the sales representative.
	RefusedNotAssigned
	// RefusedOwnHistoryOnly: the user sees the history of the own account only.
	RefusedOwnHistoryOnly
	// RefusedOtherUser: the user Subject is none of the account's, or none to whom it can be done.
	RefusedOtherUser
	// RefusedOtherRepresentative: the contract, or the representative id, Subject, is not the sales representative's own.
	RefusedOtherRepresentative
	// RefusedHostsOwn: no session changes that of the account Subject; the host does.
	RefusedHostsOwn
	// RefusedMoreThanHeld: it would grant Subject, which the one who grants does not hold.
	RefusedMoreThanHeld
)

// ErrDecisionCode is the class of every text that is no code of a decision.
var ErrDecisionCode = errors.New("not the code of a decision")

var decisionCodes = [...]string{
	Allowed:                    "allowed",
	RefusedNoAction:            "no action named",
	RefusedUnknownAction:       "unknown action",
	RefusedNoInstant:           "no instant",
	RefusedStrangeTarget:       "not about that",
	RefusedNoTarget:            "no target named",
	RefusedNoSession:           "no session",
	RefusedNotBegun:            "session not begun",
	RefusedUnknownUser:         "unknown user",
	RefusedInactiveUser:        "user not activated",
	RefusedNotLinked:           "not linked to the account",
	RefusedNoAccount:           "no account chosen",
	RefusedActingEnded:         "acting ended",
	RefusedActingAlready:       "acts for another already",
	RefusedOwnHand:             "needs the own hand",
	RefusedFromBlocked:         "own account blocked",
	RefusedOneToOne:            "one account only",
	RefusedSwitchedOff:         "switched off for all",
	RefusedFeatureOff:          "feature off in application",
	RefusedFeatureNotGranted:   "feature off in groups",
	RefusedBlocked:             "account blocked",
	RefusedTermsBlocked:        "priced from or billed to a blocked account",
	RefusedNotOnAccount:        "not on account",
	RefusedPayment:             "not in the payment terms",
	RefusedKind:                "not for such users",
	RefusedNotRepresentative:   "no sales representative",
	RefusedOption:              "option off",
	RefusedDenied:              "permission denied",
	RefusedNotAllowed:          "permission not allowed",
	RefusedWorkerGroup:         "not in worker groups",
	RefusedUnknownTarget:       "unknown target",
	RefusedAddressKind:         "address of another kind",
	RefusedNoAddress:           "no address",
	RefusedBilledElsewhere:     "billed elsewhere",
	RefusedOtherAccount:        "another account",
	RefusedNotBelow:            "not below",
	RefusedNotChild:            "no direct child",
	RefusedNotAssigned:         "not assigned",
	RefusedOwnHistoryOnly:      "own history only",
	RefusedOtherUser:           "not that user",
	RefusedOtherRepresentative: "another representative's",
	RefusedHostsOwn:            "the host's own",
	RefusedMoreThanHeld:        "more than held",
}

// String returns the code's text, "" for the zero code and for those that do not exist.
func (c DecisionCode) String() string {
	if int(c) < len(decisionCodes) {
		return decisionCodes[c]
	}
	return ""
}

// MarshalText returns the code's text, ErrDecisionCode for a number that is no code.
func (c DecisionCode) MarshalText() ([]byte, error) {
	if int(c) >= len(decisionCodes) {
		return nil, ErrDecisionCode
	}
	return []byte(decisionCodes[c]), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrDecisionCode and leaves c as it was.
func (c *DecisionCode) UnmarshalText(text []byte) error {
	for code, known := range decisionCodes {
		if known == string(text) {
			*c = DecisionCode(code)
			return nil
		}
	}
	return ErrDecisionCode
}

// layer says which layer refuses with a code.
func (c DecisionCode) layer() Layer {
	switch c {
	case RefusedNoAction, RefusedUnknownAction, RefusedNoInstant, RefusedStrangeTarget, RefusedNoTarget:
		return LayerQuestion
	case RefusedNoSession, RefusedNotBegun, RefusedUnknownUser, RefusedInactiveUser, RefusedNotLinked,
		RefusedNoAccount:
		return LayerSession
	case RefusedActingEnded, RefusedActingAlready, RefusedOwnHand, RefusedFromBlocked, RefusedOneToOne:
		return LayerActing
	case RefusedSwitchedOff, RefusedFeatureOff:
		return LayerApplication
	case RefusedFeatureNotGranted:
		return LayerGroups
	case RefusedBlocked, RefusedTermsBlocked, RefusedNotOnAccount, RefusedPayment:
		return LayerAccount
	case RefusedKind, RefusedNotRepresentative, RefusedOption:
		return LayerUser
	case RefusedDenied, RefusedNotAllowed:
		return LayerPermissions
	case RefusedWorkerGroup:
		return LayerWorkerGroups
	case RefusedUnknownTarget, RefusedAddressKind, RefusedNoAddress, RefusedBilledElsewhere, RefusedOtherAccount, RefusedNotBelow, RefusedNotChild, RefusedNotAssigned,
		RefusedOwnHistoryOnly, RefusedOtherUser, RefusedOtherRepresentative, RefusedMoreThanHeld, RefusedHostsOwn:
		return LayerTarget
	}
	return ""
}
