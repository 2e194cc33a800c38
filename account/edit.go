package account

import (
	"slices"
	"strconv"

	"github.com/tradeterms/tradeterms/account/dense"
)

// edit makes a graph from another one. It goes on after a defect, to find them all.
type edit struct {
	revision     uint64
	application  Application
	policy       *policy
	groups       shelfEdit[Group]
	categories   shelfEdit[Category]
	roles        shelfEdit[PermissionRole]
	workerGroups shelfEdit[WorkerGroup]
	names        dense.Names
	nodes        *dense.Edit[node]
	paths        *dense.Edit[path]
	put          map[uint32]bool         // accounts that the change puts
	moved        [links][]uint32         // accounts that newly name another, by id
	replanted    []uint32                // accounts that are new or have another parent, or none
	joins        [links]map[uint32]*join // by the account that is named

	userNames dense.Names
	users     *dense.Edit[userNode]
	staff     list
	putUsers  map[uint32]bool
	tornUsers map[string]bool
	userJoins map[uint32]*join // by account: who is linked to it
	authJoins map[uint32]*join // by user: who lists him as an authorizer
	staffJoin join
	applied   bool // the application is new
	reweigh   bool // what users and accounts hold must be found anew for all of them

	defects []Defect
}

// join is what changes in a list of those who name an account; both are sorted by id.
type join struct {
	add, drop []uint32
}

// join returns the list after what was added and dropped; what was both stays.
func (j *join) join(l list, by order) list {
	without := func(numbers, others []uint32) []uint32 {
		in := make(map[uint32]bool, len(others))
		for _, n := range others {
			in[n] = true
		}
		return slices.DeleteFunc(slices.Clone(numbers), func(n uint32) bool { return in[n] })
	}
	return l.change(without(j.add, j.drop), without(j.drop, j.add), by)
}

func newEdit(g *Graph) *edit {
	e := &edit{
		revision:     g.revision,
		application:  g.application,
		policy:       g.policy,
		groups:       g.groups.edit(),
		categories:   g.categories.edit(),
		roles:        g.roles.edit(),
		workerGroups: g.workerGroups.edit(),
		names:        g.names,
		nodes:        g.nodes.Edit(),
		paths:        g.paths.Edit(),
		put:          map[uint32]bool{},
		userNames:    g.userNames,
		users:        g.users.Edit(),
		staff:        g.staff,
		putUsers:     map[uint32]bool{},
		userJoins:    map[uint32]*join{},
		authJoins:    map[uint32]*join{},
	}
	for k := range e.joins {
		e.joins[k] = map[uint32]*join{}
	}
	return e
}

func (e *edit) done() (*Graph, error) {
	if len(e.defects) > 0 {
		return nil, newDataError(e.defects)
	}
	e.replant()
	e.weigh()
	return &Graph{
		revision:     e.revision,
		application:  e.application,
		policy:       e.policy,
		groups:       e.groups.done(),
		categories:   e.categories.done(),
		roles:        e.roles.done(),
		workerGroups: e.workerGroups.done(),
		names:        e.names,
		nodes:        e.nodes.Done(),
		paths:        e.paths.Done(),
		userNames:    e.userNames,
		users:        e.users.Done(),
		staff:        e.staff,
	}, nil
}

func (e *edit) report(d Defect) { e.defects = append(e.defects, d) }

func (e *edit) change(c Changes) {
	e.advance(c.Revision)
	if c.Application != nil || e.policy == nil {
		e.changeApplication(c.Application)
	}
	groups := newBatch(c.PutGroups, c.RemoveGroups, groupShape, e.report)
	restoreDefaults(groups)
	categories := newBatch(c.PutCategories, c.RemoveCategories, categoryShape, e.report)
	e.changeGroups(groups)
	e.changeCategories(categories)
	accounts := newBatch(c.Put, c.Remove, accountShape, e.report)
	e.changeAccounts(accounts)
	roles := newBatch(c.PutPermissionRoles, c.RemovePermissionRoles, roleShape, e.report)
	workers := newBatch(c.PutWorkerGroups, c.RemoveWorkerGroups, workerGroupShape, e.report)
	restoreDefaultWorkers(workers)
	e.changeRoles(roles)
	e.changeWorkerGroups(workers)
	e.changeUsers(newBatch(c.PutUsers, c.RemoveUsers, userShape, e.report))
	e.checkLeft(accounts)
	e.checkOrphans(groups, categories)
	e.checkOrphanRoles(roles, workers)
}

// advance refuses a revision that is not above the present one.
func (e *edit) advance(revision uint64) {
	if revision == 0 {
		return
	}
	if revision <= e.revision {
		e.report(Defect{}.as(DefectRevision, "revision", strconv.FormatUint(revision, 10)))
	}
	e.revision = revision
}

func (e *edit) changeApplication(a *Application) {
	if a != nil {
		e.application = a.normal()
	}
	e.policy = newPolicy(&e.application)
	e.applied, e.reweigh = true, true
	e.checkFeatures(Defect{}, e.application.Features)
	e.checkActions()
}

func (e *edit) changeGroups(b batch[Group]) {
	e.reweigh = e.reweigh || len(b.ids) > 0
	for _, id := range e.groups.apply(b) {
		e.report(Defect{Group: id}.as(DefectUnknownGroup, "group id", id))
	}
	for _, id := range b.ids {
		if group := b.facts[id]; group != nil {
			e.checkFeatures(Defect{Group: id}, group.Features)
		}
	}
}

func (e *edit) changeCategories(b batch[Category]) {
	for _, id := range e.categories.apply(b) {
		e.report(Defect{Category: id}.as(DefectUnknownCategory, "category id", id))
	}
	for _, id := range b.ids {
		if category := b.facts[id]; category != nil {
			e.checkProducts(id, category.Products)
		}
	}
}

// withDefaults adds the default groups that the host has not defined itself.
func withDefaults(groups []Group) []Group {
	all := clone(groups)
	for _, group := range DefaultGroups() {
		if !slices.ContainsFunc(groups, func(g Group) bool { return g.ID == group.ID }) {
			all = append(all, group)
		}
	}
	return all
}

// restoreDefaults puts a default group where a host's group of its id is removed.
func restoreDefaults(b batch[Group]) {
	for _, group := range DefaultGroups() {
		if fact, ok := b.facts[group.ID]; ok && fact == nil {
			normal := group.normal()
			b.facts[group.ID] = &normal
		}
	}
}
