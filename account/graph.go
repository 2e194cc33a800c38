package account

import (
	"iter"
	"slices"

	"github.com/tradeterms/tradeterms/account/dense"
)

// Graph is all accounts of a seller, checked and indexed. It never changes and is safe for any number of goroutines.
// The zero Graph has no accounts.
type Graph struct {
	application Application
	groups      shelf[Group]
	categories  shelf[Category]
	names       dense.Names
	nodes       dense.Vector[node]
}

// node is an account by its number. Numbers are never given anew, so a removed account leaves a node without fact.
type node struct {
	fact   *Account
	groups []uint32 // of the account itself, by number
	up     [links]ref
	down   [links]list
}

// NewGraph copies, checks and indexes the facts. Everything that is wrong with them is in the *DataError it then returns.
// The DefaultGroups exist in every graph.
func NewGraph(d Data) (*Graph, error) {
	e := newEdit(&Graph{})
	e.change(Changes{
		PutGroups: withDefaults(d.Groups), PutCategories: d.Categories, Put: d.Accounts, Application: &d.Application,
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
		Application: g.Application(),
		Groups:      slices.Collect(g.Groups()),
		Categories:  slices.Collect(g.Categories()),
		Accounts:    slices.Collect(g.Accounts()),
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

func (g *Graph) find(id string) (uint32, bool) {
	n, ok := g.names.Find(id)
	return n, ok && g.nodes.At(n).fact != nil
}
