package account

// weigh finds what accounts and users hold: for those that were put, or for all of them where what they hold it by changed.
func (e *edit) weigh() {
	if e.reweigh {
		for n := range e.names.Sorted() {
			e.weighAccount(n)
		}
		for n := range e.userNames.Sorted() {
			e.weighUser(n)
		}
		return
	}
	for n := range e.put {
		e.weighAccount(n)
	}
	for n := range e.putUsers {
		e.weighUser(n)
	}
}

func (e *edit) weighAccount(n uint32) {
	node := *e.nodes.At(n)
	if node.fact == nil {
		return
	}
	node.features = e.groupFeatures(node.fact.Groups)
	e.nodes.Set(n, node)
}

func (e *edit) groupFeatures(ids []string) uint64 {
	var mask uint64
	for _, id := range ids {
		if n, ok := e.groups.find(id); ok {
			group := e.groups.entries.At(n).fact
			mask |= e.policy.featureMask(group.Features, group.Links)
		}
	}
	return mask
}

func (e *edit) weighUser(n uint32) {
	node := *e.users.At(n)
	if node.fact == nil {
		return
	}
	node.allowed, node.denied, node.edits = 0, 0, 0
	for _, id := range node.fact.PermissionRoles {
		if at, ok := e.roles.find(id); ok {
			role := e.roles.entries.At(at).fact
			node.allowed |= e.policy.permissionMask(role.Allow)
			node.denied |= e.policy.permissionMask(role.Deny)
		}
	}
	for _, id := range node.fact.WorkerGroups {
		if at, ok := e.workerGroups.find(id); ok {
			node.edits |= e.workerGroups.entries.At(at).fact.edits()
		}
	}
	node.features = e.groupFeatures(node.fact.Groups)
	node.judge(e.policy)
	e.users.Set(n, node)
}

// replant finds the paths of accounts that are new or moved, and of all below them.
func (e *edit) replant() {
	planted := make(map[uint32]bool, len(e.replanted))
	for _, n := range e.replanted {
		planted[n] = true
	}
	for _, n := range e.replanted {
		if !e.plantedAbove(n, planted) {
			e.plant(n, e.pathTo(n))
		}
	}
}

func (e *edit) plantedAbove(n uint32, planted map[uint32]bool) bool {
	for up := e.nodes.At(n).up[parents]; up.some(); up = e.nodes.At(up.number()).up[parents] {
		if planted[up.number()] {
			return true
		}
	}
	return false
}

func (e *edit) pathTo(n uint32) path {
	up := e.nodes.At(n).up[parents]
	if !up.some() {
		return nil
	}
	return e.paths.At(up.number()).then(up.number())
}

func (p path) then(n uint32) path {
	longer := make(path, 0, len(p)+1)
	return append(append(longer, p...), n)
}

// plant recurses no deeper than MaxDepth.
func (e *edit) plant(n uint32, p path) {
	e.paths.Set(n, p)
	var below path
	for child := range e.nodes.At(n).down[parents].each {
		if below == nil {
			below = p.then(n)
		}
		e.plant(child, below)
	}
}
