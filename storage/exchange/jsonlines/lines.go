package jsonlines

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/tradeterms/tradeterms/storage/exchange"
)

// lines splits a file. It holds one line, which is good until the next is asked for.
type lines struct {
	from  *bufio.Reader
	line  int // of the one returned last, from 1
	taken int64
	most  int64
	long  int
	held  []byte // a line that is longer than the reader's buffer
}

// fault is what is wrong with a line as such. There are no more lines after a final one.
type fault struct {
	code   exchange.Code
	reason string
	final  bool
	err    error
}

func newLines(from io.Reader, o *Options) *lines {
	if from == nil {
		from = bytes.NewReader(nil)
	}
	l := &lines{from: bufio.NewReaderSize(from, 1<<16), most: o.File, long: o.Line}
	if l.most <= 0 {
		l.most = mostBytes
	}
	if l.long <= 0 {
		l.long = mostLine
	}
	return l
}

// next returns the next line, nil at the end.
func (l *lines) next() ([]byte, *fault) {
	text, err := l.whole()
	switch {
	case errors.Is(err, errLong):
		l.line++
		return nil, &fault{code: exchange.LineTooLong,
			reason: "the line is longer than one may be: split what is in it, or raise the limit"}
	case l.taken > l.most:
		l.line++
		return nil, &fault{code: exchange.FileTooLarge, final: true,
			reason: "the file is larger than it may be: split it, or raise the limit"}
	case err != nil && !errors.Is(err, io.EOF):
		l.line++
		return nil, &fault{code: exchange.Unreadable, final: true, err: err,
			reason: "the file cannot be read to its end (" + err.Error() + "): fetch it again"}
	case err != nil && len(text) == 0:
		return nil, nil
	}
	l.line++
	if l.line == 1 {
		text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	}
	if text == nil {
		text = []byte{}
	}
	return text, nil
}

var errLong = errors.New("line too long")

// whole returns a line with its line break; with io.EOF the last one may have none. One that is too long is passed over.
func (l *lines) whole() ([]byte, error) {
	part, err := l.from.ReadSlice('\n')
	l.taken += int64(len(part))
	if err == nil && len(part) <= l.long {
		return part, nil
	}
	l.held = l.held[:0]
	tooLong := false
	for {
		if tooLong = tooLong || len(l.held)+len(part) > l.long; !tooLong {
			l.held = append(l.held, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) || l.taken > l.most {
			break
		}
		part, err = l.from.ReadSlice('\n')
		l.taken += int64(len(part))
	}
	if tooLong && (err == nil || errors.Is(err, io.EOF)) {
		return nil, errLong
	}
	return l.held, err
}
