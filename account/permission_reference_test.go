package account_test

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// permRef knows the rules of permissions and nothing of the engine. It looks through the facts for one question at a time,
// and says of each layer all that it could refuse with.
type permRef struct{ reference }

// permQuestion is one question to both engines.
type permQuestion struct {
	session account.Session
	action  account.Action
	target  account.Target
	at      time.Time
}

// permStage is what one layer has against a question, in no order: any of it is a right answer of that layer.
type permStage []account.Reason

func permBecause(code account.DecisionCode, subject string) account.Reason {
	return account.Reason{Code: code, Layer: permLayer(code), Subject: subject}
}

func (s *permStage) add(applies bool, code account.DecisionCode, subject string) {
	if applies {
		*s = append(*s, permBecause(code, subject))
	}
}

// judge returns the layers that refuse, in the documented order; none where the question is allowed.
func (r permRef) judge(q permQuestion) []permStage {
	if no := r.holds(q.session, q.at); len(no) > 0 {
		return []permStage{no}
	}
	if no := r.asked(q.action); len(no) > 0 {
		return []permStage{no}
	}
	c := r.caseOf(q)
	var refusing []permStage
	for _, layer := range []permStage{
		c.kind(), c.ownHand(), c.chosen(), c.application(), c.groups(), c.account(), c.options(), c.permissions(),
		c.workerGroups(), c.targeted(),
	} {
		if len(layer) > 0 {
			refusing = append(refusing, layer)
		}
	}
	return refusing
}

// asked: is there such an action (DEC-2)?
func (r permRef) asked(a account.Action) (no permStage) {
	_, host := r.hostRule(a)
	no.add(a == "", account.RefusedNoAction, "")
	no.add(a != "" && !host && permKinds[a] == "", account.RefusedUnknownAction, string(a))
	return no
}

// holds: does the session hold now (REP-4)? Of one that acts for another it is told what keeps it from beginning, and no more.
func (r permRef) holds(s account.Session, at time.Time) permStage {
	if s.Principal == "" || s.User == "" || s.From != "" && s.Principal == s.User {
		return permStage{permBecause(account.RefusedNoSession, "")}
	}
	if at.IsZero() {
		return permStage{permBecause(account.RefusedNoInstant, "")}
	}
	if s.Since.After(at) {
		return permStage{permBecause(account.RefusedNotBegun, "")}
	}
	if s.Principal != s.User {
		return r.acting(s, at)
	}
	u, ok := r.user(s.User)
	var no permStage
	no.add(!ok, account.RefusedUnknownUser, s.User)
	no.add(ok && !u.Activated, account.RefusedInactiveUser, s.User)
	linked := slices.Contains(u.Accounts, s.Account)
	no.add(ok && s.Account != "" && !linked, account.RefusedNotLinked, s.Account)
	if linked && s.Account != u.Accounts[0] {
		no = append(no, r.representing(u)...)
	}
	return no
}

// representing: could the user choose another account than the main one now (REP-1, REP-4)?
func (r permRef) representing(u account.User) permStage {
	if !r.denies(u, account.Permission(account.ActionRepresent)) {
		return nil
	}
	no := permBecause(account.RefusedActingEnded, string(account.ActionRepresent))
	no.Cause = account.RefusedDenied
	return permStage{no}
}

// acting: could the principal begin to impersonate the user now, out of a session of his own?
func (r permRef) acting(s account.Session, at time.Time) permStage {
	if s.Account == "" {
		return permStage{permBecause(account.RefusedNoAccount, "")}
	}
	own := account.Session{Principal: s.Principal, User: s.Principal, Account: s.From, Since: s.Since}
	begin := r.judge(permQuestion{
		session: own, action: account.ActionImpersonate, target: account.Target{User: s.User, Account: s.Account}, at: at,
	})
	var no permStage
	if len(begin) == 0 {
		return no
	}
	for _, reason := range begin[0] {
		ended := reason.Code == account.RefusedActingEnded
		if !ended && reason.Layer != account.LayerSession {
			reason.Cause, reason.Code, reason.Layer = reason.Code, account.RefusedActingEnded, account.LayerActing
		}
		no = append(no, reason)
	}
	return no
}

func (r permRef) user(id string) (account.User, bool) {
	for _, u := range r.Users {
		if u.ID == id {
			return u, true
		}
	}
	return account.User{}, false
}

func (r permRef) hostRule(a account.Action) (account.ActionRule, bool) {
	for _, rule := range r.Application.Actions {
		if rule.Action == a {
			return rule, true
		}
	}
	return account.ActionRule{}, false
}

// allows and denies say whether any role of a user does.
func (r permRef) allows(u account.User, p account.Permission) bool {
	return slices.ContainsFunc(r.PermissionRoles, func(role account.PermissionRole) bool {
		return slices.Contains(u.PermissionRoles, role.ID) && slices.Contains(role.Allow, p)
	})
}

func (r permRef) denies(u account.User, p account.Permission) bool {
	return slices.ContainsFunc(r.PermissionRoles, func(role account.PermissionRole) bool {
		return slices.Contains(u.PermissionRoles, role.ID) && slices.Contains(role.Deny, p)
	})
}

// below reports whether an account stands under another.
func (r permRef) below(id, above string) bool {
	for at, ok := r.find(id); ok && at.Parent != ""; at, ok = r.find(at.Parent) {
		if at.Parent == above {
			return true
		}
	}
	return false
}

// grants reports whether any of some groups grants a feature.
func (r permRef) grants(groups []string, f account.Feature) bool {
	return slices.ContainsFunc(groups, func(id string) bool {
		g, _ := r.group(id)
		return slices.Contains(g.Features, f)
	})
}
