package ingest

import (
	"io/fs"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// Batch is what files say, each by itself without a fault. It never changes and may be taken into any number of stores.
type Batch struct {
	// accounts is nil where the files say nothing of them.
	accounts    *account.Data
	application bool // the files say it
	// columns is what CSV says of accounts and, but for the given ones, lists; nil where facts are whole.
	columns columns
	given   map[pricing.ListID]bool
	// prices has the lists that no contract compiles to; nil where the files have none.
	prices    *pricing.Book
	contracts []contract.Contract
	reading   contract.Reading
	budgets   []budget.Budget
	rows      int
}

// Rows returns how many rows or lines the files have.
func (b *Batch) Rows() int { return b.rows }

// Folder reads a folder of CSV, as [exchange.ReadFolder] does: the error is its *[exchange.FileErrors], with everything that
// is wrong. The groups of the options are taken over too, and the application where it has features; the revision is the
// store's.
func Folder(folder fs.FS, o exchange.Options) (*Batch, error) {
	terms, err := exchange.ReadFolder(folder, o)
	if err != nil {
		return nil, err
	}
	if o.Reading.Breaks == (pricing.Breaks{}) {
		o.Reading.Breaks = o.Breaks // as the reader has it
	}
	b := &Batch{
		accounts:    &account.Data{Application: o.Application, Groups: o.Groups},
		application: len(o.Application.Features) > 0,
		columns:     readColumns(folder), given: make(map[pricing.ListID]bool, len(o.Lists)),
		prices: terms.Book, contracts: terms.Contracts, reading: o.Reading, rows: terms.Summary.Rows(),
	}
	for i := range o.Lists {
		b.given[o.Lists[i].ID] = true
	}
	for a := range terms.Graph.Accounts() {
		b.accounts.Accounts = append(b.accounts.Accounts, a)
	}
	return b, nil
}
