package dense_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/dense"
)

// A number once given stays, whatever is added later, and codes come out sorted.
func TestNames_NumbersStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		codes := rapid.SliceOfN(rapid.StringMatching(`[a-f]{1,3}`), 0, 40).Draw(t, "codes")
		names := dense.NewNames(slices.Values(codes))
		given := map[string]uint32{}
		remember := func() {
			sorted := []string{}
			for n := range names.Sorted() {
				sorted = append(sorted, names.Code(n))
			}
			if !slices.IsSorted(sorted) || len(sorted) != names.Len() {
				t.Fatalf("not sorted or not whole: %q", sorted)
			}
			for _, code := range sorted {
				n, ok := names.Find(code)
				if m, again := names.FindBytes([]byte(code)); !ok || !again || m != n || names.Code(n) != code {
					t.Fatalf("%q is not found by its own number", code)
				}
				if was, had := given[code]; had && was != n {
					t.Fatalf("%q moved from %d to %d", code, was, n)
				}
				given[code] = n
			}
		}
		remember()
		for range rapid.IntRange(0, 4).Draw(t, "rounds") {
			before := names
			names = names.With(rapid.SliceOfN(rapid.StringMatching(`[a-f]{1,4}`), 0, 60).Draw(t, "more")...)
			if before.Len() > names.Len() {
				t.Fatal("codes were lost")
			}
			remember()
		}
	})
}

// An edited Vector holds what was set; the one it came from is as it was.
func TestVector_EditSparesTheOld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := map[uint32]int{}
		var v dense.Vector[int]
		for range rapid.IntRange(1, 5).Draw(t, "edits") {
			old, was := v, fmt.Sprint(values(&v))
			e := v.Edit()
			for range rapid.IntRange(0, 8).Draw(t, "sets") {
				i, x := rapid.Uint32Range(0, 300).Draw(t, "i"), rapid.Int().Draw(t, "x")
				e.Set(i, x)
				model[i] = x
				if *e.At(i) != x {
					t.Fatal("the edit does not show what it set")
				}
			}
			v = e.Done()
			if fmt.Sprint(values(&old)) != was {
				t.Fatal("the old vector changed")
			}
		}
		for i := range uint32(400) {
			if *v.At(i) != model[i] {
				t.Fatalf("at %d: %d, want %d", i, *v.At(i), model[i])
			}
		}
	})
}

func values(v *dense.Vector[int]) (all []int) {
	for i := range v.Cap() {
		all = append(all, *v.At(i))
	}
	return all
}
