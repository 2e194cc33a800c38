package exchange

import "bytes"

// where the reader of a row with quotes stands.
type quoteState uint8

const (
	atStart  quoteState = iota // of a cell
	inPlain                    // in a cell without quotes
	inQuotes                   // behind an opening quote
	behind                     // behind a closing quote
)

// cutQuoted finds the end of a row that has quotes. Without last, false means
// that more of the file is needed. The data stays as it is.
func (s *scanner) cutQuoted(data []byte, last bool) (line, bool) {
	state, lines := atStart, 1
	for i, c := range data {
		switch {
		case state == inQuotes:
			if c == '"' {
				state = behind
			} else if c == '\n' {
				lines++
			}
		case c == '\n':
			return line{bytes: chop(data[:i]), end: s.from + i + 1, lines: lines, quoted: true}, true
		case c == '"':
			if state == inPlain {
				return s.skip(data, i, lines, last, "a quote within a cell: put the whole cell in quotes and double it")
			}
			state = inQuotes // a cell begins, or a doubled quote goes on
		case c == s.comma:
			state = atStart
		case state == behind && !(c == '\r' && breaks(data[i:])):
			return s.skip(data, i, lines, last, "text after a closing quote: double the quotes within a cell")
		case state == atStart:
			state = inPlain
		}
	}
	switch {
	case !last:
		return line{}, false
	case state == inQuotes:
		return line{end: s.to, lines: lines, fault: &fault{
			code: BadQuote, field: -1, final: true, reason: "a quote is not closed by the end of the file: close it",
		}}, true
	}
	return line{bytes: data, end: s.to, lines: lines, quoted: true}, true
}

// breaks reports whether data begins with a line break of two characters.
func breaks(data []byte) bool { return len(data) > 1 && data[1] == '\n' }

// skip passes over a row whose quotes are wrong, to the next line break.
func (s *scanner) skip(data []byte, at, lines int, last bool, reason string) (line, bool) {
	end := s.to
	if n := bytes.IndexByte(data[at:], '\n'); n >= 0 {
		end = s.from + at + n + 1
	} else if !last {
		return line{}, false
	}
	return line{end: end, lines: lines, fault: &fault{code: BadQuote, field: -1, reason: reason}}, true
}

// splitQuoted splits a row whose quotes are right. Doubled quotes are made one
// in place.
func (s *scanner) splitQuoted(row []byte) {
	for len(s.fields) <= s.limits.Columns {
		cell, rest, more := s.cell(row)
		s.fields = append(s.fields, cell)
		if !more {
			return
		}
		row = rest
	}
}

// cell takes the first cell of a row; more is false behind the last.
func (s *scanner) cell(row []byte) (cell, rest []byte, more bool) {
	if len(row) == 0 || row[0] != '"' {
		if n := bytes.IndexByte(row, s.comma); n >= 0 {
			return row[:n:n], row[n+1:], true
		}
		return row, nil, false
	}
	out := 1
	i := 1
	for i < len(row) {
		if row[i] == '"' {
			if i+1 == len(row) || row[i+1] != '"' {
				break
			}
			i++
		}
		row[out] = row[i]
		out++
		i++
	}
	if i+1 < len(row) {
		return row[1:out:out], row[i+2:], true
	}
	return row[1:out:out], nil, false
}
