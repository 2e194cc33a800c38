package postgrestest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// ErrNoBinaries: there is no initdb, or no postgres, on this machine.
var ErrNoBinaries = errors.New("PostgreSQL is not installed: neither PATH nor the usual places have initdb and postgres")

// places are where distributions keep the server's binaries; the highest version comes last.
var places = []string{
	"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/pgsql/bin",
}

// binaries returns the directory that has them.
func binaries() (string, error) {
	var dirs []string
	for _, place := range places {
		found, _ := filepath.Glob(place) // the patterns are sound
		slices.Sort(found)
		dirs = append(dirs, found...)
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(path))
		}
	}
	for _, dir := range slices.Backward(dirs) {
		if executable(filepath.Join(dir, "initdb")) && executable(filepath.Join(dir, "postgres")) {
			return dir, nil
		}
	}
	return "", ErrNoBinaries
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir() && info.Mode()&0o111 != 0
}
