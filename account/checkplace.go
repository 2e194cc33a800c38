package account

import "slices"

// maxNamed bounds how many accounts a defect lists that still name what is to be removed.
const maxNamed = 10

// checkPlace looks at an account that was put or removed as others see it: children need a national account above them,
// and nobody may name what is gone.
func (e *edit) checkPlace(n uint32, id string) {
	node := e.nodes.At(n)
	if node.fact == nil {
		e.checkGone(node, id)
		return
	}
	if !node.fact.National {
		for child := range node.down[parents].each {
			e.reportNotNational(e.nodes.At(child).fact, id)
		}
	}
	if up := node.up[parents]; up.some() && !e.put[up.number()] {
		if parent := e.nodes.At(up.number()).fact; !parent.National {
			e.reportNotNational(node.fact, parent.ID)
		}
	}
}

func (e *edit) reportNotNational(child *Account, parent string) {
	e.report(Defect{Account: child.ID}.as(DefectParentNotNational, "parent", parent))
}

func (e *edit) checkGone(n *node, id string) {
	var named []string
	for k := range links {
		for by := range n.down[k].each {
			if len(named) == maxNamed {
				break
			}
			named = append(named, e.names.Code(by))
		}
	}
	if len(named) > 0 {
		e.report(Defect{Account: id, Path: set(named)}.as(DefectStillNamed, "account id", id))
	}
}

// checkOrphans refuses to remove groups and categories that accounts still name. Only then does it look through them all.
func (e *edit) checkOrphans(groups batch[Group], categories batch[Category]) {
	for _, id := range e.groups.orphaned(groups) {
		members := e.who(func(a *Account) bool {
			for group := range a.groups {
				if group == id {
					return true
				}
			}
			return false
		})
		members = append(members, e.whichUsers(func(u *User) bool { return slices.Contains(u.Groups, id) })...)
		e.report(Defect{Group: id, Path: members}.as(DefectStillNamed, "group id", id))
	}
	for _, id := range e.categories.orphaned(categories) {
		members := e.who(func(a *Account) bool { return slices.Contains(a.Categories, id) })
		e.report(Defect{Category: id, Path: members}.as(DefectStillNamed, "category id", id))
	}
}

func (e *edit) who(named func(*Account) bool) (ids []string) {
	for n := range e.names.Sorted() {
		if fact := e.nodes.At(n).fact; fact != nil && named(fact) && len(ids) < maxNamed {
			ids = append(ids, fact.ID)
		}
	}
	return ids
}
