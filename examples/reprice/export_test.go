package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The built-in year, exported, is imported again with the same content and prices every line as expected; exported once more
// it is the same to the byte.
func TestExportedYear(t *testing.T) {
	first, second := filepath.Join(t.TempDir(), "first"), filepath.Join(t.TempDir(), "second")
	var out bytes.Buffer
	if err := run([]string{"-export", first}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "10 files in ") {
		t.Errorf("%s", out.String())
	}
	out.Reset()
	if err := run([]string{"-data", first}, &out, io.Discard); err != nil || !strings.Contains(out.String(), "as expected    20,289 of 20,289\n") {
		t.Errorf("%v\n%s", err, out.String())
	}
	if err := run([]string{"-data", first, "-export", second}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	if was, is := content(t, first), content(t, second); was != is || len(was) < 1_000_000 {
		t.Errorf("%d bytes became %d", len(was), len(is))
	}
	if err := run([]string{"-export", first}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "name a new folder") {
		t.Errorf("a folder with files: %v", err)
	}
}

// content is what the files of a folder hold, by name.
func content(t *testing.T, folder string) string {
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(folder, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(file.Name() + ":\n" + string(text))
	}
	return all.String()
}
