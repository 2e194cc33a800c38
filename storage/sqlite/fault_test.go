package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

var errFault = errors.New("a fault")

// A fault before or after any statement leaves what was before or what is to be, and the command given again has one effect (S4).
func TestS4_AFaultAtEveryStatement(t *testing.T) {
	step, unknown, faults := proof(5, 1, 1), 0, 0
	for at := 1; ; at += step {
		for _, after := range []bool{false, true} {
			p := &tap{}
			s := tapped(t, started(t, "1000"), p)
			desk := purchase.New[*sql.Tx](s, purchase.Rules{})
			before := dump(t, s)
			n, struck := 0, ""
			strike := func(statement string) error {
				if n++; n == at {
					struck = statement
					return errFault
				}
				return nil
			}
			if after {
				p.after = strike
			} else {
				p.before = strike
			}
			_, err := desk.Place(t.Context(), place("o", "reg", 1))
			p.before, p.after = nil, nil
			if struck == "" {
				t.Logf("%d faults, of which %d had an unknown outcome", faults, unknown)
				return
			}
			faults++
			check(t, fmt.Sprint("fault at ", at, " (", struck, "), after it: ", after), s, desk, before, err)
			if errors.Is(err, storage.ErrOutcomeUnknown) {
				unknown++
				if struck != "COMMIT" {
					t.Errorf("the outcome is said to be unknown after a fault at %s", struck)
				}
			} else if struck == "COMMIT" {
				t.Errorf("the outcome is said to be known after a fault of the commit: %v", err)
			}
		}
	}
}

func check(t *testing.T, what string, s *sqlite.Store, desk *purchase.Desk[*sql.Tx], before string, err error) {
	t.Helper()
	ids, wrong := whole(t, s)
	switch {
	case wrong != nil:
		t.Errorf("%s: %v", what, wrong)
	case err != nil && !errors.Is(err, storage.ErrOutcomeUnknown) && dump(t, s) != before:
		t.Errorf("%s: an error, and something was stored", what)
	case err == nil && len(ids) != 1:
		t.Errorf("%s: no error, and %d orders", what, len(ids))
	}
	r, err := desk.Place(t.Context(), place("o", "reg", 1))
	if ids, wrong = whole(t, s); err != nil || !r.Allowed() || len(ids) != 1 || wrong != nil {
		t.Errorf("%s: again: %v %v %v %v", what, r, err, ids, wrong)
	}
}

// With a full disk nothing is lost, what fails says so, and there is reading; with room again there is writing.
func TestS5_FullDisk(t *testing.T) {
	path := started(t, "900000000")
	db, err := sql.Open("sqlite", sqlite.DSN(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var pages int
	if err := errors.Join(db.QueryRow("PRAGMA page_count").Scan(&pages), db.QueryRow(fmt.Sprint("PRAGMA max_page_count = ", pages+8)).Scan(&pages)); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	desk := purchase.New[*sql.Tx](s, purchase.Rules{})
	placed := 0
	for ; ; placed++ {
		before := dump(t, s)
		r, err := desk.Place(t.Context(), place(fmt.Sprint("order ", placed), "reg", 1))
		if err == nil && r.Allowed() {
			continue
		}
		if errors.Is(err, storage.ErrConflict) || errors.Is(err, storage.ErrNotFound) || errors.Is(err, storage.ErrOutcomeUnknown) {
			t.Errorf("the error is %v", err)
		}
		if dump(t, s) != before {
			t.Error("something of what failed is there")
		}
		break
	}
	if ids, wrong := whole(t, s); wrong != nil || len(ids) != placed {
		t.Errorf("%d orders, %d were placed: %v", len(ids), placed, wrong)
	}
	swallowed(t, s)
	if _, err := db.Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if r, err := desk.Place(t.Context(), place("with room", "reg", 1)); err != nil || !r.Allowed() {
		t.Errorf("with room again: %v %v", r, err)
	}
	t.Logf("%d orders, then the disk was full", placed)
}

// swallowed goes on after a full disk, as if there had been no error: nothing of it may stay.
func swallowed(t *testing.T, s *sqlite.Store) {
	t.Helper()
	before := dump(t, s)
	body := []byte(strings.Repeat("x", 1<<20))
	err := s.Transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		_ = s.AppendMessages(ctx, tx, storage.Message{Key: "small"})
		if err := s.AppendMessages(ctx, tx, storage.Message{Key: "large", Body: body}); err == nil {
			t.Error("a large message fits")
		}
		_ = s.Schedule(ctx, tx, "o", noon)
		return nil
	})
	if err == nil {
		t.Error("committed after a full disk")
	}
	if dump(t, s) != before {
		t.Error("something was committed after a full disk")
	}
}

// A file that is only read serves views, and says what it cannot do.
func TestS8_ReadOnlyFile(t *testing.T) {
	path := started(t, "1000")
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s, err := sqlite.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if text := dump(t, s); !strings.Contains(text, "acme") {
		t.Errorf("it shows %s", text)
	}
	_, err = purchase.New[*sql.Tx](s, purchase.Rules{}).Place(t.Context(), place("o", "reg", 1))
	if err == nil || errors.Is(err, storage.ErrConflict) || errors.Is(err, storage.ErrOutcomeUnknown) {
		t.Errorf("the error is %v", err)
	}
	db, err = sql.Open("sqlite", "file:"+file(t)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := sqlite.New(t.Context(), db); err == nil {
		t.Error("a store in a file that is not there and may not be made")
	}
}
