package exchange

import (
	"io/fs"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

// Terms is what a folder says, compiled: nothing in it is left to be refused.
type Terms struct {
	// Graph holds the accounts; its Warnings name ids that differ only in case.
	Graph *account.Graph
	// Book holds price levels, purchase prices, contracts and the lists of
	// [Options].
	Book *pricing.Book
	// Contracts are sorted by code, in them accounts, products and minima. Their
	// accounts are ids.
	Contracts []contract.Contract
	Summary   Summary
}

// Summary counts what was read.
type Summary struct {
	// Files are in the order of reading: accounts, price_levels, purchase_prices,
	// contracts, contract_accounts, contract_products, product_account_pricing;
	// each in its parts;
	// those that the folder does not have are left out.
	Files []FileCount
}

// FileCount counts one file.
type FileCount struct {
	File  string
	Rows  int   // without the header and blank lines
	Bytes int64 // after unpacking
}

// Rows is the sum over all files.
func (s Summary) Rows() int {
	n := 0
	for _, f := range s.Files {
		n += f.Rows
	}
	return n
}

// ReadFolder reads the terms of a seller from a folder of NAME.csv or
// NAME.csv.gz: accounts and price_levels, and where there are such
// purchase_prices, contracts, contract_accounts, contract_products and
// product_account_pricing. Where a kind comes in parts, NAME-2.csv and so on
// follow NAME.csv ([PartName]). Order lines are left to [FolderOrderLines].
//
// All of them are checked, by themselves and against each other. If anything is
// wrong the error is a *[FileErrors] and the Terms are nil. One key with two
// contents is an error, the same row twice is none. Price rows are not held but
// in the Book. Reading changes nothing, so it is its own dry run; [Terms.Since]
// says what is different from former Terms.
func ReadFolder(folder fs.FS, o Options) (*Terms, error) {
	if err := calendar.CheckZone(o.Zone); err != nil {
		return nil, &FileErrors{Errors: []FileError{*badZone(err)}}
	}
	if folder == nil {
		return nil, &FileErrors{Errors: []FileError{{Code: BadOptions, Reason: "no folder to read: give one"}}}
	}
	l := newLoader(folder, o)
	l.readAccounts()
	l.readPrices()
	l.readContracts()
	return l.terms()
}
