package approval

import (
	"strconv"
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

// String says the decision for people, and for a refusal what to do. It holds no amount.
func (d Decision) String() string {
	var text strings.Builder
	if d.Order != "" {
		text.WriteString("order " + defect.Quote(d.Order) + ": ")
	}
	switch {
	case d.Code == 0:
		return text.String() + "refused: nothing was asked"
	case d.Allowed():
		text.WriteString("done, it is " + d.State.String())
		return text.String()
	case d.Level > 0:
		text.WriteString("level " + strconv.Itoa(d.Level) + ": ")
	}
	text.WriteString(d.reason())
	for _, n := range d.Missing {
		text.WriteString("\n\t" + n.String())
	}
	return text.String()
}

func (d Decision) reason() string {
	switch d.Code {
	case RefusedState:
		return "it is " + d.State.String() + ", which does not permit this: " + instead[d.State]
	case RefusedAlreadyAnswered:
		return d.Verdict.past() + " already, by " + defect.Quote(d.By) + ": have that cancelled first"
	case RefusedDeclineStands:
		return "declined by " + defect.Quote(d.By) + ", which stands: have that cancelled first"
	case RefusedChangedSince:
		if len(d.Changed) == 0 {
			return "what was seen is not what it contains: look at it again"
		}
		return "it has changed since it was seen, in " + strings.Join(d.Changed, ", ") + ": look at it again"
	}
	return strings.ReplaceAll(sentences[d.Code], "{subject}", defect.Quote(d.Subject))
}

// instead says what can be done in a state.
var instead = map[State]string{
	Draft:    "place it first",
	Pending:  "have it answered or withdrawn first",
	Approved: "have an answer cancelled first",
	Declined: "have the decline cancelled, or place it anew",
	Exported: "it has gone on, so make a new order",
}

// past says what was done by a verdict.
func (v Verdict) past() string {
	if v == Decline {
		return "declined"
	}
	return "approved"
}

// String says for people who may answer a level, or why nobody may.
func (n Need) String() string {
	text := "level " + strconv.Itoa(n.Level)
	if len(n.Budgets) > 0 {
		text += " (budget " + quoted(n.Budgets) + ")"
	}
	if len(n.Eligible) > 0 {
		return text + " can be answered by " + quoted(tellable(n.Eligible))
	}
	if len(n.Unfit) == 0 {
		return text + " has nobody to answer it: name an authorizer"
	}
	text += " has nobody left to answer it:"
	for i, c := range n.Unfit {
		if i > 0 {
			text += ","
		}
		text += " " + defect.Quote(c.User) + " (" + c.Code.String() + ")"
	}
	return text
}

// quoted joins ids, of a long list the first.
func quoted(ids []string) string {
	const shown = 12
	var parts []string
	for i, id := range ids {
		if i == shown {
			return strings.Join(parts, ", ") + ", …"
		}
		parts = append(parts, defect.Quote(id))
	}
	return strings.Join(parts, ", ")
}

var sentences = map[Code]string{
	RefusedNoCommand:       "there is no such command: give one of this package's, as a value",
	RefusedNoKey:           "the command has no key: give it one of its own",
	RefusedNoInstant:       "the command says not when: give the instant",
	RefusedNoOrder:         "the command names no order: name one",
	RefusedOtherOrder:      "the request is another order's: load that of this one",
	RefusedNoSession:       "the session does not name principal, user and account: give all of them",
	RefusedBadID:           "{subject} is no id: correct it",
	RefusedNoContent:       "the content does not have a name and a digest for each part, once: give them",
	RefusedNoAmount:        "there is no amount that can be kept: round it first",
	RefusedBadLimit:        "a limit is no amount of 0 or more: correct it",
	RefusedListedAndRouted: "a limit lists authorizers and routes to others: let it do one",
	RefusedCurrency:        "a limit is in {subject}, the order is not: convert it first",
	RefusedBudgetTwice:     "budget {subject} is given twice: give it once",
	RefusedNoVerdict:       "the answer neither approves nor declines: say which",
	RefusedNoFeedback:      "a decline needs feedback: say why",
	RefusedBadFeedback:     "the feedback is no valid text of at most 4096 bytes: shorten it",
	RefusedKeyReused:       "the key was used for something else: take a new one",
	RefusedUnsound:         "{subject}",
	RefusedNoPath:          "different persons could not authorize all of it: name more authorizers",
	RefusedUnknownUser:     "user {subject} does not exist: look at the id",
	RefusedInactiveUser:    "user {subject} is not active: activate him",
	RefusedOwnHand:         "it needs the own hand, and he acts as {subject}: he must be there as himself",
	RefusedNotOrderer:      "it is for the one who ordered: ask him",
	RefusedNotAuthorizer:   "he is not among the authorizers: ask one of them",
	RefusedMayNotAuthorize: "he may not authorize orders: give him the right, or ask another",
	RefusedBlind:           "he does not see prices: let him, or ask another",
	RefusedOtherAccount:    "he is not of the account: link him to it, or ask another",
	RefusedNotCovered:      "his right does not cover the order's amount: ask one whose right does",
	RefusedBehindOrder:     "he is behind the order himself: ask another",
	RefusedAnsweredAnother: "he has answered another level: ask another person",
	RefusedStandsIn:        "{subject}, for whom he stands in, might not answer himself: ask another",
	RefusedStrands:         "with his answer here nobody would be left for another level: ask another",
	RefusedNoLevel:         "there is no such level: look at those that it has",
	RefusedNotItsTurn:      "those below have not agreed yet: wait for them",
	RefusedNotAnswered:     "there is no answer to cancel: look at where it stands",
	RefusedOtherUser:       "the substitutes are not those of user {subject}: load his own",
	RefusedOwnSubstitute:   "nobody is his own substitute: name another person",
	RefusedNoWindow:        "the window is over, or empty: give one that is not",
	RefusedUnfitSubstitute: "user {subject} could not answer himself: name one who may authorize, sees prices and is of the account",
	RefusedNotNamed:        "user {subject} is not named: there is nothing to recall",
}
