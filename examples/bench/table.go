package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

func (m *meter) print(w io.Writer) {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	t.AppendHeader(table.Row{"job", "peer", "median", "ratio", "bytes", "allocs", "at most", ""})
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 3, Align: text.AlignRight}, {Number: 4, Align: text.AlignRight}, {Number: 5, Align: text.AlignRight},
		{Number: 6, Align: text.AlignRight},
	})
	job := ""
	for i := range m.results {
		r := &m.results[i]
		if r.job != job && i > 0 {
			t.AppendSeparator()
		}
		name := ""
		if r.job != job {
			name = r.job + ", a " + r.per
		}
		job = r.job
		t.AppendRow(row8(name, r))
	}
	t.Render()
	for _, g := range m.growth {
		fmt.Fprintln(w, g.sentence())
	}
	fmt.Fprintf(w, "\n%d rows; medians of %d rounds, ratios within a round; %s, %s/%s, %s, GOMAXPROCS %d.\n",
		m.rows, m.pace.rounds, runtime.Version(), runtime.GOOS, runtime.GOARCH, processor(), runtime.GOMAXPROCS(0))
	for _, note := range m.notes {
		fmt.Fprintln(w, note)
	}
}

func row8(job string, r *result) table.Row {
	ratio, verdict := fmt.Sprintf("%.2f×", r.ratio), ""
	switch {
	case r.ratio >= 100:
		ratio = fmt.Sprintf("%.0f×", r.ratio)
	case r.ratio >= 10:
		ratio = fmt.Sprintf("%.1f×", r.ratio)
	}
	allocs := fmt.Sprintf("%.3g", r.allocs)
	if r.retained {
		ratio, allocs = "", ""
	}
	if r.target != (target{}) {
		verdict = "✓"
		if r.missed() {
			verdict = "missed"
		}
	}
	return table.Row{job, r.peer, duration(r.nanos), ratio, size(r.bytes), allocs, r.target.String(), verdict}
}

// duration is a time that people read at a glance.
func duration(nanos float64) string {
	switch {
	case nanos >= 1e9:
		return fmt.Sprintf("%.3g s", nanos/1e9)
	case nanos >= 1e6:
		return fmt.Sprintf("%.3g ms", nanos/1e6)
	case nanos >= 1e3:
		return fmt.Sprintf("%.3g µs", nanos/1e3)
	}
	return fmt.Sprintf("%.3g ns", nanos)
}

func size(bytes float64) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%.3g MB", bytes/(1<<20))
	case bytes >= 1<<13:
		return fmt.Sprintf("%.3g KB", bytes/(1<<10))
	case bytes < 0.05:
		return "0"
	}
	return fmt.Sprintf("%.3g", bytes)
}

// String names what is asked.
func (t target) String() string {
	var all []string
	if t.ratio > 0 {
		all = append(all, fmt.Sprintf("%g×", t.ratio))
	}
	if t.nanos > 0 {
		all = append(all, duration(t.nanos))
	}
	if t.bytes > 0 {
		all = append(all, size(t.bytes))
	}
	if t != (target{}) && !t.memory {
		all = append(all, fmt.Sprintf("%.3g allocs", t.allocs))
	}
	return strings.Join(all, ", ")
}

func (g *grown) sentence() string {
	bound := fmt.Sprintf("%.2f× (at most %g×)", g.ours, g.target)
	ok := g.ours <= g.target
	if g.bounded > 0 {
		by := g.ours / g.roofline
		bound, ok = fmt.Sprintf("%.2f×, %.2f of the roofline's (at most %g)", g.ours, by, g.bounded), by <= g.bounded
	}
	verdict := map[bool]string{true: "✓", false: "missed"}[ok]
	return fmt.Sprintf("%s from %d to %d rows: roofline %.2f×, tradeterms by handles %s %s",
		g.job, g.small, g.large, g.roofline, bound, verdict)
}

// processor is the machine's, where it tells.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	for line := range strings.Lines(string(text)) {
		if name, model, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return "unknown processor"
}

// count is a number of rows that people read at a glance.
func count(n float64) string {
	if n >= 1e6 {
		return fmt.Sprintf("%.1f M", n/1e6)
	}
	return fmt.Sprintf("%.0f k", n/1e3)
}
