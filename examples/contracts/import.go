package main

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
)

//go:embed sample/*.csv
var sample embed.FS

type importCommand struct {
	From   string `arg:"" optional:"" help:"A folder of CSV files, or a file of JSON Lines (the built-in sample)."`
	DryRun bool   `help:"Change nothing: say what would change, and whose prices."`
	Remove bool   `help:"Remove mirrored contracts that the files have no longer."`
	Zone   string `placeholder:"ZONE" help:"Where the seller's days begin (Europe/London, or as it is)."`
	Rows   int    `default:"40" help:"How many changes of prices a dry run prints; 0 prints all."`
}

// Validate looks at what needs no database.
func (i importCommand) Validate() error {
	if _, err := os.Stat(or(i.From, ".")); err != nil {
		return err
	}
	_, err := calendar.ParseZone(or(i.Zone, "UTC"))
	return err
}

// Run takes over all files, or nothing of them.
func (i importCommand) Run(ctx context.Context, o *office) error {
	if err := i.settle(o); err != nil {
		return err
	}
	if o.book == nil && len(o.graph.Data().Users) == 0 { // the office is not set up: ada does that
		g, err := o.graph.With(staff(nil))
		if err != nil {
			return err
		}
		o.graph = g
	}
	if err := o.may(account.ActionManageContracts); err != nil {
		return err
	}
	bar := o.progress("reading")
	batch, name, err := i.batch(o, bar)
	if err == nil && !i.DryRun {
		err = i.put(ctx, o, batch, name, bar)
	}
	bar.done()
	if err == nil && i.DryRun {
		err = i.try(ctx, o, batch, name)
	}
	var refused *ingest.Refusal
	if errors.As(err, &refused) {
		return inputError(refused.Error())
	}
	return err
}

// settle finds the seller's zone.
func (i importCommand) settle(o *office) error {
	zone := o.zone
	if zone == nil || i.Zone != "" {
		named, err := calendar.ParseZone(or(i.Zone, "Europe/London"))
		if err != nil {
			return inputError("--zone: " + err.Error())
		}
		if zone != nil && zone.String() != named.String() {
			return inputError(fmt.Sprintf("--zone %s: the prices that are here are in %s", named, zone))
		}
		zone = named
	}
	o.settle(zone)
	return nil
}

// options are those with which files are read and written.
func options(zone *time.Location) exchange.Options {
	return exchange.Options{Zone: zone, Application: application, Reading: reading, Limits: exchange.Limits{File: 1 << 30}}
}

// batch reads and checks the files.
func (i importCommand) batch(o *office, bar *progress) (*ingest.Batch, string, error) {
	reads := options(o.zone)
	reads.Progress = func(p exchange.Progress) { bar.at("reading "+p.File, p.Rows) }
	if i.From == "" {
		folder, err := fs.Sub(sample, "sample")
		if err != nil {
			return nil, "", err
		}
		b, err := ingest.Folder(folder, reads)
		return b, "the built-in sample", err
	}
	if info, err := os.Stat(i.From); err == nil && info.IsDir() {
		b, err := ingest.Folder(os.DirFS(i.From), reads)
		return b, i.From, err
	}
	file, err := os.Open(i.From)
	if err != nil {
		return nil, "", inputError(err.Error())
	}
	defer file.Close()
	b, err := ingest.Lines(file, jsonlines.Options{Name: i.From, Progress: reads.Progress}, reading)
	return b, i.From, err
}

func (i importCommand) options(o *office, bar *progress) ingest.Options {
	return ingest.Options{
		Remove: ingest.Removal{Contracts: i.Remove},
		By:     contract.Actor{Principal: o.session.Principal, User: o.session.User}, At: o.at, AddLocal: true,
		Progress: func(p ingest.Progress) { bar.at("storing", p.Rows) },
	}
}

// try says what an import would change.
func (i importCommand) try(ctx context.Context, o *office, batch *ingest.Batch, name string) error {
	plan, err := ingest.DryRun(ctx, o.store, batch, i.options(o, &progress{}))
	if err != nil {
		return err
	}
	o.say("%s would be taken over from %s:", some(batch.Rows(), "row", "rows"), name)
	o.counts(plan)
	o.say("")
	return o.compare(ctx, plan.Impact(o.at, account.MyContracts), i.Rows)
}

// put takes the files over, and makes users of those who keep contracts, in one transaction.
func (i importCommand) put(ctx context.Context, o *office, batch *ingest.Batch, name string, bar *progress) error {
	var plan *ingest.Plan
	err := o.store.Transact(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		if plan, err = ingest.RunTx(ctx, tx, o.store, batch, i.options(o, bar)); err != nil {
			return err
		}
		g, err := o.store.Graph(ctx, tx)
		if err != nil {
			return err
		}
		changes := staff(plan.Contracts())
		changes.Put = represented(g.Data().Accounts, plan.Contracts())
		next, err := g.With(changes)
		if err != nil || reflect.DeepEqual(next.Data(), g.Data()) {
			return err
		}
		changes.Revision = g.Revision() + 1
		return o.store.ChangeAccounts(ctx, tx, changes)
	})
	if err != nil {
		return err
	}
	if err := o.read(context.WithoutCancel(ctx)); err != nil { // it is done: that is told
		return err
	}
	if plan.Empty() {
		o.say("%s: all is here already", name)
		return nil
	}
	o.say("%s taken over from %s, as revision %d:", some(batch.Rows(), "row", "rows"), name, o.book.Revision())
	o.counts(plan)
	return nil
}

// counts says how many facts of each kind are new, different or gone.
func (o *office) counts(plan *ingest.Plan) {
	g := newGrid("", ">added", ">changed", ">same", ">removed")
	for _, kind := range []struct {
		name string
		exchange.Count
	}{
		{"accounts", plan.Counts.Accounts}, {"users", plan.Counts.Users}, {"price lists", plan.Counts.Lists},
		{"prices", plan.Counts.Prices}, {"contracts", plan.Counts.Contracts},
	} {
		if kind.Count != (exchange.Count{}) {
			g.row(kind.name, kind.Added, kind.Changed, kind.Same, kind.Removed)
		}
	}
	o.print(g)
}
