package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

const driverName = "sqlite"

const (
	// slice is how long SQLite itself waits for another writer, in a store that is asked again whether to go on waiting.
	slice = 100 * time.Millisecond
	// readers are how many views there are at once; further ones wait.
	readers = 8
)

// Open opens the database in a file, which is made if it is not there, with one connection that writes and some that only
// read, and makes its tables or brings them up to date.
func Open(ctx context.Context, path string, options ...Option) (*Store, error) {
	set, err := settle(options)
	switch {
	case err != nil:
		return nil, err
	case path == "" || strings.Contains(path, ":memory:"):
		return nil, errors.New("no file: a database in memory is another one for each connection; use package memory")
	case strings.HasPrefix(path, "file:") || strings.Contains(path, "\x00"):
		return nil, fmt.Errorf("%q is no path of a file: give one, or use New for a data source name", path)
	}
	if err := storage.CheckContext(ctx); err != nil {
		return nil, err
	}
	db, err := sql.Open(driverName, dsn(path, min(slice, set.patience)))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	views, err := sql.Open(driverName, dsn(path, set.patience)+"&_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	views.SetMaxOpenConns(readers)
	views.SetMaxIdleConns(readers)
	s, err := start(ctx, &Store{settings: set, db: db, views: views, own: true})
	if err != nil {
		return nil, fmt.Errorf("%w: %q", err, path)
	}
	return s, nil
}

// DSN is the data source name of a file for a host that opens it with the driver "sqlite" itself and gives it to [New]:
// write-ahead log, every commit on disk before it is acknowledged, foreign keys, transactions that lock at their beginning,
// 5 seconds of patience.
func DSN(path string) string { return dsn(path, defaultPatience) }

func dsn(path string, patience time.Duration) string {
	file := (&url.URL{Path: path}).EscapedPath()
	if strings.HasPrefix(file, "/") {
		file = "//" + file // no host, whatever the path begins with
	}
	return "file:" + file + "?_txlock=immediate&_pragma=busy_timeout(" + strconv.FormatInt(patience.Milliseconds(), 10) +
		")&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
}
