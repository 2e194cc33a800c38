package exchange

import "github.com/tradeterms/tradeterms/account"

// groupsOf are the groups that a row names.
type groupsOf struct {
	id     string
	groups []string
	silent bool // the row says nothing of groups, so they stay
}

// parentRow makes an account a parent, or no longer one.
type parentRow struct {
	groupsOf
	national bool
}

// childRow hangs an account under another.
type childRow struct{ id, parent string }

const (
	uploadID = iota
	uploadNational
	uploadParentGroups
)

var parentsTable = table[parentRow]{
	name: "parents",
	columns: []column{
		uploadID:           {"ref_id", true},
		uploadNational:     {"national_account", true},
		uploadParentGroups: {"user_groups_vir", false},
	},
	parse: func(r *record, p *parentRow) {
		*p = parentRow{groupsOf{id: r.id(uploadID), groups: r.ids(uploadParentGroups)}, r.flag(uploadNational, false)}
		if !r.has(uploadParentGroups) {
			p.silent = !p.national
			p.groups = []string{account.PowerCustomerGroup}
		}
	},
}

const uploadParent = 1

var childrenTable = table[childRow]{
	name:    "children",
	columns: []column{uploadID: {"ref_id", true}, uploadParent: {"parent_a_id", true}},
	parse:   func(r *record, c *childRow) { *c = childRow{r.id(uploadID), r.id(uploadParent)} },
}

const uploadGroups = 1

var userGroupsTable = table[groupsOf]{
	name:    "user_groups",
	columns: []column{uploadID: {"ref_id", true}, uploadGroups: {"user_groups_vir", true}},
	parse:   func(r *record, u *groupsOf) { *u = groupsOf{id: r.id(uploadID), groups: r.ids(uploadGroups)} },
}
