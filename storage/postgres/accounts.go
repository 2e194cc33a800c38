package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

// Graph is that of [storage.Accounts].
func (s *Store) Graph(ctx context.Context, tx pgx.Tx) (*account.Graph, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	v, found, err := s.present(ctx, tx, accounts)
	if err != nil {
		return nil, err
	}
	if !found {
		return account.NewGraph(account.Data{})
	}
	follow := func(from compiled[*account.Graph]) (*account.Graph, bool, error) {
		return s.followAccounts(ctx, tx, from, v)
	}
	return s.graphs.get(ctx, v, follow, func() (*account.Graph, error) { return s.graphAt(ctx, tx, v.revision) })
}

// GraphAt is that of [storage.AccountHistory].
func (s *Store) GraphAt(ctx context.Context, tx pgx.Tx, revision uint64) (*account.Graph, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	if revision == 0 {
		return account.NewGraph(account.Data{})
	}
	known, err := s.known(ctx, tx, accounts, revision)
	if err == nil && !known {
		err = fmt.Errorf("accounts at revision %d: %w", revision, storage.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return s.graphAt(ctx, tx, int64(revision))
}

// ChangeAccounts is that of [storage.Accounts]. What was there before is kept.
func (s *Store) ChangeAccounts(ctx context.Context, tx pgx.Tx, c account.Changes) error {
	g, err := s.Graph(ctx, tx)
	if err != nil {
		return err
	}
	if c.Revision != g.Revision()+1 {
		return behind(accounts, g.Revision())
	}
	if g, err = g.With(c); err != nil {
		return err
	}
	var v version
	err = s.entirely(ctx, tx, func(tx pgx.Tx) error {
		if v, err = s.advance(ctx, tx, accounts, c.Revision, false, nil); err != nil {
			return err
		}
		return s.write(ctx, tx, accounts, v.revision, accountChange(c))
	})
	if err == nil {
		s.graphs.keep(v, g)
	}
	return err
}

func accountChange(c account.Changes) change {
	out := change{docs: make(map[place][]byte)}
	if c.Application != nil {
		putFact(&out, application, "", *c.Application)
	}
	out.remove(group, c.RemoveGroups)
	out.remove(category, c.RemoveCategories)
	out.remove(oneAccount, c.Remove)
	out.remove(permissionRole, c.RemovePermissionRoles)
	out.remove(workerGroup, c.RemoveWorkerGroups)
	out.remove(user, c.RemoveUsers)
	for _, f := range c.PutGroups {
		putFact(&out, group, f.ID, f)
	}
	for _, f := range c.PutCategories {
		putFact(&out, category, f.ID, f)
	}
	for _, f := range c.Put {
		putFact(&out, oneAccount, f.ID, f)
	}
	for _, f := range c.PutPermissionRoles {
		putFact(&out, permissionRole, f.ID, f)
	}
	for _, f := range c.PutWorkerGroups {
		putFact(&out, workerGroup, f.ID, f)
	}
	for _, f := range c.PutUsers {
		putFact(&out, user, f.ID, f)
	}
	return out
}

// takeAccount adds a fact to changes, or its removal where there is no document.
func takeAccount(c *account.Changes, p place, doc []byte) (err error) {
	switch p.kind {
	case application:
		c.Application = new(account.Application)
		*c.Application, err = record.Unmarshal[account.Application](doc)
	case group:
		c.PutGroups, c.RemoveGroups, err = take(c.PutGroups, c.RemoveGroups, p.id, doc)
	case category:
		c.PutCategories, c.RemoveCategories, err = take(c.PutCategories, c.RemoveCategories, p.id, doc)
	case oneAccount:
		c.Put, c.Remove, err = take(c.Put, c.Remove, p.id, doc)
	case permissionRole:
		c.PutPermissionRoles, c.RemovePermissionRoles, err = take(c.PutPermissionRoles, c.RemovePermissionRoles, p.id, doc)
	case workerGroup:
		c.PutWorkerGroups, c.RemoveWorkerGroups, err = take(c.PutWorkerGroups, c.RemoveWorkerGroups, p.id, doc)
	case user:
		c.PutUsers, c.RemoveUsers, err = take(c.PutUsers, c.RemoveUsers, p.id, doc)
	default:
		err = fmt.Errorf("accounts: a fact of the kind %q", p.kind)
	}
	return err
}

// take adds a fact to those that are put, or its id to those that are removed where there is no document.
func take[F record.Fact](put []F, removed []string, id string, doc []byte) ([]F, []string, error) {
	if doc == nil {
		return put, append(removed, id), nil
	}
	f, err := record.Unmarshal[F](doc)
	return append(put, f), removed, err
}

func (s *Store) graphAt(ctx context.Context, tx pgx.Tx, revision int64) (*account.Graph, error) {
	var c account.Changes
	err := s.factsAt(ctx, tx, accounts, revision, func(p place, doc []byte) error { return takeAccount(&c, p, doc) })
	if err != nil {
		return nil, err
	}
	d := account.Data{
		Revision: uint64(revision), Groups: c.PutGroups, Categories: c.PutCategories, Accounts: c.Put,
		PermissionRoles: c.PutPermissionRoles, WorkerGroups: c.PutWorkerGroups, Users: c.PutUsers,
	}
	if c.Application != nil {
		d.Application = *c.Application
	}
	return account.NewGraph(d)
}

// followAccounts makes a graph from an earlier one, if the one led to the other.
func (s *Store) followAccounts(
	ctx context.Context, tx pgx.Tx, from compiled[*account.Graph], to version,
) (*account.Graph, bool, error) {
	if led, err := s.was(ctx, tx, accounts, from.version); err != nil || !led {
		return nil, false, err
	}
	c := account.Changes{Revision: uint64(to.revision)}
	err := s.factsBetween(ctx, tx, accounts, from.revision, to.revision, func(p place, doc []byte) error {
		return takeAccount(&c, p, doc)
	})
	if err != nil {
		return nil, false, err
	}
	g, err := from.value.With(c)
	return g, err == nil, nil
}
