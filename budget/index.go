package budget

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/dense"
)

// index says which budgets an id of a user, a group or an account holds, by their numbers.
type index struct {
	names dense.Names
	held  dense.Vector[[]uint32]
}

// collect appends the numbers of the budgets that the ids hold.
func (x *index) collect(numbers []uint32, ids ...string) []uint32 {
	for _, id := range ids {
		if n, ok := x.names.Find(id); ok {
			numbers = append(numbers, *x.held.At(n)...)
		}
	}
	return numbers
}

// indexEdit changes a copy of an index.
type indexEdit struct {
	names dense.Names
	held  *dense.Edit[[]uint32]
}

func (x *index) edit() indexEdit { return indexEdit{names: x.names, held: x.held.Edit()} }

func (x *indexEdit) done() index { return index{names: x.names, held: x.held.Done()} }

func (x *indexEdit) add(ids []string, number uint32) {
	x.each(ids, func(held []uint32) []uint32 { return append(slices.Clip(held), number) })
}

func (x *indexEdit) remove(ids []string, number uint32) {
	x.each(ids, func(held []uint32) []uint32 { return without(held, number) })
}

func (x *indexEdit) each(ids []string, change func([]uint32) []uint32) {
	for _, id := range ids {
		if n, ok := x.names.Find(id); ok {
			x.held.Set(n, change(*x.held.At(n)))
		}
	}
}

func without(numbers []uint32, number uint32) []uint32 {
	return slices.DeleteFunc(slices.Clone(numbers), func(n uint32) bool { return n == number })
}

// edit makes the next book.
type edit struct {
	names    dense.Names
	budgets  *dense.Edit[*Budget]
	users    indexEdit
	groups   indexEdit
	accounts indexEdit
	everyone []uint32
}

func newEdit(b *Book) *edit {
	return &edit{
		names: b.names, budgets: b.budgets.Edit(), users: b.users.edit(), groups: b.groups.edit(), accounts: b.accounts.edit(),
		everyone: b.everyone,
	}
}

func (e *edit) done(revision uint64) *Book {
	return &Book{
		revision: revision, names: e.names, budgets: e.budgets.Done(), users: e.users.done(), groups: e.groups.done(),
		accounts: e.accounts.done(), everyone: e.everyone,
	}
}

// name numbers all ids of the budgets at once.
func (e *edit) name(facts []*Budget) {
	var ids, users, groups, accounts []string
	for _, fact := range facts {
		ids = append(ids, fact.ID)
		users = append(users, fact.Holders.Users...)
		groups = append(groups, fact.Holders.Groups...)
		accounts = append(accounts, fact.Holders.Accounts...)
	}
	e.names = *e.names.With(ids...)
	e.users.names = *e.users.names.With(users...)
	e.groups.names = *e.groups.names.With(groups...)
	e.accounts.names = *e.accounts.names.With(accounts...)
}

func (e *edit) put(fact *Budget) {
	e.remove(fact.ID)
	n, _ := e.names.Find(fact.ID)
	e.budgets.Set(n, fact)
	e.users.add(fact.Holders.Users, n)
	e.groups.add(fact.Holders.Groups, n)
	e.accounts.add(fact.Holders.Accounts, n)
	if fact.Holders.Everyone {
		e.everyone = append(slices.Clip(e.everyone), n)
	}
}

func (e *edit) remove(id string) {
	n, ok := e.names.Find(id)
	if !ok {
		return
	}
	fact := *e.budgets.At(n)
	if fact == nil {
		return
	}
	e.budgets.Set(n, nil)
	e.users.remove(fact.Holders.Users, n)
	e.groups.remove(fact.Holders.Groups, n)
	e.accounts.remove(fact.Holders.Accounts, n)
	e.everyone = without(e.everyone, n)
}
