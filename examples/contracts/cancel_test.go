package main

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fuse is a context that is cancelled after it was asked so many times whether it is.
type fuse struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64
}

func newFuse(ctx context.Context, left int) *fuse {
	f := &fuse{}
	f.Context, f.cancel = context.WithCancel(ctx)
	f.left.Store(int64(left))
	return f
}

func (f *fuse) Err() error {
	if f.left.Add(-1) <= 0 {
		f.cancel()
	}
	return f.Context.Err()
}

// Interrupted wherever it may be, a command leaves all as it was, or is done.
func TestInterrupted(t *testing.T) {
	for _, c := range []struct{ name, prepare, line string }{
		{"import", "", "import"},
		{"import again", "import", "import CHANGED"},
		{"stage", "import", "stage price SPRING anchor 1.95"},
		{"publish", "staged", "publish"},
		{"impact", "staged", "impact"},
		{"lint", "import", "lint"},
		{"export", "import", "export OUT"},
		{"export as JSON", "import", "export --json OUT"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, out := newDesk(t), filepath.Join(t.TempDir(), "out")
			before := d.prepared(c.prepare)
			args := words(c.line, map[string]string{"OUT": out, "CHANGED": changedFolder(t)})
			cut := 0
			for left := 1; ; left += step(left) {
				f := newFuse(t.Context(), left)
				text, status := d.run(f, args...)
				f.cancel()
				if status == statusDone || status == statusRefused { // lint of the sample finds errors
					break
				}
				if status != statusInterrupted {
					t.Fatalf("cut at %d: status %d: %s", left, status, text)
				}
				if entries, _ := os.ReadDir(filepath.Dir(out)); len(entries) > 0 {
					t.Errorf("cut at %d: leaves %v behind", left, entries)
				}
				if after := d.look(c.prepare); after != before {
					t.Errorf("cut at %d: %s", left, cmp.Diff(before, after))
				}
				cut++
			}
			if cut < 3 {
				t.Errorf("interrupted %d times only", cut)
			}
		})
	}
}

// step is how much later a command is interrupted the next time.
func step(left int) int {
	if os.Getenv("TRADETERMS_PROOF") == "" {
		return left
	}
	return 1 + left/4
}

// prepared makes what a command is to be given on, and returns what there is then.
func (d *desk) prepared(what string) string {
	d.Helper()
	if what != "" {
		d.does(0, "import")
	}
	if what == "staged" {
		d.does(0, "stage price SPRING anchor 1.95")
	}
	return d.look(what)
}

// look returns what there is.
func (d *desk) look(prepared string) string {
	d.Helper()
	switch prepared {
	case "":
		return d.does(statusInput, "list")
	case "staged":
		return d.state() + d.does(0, "staged")
	}
	out, status := d.run(context.Background(), "staged")
	if status != statusInput {
		d.Errorf("something is staged: %s", out)
	}
	return d.state()
}

func words(line string, names map[string]string) (args []string) {
	word := ""
	for _, r := range line + " " {
		if r != ' ' {
			word += string(r)
			continue
		}
		if name, ok := names[word]; ok {
			word = name
		}
		args, word = append(args, word), ""
	}
	return args
}

// changedFolder is the sample with another price in it.
func changedFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("sample")); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(folder, "price_levels.csv"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = f.WriteString("TRADE,hinge,GBP,0,1.10\n"); err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return folder
}
