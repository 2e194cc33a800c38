package storage_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// requirement is a line of a go.mod that names a module and its version.
var requirement = regexp.MustCompile(`^\s*(?:require )?([a-z0-9./_-]+\.[a-z]+/\S+) v\S+( // indirect)?$`)

// A go.mod names all that its packages are built of, at whatever distance. So a host that takes this module alone gets no
// driver, one that takes a store gets that store's, and no one what only tests of ours use.
func TestHostsGetNoDriverThatTheyDoNotTake(t *testing.T) {
	const sqlite, postgres, tools = `^modernc\.org/|sqlite`, `^github\.com/jackc/|lib/pq`, `porcupine|go-pretty|cobra|progressbar|embedded-postgres`
	for dir, c := range map[string]struct{ takes, leaves string }{
		"..":       {`^github\.com/shopspring/decimal$`, sqlite + `|` + postgres + `|` + tools},
		"sqlite":   {`^modernc\.org/sqlite$`, postgres + `|` + tools},
		"postgres": {`^github\.com/jackc/pgx/v5$`, sqlite + `|` + tools},
	} {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if os.IsNotExist(err) && dir != ".." {
			t.Logf("%s is not part of this module, and not beside it here", dir)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		var required []string
		for _, line := range strings.Split(string(text), "\n") {
			if m := requirement.FindStringSubmatch(line); m != nil {
				required = append(required, m[1])
			}
		}
		takes, leaves := regexp.MustCompile(c.takes), regexp.MustCompile(c.leaves)
		found := false
		for _, path := range required {
			found = found || takes.MatchString(path)
			if ours := strings.HasPrefix(path, module); !ours && leaves.MatchString(path) || ours && path != module {
				t.Errorf("%s/go.mod requires %s", dir, path)
			}
		}
		if !found || len(required) < 3 {
			t.Errorf("%s/go.mod: of %q none is %s", dir, required, c.takes)
		}
	}
}
