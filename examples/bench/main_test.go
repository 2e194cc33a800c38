package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The whole program on a tiny job: all peers answer alike, and each has its row in the table and its line in
// the drawing.
func TestRun_QuickComparesAllPeers(t *testing.T) {
	var out bytes.Buffer
	plot := filepath.Join(t.TempDir(), "cost.svg")
	if err := run(&out, io.Discard, options{quick: true, plot: plot}); err != nil {
		t.Fatal(err)
	}
	drawing, err := os.ReadFile(plot)
	if err != nil {
		t.Fatal(err)
	}
	peers := drawn
	if strings.Contains(out.String(), errNoPostgres.Error()) {
		peers = drawn[:len(drawn)-1]
	}
	for _, peer := range peers {
		if n := strings.Count(out.String(), "│ "+peer+" "); n < 2 {
			t.Errorf("the table has %d rows of %s", n, peer)
		}
		if !strings.Contains(string(drawing), ">"+peer+", ") {
			t.Errorf("the drawing does not name %s", peer)
		}
	}
	for _, want := range []string{
		"P1 cold, a line", "P1 hot, a line", "P2 basket, a basket of 50", "P3 price file, a file", "P4 compile, a row",
		"P4 memory, a row", "A1 permission, a question", "U one price, a change", "U readers, a read", "casbin", "cedar-go",
		"OPA", "at most", "P1 cold: growth", "P1 hot: growth", "codes, faster than",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table lacks %q", want)
		}
	}
}

// liar is a peer that answers a question wrongly.
type liar struct {
	pricer
	wrong func(a answer) answer
}

func (l *liar) price(q question) (answer, error) {
	a, err := l.pricer.price(q)
	return l.wrong(a), err
}

func (l *liar) file(account int32) ([]answer, error) {
	all, err := l.pricer.file(account)
	all[len(all)/2] = l.wrong(all[len(all)/2])
	return all, err
}

func (l *liar) basket(b *basket) (total, error) {
	t, err := l.pricer.basket(b)
	t.amounts[0]++
	return t, err
}

func tiny(t *testing.T) *shop {
	t.Helper()
	sh, err := open(ordinary.by(1, 100), 512, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	return sh
}

// A peer that answers otherwise is found, whatever is wrong.
func TestCompare_FindsAnotherAnswer(t *testing.T) {
	sh := tiny(t)
	for what, wrong := range map[string]func(answer) answer{
		"price":  func(a answer) answer { a.price++; return a },
		"source": func(a answer) answer { a.list++; return a },
		"break":  func(a answer) answer { a.min++; return a },
	} {
		l := &liar{sh.engine, wrong}
		if sh.compareLines(l, 1) == nil {
			t.Errorf("another %s of a line goes unnoticed", what)
		}
		if sh.compareFiles(l) == nil {
			t.Errorf("another %s in a price file goes unnoticed", what)
		}
		if sh.compareBaskets(l, 1) == nil {
			t.Error("another amount in a basket goes unnoticed")
		}
	}
}

// What is timed is compared too, and an error of a peer ends the contest.
func TestContest_ComparesWhileItMeasures(t *testing.T) {
	broken := errors.New("broken")
	for _, test := range []struct {
		reason string
		run    func(from, to int) (int64, error)
		want   string
	}{
		{"right", func(from, to int) (int64, error) { return int64(to - from), nil }, ""},
		{"another sum", func(from, to int) (int64, error) { return 7, nil }, "add up to 7, want"},
		{"an error", func(from, to int) (int64, error) { return 0, broken }, "broken"},
	} {
		c := contest{job: "test", size: 100, sum: func(from, to int) int64 { return int64(to - from) }}
		c.entrants = []entrant{{peer: "peer", run: test.run}}
		_, err := c.measure(pace{rounds: 2, turn: 1000, tick: func() {}})
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v", test.reason, err)
		}
	}
}

// The job is that of the issue: its shape, not just its size.
func TestJob_HasItsShape(t *testing.T) {
	j := newJob(ordinary)
	parents, priced, hops, dated, levelled, sold := 0, 0, 0, 0, 0, 0
	for i, a := range j.accounts {
		if a.parent >= 0 {
			parents++
		}
		if a.terms != int32(i) {
			priced++
			n := 0
			for up := int32(i); up != a.terms; up = j.accounts[up].parent {
				n++
			}
			hops = max(hops, n)
		}
	}
	for _, r := range j.rows {
		if r.list >= levels {
			sold++
			continue
		}
		levelled++
		if r.window != permanent {
			dated++
		}
	}
	for _, about := range []struct {
		what      string
		got, want int
	}{
		{"parents", parents, 1121}, {"priced from another", priced, 672}, {"level rows", levelled, 401_362},
		{"contract rows", sold, 96_224}, {"dated rows", dated, 9_800},
	} {
		if about.got < about.want*95/100 || about.got > about.want*105/100 {
			t.Errorf("%d %s, want about %d", about.got, about.what, about.want)
		}
	}
	if hops != 3 {
		t.Errorf("prices from %d hops away, want 3", hops)
	}
}

// A target is met or missed by what it names, and only by that.
func TestTarget_IsMissedByWhatItNames(t *testing.T) {
	for _, test := range []struct {
		reason string
		result result
		want   bool
	}{
		{"no target", result{ratio: 1e9, allocs: 5}, false},
		{"within", result{ratio: 2, target: target{ratio: 2}}, false},
		{"ratio", result{ratio: 2.1, target: target{ratio: 2}}, true},
		{"time", result{nanos: 11, target: target{nanos: 10}}, true},
		{"an allocation", result{ratio: 1, allocs: 1, target: target{ratio: 2}}, true},
		{"memory", result{bytes: 33, allocs: 9, target: target{bytes: 32, memory: true}}, true},
		{"memory alone", result{bytes: 31, allocs: 9, target: target{bytes: 32, memory: true}}, false},
	} {
		if got := test.result.missed(); got != test.want {
			t.Errorf("%s: missed %v", test.reason, got)
		}
	}
}
