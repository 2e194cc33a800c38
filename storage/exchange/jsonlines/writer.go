package jsonlines

import (
	"bufio"
	"errors"
	"io"
	"strconv"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

// version is that of the form.
const version = 1

// Fact is what can be written. All the facts of an area are written one by one: a list as its terms and then its rows.
type Fact interface {
	account.Data | account.Application | account.Group | account.Category | account.Account | account.PermissionRole |
		account.WorkerGroup | account.User |
		pricing.Data | pricing.List | record.Price |
		contract.Contract |
		budget.Data | budget.Budget | budget.Entry |
		storage.Order | approval.Request | approval.Substitutes
}

// ErrClosed is what a Writer answers after Close.
var ErrClosed = errors.New("the file is written to its end already")

// Writer writes a file. Make one with [NewWriter], give facts to [Write], and close it: a file that was not closed is refused
// when it is read. After an error it writes no more, and the error stays.
type Writer struct {
	to    *bufio.Writer
	lines int
	err   error
}

// NewWriter begins a file.
func NewWriter(w io.Writer) *Writer {
	out := &Writer{to: bufio.NewWriterSize(w, 1<<16)}
	out.put("tradeterms", strconv.AppendInt(nil, version, 10))
	out.lines = 0
	return out
}

// Lines returns how many facts were written, as the last line says it.
func (w *Writer) Lines() int { return w.lines }

// Close writes the last line. It leaves the io.Writer open.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	w.put("end", strconv.AppendInt(nil, int64(w.lines), 10))
	if w.err == nil {
		w.err = w.to.Flush()
	}
	if w.err != nil {
		return w.err
	}
	w.err = ErrClosed
	return nil
}

func (w *Writer) put(kind string, document []byte) {
	if w.err != nil {
		return
	}
	w.lines++
	for _, part := range [...]string{`{"`, kind, `":`} {
		_, _ = w.to.WriteString(part)
	}
	_, _ = w.to.Write(document)
	_, w.err = w.to.WriteString("}\n") // which returns the first error of all
}

// Write writes a fact. The error is that of the io.Writer, [ErrClosed], or a *[record.Error]: something in the fact would not
// come back. Where all facts of an area are given, some of them may be written by then.
func Write[F Fact](w *Writer, fact F) error {
	switch f := any(fact).(type) {
	case account.Data:
		accounts(w, f)
	case account.Application:
		line(w, kindApplication, f)
	case account.Group:
		line(w, kindGroup, f)
	case account.Category:
		line(w, kindCategory, f)
	case account.Account:
		line(w, kindAccount, f)
	case account.PermissionRole:
		line(w, kindPermissionRole, f)
	case account.WorkerGroup:
		line(w, kindWorkerGroup, f)
	case account.User:
		line(w, kindUser, f)
	case pricing.Data:
		prices(w, f)
	case pricing.List:
		list(w, f)
	case record.Price:
		line(w, kindPrice, f)
	case contract.Contract:
		line(w, kindContract, f)
	case budget.Data:
		each(w, kindBudget, f.Budgets)
	case budget.Budget:
		line(w, kindBudget, f)
	case budget.Entry:
		line(w, kindEntry, f)
	case storage.Order:
		f.Version = 0
		line(w, kindOrder, f)
	case approval.Request:
		f.Version = 0
		line(w, kindRequest, f)
	case approval.Substitutes:
		f.Version = 0
		line(w, kindSubstitutes, f)
	}
	return w.err
}

func line[F record.Fact](w *Writer, kind string, fact F) {
	if w.err != nil {
		return
	}
	document, err := record.Marshal(fact)
	if err != nil {
		w.err = err
		return
	}
	w.put(kind, document)
}

func each[F record.Fact](w *Writer, kind string, facts []F) {
	for i := range facts {
		line(w, kind, facts[i])
	}
}

func accounts(w *Writer, d account.Data) {
	line(w, kindApplication, d.Application)
	each(w, kindGroup, d.Groups)
	each(w, kindCategory, d.Categories)
	each(w, kindAccount, d.Accounts)
	each(w, kindPermissionRole, d.PermissionRoles)
	each(w, kindWorkerGroup, d.WorkerGroups)
	each(w, kindUser, d.Users)
}

func prices(w *Writer, d pricing.Data) {
	lists := d.Lists
	d.Lists, d.Revision = nil, 0
	line(w, kindPrices, d)
	for i := range lists {
		list(w, lists[i])
	}
}

func list(w *Writer, l pricing.List) {
	rows := l.Rows
	l.Rows = nil
	line(w, kindList, l)
	for i := range rows {
		line(w, kindPrice, record.PriceOf(l.ID, rows[i]))
	}
}
