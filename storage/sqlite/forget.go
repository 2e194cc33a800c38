package sqlite

import (
	"context"
	"database/sql"

	"github.com/tradeterms/tradeterms/storage"
)

var _ storage.Forgetter[*sql.Tx] = (*Store)(nil)

// forgetting removes what ended at a revision or before it, by the kind of terms.
var forgetting = map[string][]string{
	accountTerms: {`DELETE FROM {}former WHERE until <= ?
		AND kind IN ('application', 'groups', 'categories', 'accounts', 'permission_roles', 'worker_groups', 'users')`},
	budgetTerms: {"DELETE FROM {}former WHERE until <= ? AND kind = 'budgets'"},
	priceTerms: {
		"DELETE FROM {}former WHERE until <= ? AND kind = 'price_terms'",
		"DELETE FROM {}former_lists WHERE until <= ?",
		"DELETE FROM {}former_prices WHERE until <= ?",
		"DELETE FROM {}price_changes WHERE revision <= ?",
	},
}

// Forget is that of [storage.Forgetter]. The file gets no smaller, but what is freed is used again.
func (s *Store) Forget(ctx context.Context, tx *sql.Tx, before storage.Revisions) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	return w.whole(func() error {
		err := w.forget(accountTerms, before.Accounts)
		if err == nil {
			err = w.forget(budgetTerms, before.Budgets)
		}
		if err == nil {
			err = w.forget(priceTerms, before.Prices)
		}
		return err
	})
}

func (w work) forget(kind string, before uint64) error {
	present, err := w.present(kind)
	first := min(before, present.number)
	if err != nil || first == 0 {
		return err
	}
	for _, statement := range forgetting[kind] {
		if _, err := w.exec(statement, first); err != nil {
			return err
		}
	}
	_, err = w.exec("DELETE FROM {}revisions WHERE kind = ? AND revision < ?", kind, first)
	return err
}
