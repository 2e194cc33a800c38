package exchange

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// partWriter writes rows of one kind in parts. It reads each row back as a reader
// of this package would, so that nothing is written that would be refused. After
// an error it writes no more.
type partWriter[T any] struct {
	table *table[T]
	most  int
	open  Open
	read  record
	raw   [][]byte

	part, rows int
	line       int // where the next row will begin
	to         io.WriteCloser
	csv        *csv.Writer
	err        error
}

// newPartWriter opens the first part.
func newPartWriter[T any](t *table[T], most int, zone *time.Location, open Open) *partWriter[T] {
	h := header{columns: t.columns, at: make([]int, len(t.columns)), width: len(t.columns)}
	for i := range h.at {
		h.at[i] = i
	}
	w := &partWriter[T]{table: t, most: orDefault(most, DefaultPart), open: open}
	w.read = record{header: h, texts: make(map[string]string), zone: zone}
	w.next()
	return w
}

// next closes the part and opens the next one.
func (w *partWriter[T]) next() {
	if w.end(); w.err != nil {
		return
	}
	w.part++
	w.rows, w.line = 0, 2
	if w.to, w.err = w.open(w.table.name, w.part); w.err != nil {
		w.to = nil
		return
	}
	w.csv = csv.NewWriter(w.to)
	names := make([]string, len(w.table.columns))
	for i, c := range w.table.columns {
		names[i] = c.name
	}
	w.err = w.csv.Write(names)
}

// row writes a row and returns what reading makes of it. The cells are in the
// order of the columns.
func (w *partWriter[T]) row(cells ...string) (back T, ok bool) {
	if w.err == nil && w.rows == w.most {
		w.next()
	}
	if w.err != nil {
		return back, false
	}
	w.raw = w.raw[:0]
	for i, cell := range cells {
		if guarded(cell) {
			cells[i] = "'" + cell
		}
		w.raw = append(w.raw, []byte(cells[i]))
	}
	if !w.sound() {
		return back, false
	}
	w.table.parse(&w.read, &back)
	if len(w.read.bad) > 0 {
		w.refuse(w.read.bad[0])
		return back, false
	}
	w.rows++
	w.line++
	for _, cell := range cells {
		w.line += strings.Count(cell, "\n")
	}
	w.err = w.csv.Write(cells)
	return back, w.err == nil
}

// sound looks at what the reader of rows, not that of cells, refuses.
func (w *partWriter[T]) sound() bool {
	w.read.take(w.raw, w.line)
	most := Limits{}.complete().Field
	for i, cell := range w.raw {
		column := w.table.columns[i].name
		switch {
		case len(cell) > most:
			w.refuse(FileError{Column: column, Code: FieldTooLong, Reason: "the cell would be longer than " + strconv.Itoa(most) + " bytes: shorten it"})
		case !utf8.Valid(cell):
			w.refuse(FileError{Column: column, Code: BadEncoding, Reason: "the text is not UTF-8: correct it"})
		}
	}
	return w.err == nil
}

// refuse ends the export, at the row that is to be written.
func (w *partWriter[T]) refuse(e FileError) {
	if w.err != nil {
		return
	}
	e.File, e.Line = PartName(w.table.name, w.part), w.line
	if w.rows == w.most {
		e.File, e.Line = PartName(w.table.name, w.part+1), 2
	}
	w.err = &e
}

// lose refuses a fact that the columns cannot say.
func (w *partWriter[T]) lose(column int, what string) {
	e := FileError{Code: NotInCSV, Reason: what}
	if column >= 0 {
		e.Column = w.table.columns[column].name
	}
	w.refuse(e)
}

// end flushes and closes the part that is open.
func (w *partWriter[T]) end() {
	if w.to == nil {
		return
	}
	w.csv.Flush()
	if w.err == nil {
		w.err = w.csv.Error()
	}
	if err := w.to.Close(); w.err == nil {
		w.err = err
	}
	w.to = nil
}

func (w *partWriter[T]) close() error {
	w.end()
	return w.err
}
