package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// answerFile writes the answers beside the file asked for and puts them in its
// place when all are written, so that a file is whole or is not there.
type answerFile struct {
	path string
	file *os.File
	csv  *csv.Writer
}

// createAnswers returns nil for no path; a nil file takes everything and writes
// nothing.
func createAnswers(path string) (*answerFile, error) {
	if path == "" {
		return nil, nil
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("-out %s: name a file", path)
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-*")
	if err != nil {
		return nil, fmt.Errorf("-out: %w", err)
	}
	a := &answerFile{path: path, file: file, csv: csv.NewWriter(file)}
	a.csv.Write([]string{
		"order", "placed_at", "account", "product", "unit", "quantity", "unit_price", "currency", "source", "list", "amount", "reason",
	})
	return a, nil
}

func (f *answerFile) write(a *answer) {
	if f == nil {
		return
	}
	list := a.price.Source().String()
	f.csv.Write([]string{
		guard(a.line.Order), a.line.PlacedAt.Format("2006-01-02T15:04:05"), guard(a.line.Account), guard(a.line.Product),
		guard(a.line.Unit), a.line.Quantity.String(), a.price.Unit.Number(), currency(a), a.source, list,
		a.price.Amount.Number(), a.price.Reason.String(),
	}) // the first error is kept for commit
}

func currency(a *answer) string {
	if !a.price.OK() {
		return ""
	}
	return a.price.Unit.Currency().String()
}

// guard keeps a spreadsheet from running a cell as a formula; reading takes the
// apostrophe off again.
func guard(cell string) string {
	if strings.HasPrefix(strings.TrimLeft(cell, "'"), "=") || strings.ContainsAny(first(strings.TrimLeft(cell, "'")), "+-@\t\r") {
		return "'" + cell
	}
	return cell
}

func first(text string) string { return text[:min(1, len(text))] }

func (f *answerFile) commit() error {
	if f == nil {
		return nil
	}
	f.csv.Flush()
	err := f.csv.Error()
	if err == nil {
		err = f.file.Chmod(0o644)
	}
	if closing := f.file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.file.Name(), f.path)
	}
	if err != nil {
		return fmt.Errorf("-out: %w", err)
	}
	return nil
}

// abandon removes what commit did not put in place.
func (f *answerFile) abandon() {
	if f != nil {
		f.file.Close()
		os.Remove(f.file.Name())
	}
}
