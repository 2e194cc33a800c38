package account_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// The generator hits every bucket in at least 1 of 200 cases, and reaches every code and every right that a kind of user
// can have: a differential test that never meets a blocked account proves nothing about blocked accounts.
func TestPermissionGeneratorCoverage(t *testing.T) {
	t.Parallel()
	hits, reached, cases := map[string]int{}, map[string]int{}, 0
	for n := range uint64(permProof(150, 600, 3000)) {
		e := &permExam{}
		err := e.each(n+1, func() error {
			for _, s := range e.sessions {
				for range permQuestions {
					cases++
					e.count(e.world.question(s), hits, reached)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range permBuckets {
		share := float64(hits[name]) * 100 / float64(cases)
		t.Logf("%5.2f %% %s", share, name)
		if share < 0.5 {
			t.Errorf("%s: %d of %d cases", name, hits[name], cases)
		}
	}
	for _, name := range permReachable() {
		if reached[name] == 0 {
			t.Errorf("not reached in %d cases: %s", cases, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		t.Logf("%5.2f %% %s", float64(reached[name])*100/float64(cases), name)
	}
}

var permBuckets = []string{
	"own session allowed", "impersonating allowed", "impersonating as staff allowed", "representing allowed",
	"no account chosen", "choosing an account allowed", "session of an earlier state", "stale session that held once",
	"acting ended", "acting within acting", "needs the own hand", "denied though allowed", "own account blocked",
	"history of a blocked account", "terms blocked", "override off", "sub-account not on account", "switched off though option on",
	"granted by the user's group alone", "no group grants", "direct children only", "acting for a grandchild",
	"assigned to an agent", "assigned to a worker", "any account by permission", "not assigned", "history below", "own history only",
	"address chosen", "address chosen for a purpose", "delivery point chosen", "sub-account managed", "child managed", "representative's contract",
	"another representative's contract", "host action allowed", "host action below", "host action by staff", "edited by a worker group",
	"unknown action", "strange target", "unknown target", "several reasons of one layer", "several layers", "one reason of one layer",
	"layer question", "layer session", "layer acting", "layer application", "layer groups", "layer account", "layer user",
	"layer permission roles", "layer worker groups", "layer target",
}

// permReachable are the codes that MayOn can answer, and who may do what.
func permReachable() (all []string) {
	never := []account.DecisionCode{account.RefusedNoTarget, account.RefusedHostsOwn, account.RefusedMoreThanHeld,
		account.RefusedPayment, account.RefusedNoAddress, account.RefusedBilledElsewhere}
	for code := account.Allowed; code <= account.RefusedMoreThanHeld; code++ {
		if !slices.Contains(never, code) {
			all = append(all, "code "+code.String())
		}
	}
	for a, letters := range permKinds {
		for _, letter := range letters {
			all = append(all, fmt.Sprintf("%c may %s", letter, a))
		}
	}
	for letter := range permKindOf {
		for _, a := range permHosts {
			all = append(all, letter+" may "+string(a))
		}
	}
	return all
}

// count notes what a case is an example of.
func (e *permExam) count(q permQuestion, hits, reached map[string]int) {
	stages := e.ref.judge(q)
	hit := func(name string, is bool) {
		if is {
			hits[name]++
		}
	}
	c := e.ref.caseOf(q)
	if len(stages) == 0 {
		reached["code "+account.Allowed.String()]++
		reached[c.letter+" may "+string(c.action)]++
		e.allowed(c, hit)
	} else {
		e.refused(c, stages, reached, hit)
	}
	hit("session of an earlier state", slices.Index(e.sessions, q.session) < permSessions/2 && e.former != nil)
	e.either(c, stages, hit)
}

func (e *permExam) allowed(c permCase, hit func(string, bool)) {
	t := c.target
	below := t.Account != "" && t.Account != c.of.ID
	at, _ := c.find(t.Account)
	hit("own session allowed", !c.impersonates())
	hit("impersonating allowed", c.impersonates())
	hit("impersonating as staff allowed", c.impersonates() && c.session.From == "")
	hit("representing allowed", !c.impersonates() && len(c.user.Accounts) > 1 && c.session.Account != c.user.Accounts[0] && c.of.ID != "")
	hit("choosing an account allowed", c.action == account.ActionRepresent)
	hit("history of a blocked account", c.is(permHistory) && c.of.Status == account.Blocked)
	hit("override off", c.is(permNoTerms) && (c.of.BillTo != "" || c.of.PricingFrom != ""))
	features := c.features()
	hit("granted by the user's group alone", slices.ContainsFunc(features, func(f account.Feature) bool { return !c.grants(c.of.Groups, f) }))
	imp := c.action == account.ActionImpersonate && t.User != ""
	from := c.session.From
	deep := imp && !c.staff && below && at.Parent != c.of.ID || c.impersonates() && from != "" && c.of.Parent != from
	hit("acting for a grandchild", deep)
	actor := c
	if c.impersonates() {
		actor = c.caseOf(permQuestion{session: account.Session{User: c.session.Principal}})
	}
	acts := imp || c.impersonates()
	hit("assigned to an agent", acts && actor.letter == "A")
	hit("assigned to a worker", acts && actor.letter == "W" && !actor.impersonatesAll())
	hit("any account by permission", acts && actor.impersonatesAll())
	hit("history below", c.is(permHistory) && below)
	hit("address chosen", t.Address != "")
	hit("address chosen for a purpose", t.AddressKind != 0)
	hit("delivery point chosen", t.Point != "")
	hit("sub-account managed", c.action == account.ActionManageSubAccounts && t.User != "")
	hit("child managed", c.action == account.ActionManageChild && t.Account != "")
	hit("representative's contract", c.staff && t.Representative != "" && c.is(permRepresentatives))
	hit("host action allowed", c.isHosts)
	hit("host action below", c.isHosts && below && !c.staff)
	hit("host action by staff", c.isHosts && c.staff)
	hit("edited by a worker group", permEdits[c.action] != "")
}

func (e *permExam) refused(c permCase, stages []permStage, reached map[string]int, hit func(string, bool)) {
	first := stages[0][0]
	hit("several reasons of one layer", len(stages[0]) > 1)
	hit("several layers", len(stages) > 1)
	hit("one reason of one layer", len(stages) == 1 && len(stages[0]) == 1)
	reached["code "+first.Code.String()]++
	hit("layer "+string(first.Layer), true)
	hit("acting ended", first.Code == account.RefusedActingEnded)
	held := e.former != nil && e.former.Revision() != e.graph.Revision() && len(stages) == 1 && first.Layer <= account.LayerSession
	hit("stale session that held once", held && e.heldOnce(c.session))
}

// heldOnce reports whether a session was good in the state before.
func (e *permExam) heldOnce(s account.Session) bool {
	r := e.former.For(s, noon)
	d := r.Decision()
	return d.Allowed()
}

// either are buckets of what refuses at all, be it first or not.
func (e *permExam) either(c permCase, stages []permStage, hit func(string, bool)) {
	names := map[account.DecisionCode]string{
		account.RefusedNoAccount: "no account chosen", account.RefusedActingAlready: "acting within acting",
		account.RefusedOwnHand: "needs the own hand", account.RefusedBlocked: "own account blocked",
		account.RefusedTermsBlocked: "terms blocked", account.RefusedNotOnAccount: "sub-account not on account",
		account.RefusedFeatureNotGranted: "no group grants", account.RefusedNotChild: "direct children only",
		account.RefusedNotAssigned: "not assigned", account.RefusedOwnHistoryOnly: "own history only",
		account.RefusedOtherRepresentative: "another representative's contract", account.RefusedUnknownAction: "unknown action",
		account.RefusedStrangeTarget: "strange target", account.RefusedUnknownTarget: "unknown target",
	}
	found := map[string]bool{}
	for _, stage := range stages {
		for _, reason := range stage {
			found[names[reason.Code]] = true
			found["denied though allowed"] = found["denied though allowed"] ||
				reason.Code == account.RefusedDenied && c.allows(c.user, account.Permission(reason.Subject))
			found["switched off though option on"] = found["switched off though option on"] ||
				reason.Code == account.RefusedSwitchedOff && len(c.options()) == 0
		}
	}
	for name, is := range found {
		hit(name, is && name != "")
	}
}
