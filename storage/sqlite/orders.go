package sqlite

import (
	"context"
	"database/sql"
	"math"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

// Order is that of [storage.Orders].
func (s *Store) Order(ctx context.Context, tx *sql.Tx, id string) (storage.Order, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return storage.Order{}, err
	}
	return versioned(w, "orders", "order", id, orderVersion)
}

// PutOrder is that of [storage.Orders].
func (s *Store) PutOrder(ctx context.Context, tx *sql.Tx, o storage.Order) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	kind, err := o.Kind.MarshalText()
	if err != nil {
		return err
	}
	version := o.Version
	o.Version = 0
	return put(w, "orders", "order", o.ID, version, o, column{"account", o.Account}, column{"user", o.By.User},
		column{"kind", string(kind)}, column{"placed", micros(o.Placed)})
}

// ListOrders is that of [storage.Orders].
func (s *Store) ListOrders(ctx context.Context, tx *sql.Tx, f storage.OrderFilter, p storage.Page) ([]storage.Order, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	var l listing
	l.is("account", f.Account)
	l.is("user", f.User)
	if f.Kind != 0 {
		l.and("kind = ?", f.Kind.String())
	}
	l.placed(f.Placed)
	l.search(f.Search)
	return list(w, "orders", &l, p, orderVersion)
}

func orderVersion(o *storage.Order) *uint64 { return &o.Version }

// column is one that lists look at.
type column struct {
	name  string
	value any
}

// put stores a fact that has a version, under the next one, if the stored one is that given.
func put[F record.Fact](w work, table, what, id string, version uint64, fact F, columns ...column) error {
	if version >= math.MaxInt64 {
		return conflict(what, id) // no version is like that
	}
	document, err := record.Marshal(fact)
	if err != nil {
		return err
	}
	columns = append([]column{{"version", version + 1}, {"document", string(document)}}, columns...)
	names, marks, sets, args := "id", "?", "", []any{id}
	for i, c := range columns {
		names, marks = names+", "+c.name, marks+", ?"
		if i > 0 {
			sets += ", "
		}
		sets += c.name + " = ?"
		args = append(args, c.value)
	}
	statement := "INSERT INTO {}" + table + " (" + names + ") VALUES (" + marks + ") ON CONFLICT (id) DO NOTHING"
	if version > 0 {
		statement = "UPDATE {}" + table + " SET " + sets + " WHERE id = ? AND version = ?"
		args = append(args[1:], id, version)
	}
	changed, err := w.exec(statement, args...)
	if err == nil && changed == 0 {
		return conflict(what, id)
	}
	return err
}

// versioned returns a fact that has a version.
func versioned[F record.Fact](w work, table, what, id string, versionOf func(*F) *uint64) (fact F, err error) {
	var version uint64
	var document []byte
	found, err := w.one("SELECT version, document FROM {}"+table+" WHERE id = ?", []any{id}, &version, &document)
	if err == nil && !found {
		err = notFound(what, id)
	}
	if err != nil {
		return fact, err
	}
	if fact, err = record.Unmarshal[F](document); err == nil {
		*versionOf(&fact) = version
	}
	return fact, err
}

// list returns a page of facts that have a version.
func list[F record.Fact](w work, table string, l *listing, p storage.Page, versionOf func(*F) *uint64) (all []F, err error) {
	query, args := l.page("version, ", table, p)
	err = w.each(func(rows *sql.Rows) error {
		var version uint64
		var document sql.RawBytes
		if err := rows.Scan(&version, &document); err != nil {
			return err
		}
		fact, err := record.Unmarshal[F](document)
		*versionOf(&fact) = version
		all = append(all, fact)
		return err
	}, query, args...)
	return all, err
}
