package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
)

type exportCommand struct {
	To   string `arg:"" help:"The folder to write; with --json, the file. It must not be there."`
	JSON bool   `name:"json" help:"Write one file of JSON Lines, with users and all else, in place of CSV files."`
	Rows int    `default:"10000" help:"How many rows a CSV file has at most; more go to a next part."`
}

// Run exports everything: it is written beside the place where it is to be, and is there once it is whole.
func (e exportCommand) Run(ctx context.Context, o *office) error {
	if err := o.may(account.ActionExportContracts); err != nil {
		return err
	}
	if e.Rows < 1 {
		return inputError("--rows: give one or more")
	}
	if _, err := os.Lstat(e.To); err == nil {
		return inputError(e.To + " is there already: name a place where nothing is")
	}
	work, err := os.MkdirTemp(filepath.Dir(filepath.Clean(e.To)), ".export-")
	if err != nil {
		return inputError(fmt.Sprintf("%s cannot be written: %v", e.To, err))
	}
	defer func() { _ = os.RemoveAll(work) }()
	w := &exporting{ctx: ctx, folder: work, bar: o.progress("exporting")}
	if e.JSON {
		err = w.json(o, filepath.Base(e.To))
	} else {
		err = w.csv(o, e.Rows)
	}
	if w.bar.done(); err != nil {
		return err
	}
	if err := e.place(work); err != nil {
		return err
	}
	g := newGrid("file", ">lines", ">bytes")
	for _, f := range w.files {
		g.row(f.name, f.lines, f.bytes)
	}
	o.print(g)
	return nil
}

// place puts what is written where it is to be.
func (e exportCommand) place(work string) error {
	mode := os.FileMode(0o755)
	if e.JSON {
		work, mode = filepath.Join(work, filepath.Base(e.To)), 0o644
	}
	if err := os.Chmod(work, mode); err != nil {
		return err
	}
	return os.Rename(work, e.To)
}

// exporting writes the files of an export, and ends between two writes once the context is done.
type exporting struct {
	ctx    context.Context
	folder string
	bar    *progress
	files  []*written
}

// written is a file, and what was written to it.
type written struct {
	*bufio.Writer
	name         string
	file         *os.File
	to           *exporting
	lines, bytes int
}

func (e *exporting) create(name string) (*written, error) {
	file, err := os.Create(filepath.Join(e.folder, name))
	if err != nil {
		return nil, err
	}
	w := &written{name: name, file: file, to: e}
	w.Writer = bufio.NewWriter(file)
	e.files = append(e.files, w)
	return w, nil
}

// Write counts what is written.
func (w *written) Write(p []byte) (int, error) {
	if err := w.to.ctx.Err(); err != nil {
		return 0, err
	}
	for _, b := range p {
		if b == '\n' {
			w.lines++
			w.to.bar.one()
		}
	}
	w.bytes += len(p)
	return w.Writer.Write(p)
}

// Close closes the file.
func (w *written) Close() error { return errors.Join(w.Flush(), w.file.Close()) }

// csv writes the files that import reads. Who represents an account is in none of them: import concludes that again.
func (e *exporting) csv(o *office, rows int) error {
	terms := exchange.Terms{Graph: o.graph, Book: o.book, Contracts: o.contracts}
	part := func(file string, part int) (io.WriteCloser, error) { return e.create(exchange.PartName(file, part)) }
	return exchange.Export{Rows: rows, Lossy: true}.Terms(&terms, options(o.zone), part)
}

func (e *exporting) json(o *office, name string) error {
	file, err := e.create(name)
	if err != nil {
		return err
	}
	w := jsonlines.NewWriter(file)
	err = errors.Join(jsonlines.Write(w, o.graph.Data()), jsonlines.WriteBook(w, o.book))
	for i := range o.contracts {
		err = errors.Join(err, jsonlines.Write(w, o.contracts[i]))
	}
	return errors.Join(err, w.Close(), file.Close())
}
