package exchange

import (
	"bytes"
	"io"
	"iter"
	"math"
)

// table is a kind of file: its columns, and how a row is read.
type table[T any] struct {
	name    string // "price_levels"
	columns []column
	parse   func(r *record, row *T)
}

// column is what a kind of file may have; the required ones must be there.
type column struct {
	name     string
	required bool
}

// input is one file to read.
type input struct {
	name string
	from io.Reader
}

// reader is one file while it is read.
type reader struct {
	input
	scan     *scanner
	options  *Options
	progress Progress
	record   record
	fail     func(*FileError) bool
}

func newReader(in input, o *Options, fail func(*FileError) bool) *reader {
	return &reader{
		input: in, scan: newScanner(in.from, o.Limits.complete()), options: o,
		progress: Progress{File: in.name}, fail: fail,
	}
}

// rows reads a file of this kind. It gives each sound row to take and each error
// to fail, in order, until one of them returns false. One row is used for all
// lines, and parse sets the whole of it.
func (t *table[T]) rows(in input, o *Options, take func(line int, row *T) bool, fail func(*FileError) bool) Progress {
	f := newReader(in, o, fail)
	if !f.open(t.columns) {
		return f.progress
	}
	var row T
	for {
		more, ok := f.row()
		if !more {
			break
		}
		if !ok {
			continue
		}
		t.parse(&f.record, &row)
		if len(f.record.bad) == 0 {
			more = take(f.scan.line, &row)
		} else {
			more = f.tell()
		}
		if !more {
			return f.progress
		}
	}
	f.progress.Done = true
	f.say()
	return f.progress
}

// each yields the rows and the errors of a single file.
func (t *table[T]) each(r io.Reader, o Options) iter.Seq2[T, error] {
	return t.eachOf(input{t.name + ".csv", r}, o)
}

func (t *table[T]) eachOf(in input, o Options) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		take := func(_ int, row *T) bool { return yield(*row, nil) }
		fail := func(e *FileError) bool {
			var none T
			return yield(none, e)
		}
		t.rows(in, &o, take, fail)
	}
}

// open reads the header; false means that there is nothing more to do.
func (f *reader) open(columns []column) bool {
	if bad := f.scan.begin(); bad != nil {
		f.refuse(bad)
		return false
	}
	head := f.scan.buf[f.scan.from:f.scan.to]
	f.scan.comma = separator(head)
	more, bad := f.scan.scan()
	switch {
	case bad != nil:
		f.refuse(bad)
		return false
	case !more:
		f.refuse(&fault{code: NoHeader, field: -1, reason: "the file is empty: give it a line of column names"})
		return false
	}
	h, found := readHeader(columns, f.scan.fields, f.options.ExtraColumns)
	for i := range found {
		found[i].File, found[i].Line = f.name, f.scan.line
		if !f.fail(&found[i]) {
			break
		}
	}
	f.record = record{header: h, texts: make(map[string]string), zone: f.options.Zone}
	return len(found) == 0
}

// row takes the next row; ok is false where it is none, or blank.
func (f *reader) row() (more, ok bool) {
	more, bad := f.scan.scan()
	if bad != nil {
		return f.refuse(bad) && more && !bad.final, false
	}
	if !more {
		return false, false
	}
	f.progress.Bytes = f.scan.offset()
	if f.scan.blank && f.record.header.width > 1 {
		return true, false
	}
	if f.progress.Rows++; f.progress.Rows%progressRows == 0 {
		f.say()
	}
	if len(f.scan.fields) != f.record.header.width {
		return f.refuse(&fault{code: FieldCount, field: -1,
			reason: "another number of cells than the header has: add or remove some, or quote a cell that holds the separator"}), false
	}
	f.record.take(f.scan.fields, f.scan.line)
	return true, true
}

func (f *reader) say() {
	if f.options.Progress != nil {
		f.options.Progress(f.progress)
	}
}

// refuse tells of a fault; false stops reading.
func (f *reader) refuse(bad *fault) bool {
	e := FileError{File: f.name, Line: f.scan.line, Code: bad.code, Reason: bad.reason, Err: bad.err}
	if bad.field >= 0 {
		e.Column = f.record.header.nameAt(bad.field)
	}
	return f.fail(&e)
}

// tell tells of all that is wrong with the present row.
func (f *reader) tell() bool {
	for i := range f.record.bad {
		e := f.record.bad[i]
		e.File, e.Line = f.name, f.scan.line
		if !f.fail(&e) {
			return false
		}
	}
	return true
}

// separator returns the first comma or semicolon of the header line that is not
// in quotes, a comma where there is neither.
func separator(head []byte) byte {
	quoted := false
	for _, c := range head {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',' || c == ';':
			return c
		case c == '\n':
			return ','
		}
	}
	return ','
}

// lineNumber keeps a line in four bytes.
func lineNumber(line int) uint32 { return uint32(min(int64(line), math.MaxUint32)) }

func equalFold(text []byte, word string) bool { return bytes.EqualFold(text, []byte(word)) }
