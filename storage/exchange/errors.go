package exchange

import (
	"errors"
	"strconv"
	"strings"
)

// ErrFile is the class of every *[FileError] and *[FileErrors].
var ErrFile = errors.New("file refused")

// DefaultErrors is how many errors are spelled out unless [Options] says
// otherwise.
const DefaultErrors = 100

// FileError is one thing that is wrong with a file, and where. It never holds
// what stands in the cell.
type FileError struct {
	// File is the name of the file; "" where a fact given in [Options] is at
	// fault.
	File string
	// Line is where the row begins, from 1, as an editor counts; 0 where the
	// file as a whole is meant.
	Line int
	// Column is the name in the header; "" where the row as a whole is meant.
	Column string
	Code   Code
	// Other is the line that the row clashes with, 0 for none. It is in the
	// same file unless Reason names another.
	Other int
	// Reason says what is wrong and what to do.
	Reason string
	// Err is what the reader of the file said, nil where it was not the cause.
	Err error
}

// Error returns "price_levels.csv:17: unit_price: …".
func (e *FileError) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File)
		if e.Line > 0 {
			b.WriteString(":" + strconv.Itoa(e.Line))
		}
		b.WriteString(": ")
	}
	if e.Column != "" {
		b.WriteString(e.Column + ": ")
	}
	b.WriteString(e.Reason)
	if e.Other > 0 {
		b.WriteString(" (see line " + strconv.Itoa(e.Other) + ")")
	}
	return b.String()
}

// Unwrap returns [ErrFile], and what the reader of the file said.
func (e *FileError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrFile}
	}
	return []error{ErrFile, e.Err}
}

// FileErrors is everything that is wrong with the files read. It matches
// [ErrFile].
type FileErrors struct {
	// Errors are in the order of the files read and of their lines.
	Errors []FileError
	// More is how many there are beyond those.
	More int
}

func (e *FileErrors) Error() string {
	var b strings.Builder
	total := len(e.Errors) + e.More
	b.WriteString("files refused, " + strconv.Itoa(total))
	if total == 1 {
		b.WriteString(" error")
	} else {
		b.WriteString(" errors")
	}
	for i := range e.Errors {
		b.WriteString("\n\t" + e.Errors[i].Error())
	}
	if e.More > 0 {
		b.WriteString("\n\tand " + strconv.Itoa(e.More) + " more")
	}
	return b.String()
}

// Unwrap returns [ErrFile] and each of the errors.
func (e *FileErrors) Unwrap() []error {
	all := make([]error, 0, 1+len(e.Errors))
	all = append(all, ErrFile)
	for i := range e.Errors {
		all = append(all, &e.Errors[i])
	}
	return all
}

// report collects errors up to a bound and counts the rest.
type report struct {
	found []FileError
	most  int
	more  int
}

func (r *report) add(e FileError) {
	if len(r.found) < r.most {
		r.found = append(r.found, e)
	} else {
		r.more++
	}
}

func (r *report) count() int { return len(r.found) + r.more }

func (r *report) err() error {
	if r.count() == 0 {
		return nil
	}
	return &FileErrors{Errors: r.found, More: r.more}
}
