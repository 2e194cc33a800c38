package purchase

import (
	"context"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// waiting returns all requests that wait for an answer of a user, newest first: of the session's account and, if he
// supervises a budget or levels may route to him, of those below. None waits for one who may not answer by the session's own hand.
func (d *Desk[T]) waiting(ctx context.Context, tx T, g *account.Graph, q Queue) ([]approval.Request, error) {
	if may := g.May(q.By, account.ActionAuthorize, q.At); !may.Allowed() {
		return nil, nil
	}
	accounts := []string{q.By.Account}
	below, err := d.supervises(ctx, tx, q.By.User)
	if err != nil {
		return nil, err
	}
	if below || d.rules.Limits != nil { // which may route upwards
		accounts = slices.AppendSeq(accounts, g.Descendants(q.By.Account))
	}
	var pending []approval.Request
	for _, id := range accounts {
		for r, err := range storage.AllRequests(ctx, tx, d.store, approval.Filter{Account: id, States: []approval.State{approval.Pending}}) {
			if err != nil {
				return nil, err
			}
			pending = append(pending, r)
		}
	}
	people, err := d.peopleOf(ctx, tx, g, q, pending)
	if err != nil {
		return nil, err
	}
	mine := slices.Collect(d.rules.Policy.Waiting(slices.Values(pending), q.By.User, q.At, people))
	slices.SortFunc(mine, func(a, b approval.Request) int { return storage.RequestMark(a).Compare(storage.RequestMark(b)) })
	return mine, nil
}

// peopleOf are those whom requests call upon, with their substitutes.
func (d *Desk[T]) peopleOf(ctx context.Context, tx T, g *account.Graph, q Queue, requests []approval.Request) (*people, error) {
	c, asked := step{by: q.By, at: q.At}, []string(nil)
	for _, r := range requests {
		s := state{rules: d.rules, graph: g, request: r}
		asked = append(asked, s.asked(c)...)
	}
	slices.Sort(asked)
	named, err := d.named(ctx, tx, slices.Compact(asked))
	return newPeople(d.rules, g, q.At, named), err
}

// supervises reports whether a user is a supervisor of any budget.
func (d *Desk[T]) supervises(ctx context.Context, tx T, user string) (bool, error) {
	book, err := d.store.Budgets(ctx, tx)
	if err != nil {
		return false, err
	}
	for b := range book.Budgets() {
		if slices.Contains(b.Supervisors, user) {
			return true, nil
		}
	}
	return false, nil
}
