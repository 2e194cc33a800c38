package account

import (
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

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
		e.report(Defect{Account: defect.Cut(id)}.as(DefectUnknownAccount, "account id", id))
		return
	}
	if node.fact != nil {
		e.count(node.fact, -1)
	} else {
		e.replanted = append(e.replanted, n)
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
		if link(k) == parents {
			e.replanted = append(e.replanted, n)
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
		node.down[k] = j.join(node.down[k], e.byID)
		e.nodes.Set(to, node)
	}
}

func (e *edit) byID(a, b uint32) int { return strings.Compare(e.names.Code(a), e.names.Code(b)) }
