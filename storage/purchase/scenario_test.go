package purchase_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

var update = flag.Bool("update", false, "write the sentences of the scenarios anew")

// scenario is a story of the world's acme that testdata/scenarios tells: why it must be so, which budgets there are, and what
// happens, step by step. A bolt costs 100; mia must agree to orders of sam above 500, max to those above 1000, either of them
// to those of tim above 500; reg has no limits; boss is of the company above and supervises all budgets; ann and odd are of
// another customer. What is expected was written by hand from the rules. With -update only the sentences (says) are written:
//
//	go test ./storage/purchase -run TestScenarios -update
type scenario struct {
	Name    string       `json:"name"`
	Why     string       `json:"why"`
	Rules   options      `json:"rules"`
	Budgets []purse      `json:"budgets"`
	Steps   []*happening `json:"steps"`
}

// options are what differs from the zero Rules.
type options struct {
	AmendPending  bool   `json:"amend_pending,omitempty"`
	SelfApproval  bool   `json:"self_approval,omitempty"`
	EscalateAfter string `json:"escalate_after,omitempty"`
	QuotesHold    string `json:"quotes_hold,omitempty"`
	Routes        bool   `json:"routes,omitempty"` // those without limits are routed from 500 on: max reaches 1000, boss any amount
}

// purse is a budget for each month, of acme where no user is named, blocking where no action is.
type purse struct {
	ID       string   `json:"id"`
	Max      string   `json:"max"`
	Action   string   `json:"action,omitempty"`
	Users    []string `json:"users,omitempty"`
	NoticeAt string   `json:"notice_at,omitempty"`
}

// happening is one step: who does what, and what comes of it. Only what is given is expected; but what is refused, and what
// is replayed, leaves the store as it was, byte by byte.
type happening struct {
	After    string `json:"after,omitempty"` // how long after the step before
	Do       string `json:"do"`
	Order    string `json:"order,omitempty"`
	Quote    string `json:"quote,omitempty"`
	By       string `json:"by,omitempty"`
	As       string `json:"as,omitempty"` // who is impersonated
	Key      string `json:"key,omitempty"`
	Bolts    int32  `json:"bolts,omitempty"`
	Level    int    `json:"level,omitempty"`
	Seen     string `json:"seen,omitempty"` // "former": what the order was before it was changed
	Feedback string `json:"feedback,omitempty"`
	User     string `json:"user,omitempty"`
	Amount   string `json:"amount,omitempty"`
	Until    string `json:"until,omitempty"` // how long
	ToDay    string `json:"to_day,omitempty"`

	Is        string            `json:"is,omitempty"` // the code; "replayed"; or why approval or a budget refuses
	State     string            `json:"state,omitempty"`
	Total     string            `json:"total,omitempty"`
	MayAnswer []string          `json:"may_answer"`
	Told      []string          `json:"told"`
	Used      map[string]string `json:"used,omitempty"` // by budget and month, reserved and spent
	Says      string            `json:"says,omitempty"`
}

// TestScenarios tells every story and holds what happens against what must.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenarios/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	count := 0
	for _, file := range files {
		var all []*scenario
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		if err := d.Decode(&all); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, s := range all {
			count++
			t.Run(s.Name, s.tell)
		}
		if *update {
			if err := os.WriteFile(file, []byte(written(t, all)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if t.Logf("%d scenarios", count); count < 25 {
		t.Error("too few")
	}
}

func (s *scenario) tell(t *testing.T) {
	if !strings.Contains(s.Why, "-") || !strings.Contains(s.Why, ": ") {
		t.Errorf("the why begins with no rule: %q", s.Why)
	}
	var budgets []budget.Budget
	for _, b := range s.Budgets {
		budgets = append(budgets, b.budget(t))
	}
	p := &play{shop: newShop(t, s.Rules.rules(t), budgets...), scenario: s, now: noon, contents: map[string][]string{}}
	for i, step := range s.Steps {
		p.step(t, i+1, step)
	}
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

func (o options) rules(t *testing.T) purchase.Rules {
	t.Helper()
	r := purchase.Rules{QuotesHold: duration(t, o.QuotesHold), Policy: approval.MustPolicy(approval.Options{
		AmendPending: o.AmendPending, SelfApproval: o.SelfApproval, EscalateAfter: duration(t, o.EscalateAfter),
	})}
	if o.Routes {
		r.Limits, r.Right = rights.Limits, rights.Right
	}
	return r
}

func (b purse) budget(t *testing.T) budget.Budget {
	t.Helper()
	fact := pot(b.ID, budget.Block)
	fact.MaxPeriod = gbp(b.Max)
	if b.Action != "" {
		if err := fact.Action.UnmarshalText([]byte(b.Action)); err != nil {
			t.Fatal(err)
		}
	}
	if b.Users != nil {
		fact.Holders = budget.Holders{Users: b.Users}
	}
	if b.NoticeAt != "" {
		fact.NoticeAt = money.MustPercent(b.NoticeAt)
	}
	return fact
}

// session is that of the one who does a step, in his own account.
func (h *happening) session() account.Session {
	if h.As != "" {
		return behind(h.By, h.As, "acme")
	}
	of := map[string]string{"boss": "holding", "ann": "other", "odd": "other"}[h.By]
	if of == "" {
		of = "acme"
	}
	return as(h.By, of)
}

// step does one step and holds it against what is expected.
func (p *play) step(t *testing.T, number int, h *happening) {
	p.now = p.now.Add(duration(t, h.After))
	before, told := dump(t, p.store), len(p.messages())
	got := p.do(t, h)
	if *update {
		h.Says = got.says
	}
	wrong := func(what string, got, want any) {
		t.Errorf("step %d, %s %s by %s: %s: got %q, want %q\n%s", number, h.Do, h.Order, h.By, what, got, want, p.scenario.Why)
	}
	if h.Is != got.is {
		wrong("outcome", got.is, h.Is)
	}
	if h.State != "" && h.State != p.state(h.Order) {
		wrong("state", p.state(h.Order), h.State)
	}
	if h.Total != "" && h.Total != got.total {
		wrong("total", got.total, h.Total)
	}
	if h.Says != got.says {
		wrong("sentence", got.says, h.Says)
	}
	if got.is != "done" && got.is != "" && dump(t, p.store) != before {
		wrong("the store", dump(t, p.store), before)
	}
	if h.MayAnswer != nil && !slices.Equal(h.MayAnswer, p.mayAnswer(h.Order)) {
		wrong("may answer", p.mayAnswer(h.Order), h.MayAnswer)
	}
	if notices := noticesOf(t, p.messages()[told:]); h.Told != nil && !slices.Equal(h.Told, notices) {
		wrong("told", notices, h.Told)
	}
	for pot, want := range h.Used {
		if used := p.used(pot); used != want {
			wrong("used of "+pot, used, want)
		}
	}
}
