package sqlite

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Option is a choice for [Open] and [New]. A nil one chooses nothing.
type Option func(*settings)

// settings are what options set.
type settings struct {
	prefix   string
	patience time.Duration
	code     func(error) int
}

const (
	defaultPrefix   = "tradeterms_"
	defaultPatience = 5 * time.Second
)

// WithPrefix begins the name of each of the store's tables, "tradeterms_" without this option: letters a-z, digits and
// underscores, at most 32, a letter first. Stores with different prefixes, none of which begins with another, share a database
// and nothing else.
func WithPrefix(prefix string) Option { return func(s *settings) { s.prefix = prefix } }

// WithPatience is how long a transaction waits for others to finish writing, 5 seconds without this option, before it is a
// conflict. Waiting also ends with the context.
func WithPatience(d time.Duration) Option { return func(s *settings) { s.patience = d } }

// WithCodes says how to read the result code of SQLite from an error of the driver: 0 for an error that has none. Without
// this option it is what a method Code() int of the error returns, as that of modernc.org/sqlite has it.
func WithCodes(of func(error) int) Option { return func(s *settings) { s.code = of } }

func settle(options []Option) (settings, error) {
	s := settings{prefix: defaultPrefix, patience: defaultPatience, code: codeOf}
	for _, choose := range options {
		if choose != nil {
			choose(&s)
		}
	}
	switch {
	case !isPrefix(s.prefix):
		return s, fmt.Errorf("prefix %q: use a-z, 0-9 and _, at most 32, a letter first", s.prefix)
	case s.patience <= 0:
		return s, fmt.Errorf("patience %v: wait for longer than 0", s.patience)
	case s.code == nil:
		return s, errors.New("no function for codes: give one")
	}
	return s, nil
}

func isPrefix(text string) bool {
	return text != "" && len(text) <= 32 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == "" &&
		text[0] >= 'a' && !strings.HasPrefix(text, "sqlite_")
}

func codeOf(err error) int {
	var coded interface{ Code() int }
	if errors.As(err, &coded) {
		return coded.Code()
	}
	return 0
}
