package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// A bound store in a transaction that has ended runs nothing.
func TestBindAfterTheEnd(t *testing.T) {
	db := hostsDatabase(t, started(t, "1000"))
	s, err := sqlite.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	tx, err := db.BeginTx(t.Context(), nil)
	if err = errors.Join(err, tx.Rollback()); err != nil {
		t.Fatal(err)
	}
	ran := func(context.Context, *sql.Tx) error { t.Error("it ran"); return nil }
	if err := s.Bind(tx).View(t.Context(), ran); !errors.Is(err, sql.ErrTxDone) {
		t.Errorf("the error of a view is %v", err)
	}
	if err := s.Bind(tx).Transact(t.Context(), ran); !errors.Is(err, sql.ErrTxDone) {
		t.Errorf("the error is %v", err)
	}
}

// What fails in a bound store leaves nothing in the host's transaction, which goes on.
func TestBindUndoesWhatFails(t *testing.T) {
	path := started(t, "1000")
	db := hostsDatabase(t, path)
	s := reopen(t, path)
	before := dump(t, s)
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	bound := s.Bind(tx)
	put := func(ctx context.Context, tx *sql.Tx) error { return s.Schedule(ctx, tx, "o", noon) }
	func() {
		defer func() { _ = recover() }()
		_ = bound.Transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error { panic(put(ctx, tx)) })
	}()
	err = bound.Transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error { return errors.Join(put(ctx, tx), errFault) })
	if !errors.Is(err, errFault) {
		t.Errorf("the error is %v", err)
	}
	if text := dump(t, bound); text != before {
		t.Errorf("it is\n%s\nwas\n%s", text, before)
	}
	if err := errors.Join(bound.Close(), bound.Transact(t.Context(), put), tx.Commit()); err != nil || dump(t, s) == before {
		t.Errorf("what went well is not there: %v", err)
	}
}
