package contract_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
)

var update = flag.Bool("update", false, "write the truth tables anew")

// factor is one thing that a decision rests on, what TOTECS says of it, and its values; under the first the condition holds.
type factor struct {
	name, says string
	values     []string
}

// truth is a table of truth: what the library says for every combination of values, and what a reference says that shares no
// code with it.
type truth struct {
	title     string
	factors   []factor
	judged    func(t *testing.T, v values) string
	reference func(v values) string
}

// values are those of one combination, by the names of their factors.
type values map[string]string

// rows judges every combination that begins with the values chosen, and returns the rest of their rows: where a value makes
// no difference it is left out, and those that make the same are told together.
func (tt *truth) rows(t *testing.T, chosen []string, judged *int) (rows [][]string) {
	if len(chosen) == len(tt.factors) {
		*judged++
		v := make(values)
		for i, f := range tt.factors {
			v[f.name] = chosen[i]
		}
		got, want := tt.judged(t, v), tt.reference(v)
		if got != want {
			t.Errorf("%v: the library says %q, the reference %q", v, got, want)
		}
		return [][]string{{got}}
	}
	f := tt.factors[len(chosen)]
	var names []string
	var rests [][][]string
	for _, value := range f.values {
		rest := tt.rows(t, append(slices.Clone(chosen), value), judged)
		at := slices.IndexFunc(rests, func(r [][]string) bool { return fmt.Sprint(r) == fmt.Sprint(rest) })
		if at >= 0 {
			names[at] += ", " + value
			continue
		}
		names, rests = append(names, value), append(rests, rest)
	}
	for i, rest := range rests {
		if len(rests) == 1 {
			names[i] = "-"
		}
		for _, row := range rest {
			rows = append(rows, append([]string{names[i]}, row...))
		}
	}
	return rows
}

// write lays the table out for people.
func (tt *truth) write(t *testing.T, to *strings.Builder) {
	judged := 0
	rows := tt.rows(t, nil, &judged)
	fmt.Fprintf(to, "%s\n%d combinations; \"-\" is any value.\n\n", tt.title, judged)
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	for _, f := range tt.factors {
		fmt.Fprintf(w, "  %s\t%s\n", f.name, f.says)
	}
	w.Flush()
	to.WriteString("\n")
	for _, f := range tt.factors {
		fmt.Fprintf(w, "%s\t", f.name)
	}
	fmt.Fprintln(w, "outcome")
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
	to.WriteString("\n")
}

// compareTruth compares tables with a golden file, which -update writes.
func compareTruth(t *testing.T, golden string, tables ...truth) {
	t.Helper()
	var text strings.Builder
	for i := range tables {
		tables[i].write(t, &text)
	}
	got := strings.TrimRight(text.String(), "\n") + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || string(want) != got {
		t.Errorf("%s is not what the library says (go test -run %s -update writes it): %v\n%s", golden, t.Name(), err, got)
	}
}
