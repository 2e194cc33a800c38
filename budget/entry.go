package budget

import (
	"time"

	"github.com/tradeterms/tradeterms/account/defect"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Entry is one movement in the ledger of a budget. Entries are added and never changed or removed (BUD-5).
type Entry struct {
	// Budget and Period are the pot, and Number is the place of the entry in it: 1, 2, …
	Budget string
	Period Period
	Number uint64
	// From is the period that a carry-over comes from; no other entry has one.
	From Period
	// Order and Round are the placement that the entry belongs to; a carry-over has none.
	Order string
	Round uint32
	Kind  EntryKind
	// Amount is in the budget's currency and never below 0: the kind says in which direction it goes.
	Amount money.Amount
	// Original is the amount in the order's currency, and Rate what turns it into the budget's; without a Rate both are
	// the same. A carry-over has neither.
	Original money.Amount
	Rate     Rate
	// Measure says which of the order's totals was measured.
	Measure Measure
	// At is when it happened, in UTC and whole microseconds.
	At time.Time
	// Key is that of the command which caused the entry, Principal who was really there, User as whom.
	Key       string
	Principal string
	User      string
}

// Pot returns the budget and the period that the entry belongs to.
func (e Entry) Pot() Pot { return Pot{Budget: e.Budget, Period: e.Period} }

// Pot is a budget in one of its periods. Pots are compared with == and can be map keys.
type Pot struct {
	Budget string
	Period Period
}

// Compare orders pots by budget, then by period.
func (p Pot) Compare(q Pot) int {
	switch {
	case p.Budget < q.Budget:
		return -1
	case p.Budget > q.Budget:
		return 1
	}
	return p.Period.Compare(q.Period)
}

// String returns the budget's id and the period's.
func (p Pot) String() string { return defect.Quote(p.Budget) + " " + p.Period.String() }
