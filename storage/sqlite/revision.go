package sqlite

import (
	"crypto/rand"
	"fmt"

	"github.com/tradeterms/tradeterms/storage"
)

// The kinds of terms, each with revisions of its own.
const (
	accountTerms = "accounts"
	budgetTerms  = "budgets"
	priceTerms   = "prices"
)

// revision is a state of terms. The stamp tells it from all others of its number, such as one that was rolled back.
type revision struct {
	number uint64
	stamp  string
}

// present returns the present revision, 0 where nothing was put.
func (w work) present(kind string) (r revision, err error) {
	_, err = w.one("SELECT revision, stamp FROM {}revisions WHERE kind = ? ORDER BY revision DESC LIMIT 1",
		[]any{kind}, &r.number, &r.stamp)
	return r, err
}

// was reports whether a revision was the present one once.
func (w work) was(kind string, number uint64) (bool, error) {
	var one int
	return w.one("SELECT 1 FROM {}revisions WHERE kind = ? AND revision = ?", []any{kind, int64(min(number, 1<<63-1))}, &one)
}

// begin notes the next revision, which changes lead to or which is all anew.
func (w work) begin(kind string, number uint64, anew bool) (revision, error) {
	stamp := make([]byte, 16)
	_, _ = rand.Read(stamp) // never fails
	_, err := w.exec("INSERT INTO {}revisions (kind, revision, stamp, anew) VALUES (?, ?, ?, ?)", kind, number, stamp, anew)
	return revision{number, string(stamp)}, err
}

func behind(kind string, present uint64) error {
	return fmt.Errorf("%s: the revision is %d, and the next one %d: %w", kind, present, present+1, storage.ErrConflict)
}
