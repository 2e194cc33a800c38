package sqlite

import (
	"context"
	"database/sql"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/record"
)

// number returns that of a list, and false where there never was such a list.
func (w work) number(id pricing.ListID) (number int64, known bool, err error) {
	known, err = w.one("SELECT number FROM {}lists WHERE kind = ? AND code = ?", []any{string(id.Kind), id.Code}, &number)
	return number, known, err
}

// keepHead stores a list without its rows in place of what it was, and returns its number.
func (w work) keepHead(l pricing.List, revision uint64) (int64, error) {
	l.Rows = nil
	document, err := record.Marshal(l)
	if err != nil {
		return 0, err
	}
	number, known, err := w.number(l.ID)
	if err == nil && known {
		err = w.endHead(number, revision)
	}
	if err != nil {
		return 0, err
	}
	w.ctx = context.WithoutCancel(w.ctx) // as for all that writes ([work.exec])
	_, err = w.one(`INSERT INTO {}lists (kind, code, since, audience, sources, document) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (kind, code) DO UPDATE SET since = excluded.since, audience = excluded.audience, sources = excluded.sources,
			document = excluded.document RETURNING number`,
		[]any{string(l.ID.Kind), l.ID.Code, revision, int64(l.Audience.Kind), idsOf(l.Derived.Sources()), string(document)}, &number)
	if err != nil || l.Audience.Kind != pricing.Assigned {
		return number, err
	}
	for _, a := range l.Audience.Assigned {
		member := "a:" + a.Account
		if a.Group != "" {
			member = "g:" + a.Group
		}
		if _, err := w.exec("INSERT INTO {}list_members (member, list) VALUES (?, ?) ON CONFLICT DO NOTHING", member, number); err != nil {
			return number, err
		}
	}
	return number, nil
}

// endHead makes history of a list without its rows.
func (w work) endHead(number int64, revision uint64) error {
	_, err := w.exec(`INSERT INTO {}former_lists (number, since, until, document)
		SELECT number, since, ?, document FROM {}lists WHERE number = ? AND document IS NOT NULL AND since < ?`, revision, number, revision)
	if err == nil {
		_, err = w.exec("UPDATE {}lists SET document = NULL, since = ? WHERE number = ?", revision, number)
	}
	if err == nil {
		_, err = w.exec("DELETE FROM {}list_members WHERE list = ?", number)
	}
	return err
}

// endRows makes history of rows: those of a condition on the table of prices.
func (w work) endRows(revision uint64, where string, args ...any) error {
	_, err := w.exec("INSERT INTO {}former_prices (list, product, since, n, until, "+rowColumns+") SELECT list, product, since, n, ?, "+
		rowColumns+" FROM {}prices WHERE since < ? AND "+where, append([]any{revision, revision}, args...)...)
	if err == nil {
		_, err = w.exec("DELETE FROM {}prices WHERE "+where, args...)
	}
	return err
}

// heads returns lists without their rows, by their numbers.
func (w work) heads(query string, args ...any) (map[int64]pricing.List, error) {
	all := make(map[int64]pricing.List)
	err := w.each(func(rows *sql.Rows) error {
		var number int64
		var document sql.RawBytes
		if err := rows.Scan(&number, &document); err != nil {
			return err
		}
		l, err := record.Unmarshal[pricing.List](document)
		all[number] = l
		return err
	}, query, args...)
	return all, err
}
