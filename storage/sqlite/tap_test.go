package sqlite_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"
	"sync"
	"testing"

	modernc "modernc.org/sqlite"

	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// tap is on the way between database/sql and the driver: it counts statements, and lets tests fail or end at one.
type tap struct {
	// before may refuse a statement, which is not run then; after may take back that it was run.
	before, after func(statement string) error
	// loose drops all transactions: each statement is committed on its own.
	loose bool

	mu   sync.Mutex
	seen []string
}

// take returns the statements since the last call.
func (p *tap) take() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := p.seen
	p.seen = nil
	return seen
}

func (p *tap) enter(statement string) error {
	p.mu.Lock()
	p.seen = append(p.seen, statement)
	p.mu.Unlock()
	if p.before == nil {
		return nil
	}
	return p.before(statement)
}

func (p *tap) leave(statement string, err error) error {
	if err != nil || p.after == nil {
		return err
	}
	return p.after(statement)
}

func (p *tap) drops(statement string) bool {
	return p.loose && (strings.HasPrefix(statement, "SAVEPOINT") || strings.HasPrefix(statement, "RELEASE") || strings.HasPrefix(statement, "ROLLBACK TO"))
}

// tapped opens a store through a tap.
func tapped(t testing.TB, path string, p *tap, more ...string) *sqlite.Store {
	t.Helper()
	db := sql.OpenDB(&connector{p, sqlite.DSN(path) + strings.Join(more, "")})
	t.Cleanup(func() { _ = db.Close() })
	s, err := sqlite.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

type connector struct {
	*tap
	dsn string
}

func (c *connector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	return &tappedConn{conn.(fullConn), c.tap}, nil
}

func (c *connector) Driver() driver.Driver { return &modernc.Driver{} }

// fullConn is what the driver's connections can do.
type fullConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
}

type tappedConn struct {
	fullConn
	tap *tap
}

func (c *tappedConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	if err := c.tap.enter("BEGIN"); err != nil {
		return nil, err
	}
	if c.tap.loose {
		return noTx{}, nil
	}
	tx, err := c.fullConn.BeginTx(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := c.tap.leave("BEGIN", nil); err != nil {
		return nil, driver.ErrBadConn
	}
	return &tappedTx{tx, c.tap}, nil
}

func (c *tappedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (r driver.Result, err error) {
	if err := c.tap.enter(query); err != nil {
		return nil, err
	}
	if c.tap.drops(query) {
		return driver.RowsAffected(0), nil
	}
	r, err = c.fullConn.ExecContext(ctx, query, args)
	return r, c.tap.leave(query, err)
}

func (c *tappedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if err := c.tap.enter(query); err != nil {
		return nil, err
	}
	rows, err := c.fullConn.QueryContext(ctx, query, args)
	if err != nil {
		return nil, err
	}
	if err := c.tap.leave(query, nil); err != nil {
		_ = rows.Close()
		return nil, err
	}
	return rows, nil
}

type noTx struct{}

func (noTx) Commit() error   { return nil }
func (noTx) Rollback() error { return nil }

type tappedTx struct {
	driver.Tx
	tap *tap
}

func (x *tappedTx) Commit() error {
	if err := x.tap.enter("COMMIT"); err != nil {
		return err
	}
	return x.tap.leave("COMMIT", x.Tx.Commit())
}

func (x *tappedTx) Rollback() error {
	_ = x.tap.enter("ROLLBACK")
	return x.Tx.Rollback()
}
