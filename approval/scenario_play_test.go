package approval_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

// play is a scenario on its way.
type play struct {
	*desk
	scenario    *scenario
	substitutes map[string]approval.Substitutes
	version     string // of the order's content
}

// do does a step. It returns how it ended in a word or two, the sentence for people, the events, and what a question shows.
func (p *play) do(t *testing.T, s *happening) (is, says string, events []approval.Event, shows []string) {
	switch s.Do {
	case "name", "recall":
		is, says, events = p.substitute(t, s)
		return is, says, events, nil
	case "due":
		return "", "", p.due(), nil
	case "queue", "count", "status", "in the way", "missing", "plan", "list":
		return "", "", nil, p.ask(s)
	case "deactivate", "take the right", "hide prices", "unlink", "lower the limits":
		p.facts(s)
		return "", "", nil, nil
	}
	out := p.outcome(p.command(t, s))
	is = out.Decision.Code.String()
	switch {
	case out.Replayed:
		is = "replayed"
	case out.Decision.Allowed():
		is = "done"
	}
	return is, out.Decision.String(), out.Events, nil
}

func (p *play) by(s *happening) approval.Session {
	if s.By == "" {
		return approval.Session{} // the host
	}
	return approval.Session{Principal: s.By, User: cmp.Or(s.As, s.By), Account: "acme"}
}

// command makes the command of a step.
func (p *play) command(t *testing.T, s *happening) approval.Command {
	t.Helper()
	by, key := p.by(s), s.Key
	if key == "" {
		key = p.key()
	}
	seen := p.request.Content.Digest()
	if s.Content != "" {
		seen = content(s.Content).Digest()
	}
	switch s.Do {
	case "place":
		p.version = cmp.Or(s.Content, p.version, "1")
		return approval.Place{Key: key, Order: "1001", By: by, Content: content(p.version), Basis: p.scenario.basis(s.Amount)}
	case "amend":
		p.version = s.Content
		return approval.Amend{Key: key, Order: "1001", By: by, Content: content(s.Content), Basis: p.scenario.basis(s.Amount)}
	case "withdraw":
		return approval.Withdraw{Key: key, Order: "1001", By: by}
	case "reverse":
		return approval.Reverse{Key: key, Order: "1001", By: by, Level: s.Level}
	case "export":
		return approval.Export{Key: key, Order: "1001", By: by, Seen: seen}
	case "approve", "decline":
		c := approval.Respond{Key: key, Order: "1001", By: by, Level: s.Level, Seen: seen, Feedback: s.Reason, Verdict: approval.Approve}
		if s.Do == "decline" {
			c.Verdict = approval.Decline
		}
		return c
	}
	t.Fatalf("there is no step %q", s.Do)
	return nil
}

// substitute names one who may answer in the user's place, or recalls him, and puts it into the user's facts.
func (p *play) substitute(t *testing.T, s *happening) (is, says string, events []approval.Event) {
	t.Helper()
	own, ok := p.substitutes[s.By]
	if !ok {
		own.User = s.By
	}
	var out approval.SubstituteOutcome
	if s.Do == "name" {
		out = own.Name(approval.Naming{
			Key: p.key(), By: p.by(s), Substitution: approval.Substitution{User: s.User, Window: p.until(t, s.Until)},
		}, p.now, p.people())
	} else {
		out = own.Recall(approval.Recall{Key: p.key(), By: p.by(s), User: s.User}, p.now, p.people())
	}
	p.substitutes[s.By] = out.Substitutes
	p.change(s.By, func(u *approval.User) { u.Substitutes = out.Substitutes.Named })
	if out.Decision.Allowed() {
		return "done", "", out.Events
	}
	return out.Decision.Code.String(), out.Decision.String(), out.Events
}

// facts changes what is true of a user, or of the limits.
func (p *play) facts(s *happening) {
	switch s.Do {
	case "deactivate":
		p.change(s.User, func(u *approval.User) { u.Active = false })
	case "take the right":
		p.change(s.User, func(u *approval.User) { u.MayAuthorize = false })
	case "hide prices":
		p.change(s.User, func(u *approval.User) { u.SeesPrices = false })
	case "unlink":
		p.change(s.User, func(u *approval.User) { u.Accounts = nil })
	case "lower the limits":
		for i := range p.scenario.Limits {
			p.scenario.Limits[i].Over = s.Amount
		}
	}
}

// ask asks a question that changes nothing.
func (p *play) ask(s *happening) []string {
	shows := []string{}
	one := slices.Values([]approval.Request{p.request})
	switch s.Do {
	case "count":
		return append(shows, fmt.Sprint(p.policy.CountWaiting(one, s.By, p.now, p.people())))
	case "queue":
		for r := range p.policy.Waiting(one, s.By, p.now, p.people()) {
			shows = append(shows, r.Order)
		}
	case "list":
		for r := range s.filter().Select(one) {
			shows = append(shows, r.Order)
		}
	case "status":
		for _, l := range p.request.Status().Levels {
			shows = append(shows, whereItStands(l))
		}
	case "in the way":
		for _, level := range p.policy.InTheWay(p.request, s.User, p.people()) {
			shows = append(shows, fmt.Sprint("level ", level))
		}
	case "missing":
		for _, n := range p.policy.Missing(p.request, p.now, p.people()) {
			shows = append(shows, n.String())
		}
	case "plan":
		levels, _ := p.policy.Plan(p.scenario.basis(s.Amount))
		for _, l := range levels {
			shows = append(shows, strings.Join(append(slices.Clone(l.Budgets), l.Authorizers...), " "))
		}
	}
	return shows
}

// filter is that of a list; a state that does not exist is none.
func (s *happening) filter() approval.Filter {
	f := approval.Filter{Account: "acme", Search: s.Search, States: make([]approval.State, len(s.States))}
	for i, text := range s.States {
		if err := f.States[i].UnmarshalText([]byte(text)); err != nil {
			f.States[i] = 99
		}
	}
	return f
}

// whereItStands says where a level stands, as the one who ordered is told.
func whereItStands(l approval.LevelStatus) string {
	text := fmt.Sprintf("level %d ", l.Level)
	switch {
	case l.Verdict == 0 && l.Open:
		return text + "waits"
	case l.Verdict == 0:
		return text + "is not asked"
	}
	text += fmt.Sprintf("%s by %s", l.Verdict, l.By)
	if l.For != "" {
		text += " for " + l.For
	}
	if l.Escalated {
		text += ", escalated"
	}
	if l.Feedback != "" {
		text += ": " + l.Feedback
	}
	return text
}

// told writes scenarios as they are read best: one line for each fact and each step.
func told(t *testing.T, all []*scenario) string {
	t.Helper()
	line := func(v any) string {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		text := strings.TrimSpace(b.String())
		for _, nothing := range []string{`,"may_agree":null`, `,"told":null`, `,"shows":null`} {
			text = strings.ReplaceAll(text, nothing, "")
		}
		return text
	}
	var stories []string
	for _, s := range all {
		text := " {\n  \"name\": " + line(s.Name) + ",\n  \"why\": " + line(s.Why) + ",\n"
		for _, part := range []struct {
			key   string
			value any
			given bool
		}{
			{"options", s.Options, s.Options != rules{}}, {"people", s.People, true}, {"above", s.Above, s.Above != nil},
			{"limits", s.Limits, s.Limits != nil}, {"budgets", s.Budgets, s.Budgets != nil},
		} {
			if part.given {
				text += "  \"" + part.key + "\": " + line(part.value) + ",\n"
			}
		}
		var steps []string
		for _, step := range s.Steps {
			steps = append(steps, "   "+line(step))
		}
		stories = append(stories, text+"  \"steps\": [\n"+strings.Join(steps, ",\n")+"\n  ]\n }")
	}
	return "[\n" + strings.Join(stories, ",\n") + "\n]\n"
}
