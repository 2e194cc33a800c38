package jsonlines

import (
	"bytes"
	"errors"
	"io"
	"strconv"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/record"
)

// Options says how a file is read. The zero Options is the default.
type Options struct {
	// Name is what errors and progress call the file.
	Name string
	// File is how many bytes it may have, Line how many one line: 16 GiB and 16 MiB.
	File int64
	Line int
	// MaxErrors is how many errors are spelled out; 0 is [exchange.DefaultErrors].
	MaxErrors int
	// Progress, if any, is called after every 10,000 lines, and at the end, by the goroutine that reads.
	Progress func(exchange.Progress)
}

const (
	mostBytes = 16 << 30
	mostLine  = 16 << 20
	// progressLines is how many lines lie between two reports of progress.
	progressLines = 10_000
)

// Read reads a file and gives its facts to the functions of a Take, in their order. It goes on after an error of the file, to
// find the others, and returns all of them as a *[exchange.FileErrors]. So facts come also from a file that is refused in the
// end: who applies them does so in a transaction, or reads twice.
func Read(from io.Reader, t Take, o Options) error {
	r := &reading{in: newLines(from, &o), o: o, readers: t.readers(), lists: make(map[pricing.ListID]bool)}
	if from == nil {
		r.refuse(exchange.Unreadable, "", "no file to read: give one", nil)
		return r.result()
	}
	if r.o.MaxErrors <= 0 {
		r.o.MaxErrors = exchange.DefaultErrors
	}
	for {
		text, bad := r.in.next()
		r.line = r.in.line
		switch {
		case bad != nil:
			r.refuse(bad.code, "", bad.reason, bad.err)
			if bad.final {
				r.report(true)
				return r.result()
			}
		case text == nil:
			r.checkEnd()
			r.report(true)
			return r.result()
		default:
			if err := r.read(text); err != nil {
				return err
			}
		}
		if r.line%progressLines == 0 {
			r.report(false)
		}
	}
}

// reading is a file on its way in.
type reading struct {
	in      *lines
	o       Options
	readers map[string]func(*reading, []byte) error

	line    int
	begun   bool
	ended   bool
	facts   int // lines between the first and the last
	settled bool
	lists   map[pricing.ListID]bool

	found []exchange.FileError
	more  int
}

// read reads one line.
func (r *reading) read(text []byte) error {
	kind, document, ok := unwrap(text)
	switch {
	case !ok && r.line > 1:
		r.facts++
		r.refuse(exchange.BadRecord, "", `no record: write {"KIND":{…}}, one on each line`, nil)
	case r.line == 1:
		r.begin(kind, document)
	case r.ended:
		r.refuse(exchange.BadRecord, "", "something follows the last line: remove it", nil)
	case kind == "end":
		r.end(document)
	default:
		r.facts++
		if one := r.readers[kind]; one != nil {
			return one(r, document)
		}
		r.refuse(exchange.UnknownKind, "", "there is no such kind of record: see the documentation of the form", nil)
	}
	return nil
}

func (r *reading) begin(kind string, document []byte) {
	if r.begun = kind == "tradeterms" && string(document) == strconv.Itoa(version); !r.begun {
		r.refuse(exchange.NoHeader, "", `the file does not begin with {"tradeterms":1}: give one of this form and version`, nil)
	}
}

func (r *reading) end(document []byte) {
	r.ended = true
	if string(document) != strconv.Itoa(r.facts) {
		r.refuse(exchange.NoEnd, "", "the last line counts otherwise than there are lines: some are missing, or were added; write it again",
			nil)
	}
}

func (r *reading) checkEnd() {
	if r.line == 0 {
		r.refuse(exchange.NoHeader, "", "the file is empty: give another", nil)
	} else if !r.ended {
		r.refuse(exchange.NoEnd, "", `the file does not end with {"end":N}: it was cut off; fetch it again`, nil)
	}
}

// unwrap takes the kind and the document out of a line. What else is in the line stays with the document, where it is found.
func unwrap(text []byte) (kind string, document []byte, ok bool) {
	text, opens := bytes.CutPrefix(bytes.TrimSpace(text), []byte("{"))
	text, shuts := bytes.CutSuffix(text, []byte("}"))
	text, quoted := bytes.CutPrefix(bytes.TrimLeft(text, " \t"), []byte(`"`))
	name, rest, named := bytes.Cut(text, []byte(`"`))
	rest, given := bytes.CutPrefix(bytes.TrimLeft(rest, " \t"), []byte(":"))
	return string(name), bytes.TrimSpace(rest), opens && shuts && quoted && named && given
}

// refuse notes an error of the present line.
func (r *reading) refuse(code exchange.Code, field, reason string, err error) {
	if len(r.found) >= r.o.MaxErrors {
		r.more++
		return
	}
	r.found = append(r.found, exchange.FileError{
		File: r.o.Name, Line: r.line, Column: field, Code: code, Reason: reason, Err: err,
	})
}

// refuseRecord notes what package record says of the present line.
func (r *reading) refuseRecord(err error) {
	var e *record.Error
	if !errors.As(err, &e) {
		e = &record.Error{Fault: "no record of its kind"}
	}
	r.refuse(exchange.BadRecord, e.Field, e.Fault+": correct it", err)
}

func (r *reading) result() error {
	if len(r.found)+r.more == 0 {
		return nil
	}
	return &exchange.FileErrors{Errors: r.found, More: r.more}
}

func (r *reading) report(done bool) {
	if r.o.Progress != nil {
		r.o.Progress(exchange.Progress{File: r.o.Name, Rows: r.facts, Bytes: r.in.taken, Done: done})
	}
}
