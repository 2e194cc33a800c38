package account

import "slices"

// checkAuthorizers holds those whom limits list against what an authorizer must be (APR-2, APR-8), wherever either side is
// new.
func (e *edit) checkAuthorizers(b batch[User]) {
	owners := map[uint32]bool{}
	for _, id := range b.ids {
		n, _ := e.userNames.Find(id)
		node := e.users.At(n)
		if node.fact == nil {
			e.checkRemoved(node, id)
			continue
		}
		e.checkLists(node.fact, b)
		for owner := range node.lists.each {
			owners[owner] = !e.putUsers[owner]
		}
	}
	for owner, stays := range owners {
		if stays {
			e.checkLists(e.users.At(owner).fact, b)
		}
	}
}

// checkLists looks at the authorizers of a user: at all of them where the user is put, else at those who are.
func (e *edit) checkLists(owner *User, put batch[User]) {
	for _, limit := range owner.Limits {
		for _, id := range limit.Authorizers {
			if put.facts[owner.ID] == nil && put.facts[id] == nil {
				continue
			}
			if code := e.unfit(owner, id); code != "" {
				e.report(Defect{User: owner.ID}.as(code, "limit "+limit.Amount.String(), id))
			}
		}
	}
}

// unfit says why a user cannot authorize the orders of another, "" where he can.
func (e *edit) unfit(owner *User, id string) DefectCode {
	n, ok := e.userNames.Find(id)
	u := e.users.At(n)
	switch {
	case !ok || u.fact == nil:
		return DefectUnknownAuthorizer
	case e.tornUsers[id] || e.tornUsers[owner.ID]:
		return ""
	case u.kind != KindAccountManager && !(u.kind == KindSubAccount && u.fact.MayAuthorize):
		return DefectAuthorizerMayNot
	case !slices.Contains(u.fact.Accounts, first(owner.Accounts)):
		return DefectAuthorizerElsewhere
	case !u.fact.Activated:
		return DefectAuthorizerInactive
	case !u.fact.MaySeePrices:
		return DefectAuthorizerBlind
	}
	return ""
}

func (e *edit) checkRemoved(n *userNode, id string) {
	var owners []string
	for owner := range n.lists.each {
		if len(owners) < maxNamed && !e.putUsers[owner] {
			owners = append(owners, e.userNames.Code(owner))
		}
	}
	if len(owners) > 0 {
		e.report(Defect{User: id, Path: owners}.as(DefectStillNamed, "user id", id))
	}
}

// checkLeft refuses to remove accounts to which users are still linked.
func (e *edit) checkLeft(removed batch[Account]) {
	for _, id := range removed.ids {
		n, _ := e.names.Find(id)
		if e.nodes.At(n).fact != nil {
			continue
		}
		var users []string
		for user := range e.nodes.At(n).users.each {
			if len(users) < maxNamed && !e.putUsers[user] {
				users = append(users, e.userNames.Code(user))
			}
		}
		if len(users) > 0 {
			e.report(Defect{Account: id, Path: users}.as(DefectStillLinked, "account id", id))
		}
	}
}
