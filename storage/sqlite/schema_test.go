package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

func execute(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", sqlite.DSN(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func TestS7_ANewerSchemaIsRefused(t *testing.T) {
	path := started(t, "1000")
	execute(t, path, "UPDATE tradeterms_schema SET version = version + 1")
	s, err := sqlite.Open(t.Context(), path)
	var newer *sqlite.SchemaError
	if s != nil || !errors.Is(err, sqlite.ErrSchema) || !errors.As(err, &newer) || newer.Found != newer.Known+1 {
		t.Errorf("the error is %v", err)
	}
}

// oneSource takes back the step from one source of a derived list to several.
func oneSource() []string {
	return []string{
		"ALTER TABLE tradeterms_lists ADD COLUMN source_kind TEXT NOT NULL DEFAULT ''",
		"ALTER TABLE tradeterms_lists ADD COLUMN source_code TEXT NOT NULL DEFAULT ''",
		"UPDATE tradeterms_lists SET source_kind = sources ->> '$[0][0]', source_code = sources ->> '$[0][1]' WHERE sources <> '[]'",
		"ALTER TABLE tradeterms_lists DROP COLUMN sources",
	}
}

// A store that an older version has made is brought up to date with all that it holds; its history begins then.
func TestS7_AnOlderSchemaIsMigrated(t *testing.T) {
	path := started(t, "1000")
	s := reopen(t, path)
	if r, err := purchase.New[*sql.Tx](s, purchase.Rules{}).Place(t.Context(), place("o", "reg", 1)); err != nil || !r.Allowed() {
		t.Fatal(r, err)
	}
	err := s.Transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		return s.ChangeAccounts(ctx, tx, account.Changes{Revision: 2, RemoveUsers: []string{"moe"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	before := dump(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, path, "DROP TABLE tradeterms_former", "DROP TABLE tradeterms_former_lists", "DROP TABLE tradeterms_former_prices",
		"DROP TABLE tradeterms_price_changes", "DROP TABLE tradeterms_contracts", "DROP TABLE tradeterms_contract_events",
		"DROP TABLE tradeterms_stages")
	execute(t, path, append(oneSource(), "UPDATE tradeterms_schema SET version = 1")...)
	s = reopen(t, path)
	if after := dump(t, s); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
	err = s.View(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		_, present := s.GraphAt(ctx, tx, 2)
		if _, former := s.GraphAt(ctx, tx, 1); present != nil || !errors.Is(former, storage.ErrNotFound) {
			t.Errorf("the graph of the last revision: %v; the one before: %v", present, former)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestPathsAreTakenAsTheyAre(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a b.db", "50%.db", "what?.db", "a#b.db", "\u00e9.db", "a&b=c.db"} {
		s := reopen(t, dir+"/"+name)
		if _, err := os.Stat(dir + "/" + name); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.ReadFile(dir + "/a b.db"); err != nil || dump(t, reopen(t, "/"+dir+"/a b.db")) == "" {
		t.Error("two slashes are not one", err)
	}
	for _, bad := range []string{"", ":memory:", "file:" + dir + "/x.db", dir + "/a b.db\x00y", dir, dir + "/no/x.db"} {
		if _, err := sqlite.Open(t.Context(), bad); err == nil || !strings.Contains(err.Error(), strconv.Quote(bad)) && len(bad) > 8 {
			t.Errorf("opened %q: %v", bad, err)
		}
	}
}

// A host's transaction and what the store does in it are committed together, or neither.
func TestHostTransaction(t *testing.T) {
	db := hostsDatabase(t, started(t, "1000"))
	s, err := sqlite.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := db.Exec("CREATE TABLE cart (id TEXT PRIMARY KEY, ordered TEXT) STRICT; INSERT INTO cart VALUES ('c', '')"); err != nil {
		t.Fatal(err)
	}
	before := dump(t, s)
	for n, way := range []func(tx *sql.Tx) (purchase.Result, error){
		func(tx *sql.Tx) (purchase.Result, error) {
			return purchase.New[*sql.Tx](s, purchase.Rules{}).PlaceTx(t.Context(), tx, place("o 0", "reg", 1))
		},
		func(tx *sql.Tx) (purchase.Result, error) {
			return purchase.New[*sql.Tx](s.Bind(tx), purchase.Rules{}).Place(t.Context(), place("o 1", "reg", 1))
		},
	} {
		for _, commit := range []bool{false, true} {
			tx, err := db.BeginTx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			r, err := way(tx)
			if err != nil || !r.Allowed() {
				t.Fatal(r, err)
			}
			_, err = tx.Exec("UPDATE cart SET ordered = ?", r.Order)
			if commit {
				err = errors.Join(err, tx.Commit())
			} else {
				err = errors.Join(err, tx.Rollback())
			}
			var ordered string
			if err = errors.Join(err, db.QueryRow("SELECT ordered FROM cart").Scan(&ordered)); err != nil {
				t.Fatal(err)
			}
			ids, wrong := whole(t, s)
			is := fmt.Sprint(ordered == r.Order, len(ids) == n+1, wrong)
			if want := fmt.Sprint(commit, commit, nil); is != want {
				t.Errorf("committed %v: %s", commit, is)
			}
			if !commit && n == 0 && dump(t, s) != before {
				t.Error("rolled back, and something is there")
			}
		}
	}
}

// Who waits for a transaction of the host's goes with the context, and the host's connection waits as before.
func TestS8_WaitingForTheHostEndsWithTheContext(t *testing.T) {
	db := hostsDatabase(t, started(t, "1000"))
	s, err := sqlite.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	err = s.Transact(ctx, func(context.Context, *sql.Tx) error { return nil })
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 3*time.Second {
		t.Errorf("after %v the error is %v", time.Since(began), err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	var patience int
	if err := db.QueryRow("PRAGMA busy_timeout").Scan(&patience); err != nil || patience != 5000 {
		t.Errorf("the host's connection waits for %d ms: %v", patience, err)
	}
}
