package approval

import (
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/defect"
)

// Substitutes are those whom a user has named to answer in his place (APR-12): a plain fact that a host stores, one for
// each user. What is named is what [User.Substitutes] must have.
type Substitutes struct {
	User string
	// Version is the store's; the engine hands it on as it is.
	Version uint64
	// Named has each substitute once, sorted.
	Named      []Substitution
	Remembered []Remembered
	Events     uint64
}

// Naming names a substitute for a window, or changes the window of one who is named.
type Naming struct {
	Key string
	By  Session
	Substitution
}

// Recall ends a substitution at once.
type Recall struct {
	Key string
	By  Session
	// User is the substitute.
	User string
}

// SubstituteOutcome is what became of a Naming or a Recall. Refused or replayed, Substitutes are those that were given.
type SubstituteOutcome struct {
	Decision    Decision
	Replayed    bool
	Substitutes Substitutes
	Events      []Event
}

// Name names a substitute, who must be able to authorize himself and is judged again when he answers. Nobody names one for
// another, nor while acting.
func (s Substitutes) Name(c Naming, at time.Time, people People) SubstituteOutcome {
	at = instant(at)
	c.Window.From, c.Window.Until = instant(c.Window.From), instant(c.Window.Until)
	hash := digest("name", c.By.Principal, c.By.User, c.By.Account, c.User, c.Window.From.String(), c.Window.Until.String())
	return s.change(c.Key, hash, c.By, at, people, func(own User) (Event, Decision) {
		if d := c.fit(own, at, people); !d.Allowed() {
			return Event{}, d
		}
		return Event{Kind: SubstituteNamed, Substitution: c.Substitution}, Decision{Code: Allowed}
	})
}

// Recall ends a substitution. Of one who is not named it is refused.
func (s Substitutes) Recall(c Recall, at time.Time, people People) SubstituteOutcome {
	hash := digest("recall", c.By.Principal, c.By.User, c.By.Account, c.User)
	return s.change(c.Key, hash, c.By, instant(at), people, func(User) (Event, Decision) {
		i := slices.IndexFunc(s.Named, func(n Substitution) bool { return n.User == c.User })
		if i < 0 {
			return Event{}, Decision{Code: RefusedNotNamed, Subject: defect.Cut(c.User)}
		}
		return Event{Kind: SubstituteRecalled, Substitution: s.Named[i]}, Decision{Code: Allowed}
	})
}

// fit refuses a substitute who could not answer himself (APR-2), or not in any account of the one who names him.
func (c Naming) fit(own User, at time.Time, people People) Decision {
	if code := own.unfit(); code != Allowed {
		return Decision{Code: code, Subject: own.ID}
	}
	other, ok := people.User(c.User)
	switch {
	case !ok:
		return Decision{Code: RefusedUnknownUser, Subject: defect.Cut(c.User)}
	case own.person() == other.person():
		return Decision{Code: RefusedOwnSubstitute}
	case other.unfit() != Allowed || len(own.Accounts) == 0 || !other.of(own.Accounts):
		return Decision{Code: RefusedUnfitSubstitute, Subject: c.User}
	case c.Window.Empty() || !c.Window.Until.IsZero() && !at.Before(c.Window.Until):
		return Decision{Code: RefusedNoWindow}
	}
	return Decision{Code: Allowed}
}

// change does what both commands have in common.
func (s Substitutes) change(
	key, hash string, by Session, at time.Time, people People, do func(own User) (Event, Decision),
) SubstituteOutcome {
	out := SubstituteOutcome{Substitutes: s}
	if out.Decision = checkNaming(s.User, key, by, at); !out.Decision.Allowed() {
		return out
	}
	if i := slices.IndexFunc(s.Remembered, func(m Remembered) bool { return m.Key == key }); i >= 0 {
		if out.Replayed = s.Remembered[i].Hash == hash; !out.Replayed {
			out.Decision = Decision{Code: RefusedKeyReused}
		}
		return out
	}
	if people == nil {
		people = new(Directory)
	}
	own, known := people.User(by.User)
	switch {
	case by.acting():
		out.Decision = Decision{Code: RefusedOwnHand, Subject: defect.Cut(by.User)}
	case !known:
		out.Decision = Decision{Code: RefusedUnknownUser, Subject: defect.Cut(by.User)}
	case !own.Active:
		out.Decision = Decision{Code: RefusedInactiveUser, Subject: defect.Cut(by.User)}
	default:
		var e Event
		if e, out.Decision = do(own); out.Decision.Allowed() {
			e.User, e.Number, e.At, e.By, e.To = by.User, s.Events+1, at, by, []string{e.Substitution.User}
			e.CommandKey, e.Hash = key, hash
			out.Substitutes, out.Events = s.Apply(e), []Event{e}
		}
	}
	return out
}

func checkNaming(user, key string, by Session, at time.Time) Decision {
	switch {
	case defect.OfID(key) != "":
		return Decision{Code: RefusedNoKey}
	case at.IsZero():
		return Decision{Code: RefusedNoInstant}
	case defect.OfID(by.Principal) != "" || defect.OfID(by.User) != "":
		return Decision{Code: RefusedNoSession}
	case user != "" && user != by.User:
		return Decision{Code: RefusedOtherUser, Subject: defect.Cut(by.User)}
	}
	return Decision{Code: Allowed}
}

// Apply returns the substitutes after an event of theirs; folding all of them from the zero Substitutes gives what is
// stored, its Version excepted.
func (s Substitutes) Apply(e Event) Substitutes {
	s.User, s.Events = e.User, e.Number
	named := slices.DeleteFunc(clone(s.Named), func(n Substitution) bool { return n.User == e.Substitution.User })
	if e.Kind == SubstituteNamed {
		named = append(named, e.Substitution)
		slices.SortFunc(named, func(a, b Substitution) int { return strings.Compare(a.User, b.User) })
	}
	s.Named = clone(named)
	s.Remembered = append(clone(s.Remembered), Remembered{Key: e.CommandKey, Hash: e.Hash, At: e.At})
	return s
}
