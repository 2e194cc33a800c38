package account

import (
	"iter"
	"slices"

	"github.com/tradeterms/tradeterms/account/dense"
)

// Graph is all accounts of a seller, checked and indexed. It never changes and is safe for any number of goroutines.
// The zero Graph has no accounts.
type Graph struct {
	revision     uint64
	application  Application
	policy       *policy // nil in the zero Graph
	groups       shelf[Group]
	categories   shelf[Category]
	roles        shelf[PermissionRole]
	workerGroups shelf[WorkerGroup]
	names        dense.Names
	nodes        dense.Vector[node]
	paths        dense.Vector[path]
	userNames    dense.Names
	users        dense.Vector[userNode]
	staff        list // users without accounts, by number
}

// node is an account by its number. Numbers are never given anew, so a removed account leaves a node without fact.
type node struct {
	fact     *Account
	groups   []uint32 // of the account itself, by number
	up       [links]ref
	down     [links]list
	users    list   // those linked to the account, by number
	features uint64 // of the groups, by the numbers of the policy
}

// path is the accounts above one, by number, the root first; children of one parent share it. That a is above b shows at
// once: the path of b has a at the level of a.
type path []uint32

// NewGraph copies, checks and indexes the facts. Everything that is wrong with them is in the *DataError it then returns.
// The DefaultGroups exist in every graph.
func NewGraph(d Data) (*Graph, error) {
	e := newEdit(&Graph{})
	e.change(Changes{
		PutGroups: withDefaults(d.Groups), PutCategories: d.Categories, Put: d.Accounts, Application: &d.Application,
		PutUsers: d.Users, PutPermissionRoles: d.PermissionRoles, PutWorkerGroups: withDefaultWorkers(d.WorkerGroups),
		Revision: d.Revision,
	})
	return e.done()
}

// With returns the graph after the changes; g stays as it is. The cost grows with the changes, not with the graph; what
// moves in the tree counts with all that is below it. Everything that is wrong is in the *DataError it then returns.
func (g *Graph) With(c Changes) (*Graph, error) {
	e := newEdit(g)
	e.change(c)
	return e.done()
}

// Application returns a copy of what the application has switched on.
func (g *Graph) Application() Application { return g.application.normal() }

// On reports whether the application has the feature on, with all that it needs.
func (g *Graph) On(f Feature) bool { return g.application.On(f) }

// Revision is the host's number of the data that the Graph was made from.
func (g *Graph) Revision() uint64 {
	if g == nil {
		return 0
	}
	return g.revision
}

// Account returns a copy of an account, and false where there is none of that id. What has no order is sorted in it.
func (g *Graph) Account(id string) (Account, bool) {
	n, ok := g.find(id)
	if !ok {
		return Account{}, false
	}
	return g.nodes.At(n).fact.normal(), true
}

// Has reports whether there is an account of that id.
func (g *Graph) Has(id string) bool {
	_, ok := g.find(id)
	return ok
}

// Accounts yields copies of all accounts, in the order of their ids.
func (g *Graph) Accounts() iter.Seq[Account] {
	return func(yield func(Account) bool) {
		for n := range g.names.Sorted() {
			if fact := g.nodes.At(n).fact; fact != nil && !yield(fact.normal()) {
				return
			}
		}
	}
}

// Data returns copies of all facts, in the order of their ids; NewGraph makes an equal graph of them.
func (g *Graph) Data() Data {
	return Data{
		Revision:        g.revision,
		Application:     g.Application(),
		Groups:          slices.Collect(g.Groups()),
		Categories:      slices.Collect(g.Categories()),
		Accounts:        slices.Collect(g.Accounts()),
		PermissionRoles: slices.Collect(g.PermissionRoles()),
		WorkerGroups:    slices.Collect(g.WorkerGroups()),
		Users:           slices.Collect(g.Users()),
	}
}

// Group returns a copy of a group, and false where there is none of that id.
func (g *Graph) Group(id string) (Group, bool) {
	fact, ok := g.groups.fact(id)
	return fact.normal(), ok
}

// Groups yields copies of all groups, the default ones included, in the order of their ids.
func (g *Graph) Groups() iter.Seq[Group] { return g.groups.all(Group.normal) }

// Category returns a copy of a category, and false where there is none of that id.
func (g *Graph) Category(id string) (Category, bool) {
	fact, ok := g.categories.fact(id)
	return fact.normal(), ok
}

// Categories yields copies of all categories, in the order of their ids.
func (g *Graph) Categories() iter.Seq[Category] { return g.categories.all(Category.normal) }

// PermissionRole returns a copy of a permission role, and false where there is none of that id.
func (g *Graph) PermissionRole(id string) (PermissionRole, bool) {
	fact, ok := g.roles.fact(id)
	return fact.normal(), ok
}

// PermissionRoles yields copies of all permission roles, in the order of their ids.
func (g *Graph) PermissionRoles() iter.Seq[PermissionRole] { return g.roles.all(PermissionRole.normal) }

// WorkerGroup returns a worker group, and false where there is none of that id.
func (g *Graph) WorkerGroup(id string) (WorkerGroup, bool) { return g.workerGroups.fact(id) }

// WorkerGroups yields all worker groups, the default one included, in the order of their ids.
func (g *Graph) WorkerGroups() iter.Seq[WorkerGroup] { return g.workerGroups.all(WorkerGroup.normal) }

func (g *Graph) find(id string) (uint32, bool) {
	if g == nil {
		return 0, false
	}
	n, ok := g.names.Find(id)
	return n, ok && g.nodes.At(n).fact != nil
}
