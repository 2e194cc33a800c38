package approval_test

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// proof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask for more.
func proof(few, full int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return 40 * full
	}
	return few
}

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

// sub is a sub-account of acme who orders; boss and the others of acme may authorize.
func sub(id string) approval.User {
	return approval.User{ID: id, Active: true, Accounts: []string{"acme"}}
}

func authorizer(id string, accounts ...string) approval.User {
	if accounts == nil {
		accounts = []string{"acme"}
	}
	return approval.User{ID: id, Active: true, MayAuthorize: true, SeesPrices: true, Accounts: accounts}
}

func manager(id string, accounts ...string) approval.User {
	u := authorizer(id, accounts...)
	u.Manager = true
	return u
}

func listed(over string, authorizers ...string) approval.Limit {
	return approval.Limit{Over: gbp(over), Authorizers: authorizers}
}

func content(version string) approval.Content {
	return approval.Content{{Name: "lines", Digest: "lines " + version}, {Name: "address", Digest: "address"}}
}

// tester is what tests and the checks of rapid have in common.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// desk drives one order through the machine, as a host would.
type desk struct {
	t       tester
	policy  approval.Policy
	users   map[string]approval.User
	above   map[string]string
	now     time.Time
	request approval.Request
	events  []approval.Event
	keys    int
	// watch is told of every outcome.
	watch func(before approval.Request, c approval.Command, out approval.Outcome)
}

func newDesk(t tester, o approval.Options, users ...approval.User) *desk {
	t.Helper()
	p, err := approval.NewPolicy(o)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, policy: p, users: make(map[string]approval.User), now: noon}
	for _, u := range users {
		d.users[u.ID] = u
	}
	return d
}

func (d *desk) people() approval.People {
	var users []approval.User
	for _, u := range d.users {
		users = append(users, u)
	}
	return approval.NewDirectory(users, d.above)
}

func (d *desk) change(user string, how func(*approval.User)) {
	u := d.users[user]
	how(&u)
	d.users[user] = u
}

func (d *desk) key() string {
	d.keys++
	return "key " + strconv.Itoa(d.keys)
}

// do gives a command to the machine and keeps what comes of it, as every test wants it: sound, and the fold of its events.
func (d *desk) do(c approval.Command) approval.Decision { return d.outcome(c).Decision }

func (d *desk) outcome(c approval.Command) approval.Outcome {
	d.t.Helper()
	before := text(d.t, d.request)
	out := d.policy.Do(d.request, c, d.now, d.people())
	if after := text(d.t, d.request); after != before {
		d.t.Fatalf("%#v changed the request that it was given:\n%s\n%s", c, before, after)
	}
	d.take(out, !out.Decision.Allowed() || out.Replayed)
	if d.watch != nil {
		var given approval.Request
		if err := json.Unmarshal([]byte(before), &given); err != nil {
			d.t.Fatal(err)
		}
		d.watch(given, c, out)
	}
	return out
}

func (d *desk) due() []approval.Event {
	d.t.Helper()
	out := d.policy.Due(d.request, d.now, d.people())
	d.take(out, out.Events == nil)
	if again := d.policy.Due(d.request, d.now, d.people()); again.Events != nil {
		d.t.Fatalf("due twice: %v", again.Events)
	}
	return out.Events
}

// take holds an outcome against what holds for all, and goes on from it.
func (d *desk) take(out approval.Outcome, unchanged bool) {
	d.t.Helper()
	if out.From != d.request.State {
		d.t.Fatalf("from %s, but it was %s", out.From, d.request.State)
	}
	if unchanged && (out.Events != nil || text(d.t, out.Request) != text(d.t, d.request)) {
		d.t.Fatalf("%s, and something changed: %v", out.Decision, out.Events)
	}
	d.request, d.events = out.Request, append(d.events, out.Events...)
	if err := d.request.Check(); err != nil {
		d.t.Fatalf("after %s: %v", out.Decision, err)
	}
	if folded := approval.Fold(d.events); !reflect.DeepEqual(folded, d.request) {
		d.t.Fatalf("the events give\n%s\nthe machine gave\n%s", text(d.t, folded), text(d.t, d.request))
	}
}

func text(t tester, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func (d *desk) place(by, amount string, limits ...approval.Limit) approval.Decision {
	d.t.Helper()
	return d.do(approval.Place{
		Key: d.key(), Order: "1001", By: approval.Self(by, "acme"), Content: content("1"),
		Basis: approval.Basis{Amount: gbp(amount), Limits: limits},
	})
}

// mustPlace is place of an order that then waits.
func (d *desk) mustPlace(by, amount string, limits ...approval.Limit) {
	d.t.Helper()
	if got := d.place(by, amount, limits...); !got.Allowed() || d.request.State != approval.Pending {
		d.t.Fatal(got)
	}
}

func (d *desk) respond(by string, level int, v approval.Verdict) approval.Decision {
	d.t.Helper()
	return d.do(approval.Respond{
		Key: d.key(), Order: "1001", By: approval.Self(by, "acme"), Level: level, Verdict: v, Seen: d.request.Content.Digest(),
	})
}

func (d *desk) approve(by string, level int) approval.Decision {
	d.t.Helper()
	return d.respond(by, level, approval.Approve)
}

func (d *desk) decline(by string, level int) approval.Decision {
	d.t.Helper()
	return d.respond(by, level, approval.Decline)
}

func (d *desk) reverse(by string, level int) approval.Decision {
	d.t.Helper()
	return d.do(approval.Reverse{Key: d.key(), Order: "1001", By: approval.Self(by, "acme"), Level: level})
}

func (d *desk) withdraw(by string) approval.Decision {
	d.t.Helper()
	return d.do(approval.Withdraw{Key: d.key(), Order: "1001", By: approval.Self(by, "acme")})
}

func (d *desk) amend(by, version, amount string, limits ...approval.Limit) approval.Decision {
	d.t.Helper()
	return d.do(approval.Amend{
		Key: d.key(), Order: "1001", By: approval.Self(by, "acme"), Content: content(version),
		Basis: approval.Basis{Amount: gbp(amount), Limits: limits},
	})
}

func (d *desk) export() approval.Decision {
	d.t.Helper()
	return d.do(approval.Export{Key: d.key(), Order: "1001", Seen: d.request.Content.Digest()})
}

// eligible says who may approve now, as "level:user".
func (d *desk) eligible() []string {
	var all []string
	for _, c := range d.policy.Eligible(d.request, d.now, d.people()) {
		s := fmt.Sprintf("%d:%s", c.Level, c.User)
		if c.For != "" {
			s += " for " + c.For
		}
		if c.Escalated {
			s += " escalated"
		}
		all = append(all, s)
	}
	return all
}

func (d *desk) wantState(s approval.State) {
	d.t.Helper()
	if d.request.State != s {
		d.t.Fatalf("%s, want %s", d.request.State, s)
	}
}

func (d *desk) wantEligible(want ...string) {
	d.t.Helper()
	if got := d.eligible(); !slices.Equal(got, want) {
		d.t.Fatalf("eligible %q, want %q", got, want)
	}
}

// want fails unless a decision has a code.
func want(t tester, got approval.Decision, code approval.Code) {
	t.Helper()
	if got.Code != code {
		t.Fatalf("got %q (%s), want %q", got.Code, got, code)
	}
}

func days(from, until int) calendar.Window {
	return calendar.Window{From: noon.AddDate(0, 0, from), Until: noon.AddDate(0, 0, until)}
}
