package sqlite_test

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// Stores with different prefixes are in one database and know nothing of each other.
func TestPrefixes(t *testing.T) {
	path := file(t)
	a, b := reopen(t, path, sqlite.WithPrefix("a_")), reopen(t, path, sqlite.WithPrefix("b_"))
	empty := dump(t, b)
	if err := fill(storage.Store[*sql.Tx](a), "1000"); err != nil {
		t.Fatal(err)
	}
	if dump(t, b) != empty || dump(t, a) == empty {
		t.Error("what was put into one is not in it alone")
	}
}

func TestOptions(t *testing.T) {
	reopen(t, file(t), nil, sqlite.WithPatience(time.Second), nil) // nil chooses nothing
	for name, bad := range map[string]sqlite.Option{
		"no prefix": sqlite.WithPrefix(""), "a capital": sqlite.WithPrefix("A"), "a digit first": sqlite.WithPrefix("1a"),
		"a hyphen": sqlite.WithPrefix("a-b"), "a semicolon": sqlite.WithPrefix("a;"), "SQLite's own": sqlite.WithPrefix("sqlite_"),
		"33 letters": sqlite.WithPrefix(strings.Repeat("a", 33)), "no patience": sqlite.WithPatience(0), "no codes": sqlite.WithCodes(nil),
	} {
		if _, err := sqlite.Open(t.Context(), file(t), bad); err == nil {
			t.Error(name)
		}
	}
}
