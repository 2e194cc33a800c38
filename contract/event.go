package contract

import (
	"time"

	"github.com/tradeterms/tradeterms/pricing"
)

// Event is something that was done to a contract: who, as whom, when, and what was before and after. A store keeps events
// as the contract's history.
type Event struct {
	Kind EditKind
	// Contract is the code of the contract.
	Contract  string
	Principal string
	User      string
	At        time.Time
	// StagedBy is the principal who staged it, and StagedAt when, where somebody published it later; else neither is set.
	StagedBy string
	StagedAt time.Time
	// Before and After are the contract as it was and as it became; nothing for one that was not there, or is gone. Where
	// the kind speaks of one account or product, they have the terms and that one alone; of terms, the terms alone.
	Before, After Contract
}

// Outcome is what became of a command: a decision and, where it allows, what is to be stored: all of it, or nothing.
type Outcome struct {
	Decision Decision
	// Contracts are those that are new or different, Dropped the codes of those that are gone; both by code.
	Contracts []Contract
	Dropped   []string
	Events    []Event
}

// Prices returns what the outcome changes in a Book whose contracts were compiled under the same reading. It counts at
// once: there is no other step (CON-8).
func (o Outcome) Prices(r Reading) pricing.Changes {
	var changes pricing.Changes
	for _, c := range o.Contracts {
		changes.Put = append(changes.Put, c.ListAs(r))
	}
	for _, code := range o.Dropped {
		changes.Drop = append(changes.Drop, ID(code))
	}
	return changes
}

// event returns the event of an edit.
func (e Edit) event(before, after *Contract) Event {
	ev := Event{Kind: e.Kind, Contract: e.Contract}
	for _, side := range []struct {
		from *Contract
		to   *Contract
	}{{before, &ev.Before}, {after, &ev.After}} {
		if side.from != nil {
			*side.to = e.part(side.from)
		}
	}
	return ev
}

// part returns what an edit speaks of.
func (e Edit) part(c *Contract) Contract {
	part := c.bare()
	switch e.Kind {
	case AddAccount, ChangeAccount, RemoveAccount:
		if at := c.account(e.Account.Account); at >= 0 {
			part.Accounts = []Account{c.Accounts[at]}
		}
	case AddProduct, ChangeProduct, RemoveProduct:
		if at := c.product(e.Product.Product, e.Product.Unit); at >= 0 {
			part.Products = []Product{c.Products[at].clone()}
		}
	case CreateContract, DeleteContract, ImportContract, ImportRemoval:
		part = c.clone()
	}
	return part
}
