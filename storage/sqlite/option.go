package sqlite

import (
	"errors"
	"strings"
	"time"
)

// Option changes what a store does; a store without any is right for most.
type Option func(*settings) error

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

// Prefix is what the names of all tables begin with, "tradeterms_" without this option: letters a-z, digits and underscores,
// at most 32, a letter first. Stores with different prefixes, none of which begins with another, share a database and nothing
// else.
func Prefix(prefix string) Option {
	return func(s *settings) error {
		if prefix == "" || len(prefix) > 32 || strings.Trim(prefix, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" ||
			prefix[0] < 'a' || strings.HasPrefix(prefix, "sqlite_") {
			return errors.New("sqlite: not a prefix: use a-z, 0-9 and _, at most 32, a letter first")
		}
		s.prefix = prefix
		return nil
	}
}

// Patience is how long a transaction waits for others to finish writing, 5 seconds without this option, before it is a
// conflict. Waiting also ends with the context.
func Patience(d time.Duration) Option {
	return func(s *settings) error {
		if d <= 0 {
			return errors.New("sqlite: no patience: wait for longer than 0")
		}
		s.patience = d
		return nil
	}
}

// Codes says how to read the result code of SQLite from an error of the driver: 0 for an error that has none. Without this
// option it is what a method Code() int of the error returns, as that of modernc.org/sqlite has it.
func Codes(of func(error) int) Option {
	return func(s *settings) error {
		if of == nil {
			return errors.New("sqlite: no function for codes: give one")
		}
		s.code = of
		return nil
	}
}

func settle(options []Option) (settings, error) {
	s := settings{prefix: defaultPrefix, patience: defaultPatience, code: codeOf}
	for _, o := range options {
		if err := o(&s); err != nil {
			return s, err
		}
	}
	return s, nil
}

func codeOf(err error) int {
	var coded interface{ Code() int }
	if errors.As(err, &coded) {
		return coded.Code()
	}
	return 0
}
