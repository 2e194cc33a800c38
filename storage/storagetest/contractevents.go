package storagetest

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// contractEvents are the clauses of what was done to contracts.
func contractEvents[X any]() []clause[ContractStore[X]] {
	type store = ContractStore[X]
	l := eventListing[X, store]()
	k := eventKeeping[X, store]()
	return []clause[store]{
		{"S6", "Events come back exactly: who, as whom, when, what before and after.", k.exact},
		{"S6", "Events share nothing with what is kept.", func(r *run, s store) { k.copiesIn(r, s); k.copiesOut(r, s) }},
		{"CON-6", "Events are newest first, those of one instant by revision and number, and what has no instant comes last.", l.order},
		{"CON-6", "The events of a contract are just its own, also once it is gone.", l.filter},
		{"CON-6", "Pages of events follow each other without gap or repetition, and only the last is not full.", l.pages},
		{"CON-6", "A page of events without size holds 50, and none more than 500.", l.sizes},
		{"S5", "A change that is refused or rolled back leaves no event.", noEvent[X]},
	}
}

func eventKeeping[X any, S ContractStore[X]]() keeping[X, S, storage.ContractEvent] {
	unnumbered := func(e storage.ContractEvent) storage.ContractEvent {
		e.Revision, e.Number = 0, 0
		return e
	}
	return keeping[X, S, storage.ContractEvent]{
		odd: oddEvents,
		put: func(ctx context.Context, s S, tx X, e storage.ContractEvent) error {
			return changeNext[X](ctx, s, tx, storage.ContractChanges{Events: []contract.Event{e.Event}})
		},
		get: func(ctx context.Context, s S, tx X, like storage.ContractEvent) (storage.ContractEvent, error) {
			found, err := s.ContractEvents(ctx, tx, like.Contract, storage.Page{})
			for _, e := range found {
				if like.Contract == e.Contract && like.Kind == e.Kind {
					return unnumbered(e), err
				}
			}
			return storage.ContractEvent{}, errors.Join(err, errors.New("there is no such event"))
		},
		kept: func(e storage.ContractEvent) storage.ContractEvent { return unnumbered(storage.KeptContractEvent(e)) },
		scribble: func(e storage.ContractEvent) {
			e.Before.Products[0].Breaks[0].Min, e.After.Accounts[0].Account = money.Units(7), "scribbled"
		},
	}
}

func eventListing[X any, S ContractStore[X]]() listing[X, S, storage.ContractEvent, string] {
	// Three events are one change.
	large := listedEvents(listedLarge / 3 * 3)
	return listing[X, S, storage.ContractEvent, string]{
		facts: large[:listed/3*3], large: large, filters: []string{"k", "K", "k ", "e\u0301", "k%", "nobody", "%"}, all: "",
		put: func(ctx context.Context, s S, tx X, e storage.ContractEvent) error {
			if e.Number > 1 {
				return nil // it was put with the first of its change
			}
			c := storage.ContractChanges{Since: e.Revision - 1, Revision: e.Revision}
			for _, of := range large[e.Revision*3-3 : e.Revision*3] {
				c.Events = append(c.Events, of.Event)
			}
			return s.ChangeContracts(ctx, tx, c)
		},
		list: func(ctx context.Context, s S, tx X, code string, p storage.Page) ([]storage.ContractEvent, error) {
			return s.ContractEvents(ctx, tx, code, p)
		},
		match: func(code string, e storage.ContractEvent) bool { return code == "" || e.Contract == code },
		mark:  storage.ContractEventMark,
	}
}

func noEvent[X any](r *run, s ContractStore[X]) {
	event := []contract.Event{{Kind: contract.CreateContract, Contract: "a", At: noon}}
	must(r, s, func(ctx context.Context, tx X) error {
		return s.ChangeContracts(ctx, tx, storage.ContractChanges{Revision: 1, Put: []contract.Contract{bareContract("a")}, Events: event})
	})
	for what, c := range map[string]storage.ContractChanges{
		"behind": {Revision: 2, Events: event}, "wrong": {Since: 1, Revision: 2, Put: []contract.Contract{{}}, Events: event},
		"rolled back": {Since: 1, Revision: 2, Events: event},
	} {
		err := transact(r, s, func(ctx context.Context, tx X) error {
			return errors.Join(s.ChangeContracts(ctx, tx, c), errStop)
		})
		if err == nil {
			r.Errorf("%s: no error", what)
		}
	}
	must(r, s, func(ctx context.Context, tx X) error {
		found, err := s.ContractEvents(ctx, tx, "", storage.Page{})
		if err == nil && len(found) != 1 {
			r.Errorf("there are %d", len(found))
		}
		return err
	})
}
