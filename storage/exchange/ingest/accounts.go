package ingest

import (
	"bytes"
	"iter"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/record"
)

// kind is one kind of facts by id.
type kind[F record.Fact] struct {
	id  func(F) string
	of  func(*account.Graph) iter.Seq[F]
	put func(*account.Changes) *[]F
	// gone is where the ids of removed ones go.
	gone func(*account.Changes) *[]string
}

var (
	groupKind = kind[account.Group]{
		func(g account.Group) string { return g.ID }, (*account.Graph).Groups,
		func(c *account.Changes) *[]account.Group { return &c.PutGroups },
		func(c *account.Changes) *[]string { return &c.RemoveGroups },
	}
	categoryKind = kind[account.Category]{
		func(g account.Category) string { return g.ID }, (*account.Graph).Categories,
		func(c *account.Changes) *[]account.Category { return &c.PutCategories },
		func(c *account.Changes) *[]string { return &c.RemoveCategories },
	}
	accountKind = kind[account.Account]{
		func(a account.Account) string { return a.ID }, (*account.Graph).Accounts,
		func(c *account.Changes) *[]account.Account { return &c.Put },
		func(c *account.Changes) *[]string { return &c.Remove },
	}
	roleKind = kind[account.PermissionRole]{
		func(r account.PermissionRole) string { return r.ID }, (*account.Graph).PermissionRoles,
		func(c *account.Changes) *[]account.PermissionRole { return &c.PutPermissionRoles },
		func(c *account.Changes) *[]string { return &c.RemovePermissionRoles },
	}
	workerGroupKind = kind[account.WorkerGroup]{
		func(g account.WorkerGroup) string { return g.ID }, (*account.Graph).WorkerGroups,
		func(c *account.Changes) *[]account.WorkerGroup { return &c.PutWorkerGroups },
		func(c *account.Changes) *[]string { return &c.RemoveWorkerGroups },
	}
	userKind = kind[account.User]{
		func(u account.User) string { return u.ID }, (*account.Graph).Users,
		func(c *account.Changes) *[]account.User { return &c.PutUsers },
		func(c *account.Changes) *[]string { return &c.RemoveUsers },
	}
)

// collect adds what is put and removed of one kind.
func (k kind[F]) collect(c *account.Changes, g *account.Graph, given []F, remove bool) {
	*k.put(c) = append(*k.put(c), given...)
	if !remove {
		return
	}
	named := make(map[string]bool, len(given))
	for i := range given {
		named[k.id(given[i])] = true
	}
	for fact := range k.of(g) {
		if id := k.id(fact); !named[id] {
			*k.gone(c) = append(*k.gone(c), id)
		}
	}
}

// settle compares the two graphs, and leaves of the changes what differs.
func (k kind[F]) settle(c *account.Changes, was, next *account.Graph) (n exchange.Count) {
	before := make(map[string]F)
	for fact := range k.of(was) {
		before[k.id(fact)] = fact
	}
	after := make(map[string]bool)
	var put []F
	for fact := range k.of(next) {
		id := k.id(fact)
		after[id] = true
		switch old, known := before[id]; {
		case !known:
			n.Added++
		case same(old, fact):
			n.Same++
			continue
		default:
			n.Changed++
		}
		put = append(put, fact)
	}
	gone := slices.DeleteFunc(*k.gone(c), func(id string) bool {
		_, known := before[id]
		return !known || after[id]
	})
	n.Removed = len(gone)
	*k.put(c), *k.gone(c) = put, gone
	return n
}

// same compares facts as they are written.
func same[F record.Fact](a, b F) bool {
	x, bad := record.Marshal(a)
	y, worse := record.Marshal(b)
	return bad == nil && worse == nil && bytes.Equal(x, y)
}

// accounts works out what becomes of accounts and users.
func (p *Plan) accounts(b *Batch, remove bool) {
	p.graph = p.was.graph
	if b.accounts == nil {
		return
	}
	d, g := b.accounts, p.was.graph
	c := account.Changes{Revision: g.Revision() + 1}
	if b.application {
		c.Application = &d.Application
	}
	given := d.Accounts
	if b.columns != nil {
		given = slices.Clone(given)
		for i := range given {
			if has, known := g.Account(given[i].ID); known {
				given[i] = b.columns.over(has, given[i])
			}
		}
	}
	whole := remove && b.columns == nil
	groupKind.collect(&c, g, d.Groups, whole)
	categoryKind.collect(&c, g, d.Categories, whole)
	accountKind.collect(&c, g, given, remove)
	roleKind.collect(&c, g, d.PermissionRoles, whole)
	workerGroupKind.collect(&c, g, d.WorkerGroups, whole)
	userKind.collect(&c, g, d.Users, whole)
	next, err := g.With(c)
	if err != nil {
		p.refusal.data(err)
		return
	}
	p.settleAccounts(c, next)
}

// settleAccounts keeps of the changes what changes something.
func (p *Plan) settleAccounts(c account.Changes, next *account.Graph) {
	was := p.was.graph
	n := &p.Counts
	n.Groups, n.Categories = groupKind.settle(&c, was, next), categoryKind.settle(&c, was, next)
	n.Accounts, n.PermissionRoles = accountKind.settle(&c, was, next), roleKind.settle(&c, was, next)
	n.WorkerGroups, n.Users = workerGroupKind.settle(&c, was, next), userKind.settle(&c, was, next)
	if c.Application != nil && same(was.Application(), next.Application()) {
		c.Application = nil
	}
	n.Application = c.Application != nil
	if n.Application || differ(n.Groups) || differ(n.Categories) || differ(n.Accounts) || differ(n.PermissionRoles) ||
		differ(n.WorkerGroups) || differ(n.Users) {
		p.graph, p.accountChanges = next, &c
	}
}
