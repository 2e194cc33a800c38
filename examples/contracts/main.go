// Contracts is a seller's back office for customer account contracts, on the command line: import a folder of files, look for
// what is hardly meant, collect changes, see whose prices they would change, publish them as one, export everything again.
//
//	contracts import                          # the built-in sample; or a folder of CSV files
//	contracts lint
//	contracts stage price SPRING anchor 1.95 --as ria
//	contracts impact --as ria
//	contracts publish --as ria
//	contracts log SPRING
//	contracts export FOLDER
//
// All is kept in one file of SQLite (--db). One acts as a user (--as): ada is the administrator, carl a clerk who may
// nothing, and each sales representative id of the contracts is a user of that name. The host logs people in; here
// they are believed.
//
// It exits with 0; with 1 where something is refused, or lint finds an error; with 2 if the command line or a file is
// defective; with 3 if somebody else changed what it is about, so that one has to look again; with 4 if the store does not
// work; with 130 if it was interrupted. Unless it exits with 0 nothing is changed, but where it says that this is not known.
// (go run makes every such status 1: build it where that matters.)
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // so that --zone works everywhere

	"github.com/alecthomas/kong"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], console{os.Stdout, os.Stderr, time.Now, defaultDB()})
	stop()
	os.Exit(status)
}

// console is where the program writes, its clock, and the database that it takes where none is named.
type console struct {
	out, err io.Writer
	now      func() time.Time
	db       string
}

// run does what the command line asks for, and returns the exit status.
func run(ctx context.Context, args []string, c console) int {
	var line commandLine
	asked := false // for help
	parser, err := kong.New(&line, kong.Name("contracts"),
		kong.Description("A seller's back office for customer account contracts."), kong.Writers(c.out, c.err),
		kong.Exit(func(int) { asked = true }), kong.Vars{"db": c.db},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		fmt.Fprintln(c.err, "contracts:", err)
		return statusInput
	}
	parsed, err := parser.Parse(args)
	if asked {
		return statusDone
	}
	if err != nil {
		fmt.Fprintf(c.err, "contracts: %v: see contracts --help\n", err)
		return statusInput
	}
	office, err := open(ctx, &line, c, strings.HasPrefix(parsed.Command(), "import"))
	if err == nil {
		err = errors.Join(parsed.Run(office), office.Close())
	}
	status := statusOf(err)
	if status == statusInterrupted {
		err = errors.New("interrupted: nothing is changed")
	}
	if err != nil {
		fmt.Fprintln(c.err, "contracts:", err)
	}
	return status
}

const (
	statusDone        = 0
	statusRefused     = 1
	statusInput       = 2
	statusConflict    = 3
	statusStore       = 4
	statusInterrupted = 130 // as shells have it
)

// errFindings: lint found what cannot be meant.
var errFindings = errors.New("there are findings of severity error")

// refusal is what may not be, with the reason.
type refusal struct{ reason fmt.Stringer }

func (r refusal) Error() string { return "refused: " + r.reason.String() }

// reason is one of the office's own.
type reason string

func (r reason) String() string { return string(r) }

// inputError is a command that cannot be done as it is given.
type inputError string

func (e inputError) Error() string { return string(e) }

func statusOf(err error) int {
	var refused refusal
	var input inputError
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, storage.ErrOutcomeUnknown):
		return statusStore
	case errors.Is(err, context.Canceled):
		return statusInterrupted
	case errors.Is(err, storage.ErrConflict):
		return statusConflict
	case errors.As(err, &refused), errors.Is(err, errFindings):
		if d, ok := refused.reason.(contract.Decision); ok && d.Code == contract.RefusedChanged {
			return statusConflict
		}
		return statusRefused
	case errors.As(err, &input), errors.Is(err, exchange.ErrFile), errors.Is(err, pricing.ErrQuestion):
		return statusInput
	}
	return statusStore
}
