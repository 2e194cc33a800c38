package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
)

// printTargets prints one line for each target, with what was measured beside it.
func (m *meter) printTargets(w io.Writer) {
	t := newTable(w)
	t.AppendHeader(table.Row{"target", "at most, or as said", "measured", ""})
	for i := range m.results {
		if r := &m.results[i]; r.target != (target{}) {
			t.AppendRow(table.Row{r.job + ": " + r.peer, r.target.String(), r.measured(), judged(!r.missed())})
		}
	}
	for _, g := range m.growth {
		t.AppendRow(g.row())
	}
	for _, row := range m.policies() {
		t.AppendRow(row)
	}
	fmt.Fprintln(w)
	t.Render()
}

func judged(met bool) string {
	if met {
		return "✓"
	}
	return "missed"
}

// String names what is asked.
func (t target) String() string { return t.each(t.ratio, t.nanos, t.bytes, t.allocs) }

// measured names what was measured of what is asked.
func (r *result) measured() string { return r.target.each(r.ratio, r.nanos, r.bytes, r.allocs) }

// each names amounts of what is asked.
func (t target) each(ratio, nanos, bytes, allocs float64) string {
	var all []string
	if t.ratio > 0 {
		all = append(all, times(ratio))
	}
	if t.nanos > 0 {
		all = append(all, duration(nanos))
	}
	if t.bytes > 0 {
		all = append(all, size(bytes))
	}
	if t != (target{}) && !t.memory {
		all = append(all, fmt.Sprintf("%.3g allocs", allocs))
	}
	return strings.Join(all, ", ")
}

// row is hot growth as it is, cold growth by that of the roofline.
func (g *grown) row() table.Row {
	what := fmt.Sprintf("%s: growth, %s to %s rows", g.job, count(float64(g.small)), count(float64(g.large)))
	if g.bounded == 0 {
		return table.Row{what, times(g.target), times(g.ours), judged(g.ours <= g.target)}
	}
	by := g.ours / g.roofline
	measured := fmt.Sprintf("%s of the roofline's %s", times(by), times(g.roofline))
	return table.Row{what, times(g.bounded) + " the roofline's", measured, judged(by <= g.bounded)}
}

// policies compares the permission engine with the policy engines.
func (m *meter) policies() (rows []table.Row) {
	const least = 100
	nanos := make(map[string]float64)
	for i := range m.results {
		if r := &m.results[i]; strings.HasPrefix(r.job, "A1") {
			nanos[r.peer] = r.nanos
		}
	}
	for _, by := range []string{"handles", "codes"} {
		ours, known := nanos["tradeterms, "+by]
		if !known {
			continue
		}
		var all []string
		met := true
		for _, peer := range []string{"casbin", "cedar-go", "OPA"} {
			ratio := nanos[peer] / ours
			all, met = append(all, peer+" "+times(ratio)), met && ratio >= least
		}
		rows = append(rows, table.Row{
			"A1 permission: tradeterms, " + by + ", faster than", fmt.Sprintf("at least %d×", least), strings.Join(all, ", "), judged(met),
		})
	}
	return rows
}
