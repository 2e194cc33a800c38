package defect_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account/defect"
)

type place int

func (p place) String() string { return "place " + strconv.Itoa(int(p)) }

func compare(a, b place) int { return int(a - b) }

var errRefused = errors.New("facts refused")

// Whatever the order in which they are found, and however often, the first hundred are kept and the others counted.
func TestKeep(t *testing.T) {
	for _, n := range []int{0, 1, defect.Max - 1, defect.Max, defect.Max + 1, 1000} {
		var found []place
		for i := range n {
			found = append(found, place(i), place(i))
		}
		rand.New(rand.NewPCG(1, uint64(n))).Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
		kept, more := defect.Keep(found, compare)
		if len(kept) != min(n, defect.Max) || len(kept)+more != n || !slices.IsSorted(kept) || cap(kept) > 2*defect.Max {
			t.Errorf("of %d: %d kept, %d more", n, len(kept), more)
		}
	}
}

func TestText(t *testing.T) {
	for want, found := range map[string][]place{
		"facts refused, 0 defects":                                nil,
		"facts refused, 1 defect\n\tplace 7":                      {7},
		"facts refused, 2 defects\n\tplace 1\n\tplace 7":          {7, 1, 7},
		"facts refused, 3 defects\n\tplace 1\n\tplace 2\n\tand 1": {1, 2, 3},
	} {
		kept, more := defect.Keep(found, compare)
		if strings.HasSuffix(want, "and 1") {
			kept, more, want = kept[:2], 1, want+" more"
		}
		if text := defect.Text(errRefused, kept, more); text != want {
			t.Errorf("it is\n%s\nwant\n%s", text, want)
		}
	}
}

// Every byte and every length at the border is asked; the faults are those of package account.
func TestOfID(t *testing.T) {
	for id, want := range map[string]string{
		"": "empty", "a": "", "é 1": "", " ": "space", "a ": "space", "\u00a0a": "space", "a\x00": "control", "a\u0085b": "control",
		"a\xff": "UTF-8", strings.Repeat("x", 255): "", strings.Repeat("x", 256): "longer", strings.Repeat("é", 128): "longer",
	} {
		if fault := defect.OfID(id); (fault == "") != (want == "") || !strings.Contains(fault, want) {
			t.Errorf("%q %s, want %q", id, fault, want)
		}
	}
}

func TestQuoteAndCut(t *testing.T) {
	long := strings.Repeat("x", 300)
	if text := defect.Quote(long); text != strconv.Quote(long[:60])+"…" || defect.Quote("a\n") != `"a\n"` {
		t.Error(text)
	}
	if text := defect.Cut(long); text != long[:defect.MaxID+1] || defect.Cut("a") != "a" {
		t.Error(text)
	}
}
