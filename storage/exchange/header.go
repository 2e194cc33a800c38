package exchange

import (
	"slices"
	"strconv"
)

// header is where the columns of a kind of file lie in one file.
type header struct {
	columns []column
	at      []int // by column: the cell, or -1
	names   []string
	width   int
}

// readHeader finds the columns, and names what is wrong with them.
func readHeader(columns []column, cells [][]byte, extra bool) (h header, found []FileError) {
	h = header{columns: columns, at: make([]int, len(columns)), width: len(cells)}
	for i := range h.at {
		h.at[i] = -1
	}
	for i, cell := range cells {
		name := string(unguard(cell))
		n := slices.IndexFunc(columns, func(c column) bool { return c.name == name })
		doubled := name != "" && slices.Contains(h.names, name)
		h.names = append(h.names, name)
		switch {
		case doubled:
			found = append(found, FileError{Column: h.nameAt(i), Code: DoubledColumn,
				Reason: "column " + strconv.Itoa(i+1) + " has the name of another: keep one"})
		case n >= 0:
			h.at[n] = i
		case !extra:
			found = append(found, unknown(columns, name, i))
		}
	}
	for i, c := range columns {
		if c.required && h.at[i] < 0 {
			found = append(found, FileError{Column: c.name, Code: MissingColumn, Reason: "the column is missing: add it"})
		}
	}
	return h, found
}

// nameAt returns the name of a cell's column if it is known, else its number:
// what stands in a header is not repeated.
func (h *header) nameAt(cell int) string {
	if i := slices.Index(h.at, cell); i >= 0 {
		return h.columns[i].name
	}
	return "column " + strconv.Itoa(cell+1)
}

// unknown refuses a column, and names the one that may have been meant.
func unknown(columns []column, name string, cell int) FileError {
	e := FileError{Column: "column " + strconv.Itoa(cell+1), Code: UnknownColumn}
	best, least := "", 4
	for _, c := range columns {
		if d := distance(name, c.name); d < least && d < len(c.name) {
			best, least = c.name, d
		}
	}
	if best == "" {
		e.Reason = "a column of this name is not known: correct it, remove it, or permit extra columns"
	} else {
		e.Reason = "a column of this name is not known: is it " + strconv.Quote(best) + "? Correct it, or permit extra columns"
	}
	return e
}

// distance counts the letters to change, add or remove between two names; the
// case of letters, and spaces for underscores, cost nothing. Long names are far
// from all.
func distance(a, b string) int {
	if len(a) > 64 {
		return len(a)
	}
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		corner := last[0]
		last[0] = i + 1
		for j := range len(b) {
			cost := 1
			if plain(a[i]) == plain(b[j]) {
				cost = 0
			}
			corner, last[j+1] = last[j+1], min(last[j+1]+1, last[j]+1, corner+cost)
		}
	}
	return last[len(b)]
}

func plain(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c - 'A' + 'a'
	case c == ' ':
		return '_'
	}
	return c
}
