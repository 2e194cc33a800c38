package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tradeterms/tradeterms/storage/exchange"
)

// export writes terms and order lines into a new folder, which -data reads again.
func export(to string, terms *exchange.Terms, from fs.FS, o exchange.Options) (note string, err error) {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return "", fmt.Errorf("-export: %w", err)
	}
	if there, err := os.ReadDir(to); err != nil || len(there) > 0 {
		return "", fmt.Errorf("-export %s: name a new folder: parts of what is in it could be taken for what is written (%v)", to, err)
	}
	files := 0
	open := func(file string, part int) (io.WriteCloser, error) {
		files++
		return os.Create(filepath.Join(to, exchange.PartName(file, part)))
	}
	if err := (exchange.Export{}).Terms(terms, o, open); err != nil {
		return "", fmt.Errorf("-export: %w", err)
	}
	if err := (exchange.Export{}).OrderLines(exchange.FolderOrderLines(from, o), o.Zone, open); err != nil {
		return "", fmt.Errorf("-export: %w", err)
	}
	return fmt.Sprintf("%d files in %s: replay them with -data %s\n", files, to, to), nil
}
