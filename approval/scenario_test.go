package approval_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
)

// scenario is a story that testdata/scenarios tells: why it must be so, who there is, and what happens, step by step.
// What is expected was written by hand from the rules. With -update only the sentences (says) are written anew:
//
//	go test ./approval -run TestScenarios -update
type scenario struct {
	Name    string            `json:"name"`
	Why     string            `json:"why"`
	Options rules             `json:"options"`
	People  []someone         `json:"people"`
	Above   map[string]string `json:"above"`
	Limits  []over            `json:"limits"`
	Budgets []asking          `json:"budgets"`
	Steps   []*happening      `json:"steps"`
}

// rules are the options that differ from those of most.
type rules struct {
	Asking        string `json:"asking,omitempty"`
	SamePerson    bool   `json:"same_person_several_levels,omitempty"`
	SelfApproval  bool   `json:"self_approval,omitempty"`
	AmendPending  bool   `json:"amend_pending,omitempty"`
	DeclineReason bool   `json:"decline_reason,omitempty"`
	EscalateAfter string `json:"escalate_after,omitempty"`
	RemindEvery   string `json:"remind_every,omitempty"`
}

// someone is a user: a sub-account that orders, an authorizer, or a manager, of acme where nothing else is said.
type someone struct {
	ID       string   `json:"id"`
	Is       string   `json:"is"`
	Person   string   `json:"person,omitempty"`
	Accounts []string `json:"accounts,omitempty"`
	Right    string   `json:"right,omitempty"`
	Inactive bool     `json:"inactive,omitempty"`
	Blind    bool     `json:"sees_no_prices,omitempty"`
}

// over is a limit, and whom an order above it asks.
type over struct {
	Over    string   `json:"over"`
	Ask     []string `json:"ask,omitempty"`
	Routed  bool     `json:"routed,omitempty"`
	Covered bool     `json:"covered,omitempty"`
}

// asking is an exceeded budget that asks its supervisors.
type asking struct {
	ID       string   `json:"id"`
	Ask      []string `json:"ask"`
	Accounts []string `json:"accounts,omitempty"`
}

// happening is one step: who does what, and what comes of it. Only what is given is expected.
type happening struct {
	After    string   `json:"after,omitempty"` // how long after the one before
	Do       string   `json:"do"`
	By       string   `json:"by,omitempty"`
	As       string   `json:"as,omitempty"` // who is impersonated
	User     string   `json:"user,omitempty"`
	Amount   string   `json:"amount,omitempty"`
	Content  string   `json:"content,omitempty"`
	Level    int      `json:"level,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Key      string   `json:"key,omitempty"`
	Until    string   `json:"until,omitempty"`
	States   []string `json:"states,omitempty"`
	Search   string   `json:"search,omitempty"`
	Is       string   `json:"is,omitempty"`    // done, replayed, or why it is refused
	State    string   `json:"state,omitempty"` // of the order afterwards
	MayAgree []string `json:"may_agree"`
	Told     []string `json:"told"`
	Shows    []string `json:"shows"`
	Says     string   `json:"says,omitempty"`
}

// TestScenarios tells every story and holds what happens against what must.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenarios/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	rulesTold, count := map[string]bool{}, 0
	for _, file := range files {
		var all []*scenario
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(strings.NewReader(string(data)))
		d.DisallowUnknownFields()
		if err := d.Decode(&all); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, s := range all {
			count++
			rule, _, _ := strings.Cut(s.Why, ":")
			rulesTold[rule] = true
			t.Run(s.Name, s.tell)
		}
		if *update {
			write(t, file, told(t, all))
		}
	}
	for n := 1; n <= 18; n++ {
		if rule := "APR-" + string('0'+rune(n/10)) + string('0'+rune(n%10)); !rulesTold[strings.Replace(rule, "-0", "-", 1)] {
			t.Errorf("no scenario for %s", rule)
		}
	}
	if count < 45 {
		t.Errorf("%d scenarios", count)
	}
}

func (s *scenario) tell(t *testing.T) {
	story := *s
	story.Limits = slices.Clone(s.Limits) // a step may change them
	p := &play{desk: newDesk(t, s.options(t)), scenario: &story, substitutes: map[string]approval.Substitutes{}}
	p.above = s.Above
	for _, who := range s.People {
		p.users[who.ID] = who.user()
	}
	for i, step := range s.Steps {
		p.step(t, i+1, step)
	}
}

func (s *scenario) options(t *testing.T) approval.Options {
	t.Helper()
	o := approval.Options{
		SamePersonSeveralLevels: s.Options.SamePerson, SelfApproval: s.Options.SelfApproval,
		AmendPending: s.Options.AmendPending, DeclineReason: s.Options.DeclineReason,
		EscalateAfter: duration(t, s.Options.EscalateAfter), RemindEvery: duration(t, s.Options.RemindEvery),
	}
	if s.Options.Asking != "" {
		if err := o.Asking.UnmarshalText([]byte(s.Options.Asking)); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

func duration(t *testing.T, text string) time.Duration {
	t.Helper()
	if text == "" {
		return 0
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (w someone) user() approval.User {
	u := authorizer(w.ID, w.Accounts...)
	switch w.Is {
	case "sub-account":
		u.MayAuthorize = false
	case "manager":
		u.Manager = true
	}
	u.Person, u.Active, u.SeesPrices = w.Person, !w.Inactive, !w.Blind
	if amount, ok := strings.CutPrefix(w.Right, "up to "); ok {
		u.Right = approval.UpTo(gbp(amount))
	} else if w.Right == "unlimited" {
		u.Right = approval.Unlimited()
	}
	return u
}

func (s *scenario) basis(amount string) approval.Basis {
	b := approval.Basis{Amount: gbp(amount)}
	for _, l := range s.Limits {
		b.Limits = append(b.Limits, approval.Limit{Over: gbp(l.Over), Authorizers: l.Ask, Routed: l.Routed, Covered: l.Covered})
	}
	for _, a := range s.Budgets {
		b.Budgets = append(b.Budgets, approval.Budget{ID: a.ID, Supervisors: a.Ask, Accounts: a.Accounts})
	}
	return b
}

// step does one step and holds it against what is expected.
func (p *play) step(t *testing.T, number int, s *happening) {
	p.now = p.now.Add(duration(t, s.After))
	is, says, events, shows := p.do(t, s)
	if *update {
		s.Says = says
	}
	wrong := func(what string, got, want any) {
		t.Errorf("step %d, %s by %s: %s: got %q, want %q\n%s", number, s.Do, s.By, what, got, want, p.scenario.Why)
	}
	if s.Is != "" && is != s.Is {
		wrong("outcome", is, s.Is)
	}
	if got := p.request.State.String(); s.State != "" && got != s.State {
		wrong("state", got, s.State)
	}
	if s.Says != says {
		wrong("sentence", says, s.Says)
	}
	for _, c := range []struct {
		what      string
		got, want []string
	}{{"may agree", p.eligible(), s.MayAgree}, {"told", notices(events), s.Told}, {"shows", shows, s.Shows}} {
		if c.want != nil && !slices.Equal(c.got, c.want) {
			wrong(c.what, c.got, c.want)
		}
	}
}

// notices are the events that somebody is told of, as "waits: mia, tom".
func notices(events []approval.Event) []string {
	var all []string
	for _, e := range events {
		if len(e.To) > 0 {
			all = append(all, string(e.Kind)+": "+strings.Join(e.To, ", "))
		}
	}
	return all
}

// until is the window from now to a day.
func (p *play) until(t *testing.T, day string) calendar.Window {
	t.Helper()
	end, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return calendar.Window{From: p.now, Until: end}
}
