package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows on a terminal that there is work going on, and how much is done; elsewhere nothing.
type progress struct{ bar *progressbar.ProgressBar }

func (o *office) progress(what string) *progress {
	f, ok := o.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	return &progress{progressbar.NewOptions64(-1, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionClearOnFinish(), progressbar.OptionSpinnerType(14))}
}

// one counts one more.
func (p *progress) one() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

// at says how many there are now, of what.
func (p *progress) at(what string, n int) {
	if p.bar != nil {
		p.bar.Describe(what)
		_ = p.bar.Set(n)
	}
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
