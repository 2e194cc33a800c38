package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	var o options
	flag.StringVar(&o.plot, "plot", "", "also draw cost against size into this file (.svg or .png)")
	flag.BoolVar(&o.quick, "quick", false, "tiny sizes: shows that it works, measures nothing")
	flag.IntVar(&o.rounds, "rounds", 9, "how often each contest is repeated")
	flag.DurationVar(&o.turn, "turn", 40*time.Millisecond, "how long each peer runs in a round")
	flag.BoolVar(&o.own, "own", false, "without the databases and rule engines: roofline and tradeterms only")
	flag.StringVar(&o.only, "only", "", "only the jobs whose name begins so, such as P3, and none at other sizes")
	flag.Parse()
	if err := run(os.Stdout, os.Stderr, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type options struct {
	plot       string
	only       string
	quick, own bool
	rounds     int
	turn       time.Duration
}

// run measures everything and prints the table.
func run(out, status io.Writer, o options) (err error) {
	size, lines := ordinary, coldLines
	if o.quick {
		size, lines, o.rounds, o.turn = ordinary.by(1, 50), 512, 2, 200*time.Microsecond
	}
	m := &meter{progress: newProgress(status), pace: pace{rounds: o.rounds, turn: o.turn}, only: o.only}
	defer m.progress.done()
	m.pace.tick = m.progress.step

	in, err := newRoom()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	if !o.own {
		m.progress.say("starting PostgreSQL")
		if err := startCluster(in); errors.Is(err, errNoPostgres) {
			m.notes = append(m.notes, "PostgreSQL takes no part: "+err.Error()+".")
		} else if err != nil {
			return err
		}
	}
	if err := m.table(size, lines, o, in); err != nil {
		return err
	}
	m.progress.done()
	m.print(out)
	if o.plot == "" {
		return nil
	}
	return m.draw(o, size, lines, in)
}
