package budget_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func (m *machine) order(t *rapid.T) *ordered {
	if len(m.orders) == 0 {
		t.Skip("no order")
	}
	return m.orders[rapid.IntRange(max(0, len(m.orders)-6), len(m.orders)-1).Draw(t, "order")]
}

// orderIn is an order that stands somewhere, if there is one, else any.
func (m *machine) orderIn(t *rapid.T, status budget.Status) *ordered {
	if rapid.IntRange(0, 5).Draw(t, "any") == 0 {
		return m.order(t)
	}
	for _, o := range slices.Backward(m.orders) {
		for _, share := range m.shares(o.id) {
			if share.Round == o.round && share.Status == status {
				return o
			}
		}
	}
	return m.order(t)
}

func (m *machine) of1(o *ordered) budget.Command {
	return m.command(fmt.Sprint(o.id, "#", o.round), m.now)
}

func (m *machine) placing(t *rapid.T, o *ordered) {
	p := budget.Placement{Command: m.of1(o), Question: o.q}
	j, err := m.book.Judge(o.q, m.load(m.book.Pots(o.q.Buyer, o.q.Placed), o.id))
	got := m.placed(p)
	m.agree(t, "place", got, m.ref.place(p))
	if got.Code != budget.RefusedOldRound && got.Code != budget.RefusedStillLive && (err != nil || say(j) != say(got.Judgement)) {
		t.Fatalf("judged %s, %v, and placed %s", say(j), err, say(got.Judgement))
	}
}

func (m *machine) Place(t *rapid.T) {
	o := &ordered{id: fmt.Sprint("o", len(m.orders)), round: 1, q: drawQuestion(t, m.now)}
	m.orders = append(m.orders, o)
	m.placing(t, o)
}

func (m *machine) PlaceMore(t *rapid.T) { m.Place(t) }

// PlaceEarlier places as of an instant long before: the period may be over, or the one before the first.
func (m *machine) PlaceEarlier(t *rapid.T) {
	o := &ordered{id: fmt.Sprint("o", len(m.orders)), round: 1}
	o.q = drawQuestion(t, m.now.Add(-time.Hour*time.Duration(rapid.IntRange(1, 2000).Draw(t, "hours"))))
	m.orders = append(m.orders, o)
	m.placing(t, o)
}

// PlaceAtEdge places at the last microsecond of a period, or the first of the next.
func (m *machine) PlaceAtEdge(t *rapid.T) {
	b := m.ref.budgets[rapid.IntRange(0, len(m.ref.budgets)-1).Draw(t, "budget")]
	p := b.PeriodAt(m.now)
	if p.IsZero() || p.Kind == budget.OneOff {
		t.Skip("no edge")
	}
	m.now = p.Window(b.Zone).Until.Add(-time.Microsecond * time.Duration(rapid.IntRange(0, 1).Draw(t, "before")))
	m.Place(t)
}

func (m *machine) PlaceAgain(t *rapid.T) {
	o := m.order(t)
	o.round, o.q = o.round+1, drawQuestion(t, m.now)
	m.placing(t, o)
}

func (m *machine) PlaceTwice(t *rapid.T) { m.placing(t, m.order(t)) }

// PlaceApproved reserves and commits in one transaction.
func (m *machine) PlaceApproved(t *rapid.T) {
	o := &ordered{id: fmt.Sprint("o", len(m.orders)), round: 1, q: drawQuestion(t, m.now)}
	m.orders = append(m.orders, o)
	p, c := budget.Placement{Command: m.of1(o), Question: o.q}, m.of1(o)
	state := m.load(m.book.Pots(o.q.Buyer, o.q.Placed), o.id)
	placed := must(m.book.Place(p, state))
	both := placed.Then(must(budget.Commit(c, budget.Totals{}, state.After(placed))))
	m.keep(both, nil)
	want := m.ref.place(p)
	if want.moves != nil {
		want.moves = append(want.moves, m.ref.commit(c, budget.Totals{}).moves...)
	}
	m.agree(t, "place approved", both, want)
}

func (m *machine) Amend(t *rapid.T) {
	o := m.order(t)
	o.round++
	placed := o.q.Placed
	if rapid.Bool().Draw(t, "anew") {
		placed = m.now
	}
	o.q = drawQuestion(t, placed)
	p := budget.Placement{Command: m.of1(o), Question: o.q}
	m.agree(t, "amend", m.amend(p), m.ref.amend(p))
}

func (m *machine) Commit(t *rapid.T) {
	c := m.of1(m.orderIn(t, budget.StatusReserved))
	m.agree(t, "commit", m.keep(budget.Commit(c, budget.Totals{}, m.stateOf(c.Order))), m.ref.commit(c, budget.Totals{}))
}

// CommitPart commits what may be less or more.
func (m *machine) CommitPart(t *rapid.T) {
	o := m.orderIn(t, budget.StatusReserved)
	c, part := m.of1(o), drawTotals(t, o.q.Total.Goods.Currency(), 40_000)
	m.agree(t, "commit part", m.keep(budget.Commit(c, part, m.stateOf(c.Order))), m.ref.commit(c, part))
}

func (m *machine) Release(t *rapid.T) {
	c := m.of1(m.orderIn(t, budget.StatusReserved))
	m.agree(t, "release", m.keep(budget.Release(c, m.stateOf(c.Order))), m.ref.release(c))
}

func (m *machine) CreditPart(t *rapid.T) {
	o := m.orderIn(t, budget.StatusSpent)
	c, part := m.of1(o), drawTotals(t, o.q.Total.Goods.Currency(), 9_000)
	m.agree(t, "credit part", m.keep(budget.Credit(c, part, m.stateOf(c.Order))), m.ref.credit(c, part))
}

func (m *machine) CreditAll(t *rapid.T) {
	o := m.orderIn(t, budget.StatusSpent)
	c := m.of1(o)
	m.agree(t, "credit all", m.keep(budget.Credit(c, o.q.Total, m.stateOf(c.Order))), m.ref.credit(c, o.q.Total))
}

func (m *machine) Reopen(t *rapid.T) {
	c := m.of1(m.orderIn(t, budget.StatusSpent))
	m.agree(t, "reopen", m.keep(budget.Reopen(c, m.stateOf(c.Order))), m.ref.reopen(c))
}

func (m *machine) Restore(t *rapid.T) {
	c := m.of1(m.orderIn(t, budget.StatusReleased))
	o := m.keep(m.book.Restore(c, m.stateOf(c.Order)))
	m.agree(t, "restore", o, m.ref.restore(c))
	if o.Code == budget.RefusedExceeded {
		m.seen["restore refused"]++
	}
}

// RestoreLate restores what was declined after another order took what it left.
func (m *machine) RestoreLate(t *rapid.T) {
	m.Release(t)
	released := m.orderIn(t, budget.StatusReleased)
	o := &ordered{id: fmt.Sprint("o", len(m.orders)), round: 1, q: released.q}
	for _, a := range []*money.Amount{&o.q.Total.Goods, &o.q.Total.WithoutTax, &o.q.Total.WithTax} {
		*a = plus(*a, money.Scaled(1, 2, a.Currency()))
	}
	m.orders = append(m.orders, o)
	m.placing(t, o)
	c := m.of1(released)
	got := m.keep(m.book.Restore(c, m.stateOf(c.Order)))
	m.agree(t, "restore late", got, m.ref.restore(c))
	if got.Code == budget.RefusedExceeded {
		m.seen["restore refused"]++
	}
}

// CreditThenReopen gives part back, and then takes the approval back, which is refused.
func (m *machine) CreditThenReopen(t *rapid.T) {
	o := m.orderIn(t, budget.StatusSpent)
	c, part := m.of1(o), drawTotals(t, o.q.Total.Goods.Currency(), 200)
	m.agree(t, "credit a little", m.keep(budget.Credit(c, part, m.stateOf(c.Order))), m.ref.credit(c, part))
	m.agree(t, "reopen", m.keep(budget.Reopen(c, m.stateOf(c.Order))), m.ref.reopen(c))
}

// OldRound does something with what an order was before it was placed again.
func (m *machine) OldRound(t *rapid.T) {
	o := m.order(t)
	if o.round == 1 {
		t.Skip("one round only")
	}
	c := m.of1(o)
	c.Round--
	switch rapid.IntRange(0, 2).Draw(t, "what") {
	case 0:
		m.agree(t, "old restore", m.keep(m.book.Restore(c, m.stateOf(c.Order))), m.ref.restore(c))
	case 1:
		m.agree(t, "old commit", m.keep(budget.Commit(c, budget.Totals{}, m.stateOf(c.Order))), m.ref.commit(c, budget.Totals{}))
	case 2:
		m.agree(t, "old release", m.keep(budget.Release(c, m.stateOf(c.Order))), m.ref.release(c))
	}
}

func (m *machine) Wait(t *rapid.T) {
	m.now = m.now.Add(time.Hour * time.Duration(rapid.IntRange(1, 400).Draw(t, "hours")))
}

// Remaining is what a judgement of nothing says is left.
func (m *machine) Remaining(t *rapid.T) {
	state := m.load(m.book.Pots(nora, m.now), "")
	got, err := m.book.Remaining(nora, m.now, state)
	zero := budget.Totals{}
	for _, c := range []money.Currency{money.EUR} {
		zero = budget.Totals{Goods: money.Zero(c), WithoutTax: money.Zero(c), WithTax: money.Zero(c)}
	}
	rate := budget.Rate{From: money.EUR, To: money.USD, Factor: money.MustRate("1"), Source: "ECB", At: m.now}
	want := must(m.book.Judge(budget.Question{Buyer: nora, Placed: m.now, Total: zero, Rates: []budget.Rate{rate}}, state))
	if err != nil || len(got.Findings) != len(want.Findings) {
		t.Fatalf("%v, %v", got, err)
	}
	for i, f := range got.Findings {
		if g := want.Findings[i]; f.Budget != g.Budget || f.Period != g.Period || !f.Left.Equal(g.Left) || !f.Limit.Equal(g.Limit) || f.Exceeded() {
			t.Fatalf("%+v, by a judgement %+v", f, g)
		}
	}
}

// Statement: opening and movements come to closing, and at the end to what is stored.
func (m *machine) Statement(t *rapid.T) {
	for pot, u := range m.usages {
		w := calendar.Window{From: m.now.Add(-300 * time.Hour), Until: m.now.Add(-10 * time.Hour)}
		entries := m.of(pot)
		slices.Reverse(entries)
		s, err := budget.NewStatement(u, entries, w)
		whole, err2 := budget.NewStatement(u, entries, calendar.Window{})
		if err != nil || err2 != nil || !whole.Closing.Equal(u) || !whole.Opening.Equal(budget.Usage{Budget: u.Budget, Period: u.Period}) {
			t.Fatalf("%s: %v %v, closing %+v, stored %+v", pot, err, err2, whole.Closing, u)
		}
		reserved, spent := s.Opening.Reserved, s.Opening.Spent
		for _, line := range s.Lines {
			a := line.Entry.Amount
			switch line.Entry.Kind {
			case budget.EntryReserve, budget.EntryRestore:
				reserved = plus(reserved, a)
			case budget.EntryRelease, budget.EntryReduce:
				reserved = plus(reserved, a.Neg())
			case budget.EntryCommit:
				reserved, spent = plus(reserved, a.Neg()), plus(spent, a)
			case budget.EntryReopen:
				reserved, spent = plus(reserved, a), plus(spent, a.Neg())
			case budget.EntryCredit:
				spent = plus(spent, a.Neg())
			}
			if !w.Contains(line.Entry.At) {
				t.Fatalf("%s states %s", pot, line.Entry.At)
			}
		}
		if reserved.Decimal().Cmp(s.Closing.Reserved.Decimal()) != 0 || spent.Decimal().Cmp(s.Closing.Spent.Decimal()) != 0 {
			t.Fatalf("%s: closing %+v, by its lines reserved %s spent %s", pot, s.Closing, reserved, spent)
		}
	}
}
