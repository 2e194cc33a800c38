package exchange

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

// loader reads a folder. It goes on after an error, to find them all, but draws
// no conclusion from a file that has one.
type loader struct {
	folder  fs.FS
	o       Options
	bad     *report
	summary Summary

	accounts accountFacts
	prices   priceFacts
	deals    deals
}

// part is the state of one kind of file.
type part struct {
	name  string // of its first file, as found, or as expected
	there bool
	sound bool // read without an error, or not there and not needed
	files []stretch
}

// stretch is one of the files of a kind. The lines of all of them are counted on
// from one to the next.
type stretch struct {
	name   string
	before uint32 // lines
}

// place returns the file of a line, and the line in it.
func (p *part) place(line uint32) (string, int) {
	for i := len(p.files) - 1; i > 0; i-- {
		if f := &p.files[i]; line > f.before {
			return f.name, int(line - f.before)
		}
	}
	return p.name, int(line)
}

func newLoader(folder fs.FS, o Options) *loader {
	if o.Reading.Breaks == (pricing.Breaks{}) {
		o.Reading.Breaks = o.Breaks
	}
	l := &loader{folder: folder, o: o, bad: o.report()}
	l.prices = newPriceFacts(&o)
	l.deals = newDeals()
	return l
}

// read reads the files of a kind, if they are there.
func read[T any](l *loader, p *part, t *table[T], required bool, take func(line int, row *T)) {
	p.name = PartName(t.name, 1)
	before := l.bad.count()
	lines := 0
	for number := 1; ; number++ {
		file, bad := openFile(l.folder, partBase(t.name, number))
		if bad != nil {
			if bad.Code != MissingFile || number == 1 && required {
				l.bad.add(*bad)
			}
			break
		}
		if !p.there {
			p.name, p.there = file.name, true
		}
		p.files = append(p.files, stretch{file.name, lineNumber(lines)})
		from := lines
		done := t.rows(file.input, &l.o, func(line int, row *T) bool {
			lines = from + line
			take(lines, row)
			return true
		}, func(e *FileError) bool {
			l.bad.add(*e)
			return true
		})
		file.close()
		l.summary.Files = append(l.summary.Files, FileCount{file.name, done.Rows, done.Bytes})
	}
	if gap := missingPart(l.folder, t.name, len(p.files)); gap != nil {
		l.bad.add(*gap)
	}
	p.sound = l.bad.count() == before
}

// checkNames refuses a file whose name is nearly that of one that is not there:
// to pass over a misspelt file would change prices in silence.
func (l *loader) checkNames(parts ...*part) {
	entries, err := fs.ReadDir(l.folder, ".")
	if err != nil {
		return // the folder opens files, but does not list them
	}
	for _, entry := range entries {
		name, isCSV := strings.CutSuffix(strings.TrimSuffix(entry.Name(), ".gz"), ".csv")
		for _, p := range parts {
			missing := strings.TrimSuffix(p.name, ".csv")
			if isCSV && !p.there && p.sound && name != missing && distance(name, missing) <= 2 {
				l.bad.add(FileError{File: entry.Name(), Code: MissingFile, Reason: "no file has this name: call it " + p.name + ", or remove it"})
			}
		}
	}
}

// refuse adds what is wrong between rows.
func (l *loader) refuse(p *part, line uint32, column string, code Code, other uint32, reason string) {
	e := FileError{Column: column, Code: code, Reason: reason}
	e.File, e.Line = p.place(line)
	if other > 0 {
		file := ""
		if file, e.Other = p.place(other); file != e.File {
			e.Reason += "; the other is in " + file
		}
	}
	l.bad.add(e)
}

// terms compiles what was read.
func (l *loader) terms() (*Terms, error) {
	d := &l.deals
	l.checkNames(&l.prices.purchase, &d.heads, &d.members.part, &d.items.part, &d.breaks.part)
	l.checkLevels()
	graph := l.compileAccounts()
	contracts := l.compileContracts(graph)
	book := l.compilePrices()
	if err := l.sortedErr(); err != nil {
		return nil, err
	}
	return &Terms{Graph: graph, Book: book, Contracts: contracts, Summary: l.summary}, nil
}

// sortedErr returns all that is wrong, in the order of files and lines.
func (l *loader) sortedErr() error {
	place := func(name string) int {
		return slices.IndexFunc(l.summary.Files, func(f FileCount) bool { return f.File == name })
	}
	slices.SortStableFunc(l.bad.found, func(a, b FileError) int {
		return cmp.Or(cmp.Compare(place(a.File), place(b.File)), cmp.Compare(a.Line, b.Line))
	})
	return l.bad.err()
}

// compileAccounts makes the graph, nil if the accounts are refused.
func (l *loader) compileAccounts() *account.Graph {
	if !l.accounts.sound {
		return nil
	}
	graph, err := account.NewGraph(account.Data{
		Application: l.o.Application, Groups: l.o.Groups, Accounts: l.accounts.facts,
	})
	if err != nil {
		l.accountDefects(err)
	}
	return graph
}

// compileContracts puts the contracts among the lists of prices.
func (l *loader) compileContracts(graph *account.Graph) []contract.Contract {
	if !l.deals.sound() || !l.accounts.sound || graph == nil {
		return nil
	}
	contracts := l.deals.sorted()
	lists, err := contract.Lists(contracts, graph, l.o.Reading)
	if err != nil {
		l.contractDefects(err)
		return nil
	}
	for i := range lists {
		l.prices.builder.List(lists[i])
	}
	return contracts
}

// compilePrices makes the book, nil if the prices are refused.
func (l *loader) compilePrices() *pricing.Book {
	if !l.prices.levels.sound || !l.prices.purchase.sound {
		return nil
	}
	book, err := l.prices.builder.Book()
	if err != nil {
		l.priceDefects(err)
	}
	return book
}
