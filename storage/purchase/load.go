package purchase

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// load reads what a command rests on. To find the names to lock it needs less.
func (d *Desk[T]) load(ctx context.Context, tx T, c step, names bool) (*state, error) {
	s := &state{rules: d.rules}
	for _, read := range []func(context.Context, T, *state, step) error{d.facts, d.records, d.reservations} {
		if err := read(ctx, tx, s, c); err != nil {
			return nil, err
		}
	}
	if names {
		return s, nil
	}
	if err := d.terms(ctx, tx, s, c); err != nil {
		return nil, err
	}
	return s, d.persons(ctx, tx, s, c)
}

// facts reads accounts and budgets.
func (d *Desk[T]) facts(ctx context.Context, tx T, s *state, c step) (err error) {
	if s.graph, err = d.store.Graph(ctx, tx); err != nil {
		return err
	}
	s.rights = s.graph.For(c.by, c.at)
	s.budgets, err = d.store.Budgets(ctx, tx)
	return err
}

// records reads the order, its request and its quote, those that there are.
func (d *Desk[T]) records(ctx context.Context, tx T, s *state, c step) (err error) {
	if c.order == "" {
		return nil
	}
	if s.order, err = orZero(d.store.Order(ctx, tx, c.order)); err != nil {
		return err
	}
	if s.request, err = orZero(d.store.Request(ctx, tx, c.order)); err != nil || c.quote == "" {
		return err
	}
	s.quote, err = orZero(d.store.Order(ctx, tx, c.quote))
	return err
}

// orZero makes what there is not zero.
func orZero[V any](v V, err error) (V, error) {
	if errors.Is(err, storage.ErrNotFound) {
		var none V
		return none, nil
	}
	return v, err
}

// reservations reads the ledger: the order's shares, and the pots in which it would count.
func (d *Desk[T]) reservations(ctx context.Context, tx T, s *state, c step) (err error) {
	if c.draft != nil {
		s.meant(c.by, c.draft(s))
	}
	if !c.moves {
		return nil
	}
	if c.draft == nil {
		s.ledger, err = storage.LoadState(ctx, tx, d.store, c.order)
		return err
	}
	s.ledger, err = storage.LoadState(ctx, tx, d.store, c.order, s.budgets.Pots(s.buyer, s.placed(c))...)
	return err
}

// terms reads prices, and asks the host for what the store does not keep.
func (d *Desk[T]) terms(ctx context.Context, tx T, s *state, c step) (err error) {
	if c.draft == nil {
		return nil
	}
	if d.rules.Assortment != nil {
		s.sold = d.rules.Assortment()
	}
	if d.rules.Rates != nil {
		s.rates = d.rules.Rates(c.at)
	}
	s.prices, err = d.store.Book(ctx, tx)
	return err
}

// persons reads whom those who are asked have named as substitutes.
func (d *Desk[T]) persons(ctx context.Context, tx T, s *state, c step) error {
	users := append(s.asked(c), c.users...)
	if c.users != nil {
		users = append(users, c.by.User)
	}
	named, err := d.named(ctx, tx, users)
	if err != nil {
		return err
	}
	s.people = newPeople(d.rules, s.graph, c.at, named)
	for _, n := range named {
		if n.User == c.by.User {
			s.substitutes = n
		}
	}
	return nil
}

// named reads the substitutes of users.
func (d *Desk[T]) named(ctx context.Context, tx T, users []string) ([]approval.Substitutes, error) {
	if len(users) == 0 {
		return nil, nil
	}
	return d.store.SubstitutesOf(ctx, tx, users...)
}

// hidden reports whether a session may not see prices.
func hidden(r *account.Rights) bool {
	d := r.May(account.ActionSeePrices)
	return !d.Allowed()
}
