package exchange

import (
	"cmp"
	"errors"
	"io"
	"reflect"
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// uploading is an upload under way.
type uploading struct {
	Upload
	graph    *account.Graph
	options  *Options
	bad      *report
	accounts map[string]*account.Account // as they are to be
	users    map[string]*account.User

	parents, children map[string]int // lines, by id
}

// each reads a file and calls take for each sound row of an id that is known; the same row twice counts once.
func each[T any](x *uploading, t *table[T], from io.Reader, id func(*T) string, known func(string) bool, take func(line int, row *T)) map[string]int {
	lines := make(map[string]int)
	if from == nil {
		return lines
	}
	rows := make(map[string]T)
	name := t.name + ".csv"
	t.rows(input{name, from}, x.options, func(line int, row *T) bool {
		key := id(row)
		had, again := rows[key]
		switch {
		case !known(key):
			x.refuse(name, line, t.columns[uploadID].name, UnknownID, 0, "there is none of this id: correct it")
		case again && !reflect.DeepEqual(had, *row):
			x.refuse(name, line, t.columns[uploadID].name, Duplicate, lines[key], "the id is given twice with different content: keep one")
		case !again:
			rows[key], lines[key] = *row, line
			take(line, row)
		}
		return true
	}, func(e *FileError) bool {
		x.bad.add(*e)
		return true
	})
	return lines
}

func (x *uploading) refuse(file string, line int, column string, code Code, other int, reason string) {
	x.bad.add(FileError{File: file, Line: line, Column: column, Code: code, Other: other, Reason: reason})
}

func (x *uploading) account(id string) *account.Account {
	if a := x.accounts[id]; a != nil {
		return a
	}
	a, _ := x.graph.Account(id)
	x.accounts[id] = &a
	return &a
}

func (x *uploading) readParents() {
	x.parents = each(x, &parentsTable, x.Parents, func(p *parentRow) string { return p.id }, x.graph.Has, func(line int, p *parentRow) {
		a := x.account(p.id)
		a.National = p.national
		a.Groups = x.groups(parentsTable.name, line, a.Groups, p.groupsOf)
	})
}

func (x *uploading) readChildren() {
	x.children = each(x, &childrenTable, x.Children, func(c *childRow) string { return c.id }, x.graph.Has, func(line int, c *childRow) {
		if !x.graph.Has(c.parent) {
			x.refuse(childrenTable.name+".csv", line, childrenTable.columns[uploadParent].name, UnknownID, 0, "there is no such account: name another")
			return
		}
		x.account(c.id).Parent = c.parent
	})
}

func (x *uploading) readUsers() {
	known := func(id string) bool { _, ok := x.graph.User(id); return ok }
	each(x, &userGroupsTable, x.Users, func(u *groupsOf) string { return u.id }, known, func(line int, u *groupsOf) {
		user, _ := x.graph.User(u.id)
		user.Groups = x.groups(userGroupsTable.name, line, user.Groups, *u)
		x.users[u.id] = &user
	})
}

// groups returns what becomes of the groups there are.
func (x *uploading) groups(file string, line int, present []string, row groupsOf) []string {
	if row.silent {
		return present
	}
	for _, id := range row.groups {
		if _, ok := x.graph.Group(id); !ok {
			x.refuse(file+".csv", line, userGroupsTable.columns[uploadGroups].name, UnknownID, 0, "there is no such group: add it first, or leave it out")
		}
	}
	next := slices.Clone(row.groups)
	if !x.Replace {
		next = slices.Concat(present, next)
	}
	slices.Sort(next)
	if next = slices.Compact(next); len(next) == 0 {
		return nil
	}
	return next
}

// defects finds the lines of what the graph refuses.
func (x *uploading) defects(err error) {
	var data *account.DataError
	if !errors.As(err, &data) {
		x.bad.add(FileError{Code: BadTerms, Reason: "the accounts are refused", Err: err})
		return
	}
	for i := range data.Defects {
		x.defect(&data.Defects[i])
	}
	x.bad.more += data.More
	slices.SortStableFunc(x.bad.found, func(a, b FileError) int { return cmp.Or(-cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
}

func (x *uploading) defect(d *account.Defect) {
	rule, ruled := accountRules[d.Code]
	file, column, line := childrenTable.name, childrenTable.columns[uploadParent].name, x.hung(d)
	reason := rule.reason + circle(d.Path)
	if d.Code == account.DefectParentNotNational && x.children[d.Account] == 0 {
		file, column, line = parentsTable.name, parentsTable.columns[uploadNational].name, x.parents[d.Value]
		reason = "the account still has children, so it stays national: hang them elsewhere first"
	}
	if !ruled || line == 0 {
		x.bad.add(FileError{Code: BadTerms, Reason: d.String()})
		return
	}
	x.refuse(file+".csv", line, column, rule.code, 0, reason)
}

// hung returns the line that hangs the account of a defect, or one above it, where it may not be.
func (x *uploading) hung(d *account.Defect) int {
	above := append([]string{d.Account}, d.Path...)
	for id := d.Account; len(above) <= 2*account.MaxDepth; {
		a, ok := x.accounts[id]
		if !ok {
			id, _ = x.graph.Parent(id)
		} else {
			id = a.Parent
		}
		if id == "" {
			break
		}
		above = append(above, id)
	}
	for _, id := range above {
		if line := x.children[id]; line > 0 {
			return line
		}
	}
	return 0
}
