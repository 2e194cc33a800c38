package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/tradeterms/tradeterms/storage"
)

var (
	errNoTx       = errors.New("no transaction: use the one that the function is given, or the host's own")
	errNoDatabase = errors.New("no database: give one, or use Open")
	errNested     = errors.New("a transaction of this store is open already: use it")
	errView       = errors.New("the transaction, or the file, is for reading only")
	// errBusy is the conflict that another attempt may not meet again.
	errBusy = fmt.Errorf("another transaction was in the way: %w", storage.ErrConflict)
)

// Result codes of SQLite, of which the lowest byte says what kind it is.
const (
	codeBusy      = 5
	codeLocked    = 6
	codeNoMemory  = 7
	codeReadOnly  = 8
	codeInterrupt = 9
	codeIO        = 10
	codeFull      = 13
)

// told returns an error of the driver as the store tells it.
func (s *Store) told(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	switch s.code(err) & 0xff {
	case codeBusy, codeLocked:
		return errBusy
	case codeReadOnly:
		return fmt.Errorf("%w: %w", errView, err)
	}
	return err
}

// ends reports whether SQLite may have rolled the whole transaction back on an error: what is written after that would be
// committed on its own.
func (s *Store) ends(err error) bool {
	switch s.code(err) & 0xff {
	case codeNoMemory, codeInterrupt, codeIO, codeFull:
		return true
	}
	return false
}

func conflict(what, id string) error { return fmt.Errorf("%s %q: %w", what, id, storage.ErrConflict) }

func notFound(what, id string) error { return fmt.Errorf("%s %q: %w", what, id, storage.ErrNotFound) }
