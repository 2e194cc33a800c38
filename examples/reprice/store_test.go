package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/storage/postgres/postgrestest"
)

var cluster *postgrestest.Cluster

func TestMain(m *testing.M) {
	if store := os.Getenv(followEnv); store != "" {
		os.Exit(followMain(store))
	}
	os.Exit(postgrestest.Main(m, &cluster))
}

// The built-in year costs the same from the files and from each store, just imported or imported before.
func TestStores(t *testing.T) {
	want, _ := answersFrom(t, "")
	for name, where := range map[string]func(t *testing.T) string{
		"memory": func(*testing.T) string { return "memory" },
		"sqlite": func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "prices.db") },
		"postgres": func(t *testing.T) string {
			dsn, err := postgrestest.Need(t, cluster).Database(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return "postgres:" + dsn
		},
	} {
		t.Run(name, func(t *testing.T) {
			store := where(t)
			for _, note := range []string{"revision 1, 2,657 rows imported, ready in ", "revision 1, imported before, ready in "} {
				if name == "memory" && strings.Contains(note, "before") {
					continue // nothing outlives it
				}
				got, report := answersFrom(t, store)
				if !bytes.Equal(got, want) {
					t.Errorf("%s: the answers are others", note)
				}
				for _, text := range []string{note, "as expected    20,289 of 20,289\n"} {
					if !strings.Contains(report, text) {
						t.Errorf("%q is missing in\n%s", text, report)
					}
				}
			}
		})
	}
}

// answersFrom is what -out writes of the built-in year, and the report.
func answersFrom(t *testing.T, store string) ([]byte, string) {
	t.Helper()
	args := []string{"-out", filepath.Join(t.TempDir(), "answers.csv")}
	if store != "" {
		args = append(args, "-store", store)
	}
	var report bytes.Buffer
	if err := run(args, &report, io.Discard); err != nil {
		t.Fatalf("%v\n%s", err, report.String())
	}
	answers, err := os.ReadFile(args[1])
	if err != nil || bytes.Count(answers, []byte("\n")) != 20_290 {
		t.Fatalf("%d answers, %v", bytes.Count(answers, []byte("\n"))-1, err)
	}
	return answers, report.String()
}

// A store that has prices is priced from, and not imported to again: new files change nothing in it.
func TestStoreThatHasPrices(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "prices.db")
	dearer := folder(t, map[string]string{
		"price_levels":    "price_level,product,currency,min_quantity,unit_price\nA,P,GBP,1,3.00\n",
		"purchase_prices": "product,currency,purchase_price\nP,GBP,1.00\n",
	})
	if err := run([]string{"-data", folder(t, nil), "-store", store}, io.Discard, io.Discard); err != nil {
		t.Errorf("importing: %v", err)
	}
	if err := run([]string{"-data", dearer, "-store", store}, io.Discard, io.Discard); err != nil {
		t.Errorf("from the store: %v", err)
	}
	if err := run([]string{"-data", dearer, "-store", "memory"}, io.Discard, io.Discard); !errors.Is(err, errDiffers) {
		t.Errorf("from an empty store: %v", err)
	}
}

// What is wrong with -store is told, and no password.
func TestBadStore(t *testing.T) {
	for store, want := range map[string]string{
		"sqlite:":      "say memory, sqlite:FILE or postgres:DSN",
		"postgres":     "say memory, sqlite:FILE or postgres:DSN",
		"memory:x":     "say memory, sqlite:FILE or postgres:DSN",
		"oracle:db":    "say memory, sqlite:FILE or postgres:DSN",
		"sqlite:/no/x": "-store: ",
		"postgresql://app:open-sesame@127.0.0.1:1/shop?connect_timeout=2": "-store: ",
		"postgresql:x": "say memory, sqlite:FILE or postgres:DSN",
		"postgres://app:open-sesame@127.0.0.1:1/shop?connect_timeout=2":       "-store: ",
		"postgres:host=127.0.0.1 port=1 password=open-sesame dbname=shop\x00": "-store: ",
	} {
		err := run([]string{"-data", folder(t, nil), "-store", store}, io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "sesame") {
			t.Errorf("%s: %v", store, err)
		}
	}
}
