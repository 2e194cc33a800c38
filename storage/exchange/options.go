package exchange

import (
	"math"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

// Options says what the files do not. A reader of a single file looks only at
// Zone (order lines) and at what says how files are read.
type Options struct {
	// Zone is the seller's: days begin and end there. Required for terms and
	// for order lines.
	Zone *time.Location

	// Application and Groups go into the graph of accounts. Accounts may name
	// these groups and the default ones.
	Application account.Application
	Groups      []account.Group

	// Lists are lists that no file holds, such as derived levels and
	// promotions. Accounts may name the levels among them.
	Lists []pricing.List
	// Breaks is how the breaks of price levels work, and of contracts where
	// Reading does not say its own.
	Breaks pricing.Breaks
	// Reading settles what contracts leave open.
	Reading contract.Reading
	// Round, Precedence and Revision go into the book of prices.
	Round      pricing.Places
	Precedence pricing.Precedence
	Revision   uint64

	Limits Limits
	// ExtraColumns passes over columns that are not known, instead of refusing
	// the file.
	ExtraColumns bool
	// MaxErrors is how many errors are spelled out; 0 is [DefaultErrors].
	MaxErrors int
	// Progress, if any, is called after every 10,000 lines of a file, and at its
	// end, by the goroutine that reads.
	Progress func(Progress)
}

// Limits bounds what is read. A zero field is its default.
type Limits struct {
	// File is in bytes, after unpacking: 64 MiB.
	File int64
	// Line is the bytes of one row, with the line breaks in its quotes: 64 KiB.
	Line int
	// Field is the bytes of one cell: 4 KiB.
	Field int
	// Columns is how many columns a file may have: 64.
	Columns int
}

func (l Limits) complete() Limits {
	return Limits{
		File:    min(orDefault(l.File, 64<<20), math.MaxInt64-1), // one byte more is read, to see that there is more
		Line:    min(orDefault(l.Line, 64<<10), 1<<30),
		Field:   orDefault(l.Field, 4<<10),
		Columns: min(orDefault(l.Columns, 64), 1<<14),
	}
}

func orDefault[N int | int64](n, otherwise N) N {
	if n <= 0 {
		return otherwise
	}
	return n
}

// Progress is how far a file is read.
type Progress struct {
	File  string
	Rows  int   // read so far, without the header
	Bytes int64 // read so far, after unpacking
	Done  bool  // this is the end of the file
}

// progressRows is how many rows lie between two reports of progress.
const progressRows = 10_000

func (o *Options) report() *report { return &report{most: orDefault(o.MaxErrors, DefaultErrors)} }
