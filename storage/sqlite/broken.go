package sqlite

import (
	"database/sql"
	"runtime"
	"sync"
	"weak"
)

// broken are transactions that SQLite may have rolled back by itself after an error such as a full disk. The driver goes on
// as if nothing had happened, and whatever is written after that is committed on its own: so nothing is.
type broken struct{ why sync.Map } // of errors by weak.Pointer[sql.Tx]

// add notes why a transaction has ended. It is forgotten with the transaction.
func (b *broken) add(tx *sql.Tx, why error) {
	key := weak.Make(tx)
	if _, known := b.why.LoadOrStore(key, why); !known {
		runtime.AddCleanup(tx, func(key weak.Pointer[sql.Tx]) { b.why.Delete(key) }, key)
	}
}

// of returns why a transaction has ended, nil where it has not.
func (b *broken) of(tx *sql.Tx) error {
	why, _ := b.why.Load(weak.Make(tx))
	err, _ := why.(error)
	return err
}
