package ingest

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
)

// Lines reads a file of JSON Lines ([jsonlines.Read]): any part of accounts and users, prices, contracts and budgets. What is
// wrong with it, and with its contracts and prices by themselves, is a *[exchange.FileErrors] with the lines. Whether its
// facts go with those of a store is told there.
//
// Before its lists, the file says what holds for all prices; lists that are derived from each other come in one file.
// Contracts are read as the reading has it. A file that has orders, requests, substitutes or entries of budgets is refused:
// those are history, which a store writes itself.
func Lines(r io.Reader, o jsonlines.Options, reading contract.Reading) (*Batch, error) {
	f := &lineFile{
		o: o, batch: Batch{reading: reading}, found: &exchange.FileErrors{},
		contracts: make(map[string]int), lists: make(map[pricing.ListID]*listLines),
	}
	if f.o.MaxErrors <= 0 {
		f.o.MaxErrors = exchange.DefaultErrors
	}
	err := jsonlines.Read(r, f.take(), f.o)
	var said *exchange.FileErrors
	if err != nil && !errors.As(err, &said) {
		return nil, err
	}
	if said == nil && len(f.found.Errors) == 0 {
		f.checkContracts()
		f.checkPrices()
	}
	if said != nil {
		f.join(said)
	}
	if len(f.found.Errors) > 0 {
		return nil, f.found
	}
	return &f.batch, nil
}

// lineFile is a file on its way in.
type lineFile struct {
	o       jsonlines.Options
	batch   Batch
	found   *exchange.FileErrors
	builder *pricing.Builder

	contracts map[string]int // lines by code
	lists     map[pricing.ListID]*listLines
	lastList  pricing.ListID
	last      *listLines
}

// listLines are the lines of a list and of its rows.
type listLines struct {
	line  int
	given int // rows in the line of the list
	rows  []uint32
}

func (f *lineFile) take() jsonlines.Take {
	data := func() *account.Data {
		if f.batch.accounts == nil {
			f.batch.accounts = &account.Data{}
		}
		return f.batch.accounts
	}
	return jsonlines.Take{
		Application: func(line int, a account.Application) error {
			if f.batch.application {
				f.refuse(line, "", exchange.Duplicate, "the file has this line already: keep one")
			}
			data().Application, f.batch.application = a, true
			return f.count()
		},
		Group:          keep(f, func(g account.Group) { data().Groups = append(data().Groups, g) }),
		Category:       keep(f, func(c account.Category) { data().Categories = append(data().Categories, c) }),
		Account:        keep(f, func(a account.Account) { data().Accounts = append(data().Accounts, a) }),
		PermissionRole: keep(f, func(r account.PermissionRole) { data().PermissionRoles = append(data().PermissionRoles, r) }),
		WorkerGroup:    keep(f, func(g account.WorkerGroup) { data().WorkerGroups = append(data().WorkerGroups, g) }),
		User:           keep(f, func(u account.User) { data().Users = append(data().Users, u) }),
		Prices:         f.addSettings,
		List:           f.addList,
		Price:          f.addPrice,
		Contract:       f.addContract,
		Budget:         keep(f, func(b budget.Budget) { f.batch.budgets = append(f.batch.budgets, b) }),
		Entry:          func(line int, _ budget.Entry) error { return f.history(line) },
		Order:          func(line int, _ storage.Order) error { return f.history(line) },
		Request:        func(line int, _ approval.Request) error { return f.history(line) },
		Substitutes:    func(line int, _ approval.Substitutes) error { return f.history(line) },
	}
}

func keep[F any](f *lineFile, add func(F)) func(int, F) error {
	return func(_ int, fact F) error {
		add(fact)
		return f.count()
	}
}

func (f *lineFile) history(line int) error {
	f.refuse(line, "", exchange.BadTerms, "what was ordered, reserved and answered is not imported: leave it out")
	return nil
}

func (f *lineFile) count() error {
	f.batch.rows++
	return nil
}

func (f *lineFile) refuse(line int, field string, code exchange.Code, reason string) {
	if len(f.found.Errors) >= f.o.MaxErrors {
		f.found.More++
		return
	}
	e := exchange.FileError{File: f.o.Name, Line: line, Column: field, Code: code, Reason: reason}
	f.found.Errors = append(f.found.Errors, e)
}

// join adds what the reader says, in the order of lines.
func (f *lineFile) join(said *exchange.FileErrors) {
	all := append(f.found.Errors, said.Errors...)
	slices.SortStableFunc(all, func(a, b exchange.FileError) int { return cmp.Compare(a.Line, b.Line) })
	f.found.More += said.More
	if most := f.o.MaxErrors; len(all) > most {
		f.found.More += len(all) - most
		all = all[:most]
	}
	f.found.Errors = all
}
