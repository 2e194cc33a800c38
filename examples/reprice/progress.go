package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/tradeterms/tradeterms/storage/exchange"
)

// progress shows on a terminal what is being read; elsewhere nothing.
type progress struct {
	bar  *progressbar.ProgressBar
	file string
}

func newProgress(w io.Writer) *progress {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(w), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionShowCount(),
		progressbar.OptionShowIts(), progressbar.OptionSetItsString("lines"), progressbar.OptionClearOnFinish(),
		progressbar.OptionSpinnerType(14),
	)}
}

func (p *progress) show(at exchange.Progress) {
	if p.bar == nil {
		return
	}
	if at.File != p.file {
		p.file = at.File
		p.bar.Reset()
		p.bar.Describe(at.File)
	}
	_ = p.bar.Set64(int64(at.Rows))
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
