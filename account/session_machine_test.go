package account_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
)

// A session holds as long as it could be begun anew, and ends with what it rests on (REP-4, A6), whatever changes beneath
// it, in whatever order.
func TestREP4_SessionsWhileAllChanges(t *testing.T) {
	seen := map[string]int{}
	for round := range sessionRounds() {
		t.Run(strconv.Itoa(round), rapid.MakeCheck(func(t *rapid.T) {
			m := newSessionMachine(t, seen)
			for range 2 {
				t.Repeat(rapid.StateMachineActions(m))
			}
		}))
	}
	t.Log(seen)
	for _, what := range expected {
		if seen["steps"] >= 2000 && seen[what]*1000 < seen["steps"] {
			t.Errorf("%q: only %d in %d steps", what, seen[what], seen["steps"])
		}
	}
}

// expected is what must come up, at least once in 1000 steps.
var expected = []string{
	"own holds", "acting holds", "forged refused", "unknown user", "user not activated", "not linked to the account",
	"no account chosen", "no session", "own account blocked", "feature off in application", "feature off in groups",
	"permission denied", "permission not allowed", "not for such users", "unknown target", "not below", "no direct child",
	"not assigned", "not that user", "sub-account put", "sub-account refused", "change refused",
}

// sessionRounds is how many times the checks of rapid are run: TRADETERMS_PROOF=full and =soak ask for more.
func sessionRounds() int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return 25
	case "soak":
		return 2000
	}
	return 1
}

// sessionMachine is facts, the graph that was changed along with them, and sessions that a host has kept.
type sessionMachine struct {
	*facts
	graph *account.Graph
	now   time.Time
	open  []account.Session
	steps int
	seen  map[string]int
}

// Check judges every open session, and variants that nobody began, by the model and by the engine.
func (m *sessionMachine) Check(t *rapid.T) {
	m.steps++
	m.seen["steps"]++
	anew := graphOf(t, m.data())
	for _, s := range m.open {
		holds := m.judge(t, s)
		if now, fresh := decision(m.graph, s, m.now), decision(anew, s, m.now); now.Reason() != fresh.Reason() {
			t.Fatalf("P19: %s, but by a graph made anew: %s", now, fresh)
		}
		if early := decision(m.graph, s, s.Since.Add(-1)); early.Code != account.RefusedNotBegun {
			t.Fatalf("%+v before it began: %s", s, early)
		}
		for _, forged := range m.variants(s) {
			if !m.judge(t, forged) && holds {
				m.seen["forged refused"]++
			}
		}
	}
	for id := range m.accounts {
		if got, want := usersOf(m.graph, id), usersOf(anew, id); !slices.Equal(got, want) {
			t.Fatalf("ACC-5: users of %q: %q, want %q", id, got, want)
		}
	}
}

func usersOf(g *account.Graph, id string) (ids []string) {
	for u := range g.UsersOf(id) {
		ids = append(ids, u.ID)
	}
	return ids
}

// variants are a session with one field of another's.
func (m *sessionMachine) variants(s account.Session) []account.Session {
	at, user := sessionAccounts[m.steps%len(sessionAccounts)], sessionUsers[m.steps%len(sessionUsers)]
	elsewhere, from, other, principal := s, s, s, s
	elsewhere.Account, from.From, other.User, principal.Principal = at, at, user, user
	return []account.Session{elsewhere, from, other, principal}
}

func decision(g *account.Graph, s account.Session, at time.Time) account.Decision {
	r := g.For(s, at)
	return r.Decision()
}

// judge asks model and engine whether a session holds, and what it may do.
func (m *sessionMachine) judge(t *rapid.T, s account.Session) (holds bool) {
	m.seen["judged"]++
	why := m.complaints(s)
	r := m.graph.For(s, m.now)
	d := r.Decision()
	if d.Allowed() != (len(why) == 0) {
		t.Fatalf("REP-4: %+v: the engine says %s, the model %v", s, d, why)
	}
	if len(why) > 0 {
		m.named(t, d, why)
		if may := slices.Collect(m.graph.What(s, m.now)); len(may) > 0 {
			t.Fatalf("%s, and may %v", d, may)
		}
		return false
	}
	for _, a := range modelled {
		if d := r.May(a); d.Allowed() != m.may(s, a) {
			t.Fatalf("the model says %v: %s", m.may(s, a), d)
		}
	}
	m.gainsNothing(t, s)
	return true
}

// named checks that a refusal is one of those that the model knows, and says so.
func (m *sessionMachine) named(t *rapid.T, d account.Decision, why []complaint) {
	code := d.Code
	if code == account.RefusedActingEnded {
		code = d.Cause
	}
	m.seen[fmt.Sprint(code)]++
	if !slices.Contains(why, complaint{code, d.Subject}) {
		t.Fatalf("%s: the model says %v", d, why)
	}
	if d.Layer == "" || !strings.Contains(d.String(), strconv.Quote(d.Subject)) && d.Subject != "" {
		t.Fatalf("the refusal does not name what it is about: %s", d)
	}
}

// gainsNothing: who impersonates may do what the user may do himself, but for what needs his own hand (REP-4, A4).
func (m *sessionMachine) gainsNothing(t *rapid.T, s account.Session) {
	if s.Principal == s.User {
		m.seen["own holds"]++
		for _, at := range m.users[s.User].Accounts {
			if _, d := m.graph.Impersonate(s, s.User, at, m.now); d.Allowed() {
				t.Fatalf("he acts as himself: %s", d)
			}
		}
		return
	}
	m.seen["acting holds"]++
	self := account.Session{Principal: s.User, User: s.User, Account: s.Account}
	want := slices.DeleteFunc(slices.Collect(m.graph.What(self, m.now)), func(a account.Action) bool {
		return slices.Contains(ownHand, a)
	})
	if got := slices.Collect(m.graph.What(s, m.now)); !slices.Equal(got, want) {
		t.Fatalf("A4: %+v may %q, want %q", s, got, want)
	}
}

// LogsIn begins a session of a user himself.
func (m *sessionMachine) LogsIn(t *rapid.T) {
	m.login(t, pick(t, "user", sessionUsers), false)
}

// LogsInWithBasket leaves users of several accounts without one (REP-1).
func (m *sessionMachine) LogsInWithBasket(t *rapid.T) {
	m.login(t, pick(t, "user", sessionUsers), true)
}

func (m *sessionMachine) login(t failer, user string, basket bool) {
	want := account.Session{Principal: user, User: user}
	if u := m.users[user]; len(u.Accounts) > 0 && !(basket && u.Relation == account.OneToMulti) {
		want.Account = u.Accounts[0]
	}
	s, d := m.graph.Login(user, basket, m.now)
	m.begun(t, s, d, want, len(m.complaints(want)) == 0)
}

// Represents turns an open session to another account.
func (m *sessionMachine) Represents(t *rapid.T) {
	m.represent(t, pick(t, "session", m.open), pick(t, "account", slices.Concat(m.users["multi"].Accounts, sessionAccounts)))
}

func (m *sessionMachine) represent(t failer, s account.Session, at string) {
	want := s
	want.Account = at
	next, d := m.graph.Represent(s, at, m.now)
	m.begun(t, next, d, want, m.may(s, account.ActionRepresent) && slices.Contains(m.users[s.User].Accounts, at))
}

// Impersonates acts out of an open session as a parent's user, or as staff.
func (m *sessionMachine) Impersonates(t *rapid.T) {
	user := pick(t, "user", sessionUsers)
	m.impersonate(t, pick(t, "session", m.open), user, pick(t, "account", slices.Concat(m.users[user].Accounts, sessionAccounts)))
}

func (m *sessionMachine) impersonate(t failer, s account.Session, user, at string) {
	want := account.Session{Principal: s.Principal, User: user, From: s.Account, Account: at}
	may := m.may(s, account.ActionImpersonate) && user != s.Principal && len(m.complaints(want)) == 0
	next, d := m.graph.Impersonate(s, user, at, m.now)
	m.begun(t, next, d, want, may)
}

// begun checks a session that was to begin, and keeps it.
func (m *sessionMachine) begun(t failer, s account.Session, d account.Decision, want account.Session, may bool) {
	t.Helper()
	if d.Allowed() != may {
		t.Fatalf("%+v: the model says %v: %s", want, may, d)
	}
	if !may {
		want = account.Session{}
	} else {
		want.Since, want.Revision = m.now, m.graph.Revision()
	}
	if s != want {
		t.Fatalf("began %+v, want %+v", s, want)
	}
	if may {
		m.open = append(m.open, s)
		m.open = m.open[max(0, len(m.open)-12):]
	}
}

// Uses an open session for some action to some target: refused where it does not hold, and never more than the user
// himself may (A4).
func (m *sessionMachine) Uses(t *rapid.T) {
	s := pick(t, "session", m.open)
	a := pick(t, "action", append(slices.Collect(m.graph.Actions()), "fly"))
	var target account.Target
	if rapid.Bool().Draw(t, "to an account") {
		target.Account = pick(t, "account", sessionAccounts)
	}
	if rapid.Bool().Draw(t, "to a user") {
		target.User = pick(t, "user", sessionUsers)
	}
	d := m.graph.MayOn(s, a, target, m.now)
	r := m.graph.For(s, m.now)
	if same := r.MayOn(a, target); same != d {
		t.Fatalf("%s, but by its rights: %s", d, same)
	}
	if why := m.complaints(s); len(why) > 0 {
		m.named(t, d, why)
	}
	if reasons := r.Why(a, target); d.Allowed() != (len(reasons) == 0) || !d.Allowed() && reasons[0] != d.Reason() {
		t.Fatalf("%s: reasons %v", d, reasons)
	}
	self := account.Session{Principal: s.User, User: s.User, Account: s.Account}
	if own := m.graph.MayOn(self, a, target, m.now); d.Allowed() && !own.Allowed() {
		t.Fatalf("A4: %s, but himself: %s", d, own)
	}
}
