package main

import (
	"context"
	"errors"
	"iter"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"
)

// gres is the job in PostgreSQL: one prepared query for each kind of question, over a socket.
type gres struct {
	job  *job
	conn *pgx.Conn
}

const gresSchema = `
DROP TABLE IF EXISTS account, product, list, hears, price;
CREATE TABLE account (id bigint PRIMARY KEY, code text COLLATE "C" NOT NULL UNIQUE);
CREATE TABLE product (id bigint PRIMARY KEY, code text COLLATE "C" NOT NULL UNIQUE);
CREATE TABLE list (id bigint PRIMARY KEY, forced bigint NOT NULL, until bigint NOT NULL);
CREATE TABLE hears (account bigint, list bigint, PRIMARY KEY (account, list));
CREATE TABLE price (list bigint, product bigint, rank bigint, least bigint NOT NULL, price bigint NOT NULL,
	since bigint NOT NULL, until bigint NOT NULL);`

const (
	gresOne = `SELECT p.price, h.list, p.least
		FROM account a JOIN hears h ON h.account = a.id JOIN list l ON l.id = h.list AND l.until > $4 JOIN product d ON d.code = $2
		CROSS JOIN LATERAL (SELECT price, least FROM price p
			WHERE p.list = h.list AND p.product = d.id AND p.least <= $3 AND p.since <= $4 AND p.until > $4 ORDER BY p.rank LIMIT 1) p
		WHERE a.code = $1 ORDER BY l.forced DESC, p.price, l.id LIMIT 1`
	gresMany = `SELECT DISTINCT ON (q.i) q.i, (p.price * q.quantity + 5) / 10
		FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS q(code, quantity, i)
		JOIN product d ON d.code = q.code CROSS JOIN account a
		JOIN hears h ON h.account = a.id JOIN list l ON l.id = h.list AND l.until > $4
		CROSS JOIN LATERAL (SELECT price FROM price p
			WHERE p.list = h.list AND p.product = d.id AND p.least <= q.quantity AND p.since <= $4 AND p.until > $4
			ORDER BY p.rank LIMIT 1) p
		WHERE a.code = $1 ORDER BY q.i, l.forced DESC, p.price, l.id`
	gresAll = `SELECT DISTINCT ON (p.product) p.product, p.price, p.list, p.least
		FROM account a JOIN hears h ON h.account = a.id JOIN list l ON l.id = h.list AND l.until > $2
		CROSS JOIN LATERAL (SELECT DISTINCT ON (product) product, price, list, least FROM price p
			WHERE p.list = h.list AND p.least <= 1 AND p.since <= $2 AND p.until > $2 ORDER BY product, rank) p
		WHERE a.code = $1 ORDER BY p.product, l.forced DESC, p.price, l.id`
	gresChange = `UPDATE price SET price = price + $3 WHERE list = $1 AND product = $2`
)

func newGres(ctx context.Context, j *job, url string) (*gres, error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return nil, err
	}
	g := &gres{j, conn}
	if _, err := conn.Exec(ctx, gresSchema); err != nil {
		return nil, errors.Join(err, conn.Close(ctx))
	}
	for _, t := range j.tables() {
		if err := g.copy(ctx, t); err != nil {
			return nil, errors.Join(err, conn.Close(ctx))
		}
	}
	for _, text := range []string{`ALTER TABLE price ADD PRIMARY KEY (list, product, rank)`, `VACUUM ANALYZE`} {
		if _, err := conn.Exec(ctx, text); err != nil {
			return nil, errors.Join(err, conn.Close(ctx))
		}
	}
	return g, nil
}

func (g *gres) copy(ctx context.Context, t relation) error {
	next, stop := iter.Pull(t.rows)
	defer stop()
	from := pgx.CopyFromFunc(func() ([]any, error) {
		values, _ := next()
		return values, nil
	})
	_, err := g.conn.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, from)
	return err
}

func (g *gres) close() { _ = g.conn.Close(context.Background()) }

// bytes is what the prices and their index take.
func (g *gres) bytes() (n int64) {
	_ = g.conn.QueryRow(context.Background(), `SELECT pg_total_relation_size('price')`).Scan(&n)
	return n
}

func (g *gres) name() string { return "PostgreSQL" }

func (g *gres) price(account, product string, quantity decimal.Decimal) (quote, error) {
	var price, list, least int64
	err := g.conn.QueryRow(context.Background(), gresOne, account, product, quantity.IntPart(), g.job.at.UnixMicro()).
		Scan(&price, &list, &least)
	if errors.Is(err, pgx.ErrNoRows) {
		return quote{}, nil
	}
	if err != nil {
		return quote{}, err
	}
	return g.job.quoteOf(price, list, least), nil
}

func (g *gres) basket(lines []asked) ([]decimal.Decimal, decimal.Decimal, error) {
	amounts, sum := make([]decimal.Decimal, len(lines)), decimal.Decimal{}
	codes, quantities := make([]string, len(lines)), make([]int64, len(lines))
	for i, q := range lines {
		codes[i], quantities[i] = q.product, q.quantity.IntPart()
	}
	rows, err := g.conn.Query(context.Background(), gresMany, lines[0].account, codes, quantities, g.job.at.UnixMicro())
	if err != nil {
		return nil, sum, err
	}
	var i, amount int64
	_, err = pgx.ForEachRow(rows, []any{&i, &amount}, func() error {
		amounts[i-1] = decimal.New(amount, -2)
		sum = sum.Add(amounts[i-1])
		return nil
	})
	return amounts, sum, err
}

func (g *gres) file(account string, products []string) ([]quote, error) {
	rows, err := g.conn.Query(context.Background(), gresAll, account, g.job.at.UnixMicro())
	if err != nil {
		return nil, err
	}
	out := make([]quote, len(products))
	var product, price, list, least int64
	_, err = pgx.ForEachRow(rows, []any{&product, &price, &list, &least}, func() error {
		out[product] = g.job.quoteOf(price, list, least)
		return nil
	})
	return out, err
}

// update adds to the prices of one product in a list, and commits.
func (g *gres) update(list, product int32, by int64) error {
	_, err := g.conn.Exec(context.Background(), gresChange, listNumber(list), int64(product), by)
	return err
}
