package budget_test

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var staff = budget.Editor{Principal: "admin", User: "admin", Staff: true}

// usagesFrom are what a revision needs: the usage of the present period and those of later ones.
func (s *shop) usagesFrom(b budget.Budget, p budget.Period) []budget.Usage {
	all := []budget.Usage{}
	for pot, u := range s.usages {
		if pot.Budget == b.ID && pot.Period.Compare(p) > 0 {
			all = append(all, u)
		}
	}
	u, ok := s.usages[budget.Pot{Budget: b.ID, Period: p}]
	if !ok {
		u = budget.Usage{Budget: b.ID, Period: p}
	}
	return append(all, u)
}

// Revise gives a budget other maximums and another action.
func (m *machine) Revise(t *rapid.T) {
	i := rapid.IntRange(0, len(m.ref.budgets)-1).Draw(t, "budget")
	if used := slices.IndexFunc(m.ref.budgets, m.isUsed); used >= 0 && rapid.Bool().Draw(t, "used") {
		i = used
	}
	old := m.ref.budgets[i]
	wanted := old
	wanted.MaxOrder, wanted.MaxPeriod = drawLimits(t, old)
	if u := m.usages[budget.Pot{Budget: old.ID, Period: old.PeriodAt(m.now)}]; u.Entries > 0 && rapid.Bool().Draw(t, "near") {
		used, cent := plus(u.Reserved, u.Spent), money.Scaled(int64(rapid.IntRange(-1, 1).Draw(t, "cent")), 2, old.Currency)
		if near := plus(plus(used, cent), plus(u.CarriedIn.Neg(), u.CarriedOut)); near.Sign() >= 0 {
			wanted.MaxPeriod = near
		}
	}
	wanted.Action = budget.Action(rapid.IntRange(0, 2).Draw(t, "action"))
	unused := !slices.ContainsFunc(m.entries, func(e budget.Entry) bool { return e.Budget == old.ID })
	r := budget.Revision{Budget: wanted, At: m.now, By: staff, Unused: unused}
	if p := old.PeriodAt(m.now); !p.IsZero() && !unused {
		r.Usages = m.usagesFrom(old, p)
	}
	got := must(m.book.Revise(r))
	from, ok := m.ref.revised(old, wanted, periodOf(old, m.now), unused)
	if !ok {
		if got.Code != budget.RefusedBelowUsed || got.Book != nil {
			t.Fatalf("%s, want a refusal", got)
		}
		m.seen["one-off refused"]++
		return
	}
	if !got.Allowed() || got.From.String() != from {
		t.Fatalf("%s from %q, want from %q", got, got.From, from)
	}
	m.seen[map[bool]string{true: "at once", false: "from next"}[from == periodOf(old, m.now)]]++
	m.book = got.Book
	m.ref.budgets = slices.Clone(m.ref.budgets)
	m.ref.budgets[i], _ = m.book.Budget(old.ID)
	m.checkTerms(t, old, wanted, m.ref.budgets[i], from, unused)
}

// isUsed: something is used of the budget now.
func (m *machine) isUsed(b budget.Budget) bool {
	u := m.usages[budget.Pot{Budget: b.ID, Period: b.PeriodAt(m.now)}]
	return u.Reserved.Sign() > 0 || u.Spent.Sign() > 0
}

// revised is the first period from which no pot that was used has more than the wanted maximum; false where there is none.
func (m *reference) revised(old, wanted budget.Budget, now string, unused bool) (string, bool) {
	from := now
	if unused || now == "" || wanted.Action != budget.Block || !wanted.MaxPeriod.IsSet() {
		return from, true
	}
	var used []string
	for _, e := range m.moves {
		if e.budget == old.ID && e.period >= now {
			used = append(used, e.period)
		}
	}
	slices.Sort(used)
	for _, p := range slices.Compact(used) {
		plain := wanted
		plain.Later = nil
		limit, use := m.pot(&plain, p)
		same := refTerms(&old, p)
		if use.GreaterThan(*limit) && (same.Action != wanted.Action || !same.MaxPeriod.Equal(wanted.MaxPeriod) || !same.MaxOrder.Equal(wanted.MaxOrder)) {
			if old.Period == budget.OneOff {
				return "", false
			}
			from = max(from, nextPeriod(old, p))
		}
	}
	return from, true
}

// checkTerms: until then the terms are those that were, from then on those that are wanted.
func (m *machine) checkTerms(t *rapid.T, old, wanted, next budget.Budget, from string, unused bool) {
	if from == "" || from == "one-off" || unused {
		if len(next.Later) != 0 || !next.MaxPeriod.Equal(wanted.MaxPeriod) || next.Action != wanted.Action {
			t.Fatalf("%+v, want %+v", next, wanted)
		}
		return
	}
	terms := func(b budget.Budget, p string) string {
		t := refTerms(&b, p)
		return strings.Join([]string{t.MaxOrder.String(), t.MaxPeriod.String(), t.Action.String()}, " ")
	}
	plain := wanted
	plain.Later = nil
	kept := terms(old, from) == terms(plain, from)
	p := budget.MustPeriod(from)
	for range 5 {
		p = p.Previous()
	}
	for range 12 {
		want := terms(old, p.String())
		if p.String() >= from && !kept {
			want = terms(plain, p.String())
		}
		if got := terms(next, p.String()); got != want {
			t.Fatalf("%s: %s, want %s; from %s", p, got, want, from)
		}
		p = p.Next()
	}
}

// Fix tries to change what entries rest on.
func (m *machine) Fix(t *rapid.T) {
	old := m.ref.budgets[rapid.IntRange(0, len(m.ref.budgets)-1).Draw(t, "budget")]
	if !slices.ContainsFunc(m.entries, func(e budget.Entry) bool { return e.Budget == old.ID }) {
		t.Skip("unused")
	}
	wanted := old
	wanted.Measure = (old.Measure + 1) % 3
	got := must(m.book.Revise(budget.Revision{Budget: wanted, At: m.now, By: staff, Usages: m.usagesFrom(old, old.PeriodAt(m.now))}))
	if got.Code != budget.RefusedFixed || got.Subject != "measure" || got.Book != nil {
		t.Fatalf("%s", got)
	}
	m.seen["fixed"]++
}

// Switch turns a budget on or off, or its carry-over, beside the revisions.
func (m *machine) Switch(t *rapid.T) {
	i := rapid.IntRange(0, len(m.ref.budgets)-1).Draw(t, "budget")
	b := m.ref.budgets[i]
	if rapid.Bool().Draw(t, "active") {
		b.Inactive = !b.Inactive
	} else if b.Period != budget.NoPeriod && b.Period != budget.OneOff {
		b.CarryOver = !b.CarryOver
	}
	m.ref.budgets = slices.Clone(m.ref.budgets)
	m.ref.budgets[i] = b
	m.book = must(m.book.With(budget.Changes{Put: []budget.Budget{b}}))
}
