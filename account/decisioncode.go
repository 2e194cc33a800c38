package account

// DecisionCode says why something is allowed or refused. The set is closed; the zero DecisionCode is a refusal.
type DecisionCode string

// Allowed: every layer agrees.
const Allowed DecisionCode = "allowed"

// Refused by LayerQuestion.
const (
	RefusedNoAction      DecisionCode = "no action named"
	RefusedUnknownAction DecisionCode = "unknown action"
	// RefusedNoInstant: the question says not for when.
	RefusedNoInstant DecisionCode = "no instant"
	// RefusedStrangeTarget: the action is not about what Subject names.
	RefusedStrangeTarget DecisionCode = "not about that"
	// RefusedNoTarget: what Subject names must be given.
	RefusedNoTarget DecisionCode = "no target named"
)

// Refused by LayerSession.
const (
	// RefusedNoSession: the session names no principal or no user, or is out of an account without impersonating.
	RefusedNoSession DecisionCode = "no session"
	// RefusedNotBegun: the session begins after the instant of the question.
	RefusedNotBegun DecisionCode = "session not begun"
	// RefusedUnknownUser: the user Subject, principal or acted for, does not exist.
	RefusedUnknownUser DecisionCode = "unknown user"
	// RefusedInactiveUser: the user Subject, principal or acted for, is not activated.
	RefusedInactiveUser DecisionCode = "user not activated"
	// RefusedNotLinked: the user is not, or no longer, linked to the account Subject.
	RefusedNotLinked DecisionCode = "not linked to the account"
	// RefusedNoAccount: a user of several accounts has not chosen one yet.
	RefusedNoAccount DecisionCode = "no account chosen"
)

// Refused by LayerActing.
const (
	// RefusedActingEnded: the principal could not begin to impersonate now; Cause says why.
	RefusedActingEnded DecisionCode = "acting ended"
	// RefusedActingAlready: nobody acts from within acting.
	RefusedActingAlready DecisionCode = "acts for another already"
	// RefusedOwnHand: it needs the principal's own hand.
	RefusedOwnHand DecisionCode = "needs the own hand"
	// RefusedFromBlocked: the account Subject, out of which he would impersonate, is blocked.
	RefusedFromBlocked DecisionCode = "own account blocked"
	// RefusedOneToOne: the user has but one account.
	RefusedOneToOne DecisionCode = "one account only"
)

// Refused by LayerApplication, LayerGroups and LayerAccount.
const (
	// RefusedSwitchedOff: the seller's switch Subject is off.
	RefusedSwitchedOff DecisionCode = "switched off for all"
	// RefusedFeatureOff: the application has the feature Subject off.
	RefusedFeatureOff DecisionCode = "feature off in application"
	// RefusedFeatureNotGranted: no group of the account or of the user grants the feature Subject.
	RefusedFeatureNotGranted DecisionCode = "feature off in groups"
	// RefusedBlocked: the account is blocked.
	RefusedBlocked DecisionCode = "account blocked"
	// RefusedTermsBlocked: the account is priced from, or billed to, the account Subject or by way of it, which is blocked.
	RefusedTermsBlocked DecisionCode = "priced from or billed to a blocked account"
	// RefusedNotOnAccount: a sub-account's orders must be on account, which Subject, the application or the account, does not
	// permit.
	RefusedNotOnAccount DecisionCode = "not on account"
)

// Refused by LayerUser, LayerPermissions and LayerWorkerGroups.
const (
	// RefusedKind: not for users of the kind Subject.
	RefusedKind DecisionCode = "not for such users"
	// RefusedNotRepresentative: the user is no sales representative with an id.
	RefusedNotRepresentative DecisionCode = "no sales representative"
	// RefusedOption: the user's option Subject is off.
	RefusedOption DecisionCode = "option off"
	// RefusedDenied: a permission role denies the permission Subject.
	RefusedDenied DecisionCode = "permission denied"
	// RefusedNotAllowed: no permission role allows the permission Subject.
	RefusedNotAllowed DecisionCode = "permission not allowed"
	// RefusedWorkerGroup: no worker group lets edit what Subject names.
	RefusedWorkerGroup DecisionCode = "not in worker groups"
)

// Refused by LayerTarget.
const (
	// RefusedUnknownTarget: there is no such thing as Subject.
	RefusedUnknownTarget DecisionCode = "unknown target"
	// RefusedOtherAccount: the account Subject is not the one that the session is for.
	RefusedOtherAccount DecisionCode = "another account"
	// RefusedNotBelow: the account Subject is not below.
	RefusedNotBelow DecisionCode = "not below"
	// RefusedNotChild: the account Subject is below, but no direct child, and the application asks for one.
	RefusedNotChild DecisionCode = "no direct child"
	// RefusedNotAssigned: the account Subject is not assigned to the sales representative.
	RefusedNotAssigned DecisionCode = "not assigned"
	// RefusedOwnHistoryOnly: the user sees the history of the own account only.
	RefusedOwnHistoryOnly DecisionCode = "own history only"
	// RefusedOtherUser: the user Subject is none of the account's, or none to whom it can be done.
	RefusedOtherUser DecisionCode = "not that user"
	// RefusedOtherRepresentative: the contract is another sales representative's.
	RefusedOtherRepresentative DecisionCode = "another representative's"
	// RefusedHostsOwn: no session changes that of the account Subject; the host does.
	RefusedHostsOwn DecisionCode = "the host's own"
	// RefusedMoreThanHeld: it would grant Subject, which the one who grants does not hold.
	RefusedMoreThanHeld DecisionCode = "more than held"
)

// layerOf says which layer refuses with a code.
var layerOf = map[DecisionCode]Layer{
	RefusedNoAction: LayerQuestion, RefusedUnknownAction: LayerQuestion, RefusedNoInstant: LayerQuestion,
	RefusedStrangeTarget: LayerQuestion, RefusedNoTarget: LayerQuestion,
	RefusedNoSession: LayerSession, RefusedNotBegun: LayerSession, RefusedUnknownUser: LayerSession,
	RefusedInactiveUser: LayerSession, RefusedNotLinked: LayerSession, RefusedNoAccount: LayerSession,
	RefusedActingEnded: LayerActing, RefusedActingAlready: LayerActing, RefusedOwnHand: LayerActing,
	RefusedFromBlocked: LayerActing, RefusedOneToOne: LayerActing,
	RefusedSwitchedOff: LayerApplication, RefusedFeatureOff: LayerApplication, RefusedFeatureNotGranted: LayerGroups,
	RefusedBlocked: LayerAccount, RefusedTermsBlocked: LayerAccount, RefusedNotOnAccount: LayerAccount,
	RefusedKind: LayerUser, RefusedNotRepresentative: LayerUser, RefusedOption: LayerUser,
	RefusedDenied: LayerPermissions, RefusedNotAllowed: LayerPermissions, RefusedWorkerGroup: LayerWorkerGroups,
	RefusedUnknownTarget: LayerTarget, RefusedOtherAccount: LayerTarget, RefusedNotBelow: LayerTarget,
	RefusedNotChild: LayerTarget, RefusedNotAssigned: LayerTarget, RefusedOwnHistoryOnly: LayerTarget,
	RefusedOtherUser: LayerTarget, RefusedOtherRepresentative: LayerTarget, RefusedMoreThanHeld: LayerTarget, RefusedHostsOwn: LayerTarget,
}
