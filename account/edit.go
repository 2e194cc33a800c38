package account

import (
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account/dense"
)

// edit makes a graph from another one. It goes on after a defect, to find them all.
type edit struct {
	application Application
	groups      shelfEdit[Group]
	categories  shelfEdit[Category]
	names       dense.Names
	nodes       *dense.Edit[node]
	put         map[uint32]bool         // accounts that the change puts
	moved       [links][]uint32         // accounts that newly name another, by id
	joins       [links]map[uint32]*join // by the account that is named
	defects     []Defect
}

// join is what changes in a list of those who name an account; both are sorted by id.
type join struct {
	add, drop []uint32
}

func newEdit(g *Graph) *edit {
	e := &edit{
		application: g.application,
		groups:      g.groups.edit(),
		categories:  g.categories.edit(),
		names:       g.names,
		nodes:       g.nodes.Edit(),
		put:         map[uint32]bool{},
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
	return &Graph{
		application: e.application,
		groups:      e.groups.done(),
		categories:  e.categories.done(),
		names:       e.names,
		nodes:       e.nodes.Done(),
	}, nil
}

func (e *edit) report(d Defect) { e.defects = append(e.defects, d) }

func (e *edit) change(c Changes) {
	if c.Application != nil {
		e.application = c.Application.normal()
		e.checkFeatures(Defect{}, e.application.Features)
	}
	groups := newBatch(c.PutGroups, c.RemoveGroups, groupShape, e.report)
	restoreDefaults(groups)
	categories := newBatch(c.PutCategories, c.RemoveCategories, categoryShape, e.report)
	e.changeGroups(groups)
	e.changeCategories(categories)
	e.changeAccounts(newBatch(c.Put, c.Remove, accountShape, e.report))
	e.checkOrphans(groups, categories)
}

func (e *edit) changeGroups(b batch[Group]) {
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

func (e *edit) changeAccounts(b batch[Account]) {
	e.names = *e.names.With(b.ids...)
	for _, id := range b.ids {
		n, _ := e.names.Find(id)
		e.replace(n, id, b.facts[id])
	}
	for _, id := range b.ids {
		n, _ := e.names.Find(id)
		e.relink(n)
	}
	for k := range links {
		e.rejoin(k)
	}
	for _, id := range b.ids {
		n, _ := e.names.Find(id)
		e.checkPlace(n, id)
	}
	for k := range links {
		e.survey(k)
	}
}

// replace puts an account, or takes it away where fact is nil.
func (e *edit) replace(n uint32, id string, fact *Account) {
	node := *e.nodes.At(n)
	if node.fact == nil && fact == nil {
		e.report(Defect{Account: cut(id)}.as(DefectUnknownAccount, "account id", id))
		return
	}
	if node.fact != nil {
		e.count(node.fact, -1)
	}
	node.fact = fact
	if fact != nil {
		e.put[n] = true
		e.count(fact, 1)
		node.groups = e.groupNumbers(fact)
		e.checkAccount(fact)
	}
	e.nodes.Set(n, node)
}

func (e *edit) count(fact *Account, times int) {
	for id := range fact.groups {
		e.groups.use(id, times)
	}
	for _, id := range fact.Categories {
		e.categories.use(id, times)
	}
}

func (e *edit) groupNumbers(fact *Account) []uint32 {
	var numbers []uint32
	for _, id := range fact.Groups {
		if n, ok := e.groups.find(id); ok {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// relink turns the ids that an account names into numbers, and notes what changes on the other side.
func (e *edit) relink(n uint32) {
	node := *e.nodes.At(n)
	for k, rule := range linkRules {
		to := e.target(&node, rule)
		was := node.up[k]
		if to == was {
			continue
		}
		if was.some() {
			e.joinOf(link(k), was).drop = append(e.joinOf(link(k), was).drop, n)
		}
		if to.some() {
			e.joinOf(link(k), to).add = append(e.joinOf(link(k), to).add, n)
			e.moved[k] = append(e.moved[k], n)
		}
		node.up[k] = to
	}
	e.nodes.Set(n, node)
}

func (e *edit) target(n *node, rule linkRule) ref {
	if n.fact == nil || rule.target(n.fact) == "" {
		return 0
	}
	id := rule.target(n.fact)
	if to, ok := e.names.Find(id); ok && e.nodes.At(to).fact != nil {
		return refTo(to)
	}
	e.report(Defect{Account: n.fact.ID}.as(rule.unknown, rule.field, id))
	return 0
}

func (e *edit) joinOf(k link, to ref) *join {
	j := e.joins[k][to.number()]
	if j == nil {
		j = &join{}
		e.joins[k][to.number()] = j
	}
	return j
}

// rejoin brings the lists of those who name an account up to date.
func (e *edit) rejoin(k link) {
	for to, j := range e.joins[k] {
		node := *e.nodes.At(to)
		node.down[k] = node.down[k].change(j.add, j.drop, e.byID)
		e.nodes.Set(to, node)
	}
}

func (e *edit) byID(a, b uint32) int { return strings.Compare(e.names.Code(a), e.names.Code(b)) }

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
