package account

import (
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

func (e *edit) changeRoles(b batch[PermissionRole]) {
	e.reweigh = e.reweigh || len(b.ids) > 0
	for _, id := range e.roles.apply(b) {
		e.report(Defect{PermissionRole: id}.as(DefectUnknownPermissionRole, "permission role id", id))
	}
	for _, id := range b.ids {
		if role := b.facts[id]; role != nil {
			e.checkRole(role)
		}
	}
	if e.applied {
		e.checkAllRoles(b)
	}
}

func (e *edit) changeWorkerGroups(b batch[WorkerGroup]) {
	e.reweigh = e.reweigh || len(b.ids) > 0
	for _, id := range e.workerGroups.apply(b) {
		e.report(Defect{WorkerGroup: id}.as(DefectUnknownWorkerGroup, "worker group id", id))
	}
}

func (e *edit) changeUsers(b batch[User]) {
	e.tornUsers = b.torn
	e.userNames = *e.userNames.With(b.ids...)
	for _, id := range b.ids {
		n, _ := e.userNames.Find(id)
		e.replaceUser(n, id, b.facts[id])
	}
	for account, j := range e.userJoins {
		node := *e.nodes.At(account)
		node.users = j.join(node.users, e.byUserID)
		e.nodes.Set(account, node)
	}
	e.staff = e.staffJoin.join(e.staff, e.byUserID)
	for _, id := range b.ids {
		n, _ := e.userNames.Find(id)
		e.relist(n)
	}
	for user, j := range e.authJoins {
		node := *e.users.At(user)
		node.lists = j.join(node.lists, e.byUserID)
		e.users.Set(user, node)
	}
	e.checkAuthorizers(b)
}

// replaceUser puts a user, or takes him away where fact is nil. Who lists him as an authorizer stays as it was.
func (e *edit) replaceUser(n uint32, id string, fact *User) {
	node := *e.users.At(n)
	if node.fact == nil && fact == nil {
		e.report(Defect{User: defect.Cut(id)}.as(DefectUnknownUser, "user id", id))
		return
	}
	if node.fact != nil {
		e.countUser(node.fact, -1)
		e.unlink(n, &node)
	}
	was := node.fact
	node = userNode{fact: fact, lists: node.lists, former: was}
	if fact != nil {
		e.putUsers[n] = true
		e.countUser(fact, 1)
		node.kind = fact.Kind()
		e.checkUser(fact)
		e.link(n, &node)
	}
	e.users.Set(n, node)
}

func (e *edit) countUser(fact *User, times int) {
	for _, id := range fact.Groups {
		e.groups.use(id, times)
	}
	for _, id := range fact.PermissionRoles {
		e.roles.use(id, times)
	}
	for _, id := range fact.WorkerGroups {
		e.workerGroups.use(id, times)
	}
}

// link notes a user's accounts on both sides; one without any is staff.
func (e *edit) link(n uint32, node *userNode) {
	seen := make(map[uint32]bool, len(node.fact.Accounts))
	for _, id := range node.fact.Accounts {
		account, ok := e.names.Find(id)
		if !ok || e.nodes.At(account).fact == nil {
			e.report(Defect{User: node.fact.ID}.as(DefectUnknownAccount, "account", id))
			continue
		}
		if !seen[account] {
			seen[account] = true
			node.accounts = append(node.accounts, account)
			j := joinIn(e.userJoins, account)
			j.add = append(j.add, n)
		}
	}
	if node.fact.Type.staff() {
		e.staffJoin.add = append(e.staffJoin.add, n)
	}
}

func (e *edit) unlink(n uint32, node *userNode) {
	for _, account := range node.accounts {
		j := joinIn(e.userJoins, account)
		j.drop = append(j.drop, n)
	}
	if node.fact.Type.staff() {
		e.staffJoin.drop = append(e.staffJoin.drop, n)
	}
}

// relist notes with each authorizer who lists him.
func (e *edit) relist(n uint32) {
	node := *e.users.At(n)
	for _, id := range authorizers(node.former) {
		if to, ok := e.userNames.Find(id); ok {
			j := joinIn(e.authJoins, to)
			j.drop = append(j.drop, n)
		}
	}
	for _, id := range authorizers(node.fact) {
		if to, ok := e.userNames.Find(id); ok {
			j := joinIn(e.authJoins, to)
			j.add = append(j.add, n)
		}
	}
	node.former = nil
	e.users.Set(n, node)
}

// authorizers returns all whom a user's limits list, sorted.
func authorizers(u *User) []string {
	var ids []string
	if u != nil {
		for _, limit := range u.Limits {
			ids = append(ids, limit.Authorizers...)
		}
	}
	return set(ids)
}

func joinIn(joins map[uint32]*join, to uint32) *join {
	j := joins[to]
	if j == nil {
		j = &join{}
		joins[to] = j
	}
	return j
}

func (e *edit) byUserID(a, b uint32) int {
	return strings.Compare(e.userNames.Code(a), e.userNames.Code(b))
}

// withDefaultWorkers adds the default worker groups that the host has not defined itself.
func withDefaultWorkers(groups []WorkerGroup) []WorkerGroup {
	all := clone(groups)
	for _, group := range DefaultWorkerGroups() {
		if !slices.ContainsFunc(groups, func(w WorkerGroup) bool { return w.ID == group.ID }) {
			all = append(all, group)
		}
	}
	return all
}

// restoreDefaultWorkers puts a default worker group where a host's of its id is removed.
func restoreDefaultWorkers(b batch[WorkerGroup]) {
	for _, group := range DefaultWorkerGroups() {
		if fact, ok := b.facts[group.ID]; ok && fact == nil {
			b.facts[group.ID] = &group
		}
	}
}
