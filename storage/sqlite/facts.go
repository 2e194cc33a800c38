package sqlite

import (
	"database/sql"

	"github.com/tradeterms/tradeterms/storage/record"
)

// The tables of facts that are kept as documents, with their former versions.
const (
	applicationTable = "application"
	groupTable       = "groups"
	categoryTable    = "categories"
	accountTable     = "accounts"
	permissionTable  = "permission_roles"
	workerTable      = "worker_groups"
	userTable        = "users"
	budgetTable      = "budgets"
	priceTermsTable  = "price_terms"
)

// keep stores facts in place of those of the same ids.
func keep[F record.Fact](w work, table string, revision uint64, facts []F, id func(*F) string) error {
	for i := range facts {
		document, err := record.Marshal(facts[i])
		if err == nil {
			err = w.end(table, revision, id(&facts[i]))
		}
		if err == nil {
			_, err = w.exec("INSERT INTO {}"+table+" (id, since, document) VALUES (?, ?, ?)", id(&facts[i]), revision, string(document))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// end makes history of facts.
func (w work) end(table string, revision uint64, ids ...string) error {
	for _, id := range ids {
		_, err := w.exec(`INSERT INTO {}former (kind, id, since, until, document)
			SELECT ?, id, since, ?, document FROM {}`+table+" WHERE id = ? AND since < ?", table, revision, id, revision)
		if err == nil {
			_, err = w.exec("DELETE FROM {}"+table+" WHERE id = ?", id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// moment is when facts are asked for: now, or as of a former revision.
type moment struct {
	past     bool
	revision uint64
}

// kept returns all facts of a table.
func kept[F record.Fact](w work, table string, m moment) (all []F, err error) {
	query, args := "SELECT document FROM {}"+table, []any(nil)
	if m.past {
		query += ` WHERE since <= ?1 UNION ALL
			SELECT document FROM {}former WHERE kind = ?2 AND since <= ?1 AND until > ?1`
		args = []any{m.revision, table}
	}
	err = w.each(func(rows *sql.Rows) error {
		var document sql.RawBytes
		if err := rows.Scan(&document); err != nil {
			return err
		}
		fact, err := record.Unmarshal[F](document)
		all = append(all, fact)
		return err
	}, query, args...)
	return all, err
}
