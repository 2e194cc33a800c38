package ingest

import (
	"errors"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/record"
)

func (f *lineFile) addSettings(_ int, d pricing.Data) error {
	f.builder = pricing.NewBuilder(d)
	return f.count()
}

func (f *lineFile) addList(line int, l pricing.List) error {
	switch {
	case f.builder == nil:
		f.refuse(line, "", exchange.MissingValue, `no line before this one says what holds for all prices: add {"prices":{"zone":…}}`)
		return nil
	case l.ID.Kind == pricing.Contract:
		f.refuse(line, "id", exchange.BadTerms, "a contract compiles to this list: give the contract instead")
		return nil
	}
	f.builder.List(l)
	f.lists[l.ID] = &listLines{line: line, given: len(l.Rows)}
	return f.count()
}

func (f *lineFile) addPrice(line int, p record.Price) error {
	if f.last == nil || f.lastList != p.List {
		f.lastList, f.last = p.List, f.lists[p.List]
	}
	if f.last == nil {
		return nil // its list was refused
	}
	f.last.rows = append(f.last.rows, uint32(min(line, 1<<32-1)))
	f.builder.Row(p.List, p.Row())
	return f.count()
}

func (f *lineFile) addContract(line int, c contract.Contract) error {
	if f.contracts[c.Code] == 0 {
		f.contracts[c.Code] = line
	}
	f.batch.contracts = append(f.batch.contracts, c)
	return f.count()
}

// checkContracts looks at the contracts by themselves.
func (f *lineFile) checkContracts() {
	var data *contract.DataError
	if err := contract.Check(f.batch.contracts, nil); errors.As(err, &data) {
		for _, d := range data.Defects {
			f.refuse(f.contracts[d.Contract], "", exchange.BadTerms, d.String())
		}
		f.found.More += data.More
	}
}

// checkPrices compiles the lists.
func (f *lineFile) checkPrices() {
	if f.builder == nil {
		return
	}
	book, err := f.builder.Book()
	f.batch.prices = book
	var data *pricing.DataError
	switch {
	case errors.As(err, &data):
		for i := range data.Defects {
			f.priceDefect(&data.Defects[i])
		}
		f.found.More += data.More
	case err != nil:
		f.refuse(0, "", exchange.BadTerms, err.Error())
	}
}

// priceDefect finds the lines of what the book refuses.
func (f *lineFile) priceDefect(d *pricing.Defect) {
	l := f.lists[d.List]
	if l == nil {
		f.refuse(0, "", exchange.BadTerms, d.String())
		return
	}
	line, other := l.lineOf(d.Row), l.lineOf(d.Other)
	code := exchange.BadTerms
	switch d.Code {
	case pricing.DuplicateBreak:
		code = exchange.Duplicate
	case pricing.CrossingWindows:
		code = exchange.CrossingDays
	}
	f.refuse(max(line, other), "", code, d.String())
	if n := len(f.found.Errors); other > 0 && line != other && f.found.More == 0 {
		f.found.Errors[n-1].Other = min(line, other)
	}
}

// lineOf returns the line of a row, that of the list where no row is meant or it came with the list.
func (l *listLines) lineOf(row int) int {
	if row -= l.given; row >= 0 && row < len(l.rows) {
		return int(l.rows[row])
	}
	return l.line
}
