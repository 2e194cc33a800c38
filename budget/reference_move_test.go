package budget_test

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/budget"
)

// do tries a command on a copy and keeps the copy if it was allowed: all or nothing.
func (m *reference) do(try func(*reference) refSays) refSays {
	next := &reference{budgets: m.budgets, moves: slices.Clone(m.moves)}
	s := try(next)
	switch s.code {
	case "done", "accepted", "warned", "held":
		s.moves = next.moves[len(m.moves):]
		m.moves = next.moves
	}
	return s
}

func (m *reference) place(p budget.Placement) refSays {
	for _, e := range m.last(p.Command.Order) {
		if e.round >= p.Command.Round {
			return no("old round")
		}
	}
	var live []string
	for _, e := range m.last(p.Command.Order) {
		if e.kind != "release" {
			live = append(live, e.budget)
		}
	}
	if len(live) > 0 {
		return no("still live " + slices.Min(live))
	}
	return m.do(func(m *reference) refSays { return m.reserve(p) })
}

func (m *reference) reserve(p budget.Placement) refSays {
	s := refSays{code: "accepted"}
	var moves []refMove
	for _, b := range m.applying(p.Question) {
		e := refMove{budget: b.ID, period: periodOf(*b, p.Question.Placed), order: p.Command.Order, round: p.Command.Round,
			kind: "reserve", measure: b.Measure}
		total := p.Question.Total.Of(b.Measure)
		if total.Currency() != b.Currency {
			i := slices.IndexFunc(p.Question.Rates, func(r budget.Rate) bool { return r.To == b.Currency })
			if i < 0 {
				return no("no rate " + b.ID)
			}
			e.rate = p.Question.Rates[i].Factor.Decimal()
		}
		e.original = total.Decimal()
		e.amount = e.converted(e.original)
		if e.period != "" {
			m.open(b, e.period)
			moves = append(moves, e)
		}
		m.find(&s, b, e.period, e.amount, true)
	}
	m.moves = append(m.moves, moves...)
	return s
}

func (m *reference) amend(p budget.Placement) refSays {
	return m.do(func(m *reference) refSays {
		for _, e := range m.sorted(p.Command.Order) {
			if e.kind != "release" && e.kind != "commit" {
				m.add(e, "release", m.reserved(e), m.reservedOriginal(e))
			}
		}
		return m.place(p)
	})
}

// sorted are the last moves of an order, by round and budget.
func (m *reference) sorted(order string) (all []refMove) {
	for _, e := range m.last(order) {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b refMove) int {
		if a.round != b.round {
			return int(a.round) - int(b.round)
		}
		if a.budget < b.budget {
			return -1
		}
		return 1
	})
	return all
}

// reserved is what a placement has, or last had, in a budget: what was placed less what a commit did without.
func (m *reference) sum(of refMove, original bool) (d decimal.Decimal) {
	for _, e := range m.moves {
		a := e.amount
		if original {
			a = e.original
		}
		switch {
		case e.order != of.order || e.round != of.round || e.budget != of.budget:
		case e.kind == "reserve":
			d = d.Add(a)
		case e.kind == "reduce":
			d = d.Sub(a)
		}
	}
	return d
}

func (m *reference) reserved(of refMove) decimal.Decimal         { return m.sum(of, false) }
func (m *reference) reservedOriginal(of refMove) decimal.Decimal { return m.sum(of, true) }

func (m *reference) add(of refMove, kind string, amount, original decimal.Decimal) {
	of.kind, of.amount, of.original = kind, amount, original
	m.moves = append(m.moves, of)
}

// move does something with each share of a round, all of which must stand after one of some moves.
func (m *reference) move(c budget.Command, after []string, otherwise string, each func(*reference, *refSays, refMove)) refSays {
	status := map[string]string{"reserve": "reserved", "reopen": "reserved", "restore": "reserved", "commit": "spent", "release": "released"}
	return m.do(func(m *reference) refSays {
		s := refSays{code: "done"}
		for _, e := range m.sorted(c.Order) {
			if e.round == c.Round && !slices.Contains(after, e.kind) {
				return no(otherwise + " " + status[e.kind])
			}
		}
		for _, e := range m.sorted(c.Order) {
			if e.round == c.Round && s.code == "done" {
				each(m, &s, e)
			}
		}
		return s
	})
}

var (
	refReserved = []string{"reserve", "reopen", "restore"}
	refSpent    = []string{"commit"}
)

func (m *reference) commit(c budget.Command, t budget.Totals) refSays {
	return m.move(c, refReserved, "not reserved", func(m *reference, s *refSays, e refMove) {
		amount, original := m.reserved(e), m.reservedOriginal(e)
		if part := t.Of(e.measure); part.IsSet() {
			less := part.Decimal()
			if less.GreaterThan(original) {
				*s = no("above reserved " + e.budget)
				return
			}
			if less.LessThan(original) {
				m.add(e, "reduce", amount.Sub(e.converted(less)), original.Sub(less))
			}
			amount, original = e.converted(less), less
		}
		m.add(e, "commit", amount, original)
	})
}

func (m *reference) release(c budget.Command) refSays {
	return m.move(c, refReserved, "not reserved", func(m *reference, _ *refSays, e refMove) {
		m.add(e, "release", m.reserved(e), m.reservedOriginal(e))
	})
}

func (m *reference) credited(of refMove, original bool) (d decimal.Decimal) {
	for _, e := range m.moves {
		if e.order == of.order && e.round == of.round && e.budget == of.budget && e.kind == "credit" {
			if original {
				d = d.Add(e.original)
			} else {
				d = d.Add(e.amount)
			}
		}
	}
	return d
}

func (m *reference) credit(c budget.Command, t budget.Totals) refSays {
	return m.move(c, refSpent, "not spent", func(m *reference, s *refSays, e refMove) {
		part := t.Of(e.measure).Decimal()
		all := m.credited(e, true).Add(part)
		switch {
		case all.GreaterThan(m.reservedOriginal(e)):
			*s = no("above spent " + e.budget)
		case !part.IsZero():
			m.add(e, "credit", e.converted(all).Sub(m.credited(e, false)), part)
		}
	})
}

func (m *reference) reopen(c budget.Command) refSays {
	return m.move(c, refSpent, "not spent", func(m *reference, s *refSays, e refMove) {
		if !m.credited(e, true).IsZero() {
			*s = no("credited")
			return
		}
		m.add(e, "reopen", m.reserved(e), m.reservedOriginal(e))
	})
}

func (m *reference) restore(c budget.Command) refSays {
	for _, e := range m.sorted(c.Order) {
		if e.round > c.Round {
			return no("old round")
		}
		if e.round < c.Round && e.kind != "release" {
			return no("still live " + e.budget)
		}
	}
	says, try := refSays{code: "accepted"}, &reference{budgets: m.budgets, moves: slices.Clone(m.moves)}
	s := try.move(c, []string{"release"}, "not released", func(m *reference, _ *refSays, e refMove) {
		m.find(&says, m.budget(e.budget), e.period, m.reserved(e), false)
		m.add(e, "restore", m.reserved(e), m.reservedOriginal(e))
	})
	switch {
	case s.code != "done":
		return s
	case strings.HasPrefix(says.code, "exceeded"):
		return says
	}
	s.finds, m.moves = says.finds, try.moves
	return s
}
