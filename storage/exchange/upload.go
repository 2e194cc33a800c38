package exchange

import (
	"io"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// Upload is a power customer upload (CSV-1): up to three files that say of accounts and users that there are who is a parent,
// who hangs under whom, and which groups they are in. The parent file comes first, whatever the order in which they are given.
// A nil reader is no file.
//
// Reading changes nothing: it makes [account.Changes], which are their own dry run, for account.Graph.With or for a store.
// All that is wrong is told at once, as *[FileErrors], and then there are no changes: unknown ids, a parent that would not be
// national or still has children, circles, trees that are too deep.
type Upload struct {
	// Parents has the columns ref_id and national_account; optional is user_groups_vir. Without that column national accounts
	// are to be in [account.PowerCustomerGroup], and nothing is said of the groups of others.
	Parents io.Reader
	// Children has the columns ref_id and parent_a_id.
	Children io.Reader
	// Users has the columns ref_id, here the id of a user, and user_groups_vir.
	Users io.Reader
	// Replace puts the groups that a row names in the place of those there are, none for a blank cell; otherwise they are
	// added to them.
	Replace bool
}

// Changes returns what the files change in the graph, with the revision that follows: accounts and users as they are to be,
// sorted by id, those that stay as they are left out. Where nothing changes they are zero.
func (u Upload) Changes(g *account.Graph, o Options) (account.Changes, error) {
	c, _, err := u.changes(g, o)
	return c, err
}

// By is [Upload.Changes] for a session, which must be allowed to edit national accounts (ACC-12); otherwise nothing is read,
// and the decision says why. The events name who changed what. Whether the session may upload files at all is the host's to
// ask.
func (u Upload) By(s account.Session, g *account.Graph, at time.Time, o Options) (account.Outcome, error) {
	d := g.May(s, account.ActionEditNationalAccounts, at)
	if !d.Allowed() {
		return account.Outcome{Decision: d}, nil
	}
	c, next, err := u.changes(g, o)
	if err != nil {
		return account.Outcome{}, err
	}
	out := account.Outcome{Decision: d, Graph: next, Changes: c}
	event := account.Event{Principal: s.Principal, User: s.User, Account: s.Account, At: at}
	for _, a := range c.Put {
		e := event
		e.Kind, e.AccountAfter = account.AccountChanged, a
		e.AccountBefore, _ = g.Account(a.ID)
		out.Events = append(out.Events, e)
	}
	for _, user := range c.PutUsers {
		e := event
		e.Kind, e.UserAfter = account.UserChanged, user
		e.UserBefore, _ = g.User(user.ID)
		out.Events = append(out.Events, e)
	}
	return out, nil
}

func (u Upload) changes(g *account.Graph, o Options) (account.Changes, *account.Graph, error) {
	if g == nil {
		return account.Changes{}, nil, &FileErrors{Errors: []FileError{{Code: BadOptions, Reason: "no accounts to change: give a graph"}}}
	}
	x := &uploading{Upload: u, graph: g, options: &o, bad: o.report(), accounts: make(map[string]*account.Account), users: make(map[string]*account.User)}
	x.readParents()
	x.readChildren()
	x.readUsers()
	if err := x.bad.err(); err != nil {
		return account.Changes{}, nil, err
	}
	c := x.differing()
	if len(c.Put)+len(c.PutUsers) == 0 {
		return account.Changes{}, g, nil
	}
	next, err := g.With(c)
	if err != nil {
		x.defects(err)
		return account.Changes{}, nil, x.bad.err()
	}
	for i := range c.Put { // as the graph has them, what has no order sorted
		c.Put[i], _ = next.Account(c.Put[i].ID)
	}
	for i := range c.PutUsers {
		c.PutUsers[i], _ = next.User(c.PutUsers[i].ID)
	}
	return c, next, nil
}

// differing are the accounts and users that are not as they were.
func (x *uploading) differing() account.Changes {
	c := account.Changes{Revision: x.graph.Revision() + 1}
	for _, id := range slices.Sorted(maps.Keys(x.accounts)) {
		if was, _ := x.graph.Account(id); !reflect.DeepEqual(was, *x.accounts[id]) {
			c.Put = append(c.Put, *x.accounts[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(x.users)) {
		if was, _ := x.graph.User(id); !reflect.DeepEqual(was, *x.users[id]) {
			c.PutUsers = append(c.PutUsers, *x.users[id])
		}
	}
	return c
}
