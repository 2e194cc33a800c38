package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// office is the database, as one who acts sees it: accounts, prices and contracts of one moment.
type office struct {
	store     *sqlite.Store
	session   account.Session
	on        calendar.Date
	now       time.Time // by the clock
	at        time.Time // of what is done
	zone      *time.Location
	graph     *account.Graph
	book      *pricing.Book // nil before the first import
	contracts []contract.Contract
	out, err  io.Writer
}

// reading is how contracts are read.
var reading = contract.DefaultReading()

// open opens the database, and reads what there is; only who imports may find nothing.
func open(ctx context.Context, line *commandLine, c console, imports bool) (*office, error) {
	o := &office{session: account.Session{Principal: line.As, User: line.As}, on: line.On, now: c.now(), out: c.out, err: c.err}
	empty := inputError(fmt.Sprintf("%s: nothing is imported yet: begin with contracts import", line.DB))
	if _, err := os.Stat(line.DB); errors.Is(err, os.ErrNotExist) && !imports {
		return nil, empty
	}
	store, err := sqlite.Open(ctx, line.DB)
	if err != nil {
		return nil, err
	}
	o.store = store
	if err = o.read(ctx); err == nil && o.book == nil && !imports {
		err = empty
	}
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return o, nil
}

// read reads accounts, prices and contracts, all of one moment.
func (o *office) read(ctx context.Context) error {
	err := storage.View(ctx, o.store, func(ctx context.Context, tx *sql.Tx) (err error) {
		o.contracts = nil
		if o.graph, err = o.store.Graph(ctx, tx); err != nil {
			return err
		}
		if o.book, err = o.store.Book(ctx, tx); errors.Is(err, storage.ErrNotFound) {
			o.book = nil
			return nil
		}
		if err != nil {
			return err
		}
		for c, err := range storage.AllContracts(ctx, tx, o.store) {
			if err != nil {
				return err
			}
			o.contracts = append(o.contracts, c)
		}
		return nil
	})
	if err == nil && o.book != nil {
		o.settle(o.book.Data().Zone)
	}
	return err
}

// settle says in which zone the seller's days begin, and so when it is.
func (o *office) settle(zone *time.Location) {
	o.zone, o.at = zone, o.now
	if !o.on.IsZero() {
		o.at = o.on.At(noon, zone)
	}
}

var noon = calendar.MustClock("12:00")

func (o *office) desk() *contracting.Desk[*sql.Tx] {
	return contracting.New(o.store, contracting.Rules{Zone: o.zone, Reading: reading})
}

// Close closes the database.
func (o *office) Close() error { return o.store.Close() }

// may refuses what the acting user may not do.
func (o *office) may(a account.Action) error {
	if d := o.graph.May(o.session, a, o.at); !d.Allowed() {
		return refusal{d}
	}
	return nil
}

// mayLook refuses who may look at no contract.
func (o *office) mayLook() error {
	if o.may(account.ActionManageContracts) == nil {
		return nil
	}
	return o.may(account.ActionViewContracts)
}

// sees reports whether a contract is one that the acting user may look at: an administrator at all, a sales representative at
// those of the own id. Nobody sees none.
func (o *office) sees(c *contract.Contract) bool {
	if c.Code == "" || o.may(account.ActionManageContracts) == nil {
		return c.Code != ""
	}
	return o.graph.MayOn(o.session, account.ActionViewContracts,
		account.Target{Contract: c.Code, Representative: c.SalesRep}, o.at).Allowed()
}
