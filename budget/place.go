package budget

// Place reserves an order in all budgets that hold for it, or in none (BUD-5, BUD-9). What is held for authorization is
// reserved too. Of the State it needs the usages of [Book.Pots] and the shares of the order's earlier placements. The error
// is a *StateError, or [money.ErrOverflow].
func (b *Book) Place(p Placement, s State) (Outcome, error) {
	return b.place(p, s, func(*ledger) error { return nil })
}

// Amend releases what is reserved for an order and places it anew, in the next round, or does nothing. Of the State it
// needs the usages of [Book.Pots] and of [SharePots], and the shares of the order.
func (b *Book) Amend(p Placement, s State) (Outcome, error) {
	return b.place(p, s, func(l *ledger) error {
		for i, share := range l.shares {
			if share.Status != StatusReserved {
				continue
			}
			if err := l.move(i, p.Command.entryOf(share, EntryRelease, share.Amount, share.Original)); err != nil {
				return err
			}
		}
		return nil
	})
}

// place does what comes first, then places.
func (b *Book) place(p Placement, s State, first func(*ledger) error) (Outcome, error) {
	j := Judgement{Decision: p.refusal(), Revision: b.revision}
	if !j.Allowed() {
		return Outcome{Judgement: j}, nil
	}
	l, err := newLedger(s, p.Command.Order)
	if err != nil {
		return Outcome{}, err
	}
	if err := first(l); err != nil {
		return Outcome{}, err
	}
	if j.Decision = l.placeable(p.Command); !j.Allowed() {
		return Outcome{Judgement: j}, nil
	}
	weighings, err := b.weigh(&j, l, p)
	if err != nil {
		return Outcome{}, err
	}
	if !j.Allowed() {
		return Outcome{Judgement: j}, nil
	}
	for _, w := range weighings {
		if err := l.reserve(w, p.Command); err != nil {
			return Outcome{}, err
		}
	}
	return l.outcome(j), nil
}

// placeable refuses an order that still counts, or has been placed in the round (B3).
func (l *ledger) placeable(c Command) Decision {
	for _, share := range l.shares {
		if share.Round >= c.Round {
			return refused(RefusedOldRound, "")
		}
		if share.Status != StatusReleased {
			return refused(RefusedStillLive, share.Budget)
		}
	}
	return Decision{Code: Done}
}

// reserve writes an order into a budget that keeps a ledger.
func (l *ledger) reserve(w weighing, c Command) error {
	if w.finding.Period.IsZero() {
		return nil
	}
	e := c.entry(Pot{Budget: w.fact.ID, Period: w.finding.Period}, EntryReserve, w.finding.Amount)
	e.Original, e.Rate, e.Measure = w.original, w.rate, w.fact.Measure
	l.shares = append(l.shares, Share{})
	return l.move(len(l.shares)-1, e)
}
