package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage"
)

// Graph is that of [storage.Accounts].
func (s *Store) Graph(ctx context.Context, tx *sql.Tx) (*account.Graph, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	g, _, err := w.graph()
	return g, err
}

// graph returns the present graph and its revision.
func (w work) graph() (*account.Graph, revision, error) {
	r, err := w.present(accountTerms)
	if err != nil {
		return nil, r, err
	}
	g, err := w.graphs.made(w.ctx, r, func() (*account.Graph, error) { return w.loadGraph(moment{revision: r.number}) })
	return g, r, err
}

// GraphAt is that of [storage.AccountHistory].
func (s *Store) GraphAt(ctx context.Context, tx *sql.Tx, revision uint64) (*account.Graph, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	if revision == 0 {
		return account.NewGraph(account.Data{})
	}
	known, err := w.was(accountTerms, revision)
	if err == nil && !known {
		err = fmt.Errorf("accounts at revision %d: %w", revision, storage.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return w.loadGraph(moment{past: true, revision: revision})
}

func (w work) loadGraph(m moment) (*account.Graph, error) {
	d := account.Data{Revision: m.revision}
	applications, err := kept[account.Application](w, applicationTable, m)
	if len(applications) > 0 {
		d.Application = applications[0]
	}
	errs := [7]error{err}
	d.Groups, errs[1] = kept[account.Group](w, groupTable, m)
	d.Categories, errs[2] = kept[account.Category](w, categoryTable, m)
	d.Accounts, errs[3] = kept[account.Account](w, accountTable, m)
	d.PermissionRoles, errs[4] = kept[account.PermissionRole](w, permissionTable, m)
	d.WorkerGroups, errs[5] = kept[account.WorkerGroup](w, workerTable, m)
	d.Users, errs[6] = kept[account.User](w, userTable, m)
	if err := cmp.Or(errs[:]...); err != nil {
		return nil, err
	}
	return account.NewGraph(d)
}

// ChangeAccounts is that of [storage.Accounts].
func (s *Store) ChangeAccounts(ctx context.Context, tx *sql.Tx, c account.Changes) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	return w.whole(func() error {
		g, present, err := w.graph()
		if err != nil {
			return err
		}
		if c.Revision != present.number+1 {
			return behind(accountTerms, present.number)
		}
		if g, err = g.With(c); err != nil {
			return err
		}
		next, err := w.begin(accountTerms, c.Revision, false)
		if err == nil {
			err = w.changeAccounts(c)
		}
		if err == nil {
			w.graphs.put(next, g)
		}
		return err
	})
}

func (w work) changeAccounts(c account.Changes) error {
	var application []account.Application
	if c.Application != nil {
		application = append(application, *c.Application)
	}
	n := c.Revision
	for _, change := range []func() error{
		func() error { return w.end(groupTable, n, c.RemoveGroups...) },
		func() error { return w.end(categoryTable, n, c.RemoveCategories...) },
		func() error { return w.end(accountTable, n, c.Remove...) },
		func() error { return w.end(permissionTable, n, c.RemovePermissionRoles...) },
		func() error { return w.end(workerTable, n, c.RemoveWorkerGroups...) },
		func() error { return w.end(userTable, n, c.RemoveUsers...) },
		func() error {
			return keep(w, applicationTable, n, application, func(*account.Application) string { return "" })
		},
		func() error {
			return keep(w, groupTable, n, c.PutGroups, func(f *account.Group) string { return f.ID })
		},
		func() error {
			return keep(w, categoryTable, n, c.PutCategories, func(f *account.Category) string { return f.ID })
		},
		func() error { return keep(w, accountTable, n, c.Put, func(f *account.Account) string { return f.ID }) },
		func() error {
			return keep(w, permissionTable, n, c.PutPermissionRoles, func(f *account.PermissionRole) string { return f.ID })
		},
		func() error {
			return keep(w, workerTable, n, c.PutWorkerGroups, func(f *account.WorkerGroup) string { return f.ID })
		},
		func() error { return keep(w, userTable, n, c.PutUsers, func(f *account.User) string { return f.ID }) },
	} {
		if err := change(); err != nil {
			return err
		}
	}
	return nil
}
