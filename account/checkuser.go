package account

import "strconv"

// checkUser looks at what a user says by himself, and at the groups and roles that he names.
func (e *edit) checkUser(u *User) {
	at := Defect{User: u.ID}
	e.checkCode(at, "person", u.Person)
	e.checkCode(at, "representative id", u.RepresentativeID)
	e.checkIDs(at, "account", u.Accounts)
	e.checkGroups(at, u.Groups)
	if !u.Type.known() {
		e.report(at.as(DefectBadUserType, "type", u.Type.String()))
		return
	}
	switch {
	case u.Role > RoleSubAccount:
		e.report(at.as(DefectBadRole, "role", u.Role.String()))
	case u.Type == TypeCustomer && u.Role == NoRole:
		e.report(at.as(DefectNoRole, "role", ""))
	case u.Type != TypeCustomer && u.Role != NoRole:
		e.report(at.as(DefectMisplacedRole, "role", u.Role.String()))
	}
	e.checkRelation(at, u)
	e.checkOptions(at, u)
	e.checkStaff(at, u)
	e.checkRoles(at, u)
}

// checkRelation holds the user's accounts against the relation (ACC-5).
func (e *edit) checkRelation(at Defect, u *User) {
	seen := make(map[string]bool, len(u.Accounts))
	for _, id := range u.Accounts {
		if seen[id] {
			e.report(at.as(DefectDuplicate, "account", id))
			return
		}
		seen[id] = true
	}
	several := u.Role == RoleRegular || u.Role == RoleAccountManager
	switch {
	case u.Relation > OneToMulti:
		e.report(at.as(DefectBadRelation, "relation", u.Relation.String()))
	case u.Relation == OneToMulti && !(u.Type == TypeCustomer && several):
		e.report(at.as(DefectMisplacedRelation, "relation", u.Kind().String()))
	case u.Relation == OneToMulti && len(u.Accounts) < 2:
		e.report(at.as(DefectTooFewAccounts, "accounts", strconv.Itoa(len(u.Accounts))))
	case u.Type.staff() && len(u.Accounts) > 0:
		e.report(at.as(DefectMisplacedAccount, "account", u.Accounts[0]))
	case !u.Type.staff() && len(u.Accounts) == 0:
		e.report(at.as(DefectNoAccount, "account", ""))
	case u.Relation == OneToOne && len(u.Accounts) > 1:
		e.report(at.as(DefectTooManyAccounts, "account", u.Accounts[1]))
	}
}

func first(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// checkOptions refuses options and limits where they mean nothing (ACC-7).
func (e *edit) checkOptions(at Defect, u *User) {
	sub := u.Role == RoleSubAccount
	for _, option := range []struct {
		name       string
		set, means bool
	}{
		{"may order", u.MayOrder, !u.Type.staff()},
		{"may see prices", u.MaySeePrices, !u.Type.staff()},
		{"may see stock", u.MaySeeStock, !u.Type.staff()},
		{"child history", u.ChildHistory, !u.Type.staff()},
		{"may authorize", u.MayAuthorize, sub || u.Role == RoleAccountManager},
		{"limited budget", u.LimitedBudget, sub},
		{"limits", len(u.Limits) > 0, sub},
		{"groups", len(u.Groups) > 0, !u.Type.staff()},
		{"worker groups", len(u.WorkerGroups) > 0, u.Type == TypeWorker},
		{"sales representative", u.SalesRepresentative, u.Type == TypeWorker},
		{"representative id", u.RepresentativeID != "", u.Type.staff()},
	} {
		if option.set && !option.means {
			e.report(at.as(DefectMisplacedOption, option.name, u.Kind().String()))
		}
	}
	if u.LimitedBudget && len(u.Limits) == 0 {
		e.report(at.as(DefectNoLimit, "limits", ""))
	}
	e.checkLimits(at, u.Limits)
}

func (e *edit) checkLimits(at Defect, limits []SpendingLimit) {
	for i, limit := range limits {
		amount := limit.Amount.String()
		switch {
		case !limit.Amount.IsSet() || limit.Amount.Sign() < 0:
			e.report(at.as(DefectBadLimit, "limit", amount))
		case len(limit.Authorizers) == 0:
			e.report(at.as(DefectNoAuthorizer, "limit", amount))
		case i > 0 && limits[i-1].Amount.Equal(limit.Amount) && !(i > 1 && limits[i-2].Amount.Equal(limit.Amount)):
			e.report(at.as(DefectDuplicate, "limit", amount))
		}
	}
}

// checkRoles looks for the permission roles and worker groups of a user.
func (e *edit) checkRoles(at Defect, u *User) {
	for _, id := range u.PermissionRoles {
		n, ok := e.roles.find(id)
		if !ok {
			e.report(at.as(DefectUnknownPermissionRole, "permission role", id))
		} else if e.roles.entries.At(n).fact.Kind == Administration && u.Type != TypeWorker {
			e.report(at.as(DefectMisplacedPermissionRole, "permission role", id))
		}
	}
}

func (e *edit) checkStaff(at Defect, u *User) {
	for _, id := range u.WorkerGroups {
		if _, ok := e.workerGroups.find(id); !ok {
			e.report(at.as(DefectUnknownWorkerGroup, "worker group", id))
		}
	}
	if u.SalesRepresentative && u.RepresentativeID == "" {
		e.report(at.as(DefectNoRepresentativeID, "representative id", ""))
	}
}
