package budget

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Usage is what is used of a pot: the fold of its entries (BUD-5), which a store keeps beside them. With a budget and a
// period alone it is that of a pot never used.
type Usage struct {
	Budget string
	Period Period
	// Entries is how many the pot has.
	Entries uint64
	// Reserved and Spent are used. CarriedIn came from the period before and adds to the limit, CarriedOut went to the next
	// and takes from it. They are in the budget's currency, no amount where the pot has not been touched.
	Reserved, Spent, CarriedIn, CarriedOut money.Amount
}

// Pot returns the budget and the period that the usage is of.
func (u Usage) Pot() Pot { return Pot{Budget: u.Budget, Period: u.Period} }

// Equal reports whether both say the same; no amount is nothing used.
func (u Usage) Equal(v Usage) bool {
	same := func(a, b money.Amount) bool { return a.Equal(b) || a.Sign() == 0 && b.Sign() == 0 }
	return u.Pot() == v.Pot() && u.Entries == v.Entries && same(u.Reserved, v.Reserved) && same(u.Spent, v.Spent) &&
		same(u.CarriedIn, v.CarriedIn) && same(u.CarriedOut, v.CarriedOut)
}

// Apply returns the usage after one more entry: the next of the pot, or a carry-over out of it. What does not follow is a
// *StateError, what does not fit is [money.ErrOverflow]; u stays as it is.
func (u Usage) Apply(e Entry) (Usage, error) {
	if fault := u.refuses(e); fault != "" {
		return u, u.fault(fault)
	}
	v, err := u.add(e)
	switch {
	case err != nil:
		return u, err
	case v.Reserved.Sign() < 0 || v.Spent.Sign() < 0:
		return u, u.fault("entry takes more than there is")
	}
	return v, nil
}

// refuses says why an entry cannot be the next, "" if it can.
func (u Usage) refuses(e Entry) string {
	out, carry := u.out(e), e.Kind == EntryCarry
	switch {
	case e.Kind == 0 || int(e.Kind) >= len(entryKinds):
		return "entry has no kind"
	case !e.Amount.IsSet() || e.Amount.Sign() < 0:
		return "entry has no amount of 0 or more"
	case u.currency() != 0 && u.currency() != e.Amount.Currency():
		return "entry is in another currency"
	case carry != !e.From.IsZero() || carry && e.From.Next() != e.Period:
		return "entry comes not from the period before"
	case !out && e.Pot() != u.Pot():
		return "entry is of another pot"
	case !out && e.Number != u.Entries+1:
		return "entry is not the next"
	case out && u.CarriedOut.Sign() != 0:
		return "entry carries over a second time"
	}
	return ""
}

// out reports whether an entry carries out of the pot.
func (u Usage) out(e Entry) bool {
	return e.Kind == EntryCarry && e.Budget == u.Budget && e.From == u.Period
}

// add adds an entry, whatever comes of it.
func (u Usage) add(e Entry) (Usage, error) {
	v := u.with(e.Amount.Currency())
	if u.out(e) {
		return v, sum(&v.CarriedOut, e.Amount, 1)
	}
	v.Entries++
	if e.Kind == EntryCarry {
		return v, sum(&v.CarriedIn, e.Amount, 1)
	}
	reserved, spent := e.Kind.effect()
	if err := sum(&v.Reserved, e.Amount, reserved); err != nil {
		return u, err
	}
	return v, sum(&v.Spent, e.Amount, spent)
}

// with returns the usage with amounts of a currency where it has none.
func (u Usage) with(c money.Currency) Usage {
	for _, a := range []*money.Amount{&u.Reserved, &u.Spent, &u.CarriedIn, &u.CarriedOut} {
		if !a.IsSet() {
			*a = money.Zero(c)
		}
	}
	return u
}

// currency is that of the amounts, none for a pot that has not been touched.
func (u Usage) currency() money.Currency { return u.Reserved.Currency() }

func (u Usage) fault(text string) error { return &StateError{Pot: u.Pot(), Fault: text} }

// FoldUsage returns the usage of a pot by its entries, in any order, with the carry-over out of it if there is one. Gaps,
// doubles and entries of other pots are a *StateError.
func FoldUsage(pot Pot, entries []Entry) (Usage, error) {
	u := Usage{Budget: pot.Budget, Period: pot.Period}
	for _, e := range sorted(entries) {
		var err error
		if u, err = u.Apply(e); err != nil {
			return Usage{}, fmt.Errorf("budget %s, entry %d: %w", pot, e.Number, err)
		}
	}
	return u, nil
}

// sorted returns the entries by pot, in the order in which they were written.
func sorted(entries []Entry) []Entry {
	return slices.SortedFunc(slices.Values(entries), func(d, e Entry) int {
		return cmp.Or(d.Pot().Compare(e.Pot()), cmp.Compare(d.Number, e.Number))
	})
}

// sum adds an amount to another some times: once, not at all, or less once.
func sum(to *money.Amount, a money.Amount, times int) error {
	if times == 0 {
		return nil
	}
	if times < 0 {
		a = a.Neg()
	}
	total, err := to.Add(a)
	if err == nil {
		*to = total
	}
	return err
}
