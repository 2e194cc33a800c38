package contract

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
)

// Rules are what changes of contracts are judged by: the accounts and users as they are now, and where the seller's days
// begin.
type Rules struct {
	Graph *account.Graph
	Zone  *time.Location
}

// Command changes contracts: all of its edits are made, one after the other, or none.
type Command struct {
	Session account.Session
	At      time.Time
	Edits   []Edit
}

// Codes returns the codes of the contracts that edits are about, each once, in the order of the edits: what a store reads
// before it asks.
func Codes(edits ...Edit) []string {
	seen := make(map[string]bool, len(edits))
	var all []string
	for _, e := range edits {
		if !seen[e.Contract] {
			all = append(all, e.Contract)
		}
		seen[e.Contract] = true
	}
	return all
}

// Do judges a command, and does it (CON-6). Present are the contracts as they are: all, or at least those that [Codes]
// names; one of those that is not among them does not exist.
//
// Administrators change any local contract. Sales representatives change, make and remove those of their own id, which stay
// of that id, and assign only accounts that are assigned to them. Mirrored contracts are refused to everybody. Edits that
// change nothing are allowed and leave no event.
func (r Rules) Do(present []Contract, c Command) Outcome {
	w := r.work(present, c.Session, c.At)
	if d := w.begin(len(c.Edits)); !d.Allowed() {
		return Outcome{Decision: d}
	}
	for i, e := range c.Edits {
		if d := w.edit(e, nil); !d.Allowed() {
			return refuse(d, i)
		}
	}
	return w.done()
}

func refuse(d Decision, edit int) Outcome {
	d.Edit = edit + 1
	return Outcome{Decision: d}
}

// today returns the current date, and whether there is one.
func (r Rules) today(at time.Time) (calendar.Date, bool) {
	if at.IsZero() || calendar.CheckZone(r.Zone) != nil {
		return calendar.Date{}, false
	}
	today := calendar.DateOf(at, r.Zone)
	return today, !today.IsZero()
}
