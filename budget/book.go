package budget

import (
	"iter"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/dense"
)

// Book is all budgets of a seller, checked and indexed. It never changes and is safe for any number of goroutines. The zero
// Book has no budgets.
type Book struct {
	revision uint64
	names    dense.Names
	budgets  dense.Vector[*Budget] // by number, nil where there is none, or no longer
	users    index
	groups   index
	accounts index
	everyone []uint32
}

// Data is all the facts of a book. Their order means nothing, and a fact given twice counts once.
type Data struct {
	// Revision is the host's number of this state of the data; judgements name it.
	Revision uint64
	Budgets  []Budget
}

// Changes is what is different in the next book. A budget that is put replaces the whole one of the same id.
type Changes struct {
	// Revision is that of the next Book and must be above the present one, so that of two changes which were prepared from
	// one Book the second is refused; 0 keeps the present one.
	Revision uint64
	Put      []Budget
	Remove   []string
}

// New copies, checks and indexes the facts. Everything that is wrong with them is in the *DataError it then returns.
func New(d Data) (*Book, error) {
	return (&Book{}).With(Changes{Revision: d.Revision, Put: d.Budgets})
}

// With returns the book after the changes; b stays as it is. The cost grows with the changes. Everything that is wrong is
// in the *DataError it then returns. Whether a change is permitted, and when it takes effect, [Book.Revise] says.
func (b *Book) With(c Changes) (*Book, error) {
	var bad defects
	if c.Revision != 0 && c.Revision <= b.revision {
		bad.add("", DefectRevision, "revision", "")
	}
	put := b.check(c, &bad)
	if err := bad.err(); err != nil {
		return nil, err
	}
	e := newEdit(b)
	for _, id := range c.Remove {
		e.remove(id)
	}
	e.name(put)
	for _, fact := range put {
		e.put(fact)
	}
	return e.done(max(b.revision, c.Revision)), nil
}

// Revision is the host's number of the data that the Book was made from.
func (b *Book) Revision() uint64 { return b.revision }

// Budget returns a copy of a budget, and false where there is none of that id. What has no order is sorted in it.
func (b *Book) Budget(id string) (Budget, bool) {
	if fact := b.find(id); fact != nil {
		return fact.normal(), true
	}
	return Budget{}, false
}

// Budgets yields copies of all budgets, in the order of their ids.
func (b *Book) Budgets() iter.Seq[Budget] {
	return func(yield func(Budget) bool) {
		for n := range b.names.Sorted() {
			if fact := *b.budgets.At(n); fact != nil && !yield(fact.normal()) {
				return
			}
		}
	}
}

// Data returns copies of all facts, in the order of their ids; New makes an equal book of them.
func (b *Book) Data() Data { return Data{Revision: b.revision, Budgets: slices.Collect(b.Budgets())} }

// Applying returns copies of the budgets that hold for an order of the buyer placed at an instant (BUD-2), in the order of
// their ids. A buyer without user or account, or no instant, has none; [Book.Judge] refuses them.
func (b *Book) Applying(buyer Buyer, placed time.Time) []Budget {
	var all []Budget
	for _, fact := range b.applying(buyer, placed) {
		all = append(all, fact.normal())
	}
	return all
}

// Pots returns the pots in which an order of the buyer placed at an instant would count: what to lock, in this order, and
// to read before it is placed. Budgets without periods have none.
func (b *Book) Pots(buyer Buyer, placed time.Time) []Pot {
	var pots []Pot
	for _, fact := range b.applying(buyer, placed) {
		if p := fact.PeriodAt(placed); !p.IsZero() {
			pots = append(pots, Pot{Budget: fact.ID, Period: p})
		}
	}
	return pots
}

func (b *Book) find(id string) *Budget {
	n, ok := b.names.Find(id)
	if !ok {
		return nil
	}
	return *b.budgets.At(n)
}

// applying returns the budgets that hold for a buyer, by their ids.
func (b *Book) applying(buyer Buyer, placed time.Time) []*Budget {
	if !buyer.complete() || placed.IsZero() {
		return nil
	}
	numbers := slices.Clone(b.everyone)
	numbers = b.users.collect(numbers, buyer.User)
	numbers = b.accounts.collect(numbers, buyer.Account)
	numbers = b.accounts.collect(numbers, buyer.Ancestors...)
	numbers = b.groups.collect(numbers, buyer.Groups...)
	slices.Sort(numbers)
	var facts []*Budget
	for _, n := range slices.Compact(numbers) {
		if fact := *b.budgets.At(n); fact.HoldsAt(placed) {
			facts = append(facts, fact)
		}
	}
	slices.SortFunc(facts, byID)
	return facts
}

func byID(a, c *Budget) int {
	if a.ID < c.ID {
		return -1
	}
	return 1
}
