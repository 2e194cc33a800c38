package account

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/defect"
)

// checkActions looks at what the host declares of its own.
func (e *edit) checkActions() {
	for _, permission := range e.application.Permissions {
		e.checkIDs(Defect{}, "permission", []string{string(permission)})
	}
	for i, r := range e.application.Actions {
		at := Defect{Action: defect.Cut(string(r.Action))}
		e.checkIDs(at, "action", []string{string(r.Action)})
		e.checkIDs(at, "permission", []string{string(r.Permission)})
		e.checkCode(at, "feature", string(r.Feature))
		for _, kind := range r.By {
			if !kind.known() {
				e.report(at.as(DefectBadUserKind, "kind", kind.String()))
			}
		}
		if slices.ContainsFunc(rules, func(own rule) bool { return own.action == r.Action }) {
			e.report(at.as(DefectReservedAction, "action", string(r.Action)))
		} else if again(i, e.application.Actions, func(r ActionRule) Action { return r.Action }) {
			e.report(at.as(DefectDuplicate, "action", string(r.Action)))
		}
	}
	if e.policy.overflows(&e.application) {
		e.report(Defect{}.as(DefectTooManyRights, "actions", ""))
	}
}

// checkRole looks at a permission role by itself.
func (e *edit) checkRole(r *PermissionRole) {
	at := Defect{PermissionRole: r.ID}
	if r.Kind > Administration {
		e.report(at.as(DefectBadRoleKind, "kind", r.Kind.String()))
	}
	for _, permission := range slices.Concat(r.Allow, r.Deny) {
		if _, ok := e.policy.permissions[permission]; !ok {
			e.report(at.as(DefectUnknownPermission, "permission", string(permission)))
		} else if permission.administrative() && r.Kind == Facility {
			e.report(at.as(DefectMisplacedPermission, "permission", string(permission)))
		}
	}
}

// checkAllRoles looks at the roles that stay, where the application's permissions may have changed beneath them.
func (e *edit) checkAllRoles(put batch[PermissionRole]) {
	for n := range e.roles.names.Sorted() {
		if role := e.roles.entries.At(n).fact; role != nil && put.facts[role.ID] == nil {
			e.checkRole(role)
		}
	}
}

// checkOrphanRoles refuses to remove roles and worker groups that users still name, and to give a role that customers have
// to administrators.
func (e *edit) checkOrphanRoles(roles batch[PermissionRole], workers batch[WorkerGroup]) {
	for _, id := range e.roles.orphaned(roles) {
		members := e.whichUsers(func(u *User) bool { return slices.Contains(u.PermissionRoles, id) })
		e.report(Defect{PermissionRole: id, Path: members}.as(DefectStillNamed, "permission role id", id))
	}
	for _, id := range e.workerGroups.orphaned(workers) {
		members := e.whichUsers(func(u *User) bool { return slices.Contains(u.WorkerGroups, id) })
		e.report(Defect{WorkerGroup: id, Path: members}.as(DefectStillNamed, "worker group id", id))
	}
	for _, id := range roles.ids {
		if role := roles.facts[id]; role != nil && role.Kind == Administration {
			e.checkAdministrators(id)
		}
	}
}

// checkAdministrators looks at those who have an administration role from before.
func (e *edit) checkAdministrators(role string) {
	for n := range e.userNames.Sorted() {
		u := e.users.At(n).fact
		if u != nil && !e.putUsers[n] && u.Type != TypeWorker && slices.Contains(u.PermissionRoles, role) {
			e.report(Defect{User: u.ID}.as(DefectMisplacedPermissionRole, "permission role", role))
		}
	}
}

func (e *edit) whichUsers(named func(*User) bool) (ids []string) {
	for n := range e.userNames.Sorted() {
		if fact := e.users.At(n).fact; fact != nil && named(fact) && len(ids) < maxNamed {
			ids = append(ids, fact.ID)
		}
	}
	return ids
}
