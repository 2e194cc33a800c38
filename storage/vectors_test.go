package storage_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// ownVectors is the project's copy of the acceptance vectors. The environment
// variable TRADETERMS_VECTORS names another folder in the same schema.
const ownVectors = "testdata/vectors"

// TestVectors runs every acceptance vector of a folder through the public API,
// each as a subtest of its id, and closes with what passed, failed and was
// skipped, the skipped ones by feature.
//
// With another folder say -count=1: the test cache does not watch files outside
// the module.
//
// What each setting becomes is in vectors_settings_test.go; what the library
// leaves out on purpose is skipped by name. A vector that is core is never
// skipped.
func TestVectors(t *testing.T) {
	folder := os.Getenv("TRADETERMS_VECTORS")
	if folder == "" {
		folder = ownVectors
	}
	runVectors(t, folder).report(t)
}

// TestOwnVectors runs the vectors that were written here for settings. None may
// be skipped.
func TestOwnVectors(t *testing.T) {
	sum := runVectors(t, "testdata/vectors-own")
	if len(sum.skipped) > 0 {
		t.Errorf("skipped: %v", sum.skipped)
	}
}

// tally counts the vectors of a run.
type tally struct {
	passed, failed int
	skipped        []skip
}

// skip is a vector that was not run, and what it needs.
type skip struct {
	id      string
	feature string
	needs   []string
}

func runVectors(t *testing.T, folder string) *tally {
	t.Helper()
	sum := &tally{}
	for _, v := range readVectors(t, folder) {
		ran := false
		var lacks []string
		ok := t.Run(v.ID, func(t *testing.T) {
			ran = true
			lacks = v.test(t)
			if len(lacks) > 0 && !t.Failed() {
				t.Skip("needs " + strings.Join(lacks, ", "))
			}
		})
		switch {
		case !ran: // not asked for with -run
		case !ok:
			sum.failed++
		case len(lacks) > 0:
			sum.skipped = append(sum.skipped, skip{v.ID, lacks[0], v.Needs})
		default:
			sum.passed++
		}
	}
	return sum
}

// test runs one vector and returns the features that it needs and the library
// lacks.
func (v *vector) test(t *testing.T) []string {
	t.Helper()
	r := &run{vector: v}
	r.do()
	if v.Fit == "core" && len(r.lacks) > 0 {
		t.Errorf("a core vector needs %s", r.lacks[0])
	}
	if len(r.lacks) == 0 {
		for _, problem := range r.problems {
			t.Errorf("%s\n%s", problem, v.Note)
		}
	}
	return r.lacks
}

// run is one vector on its way through the library.
type run struct {
	*vector
	lacks    []string // the features that it needs and the library leaves out on purpose
	problems []string
}

// lack notes a feature that the library leaves out on purpose.
func (r *run) lack(format string, args ...any) {
	if name := fmt.Sprintf(format, args...); !slices.Contains(r.lacks, name) {
		r.lacks = append(r.lacks, name)
	}
}

// problem notes an answer that is not the expected one.
func (r *run) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// do runs the operation of the vector.
func (r *run) do() {
	var op struct {
		Op string `json:"op"`
	}
	if err := decodeLoosely(r.Request, &op); err != nil {
		r.problem("request: %v", err)
		return
	}
	switch op.Op {
	case "price":
		r.price()
	case "resolve_account":
		r.resolveAccount()
	case "validate":
		r.validate()
	case "represent":
		r.represent()
	case "round":
		r.round()
	case "place_order":
		r.placeOrder()
	case "approval":
		r.approval()
	case "can_approve":
		r.canApprove()
	case "combine_decisions":
		r.combineDecisions()
	case "approver_route":
		r.approverRoute()
	case "budget_events":
		r.budgetEvents()
	default:
		r.lack("operation %s", op.Op)
	}
}

// report prints the closing lines, on standard output so that they show
// without -v too when the test is the only one.
func (s *tally) report(t *testing.T) {
	t.Helper()
	lines := []string{fmt.Sprintf("vectors: %d passed, %d failed, %d skipped", s.passed, s.failed, len(s.skipped))}
	byFeature, byNeed := map[string]int{}, map[string]int{}
	for _, skipped := range s.skipped {
		byFeature[skipped.feature]++
		for _, need := range skipped.needs {
			byNeed[need]++
		}
	}
	for _, count := range []struct {
		title string
		of    map[string]int
	}{{"skipped for", byFeature}, {"skipped by what they need", byNeed}} {
		if len(count.of) > 0 {
			lines = append(lines, count.title+": "+counted(count.of))
		}
	}
	for _, line := range lines {
		fmt.Println(line)
		t.Log(line)
	}
}

// counted lists names with their counts, in order.
func counted(counts map[string]int) string {
	var parts []string
	for name, n := range counts {
		parts = append(parts, fmt.Sprintf("%s %d", name, n))
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}
