package exchange

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/tradeterms/tradeterms/contract"
)

// DefaultPart is how many rows a part of an export has at most unless [Export] says otherwise.
const DefaultPart = 10_000

// Export writes contracts as files that this package reads again (CON-9). Whether a session may is a decision of package
// account: ActionExportContracts.
type Export struct {
	// Mirrored adds mirrored contracts to the local ones.
	Mirrored bool
	// Rows is how many rows a part has at most, its header apart; 0 is [DefaultPart].
	Rows int
	// AccountCode returns the code by which files name an account, where it has one; nil names all by their ids.
	AccountCode func(id string) string
}

// Contracts writes contracts, contract_accounts, contract_products and product_account_pricing, each in parts numbered from
// 1, with a header each; a kind without rows has one part. Open is asked for each part, which is closed before the next; it
// ends the export by returning an error, which is then returned. Reading all parts again gives contracts that say the same.
// The prices of mirrored ones all go to product_account_pricing, as reading asks for it; those without a price are written as 0.
//
// Before anything is opened contracts are checked: what could not be read again is refused, with a *[contract.DataError] or
// a *[FileError].
func (e Export) Contracts(contracts []contract.Contract, open func(file string, part int) (io.WriteCloser, error)) error {
	if err := contract.Check(contracts, nil); err != nil {
		return err
	}
	for i := range contracts {
		if err := writable(&contracts[i]); err != nil {
			return err
		}
	}
	for _, kind := range [...]struct {
		name    string
		columns []column
		rows    func(*contract.Contract, func(...string))
	}{
		{contractsTable.name, contractsTable.columns, headRow},
		{contractAccountsTable.name, contractAccountsTable.columns, e.memberRows},
		{contractProductsTable.name, contractProductsTable.columns, itemRows},
		{contractBreaksTable.name, contractBreaksTable.columns, breakRows},
	} {
		w := partWriter{file: kind.name, columns: kind.columns, most: orDefault(e.Rows, DefaultPart), open: open}
		w.next()
		for i := range contracts {
			if c := &contracts[i]; e.Mirrored || c.Origin == contract.Local {
				kind.rows(c, w.row)
			}
		}
		if err := w.close(); err != nil {
			return err
		}
	}
	return nil
}

// writable refuses a name that reading would refuse; all else a check of contracts has looked at.
func writable(c *contract.Contract) error {
	control := strings.ContainsFunc(c.Name, func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' && r != '\n' || r == 0x7f })
	if control || !utf8.ValidString(c.Name) || len(c.Name)+1 > (Limits{}).complete().Field {
		return &FileError{File: contractsTable.name + ".csv", Column: contractsTable.columns[contractName].name, Code: BadText,
			Reason: "the name holds a control character, no text, or more than a cell takes: shorten or correct it"}
	}
	return nil
}

func headRow(c *contract.Contract, row func(...string)) {
	row(c.Code, c.Name, c.Expires.String(), flagText(c.Force), flagText(!c.Inactive), c.SalesRep, c.Currency.String(), c.Origin.String())
}

func (e Export) memberRows(c *contract.Contract, row func(...string)) {
	for _, a := range c.Accounts {
		code := ""
		if e.AccountCode != nil {
			code = e.AccountCode(a.Account)
		}
		if code == "" {
			code = a.Account
		}
		row(c.Code, code, a.Starts.String(), a.Ends.String(), flagText(!a.Inactive))
	}
}

func itemRows(c *contract.Contract, row func(...string)) {
	for _, p := range c.Products {
		price := "0"
		if c.Origin == contract.Local && p.Price.IsSet() {
			price = p.Price.Number()
		}
		row(c.Code, p.Product, price, flagText(!p.Inactive), p.Unit)
	}
}

func breakRows(c *contract.Contract, row func(...string)) {
	for _, p := range c.Products {
		if c.Origin != contract.Local && p.Price.Sign() != 0 {
			row(c.Code, p.Product, "0", p.Price.Number(), p.Unit)
		}
		for _, b := range p.Breaks {
			row(c.Code, p.Product, b.Min.String(), b.Price.Number(), p.Unit)
		}
	}
}

func flagText(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// partWriter writes rows of one kind in parts. After an error it writes no more.
type partWriter struct {
	file    string
	columns []column
	most    int
	open    func(file string, part int) (io.WriteCloser, error)

	part, rows int
	to         io.WriteCloser
	csv        *csv.Writer
	err        error
}

// next closes the part and opens the next one.
func (w *partWriter) next() {
	if w.end(); w.err != nil {
		return
	}
	w.part++
	w.rows = 0
	if w.to, w.err = w.open(w.file, w.part); w.err != nil {
		w.to = nil
		return
	}
	w.csv = csv.NewWriter(w.to)
	names := make([]string, len(w.columns))
	for i, c := range w.columns {
		names[i] = c.name
	}
	w.err = w.csv.Write(names)
}

func (w *partWriter) row(cells ...string) {
	if w.err == nil && w.rows == w.most {
		w.next()
	}
	if w.err != nil {
		return
	}
	for i, cell := range cells {
		if guarded(cell) {
			cells[i] = "'" + cell
		}
	}
	w.rows++
	w.err = w.csv.Write(cells)
}

// end flushes and closes the part that is open.
func (w *partWriter) end() {
	if w.to == nil {
		return
	}
	w.csv.Flush()
	if w.err == nil {
		w.err = w.csv.Error()
	}
	if err := w.to.Close(); w.err == nil {
		w.err = err
	}
	w.to = nil
}

func (w *partWriter) close() error {
	w.end()
	return w.err
}
