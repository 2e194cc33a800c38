package exchange

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// scanner splits a file into rows and cells. It is not encoding/csv because
// that turns CRLF in quotes into LF, loses rows of one empty cell, has no
// bounds, and makes a string of each row; this one keeps a buffer of fixed size
// and yields bytes of it.
type scanner struct {
	src    io.Reader
	limits Limits
	comma  byte

	buf      []byte
	from, to int // what of buf is read and not yet taken
	taken    int64
	ended    bool  // src has no more
	failed   error // by which it ended, nil at the end of the file

	line   int  // of the present row, from 1
	next   int  // line after it
	blank  bool // the row is an empty line
	fields [][]byte
}

// fault is what is wrong with a row as such. The scanner goes on after it
// unless it is final.
type fault struct {
	code   Code
	field  int // -1 for the whole row
	reason string
	final  bool
	err    error
}

// slack is how much more than a row the buffer holds, so that it is rarely
// moved.
const slack = 32 << 10

func newScanner(src io.Reader, limits Limits) *scanner {
	return &scanner{
		src: src, limits: limits, comma: ',',
		buf: make([]byte, limits.Line+slack), fields: make([][]byte, 0, limits.Columns), line: 1, next: 1,
	}
}

// fill moves what is left to the front of the buffer and reads until it is full.
func (s *scanner) fill() {
	s.to = copy(s.buf, s.buf[s.from:s.to])
	s.from = 0
	for idle := 0; s.to < len(s.buf) && !s.ended; {
		room := s.buf[s.to:]
		if left := s.limits.File + 1 - s.taken; int64(len(room)) > left {
			room = room[:left]
		}
		if len(room) == 0 {
			s.ended, s.failed = true, errTooLarge
			return
		}
		n, err := s.src.Read(room)
		if n < 0 || n > len(room) {
			n, err = 0, errBadRead
		}
		s.to += n
		s.taken += int64(n)
		if idle++; n > 0 {
			idle = 0
		} else if idle == 100 && err == nil {
			err = io.ErrNoProgress
		}
		if s.ended = err != nil; err != io.EOF {
			s.failed = err
		}
	}
}

var (
	errTooLarge = errors.New("file too large")
	errBadRead  = errors.New("the reader counts wrongly")
)

// offset is how many bytes of the file were taken as rows.
func (s *scanner) offset() int64 { return s.taken - int64(s.to-s.from) }

// scan takes the next row. It returns false at the end, and a fault where the
// row is not one; the row's cells are then not to be used.
func (s *scanner) scan() (bool, *fault) {
	s.line = s.next
	if s.from == s.to && !s.ended {
		s.fill()
	}
	row, ok := s.cut()
	if !ok && !s.ended {
		s.fill()
		row, ok = s.cut()
	}
	switch {
	case s.ended && s.failed != nil && !ok:
		return false, s.broken()
	case !ok && s.to-s.from > s.limits.Line || ok && len(row.bytes) > s.limits.Line:
		return false, &fault{code: LineTooLong, field: -1, final: true,
			reason: "the line is longer than a row may be: look for a quote that is not closed, or shorten it"}
	case !ok && s.ended && s.from == s.to:
		return false, nil
	case !ok: // the last line has no line break
		row = s.rest()
	}
	s.from = min(row.end, s.to)
	s.next += row.lines
	if row.fault != nil {
		return true, row.fault
	}
	return true, s.split(row)
}

func (s *scanner) broken() *fault {
	if errors.Is(s.failed, errTooLarge) {
		return &fault{code: FileTooLarge, field: -1, final: true,
			reason: "the file is larger than it may be: split it, or raise the limit"}
	}
	return &fault{code: Unreadable, field: -1, final: true, err: s.failed,
		reason: "the file cannot be read to its end (" + s.failed.Error() + "): fetch it again"}
}

// line is a row as it lies in the buffer.
type line struct {
	bytes  []byte // without the line break
	end    int    // in the buffer, behind the line break
	lines  int    // how many line breaks it has
	quoted bool
	fault  *fault
}

// cut finds the end of the row that begins at from; false if it is not in the
// buffer.
func (s *scanner) cut() (line, bool) {
	data := s.buf[s.from:s.to]
	n := bytes.IndexByte(data, '\n')
	if n < 0 {
		return line{}, false
	}
	if bytes.IndexByte(data[:n], '"') < 0 {
		return line{bytes: chop(data[:n]), end: s.from + n + 1, lines: 1}, true
	}
	return s.cutQuoted(data, false)
}

// rest takes what follows the last line break of the file; it may end in half a
// line break.
func (s *scanner) rest() line {
	data := chop(s.buf[s.from:s.to])
	if bytes.IndexByte(data, '"') < 0 {
		return line{bytes: data, end: s.to, lines: 1}
	}
	row, _ := s.cutQuoted(data, true)
	return row
}

func chop(row []byte) []byte {
	if n := len(row); n > 0 && row[n-1] == '\r' {
		return row[:n-1]
	}
	return row
}

// split cuts a row into cells and looks at its characters and sizes.
func (s *scanner) split(row line) *fault {
	s.fields, s.blank = s.fields[:0], len(row.bytes) == 0
	sound := utf8.Valid(row.bytes) && bytes.IndexByte(row.bytes, 0) < 0
	if row.quoted {
		s.splitQuoted(row.bytes)
	} else {
		s.splitPlain(row.bytes)
	}
	if !sound {
		return s.encoding()
	}
	if len(s.fields) > s.limits.Columns {
		return &fault{code: TooManyColumns, field: -1, reason: "more columns than a file may have: remove some"}
	}
	if len(row.bytes) > s.limits.Field {
		for i, f := range s.fields {
			if len(f) > s.limits.Field {
				return &fault{code: FieldTooLong, field: i, reason: "the cell is longer than one may be: shorten it"}
			}
		}
	}
	return nil
}

// splitPlain stops behind the last column that a file may have.
func (s *scanner) splitPlain(row []byte) {
	for len(s.fields) <= s.limits.Columns {
		n := bytes.IndexByte(row, s.comma)
		if n < 0 {
			s.fields = append(s.fields, row)
			return
		}
		s.fields = append(s.fields, row[:n:n])
		row = row[n+1:]
	}
}

func (s *scanner) encoding() *fault {
	bad := &fault{code: BadEncoding, field: -1, reason: "not UTF-8: save the file as UTF-8"}
	for i, f := range s.fields {
		if bytes.IndexByte(f, 0) >= 0 {
			bad.field, bad.reason = i, "the cell holds a NUL byte: save the file as UTF-8, not as UTF-16, and without NUL"
			return bad
		}
		if !utf8.Valid(f) {
			bad.field = i
			return bad
		}
	}
	return bad
}

// begin looks at the first bytes of the file: it passes over a BOM and refuses
// another encoding than UTF-8.
func (s *scanner) begin() *fault {
	s.fill()
	head := s.buf[s.from:s.to]
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		s.from += 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return &fault{code: BadEncoding, field: -1, final: true, reason: "the file is UTF-16: save it as UTF-8"}
	}
	return nil
}
