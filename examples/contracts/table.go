package main

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// grid is a table as it is printed: plain columns, which can be cut and searched, on terminals and in pipes alike.
type grid struct{ table.Writer }

// widest is how many letters a column has at most; what is longer goes on below.
const widest = 48

// newGrid begins a table. Headers that begin with ">" are of numbers, which stand to the right.
func newGrid(header ...string) grid {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.Options{SeparateHeader: true}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	style.Box.MiddleHorizontal = "-"
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	row := make(table.Row, len(header))
	var configs []table.ColumnConfig
	for i, name := range header {
		number, right := strings.CutPrefix(name, ">")
		row[i] = number
		config := table.ColumnConfig{Number: i + 1, WidthMax: widest, WidthMaxEnforcer: text.WrapSoft}
		if right {
			config.Align, config.AlignHeader = text.AlignRight, text.AlignRight
		}
		configs = append(configs, config)
	}
	t.AppendHeader(row)
	t.SetColumnConfigs(configs)
	return grid{t}
}

// row adds a row. What has a name is told by it.
func (g grid) row(cells ...any) {
	for i, cell := range cells {
		if named, ok := cell.(fmt.Stringer); ok {
			cells[i] = named.String()
		}
	}
	g.AppendRow(table.Row(cells))
}

// print prints the table without spaces at the ends of lines.
func (o *office) print(g grid) {
	for line := range strings.Lines(g.Render()) {
		fmt.Fprintln(o.out, strings.TrimRight(line, " \n"))
	}
}

// say prints a line.
func (o *office) say(format string, args ...any) { fmt.Fprintf(o.out, format+"\n", args...) }

// some says how many there are of something.
func some(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// or is a text in place of none.
func or(text, none string) string {
	if text == "" {
		return none
	}
	return text
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}
