package exchange

import (
	"fmt"
	"io"
	"iter"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
)

// DefaultPart is how many rows a part of an export has at most unless [Export] says otherwise.
const DefaultPart = 10_000

// Export writes facts as files that this package reads again. Each kind of file comes in parts numbered from 1, with a
// header each; a kind without rows has one part. What reading would refuse, or would not give back, is refused with a
// *[FileError]: nothing is lost in silence. The error names where the row would have stood, and never what it says.
//
// An export that ends with an error leaves parts behind: write into a new folder, and use it when there was none.
//
// Who may export is the host's to ask; for contracts it is account.ActionExportContracts (CON-9).
type Export struct {
	// Rows is how many rows a part has at most, its header apart; 0 is [DefaultPart].
	Rows int
	// Lossy leaves out of accounts what no column says, such as their addresses, instead of refusing it.
	Lossy bool
	// Mirrored adds mirrored contracts to the local ones. [Export.Terms] always has both.
	Mirrored bool
	// AccountCode returns the code by which contract_accounts names an account, where it has one; nil names all by their
	// ids. [Export.Terms] knows the codes.
	AccountCode func(id string) string
}

// Open is asked for each part of a kind of file, such as "contracts", which is closed before the next; [PartName] is what to
// call it in a folder. It ends the export by returning an error, which is then returned.
type Open func(file string, part int) (io.WriteCloser, error)

// nowhere takes everything, to see whether it can be written.
func nowhere(string, int) (io.WriteCloser, error) { return blackHole{}, nil }

type blackHole struct{}

func (blackHole) Write(p []byte) (int, error) { return len(p), nil }
func (blackHole) Close() error                { return nil }

// export writes all rows of a kind of file.
func export[T, F any](w *partWriter[T], facts iter.Seq[F], write func(*partWriter[T], F)) error {
	for fact := range facts {
		if w.err == nil {
			write(w, fact)
		}
		if w.err != nil {
			break
		}
	}
	return w.close()
}

// Contracts writes contracts, contract_accounts, contract_products and product_account_pricing. Reading all parts again gives
// contracts that say the same. The prices of mirrored ones all go to product_account_pricing, as reading asks for it; those
// without a price are written as 0.
//
// Before anything is opened contracts are checked: what could not be read again is refused, with a *[contract.DataError] or
// a *[FileError].
func (e Export) Contracts(contracts []contract.Contract, open Open) error {
	if err := contract.Check(contracts, nil); err != nil {
		return err
	}
	if err := e.contracts(contracts, nowhere); err != nil {
		return err
	}
	return e.contracts(contracts, open)
}

func (e Export) contracts(contracts []contract.Contract, open Open) error {
	all := func(yield func(*contract.Contract) bool) {
		for i := range contracts {
			if c := &contracts[i]; (e.Mirrored || c.Origin == contract.Local) && !yield(c) {
				return
			}
		}
	}
	return inTurn(
		func() error { return export(newPartWriter(&contractsTable, e.Rows, nil, open), all, writeContract) },
		func() error {
			return export(newPartWriter(&contractAccountsTable, e.Rows, nil, open), all, e.writeMembers)
		},
		func() error { return export(newPartWriter(&contractProductsTable, e.Rows, nil, open), all, writeItems) },
		func() error { return export(newPartWriter(&contractBreaksTable, e.Rows, nil, open), all, writeBreaks) },
	)
}

// inTurn does one thing after the other until one fails.
func inTurn(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func writeContract(w *partWriter[contract.Contract], c *contract.Contract) {
	w.row(c.Code, c.Name, c.Expires.String(), flagText(c.Force), flagText(!c.Inactive), c.SalesRep, c.Currency.String(), c.Origin.String())
	w.name("contract", c.Code)
}

func (e Export) writeMembers(w *partWriter[ContractAccount], c *contract.Contract) {
	for _, a := range c.Accounts {
		code := ""
		if e.AccountCode != nil {
			code = e.AccountCode(a.Account)
		}
		if code == "" {
			code = a.Account
		}
		w.row(c.Code, code, a.Starts.String(), a.Ends.String(), flagText(!a.Inactive))
	}
	w.name("contract", c.Code)
}

func writeItems(w *partWriter[ContractProduct], c *contract.Contract) {
	for _, p := range c.Products {
		price := "0"
		if c.Origin == contract.Local && p.Price.IsSet() {
			price = p.Price.Number()
		}
		w.row(c.Code, p.Product, price, flagText(!p.Inactive), p.Unit)
	}
	w.name("contract", c.Code)
}

func writeBreaks(w *partWriter[ContractBreak], c *contract.Contract) {
	for _, p := range c.Products {
		if c.Origin != contract.Local && p.Price.Sign() != 0 {
			w.row(c.Code, p.Product, "0", p.Price.Number(), p.Unit)
		}
		for _, b := range p.Breaks {
			w.row(c.Code, p.Product, b.Min.String(), b.Price.Number(), p.Unit)
		}
	}
	w.name("contract", c.Code)
}

func flagText(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// name adds to an error of this package whose row it is about.
func (w *partWriter[T]) name(what, id string) {
	if e, ok := w.err.(*FileError); ok {
		w.err = fmt.Errorf("%s %q: %w", what, id[:min(len(id), account.MaxID)], e)
	}
}
