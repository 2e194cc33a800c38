// Reprice replays orders that were really placed through the pricing engine and
// reports what each line costs, from which list, and why.
//
// Without -data it replays a year of a British gift wholesaler, which is built
// in. With -data it takes any folder with the files accounts, price_levels and
// order_lines, and optionally purchase_prices, contracts, contract_accounts,
// contract_products and product_account_pricing, as .csv or .csv.gz.
//
// With -export it writes all of that into a new folder, in parts of at most 10,000
// rows, and -data replays it from there.
//
// With -store it imports accounts and prices into a store, unless that has prices
// already, and prices from what the store has. Order lines, and which contracts
// are forced, come from the files all the same.
//
// It exits with 0; with 1 if the lines state what they should cost and one
// differs; with 2 if the input or the command line is defective. (go run makes
// every such status 1: build it where that matters.)
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // so that -zone works everywhere

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// errDiffers: a line does not cost what the file expects.
var errDiffers = errors.New("not every line is as expected")

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errDiffers):
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// command is what the command line asks for.
type command struct {
	data    string
	zone    *time.Location
	scope   pricing.Scope
	explain string
	out     string
	export  string
	extra   bool
	store   source
}

func parse(args []string, stderr io.Writer) (command, error) {
	var c command
	flags := flag.NewFlagSet("reprice", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // what is wrong is told once, by main
	flags.StringVar(&c.data, "data", "", "`folder` with the files to replay (default: the built-in year)")
	zone := flags.String("zone", "Europe/London", "the seller's time `zone`: days begin and end there")
	scope := flags.String("scope", "line", "what quantity breaks look at: `line|product`")
	flags.StringVar(&c.explain, "explain", "", "print why a line costs what it costs: `order/product`")
	flags.StringVar(&c.out, "out", "", "write the answers to this CSV `file`")
	flags.StringVar(&c.export, "export", "", "write the files that are read into this new `folder`, and replay nothing")
	flags.BoolVar(&c.extra, "extra-columns", false, "pass over columns that are not known, instead of refusing the file")
	store := flags.String("store", "", "price from a `store`: memory, sqlite:FILE or postgres:DSN (default: from the files)")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(stderr)
			flags.Usage()
			return c, err
		}
		return c, fmt.Errorf("%w: see reprice -h", err)
	}
	if flags.NArg() > 0 {
		return c, fmt.Errorf("unexpected argument %q: options begin with a dash", flags.Arg(0))
	}
	var empty error
	flags.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			empty = fmt.Errorf("-%s is empty: leave it out or give it a value", f.Name)
		}
	})
	if empty != nil {
		return c, empty
	}
	var err error
	if c.store, err = parseSource(*store); err != nil {
		return c, err
	}
	return c, c.set(*zone, *scope)
}

// set checks what the command line says and looks names up.
func (c *command) set(zone, scope string) (err error) {
	switch scope {
	case "line":
		c.scope = pricing.LineScope
	case "product":
		c.scope = pricing.ProductScope
	default:
		return fmt.Errorf("-scope %q: say line or product", scope)
	}
	if c.explain != "" && c.out != "" {
		return errors.New("-explain and -out: one at a time")
	}
	if c.data != "" && c.out != "" && filepath.Clean(c.data) == filepath.Dir(filepath.Clean(c.out)) && isInput(c.out) {
		return fmt.Errorf("-out %s: this is one of the files to replay", c.out)
	}
	if c.zone, err = calendar.ParseZone(zone); err != nil {
		return fmt.Errorf("-zone: %w", err)
	}
	return nil
}

func run(args []string, stdout, stderr io.Writer) error {
	c, err := parse(args, stderr)
	if err != nil {
		return err
	}
	bar := newProgress(stderr)
	text, err := c.answer(bar.show)
	bar.done()
	fmt.Fprint(stdout, text)
	return err
}

// answer returns what to print, with errDiffers where it says that lines differ.
func (c command) answer(progress func(exchange.Progress)) (string, error) {
	folder, name, err := open(c.data)
	if err != nil {
		return "", err
	}
	options := c.options(progress)
	terms, err := exchange.ReadFolder(folder, options)
	if err != nil {
		return "", err
	}
	if c.export != "" {
		return export(c.export, terms, folder, options)
	}
	terms, note, err := c.store.imported(context.Background(), importer{terms})
	if err != nil {
		return "", err
	}
	lines := exchange.FolderOrderLines(folder, options)
	if c.explain != "" {
		return explain(c, terms, lines)
	}
	report, err := replay(c, terms, lines)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	report.print(&text, name, note)
	if report.differ > 0 {
		err = errDiffers
	}
	return text.String(), err
}

// options are how the files are read.
func (c command) options(progress func(exchange.Progress)) exchange.Options {
	return exchange.Options{
		Zone: c.zone, Breaks: pricing.Breaks{Scope: c.scope}, Progress: progress,
		Limits: exchange.Limits{File: 256 << 20}, ExtraColumns: c.extra,
		Application: account.Application{Features: account.FeatureSet{
			account.PowerCustomers, account.BillingOverride, account.PricingOverride, account.CustomerAccountContracts,
		}},
	}
}
