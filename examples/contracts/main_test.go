package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write what the commands print into the README of the examples")

// desk is the program with a database of its own, on a day that does not pass.
type desk struct {
	testing.TB
	db  string
	now time.Time
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	return &desk{t, filepath.Join(t.TempDir(), "office.db"), time.Date(2026, time.November, 22, 9, 30, 0, 0, time.UTC)}
}

// run gives a command, and returns all that it prints and its exit status.
func (d *desk) run(ctx context.Context, args ...string) (string, int) {
	d.Helper()
	var out bytes.Buffer
	d.now = d.now.Add(time.Minute)
	now := d.now
	status := run(ctx, args, console{&out, &out, func() time.Time { return now }, d.db})
	return out.String(), status
}

// does gives a command, a line, that must end with a status, and returns what it prints.
func (d *desk) does(status int, line string) string {
	d.Helper()
	out, got := d.run(context.Background(), strings.Fields(line)...)
	if got != status {
		d.Fatalf("contracts %s: status %d, want %d:\n%s", line, got, status, out)
	}
	return out
}

// says gives a command whose output must have all texts.
func (d *desk) says(status int, line string, texts ...string) {
	d.Helper()
	out := d.does(status, line)
	for _, text := range texts {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), text) {
			d.Errorf("contracts %s: no %q in\n%s", line, text, out)
		}
	}
}

// TestReadmeSession gives the commands of the session in the README of the examples, and compares what they print.
func TestReadmeSession(t *testing.T) {
	const readme = "../README.md"
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	path, err := filepath.Abs(readme)
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	t.Chdir(t.TempDir())
	const begin, end = "```console\n", "```\n"
	parts := strings.Split(string(text), begin)
	if len(parts) < 2 {
		t.Fatal("the README has no session")
	}
	for i, part := range parts[1:] {
		session, rest, _ := strings.Cut(part, end)
		played := d.play(session)
		if played != session {
			t.Errorf("the README shows\n%s\nthe program prints\n%s", session, played)
		}
		parts[i+1] = played + end + rest
	}
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(parts, begin)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Every example has its paragraph.
func TestReadmeNamesEveryExample(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	folders, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		if f.IsDir() && !strings.Contains(string(text), "**["+f.Name()+"]("+f.Name()+"/") {
			t.Errorf("the README has no paragraph about %s", f.Name())
		}
	}
}

// play gives the commands of a session, and returns it as it is then.
func (d *desk) play(session string) string {
	var played strings.Builder
	for line := range strings.Lines(session) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "$ contracts ")
		if !ok {
			continue
		}
		if played.Len() > 0 {
			played.WriteString("\n")
		}
		out, _ := d.run(context.Background(), strings.Fields(command)...)
		played.WriteString("$ contracts " + command + "\n" + out)
	}
	return played.String()
}
