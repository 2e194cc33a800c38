package main

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/shopspring/decimal"
	_ "modernc.org/sqlite" // the driver
)

// lite is the job in SQLite: one prepared query for each kind of question. In a group, SQLite
// takes the other columns from the row that has the min, which spares a second look.
type lite struct {
	job                    *job
	db                     *sql.DB
	path                   string
	one, many, all, change *sql.Stmt
}

const liteSchema = `
CREATE TABLE account (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE product (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE list (id INTEGER PRIMARY KEY, forced INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;
CREATE TABLE hears (account INTEGER, list INTEGER, PRIMARY KEY (account, list)) STRICT, WITHOUT ROWID;
CREATE TABLE price (list INTEGER, product INTEGER, rank INTEGER, least INTEGER NOT NULL, price INTEGER NOT NULL,
	since INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (list, product, rank)) STRICT, WITHOUT ROWID;`

const (
	// liteKey orders prices: forced first, then the lowest, then by list.
	liteKey = `((1 - l.forced) << 60) | (p.price << 21) | l.id AS key`
	liteOne = `SELECT price, list, least, min(key) FROM (
		SELECT p.price, p.list, p.least, min(p.rank), ` + liteKey + `
		FROM account a CROSS JOIN product d CROSS JOIN hears h CROSS JOIN list l CROSS JOIN price p
		WHERE a.code = ?1 AND d.code = ?2 AND h.account = a.id AND l.id = h.list AND l.until > ?4
			AND p.list = h.list AND p.product = d.id AND p.least <= ?3 AND p.since <= ?4 AND p.until > ?4
		GROUP BY p.list)`
	liteMany = `SELECT i, (price * quantity + 5) / 10, min(key) FROM (
		SELECT q.key AS i, q.value ->> 1 AS quantity, p.price, min(p.rank), ` + liteKey + `
		FROM account a CROSS JOIN json_each(?2) q CROSS JOIN product d CROSS JOIN hears h CROSS JOIN list l CROSS JOIN price p
		WHERE a.code = ?1 AND d.code = q.value ->> 0 AND h.account = a.id AND l.id = h.list AND l.until > ?3
			AND p.list = h.list AND p.product = d.id AND p.least <= q.value ->> 1 AND p.since <= ?3 AND p.until > ?3
		GROUP BY q.key, p.list) GROUP BY i`
	liteAll = `SELECT product, price, list, least, min(key) FROM (
		SELECT p.product, p.price, p.list, p.least, min(p.rank), ` + liteKey + `
		FROM account a CROSS JOIN hears h CROSS JOIN list l CROSS JOIN price p
		WHERE a.code = ?1 AND h.account = a.id AND l.id = h.list AND l.until > ?2
			AND p.list = h.list AND p.least <= 1 AND p.since <= ?2 AND p.until > ?2
		GROUP BY p.list, p.product) GROUP BY product`
	liteChange = `UPDATE price SET price = price + ?3 WHERE list = ?1 AND product = ?2`
)

func newLite(j *job, room string) (*lite, error) {
	dir, err := os.MkdirTemp(room, "sqlite-")
	if err != nil {
		return nil, err
	}
	l := &lite{job: j, path: filepath.Join(dir, "job.sqlite")}
	if err := l.open(); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *lite) open() (err error) {
	l.db, err = sql.Open("sqlite", "file:"+l.path+"?_pragma=journal_mode(wal)&_pragma=synchronous(full)"+
		"&_pragma=cache_size(-262144)&_pragma=mmap_size(1073741824)&_txlock=immediate")
	if err != nil {
		return err
	}
	l.db.SetMaxOpenConns(1)
	if _, err := l.db.Exec(liteSchema); err != nil {
		return err
	}
	if err := l.load(); err != nil {
		return err
	}
	for to, text := range map[**sql.Stmt]string{&l.one: liteOne, &l.many: liteMany, &l.all: liteAll, &l.change: liteChange} {
		if *to, err = l.db.Prepare(text); err != nil {
			return err
		}
	}
	return nil
}

func (l *lite) load() error {
	tx, err := l.db.Begin()
	if err != nil {
		return err
	}
	for _, t := range l.job.tables() {
		values := strings.Repeat(", ?", len(t.columns))[2:]
		insert, err := tx.Prepare("INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES (" + values + ")")
		if err != nil {
			return err
		}
		for values := range t.rows {
			if _, err := insert.Exec(values...); err != nil {
				return err
			}
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = l.db.Exec("PRAGMA wal_checkpoint(truncate); ANALYZE")
	return err
}

// close removes the file, too.
func (l *lite) close() {
	if l.db != nil {
		_ = l.db.Close()
	}
	_ = os.RemoveAll(filepath.Dir(l.path))
}

// bytes is the size of the file.
func (l *lite) bytes() int64 {
	info, err := os.Stat(l.path)
	if err != nil {
		return 0
	}
	return info.Size()
}

func (l *lite) name() string { return "SQLite" }

func (l *lite) price(account, product string, quantity decimal.Decimal) (quote, error) {
	var price, list, least, key sql.NullInt64
	err := l.one.QueryRow(account, product, quantity.IntPart(), l.job.at.UnixMicro()).Scan(&price, &list, &least, &key)
	if err != nil || !key.Valid {
		return quote{}, err
	}
	return l.job.quoteOf(price.Int64, list.Int64, least.Int64), nil
}

// quoteOf makes an answer of what a table says.
func (j *job) quoteOf(price, list, least int64) quote {
	return quote{decimal.New(price, -3), decimal.New(least, 0), j.codeOf(list)}
}

func (l *lite) basket(lines []asked) ([]decimal.Decimal, decimal.Decimal, error) {
	amounts, sum := make([]decimal.Decimal, len(lines)), decimal.Decimal{}
	question := make([][2]any, len(lines))
	for i, q := range lines {
		question[i] = [2]any{q.product, q.quantity.IntPart()}
	}
	text, err := json.Marshal(question)
	if err != nil {
		return nil, sum, err
	}
	rows, err := l.many.Query(lines[0].account, string(text), l.job.at.UnixMicro())
	if err != nil {
		return nil, sum, err
	}
	defer rows.Close()
	for rows.Next() {
		var i, amount, key int64
		if err := rows.Scan(&i, &amount, &key); err != nil {
			return nil, sum, err
		}
		amounts[i] = decimal.New(amount, -2)
		sum = sum.Add(amounts[i])
	}
	return amounts, sum, rows.Err()
}

func (l *lite) file(account string, products []string) ([]quote, error) {
	out := make([]quote, len(products))
	rows, err := l.all.Query(account, l.job.at.UnixMicro())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var product, price, list, least, key int64
		if err := rows.Scan(&product, &price, &list, &least, &key); err != nil {
			return nil, err
		}
		out[product] = l.job.quoteOf(price, list, least)
	}
	return out, rows.Err()
}

// update adds to the prices of one product in a list, and commits.
func (l *lite) update(list, product int32, by int64) error {
	_, err := l.change.Exec(listNumber(list), product, by)
	return err
}
