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
	t := newTable(w)
	t.AppendHeader(table.Row{"job", "peer", "median", "ratio", "bytes", "allocs"})
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
		t.AppendRow(cells(name, r))
	}
	t.Render()
	m.printTargets(w)
	fmt.Fprintf(w, "\n%d rows; medians of %d rounds, ratios within a round; %s, %s/%s, %s, GOMAXPROCS %d.\n",
		m.rows, m.pace.rounds, runtime.Version(), runtime.GOOS, runtime.GOARCH, processor(), runtime.GOMAXPROCS(0))
	for _, note := range m.notes {
		fmt.Fprintln(w, note)
	}
}

func newTable(w io.Writer) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	return t
}

func cells(job string, r *result) table.Row {
	ratio, allocs := times(r.ratio), fmt.Sprintf("%.3g", r.allocs)
	if r.retained {
		ratio, allocs = "", ""
	}
	return table.Row{job, r.peer, duration(r.nanos), ratio, size(r.bytes), allocs}
}

// times is a ratio that people read at a glance.
func times(ratio float64) string {
	switch {
	case ratio >= 100:
		return fmt.Sprintf("%.0f×", ratio)
	case ratio >= 10:
		return fmt.Sprintf("%.1f×", ratio)
	}
	return fmt.Sprintf("%.2f×", ratio)
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
