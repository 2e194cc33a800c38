package exchange

import (
	"errors"
	"iter"
)

// Collect returns all rows that a reader of this package yields, or a
// *[FileErrors] with all errors, at most [DefaultErrors] of them spelled out,
// and then no rows.
func Collect[T any](rows iter.Seq2[T, error]) ([]T, error) {
	var all []T
	bad := report{most: DefaultErrors}
	for row, err := range rows {
		var e *FileError
		switch {
		case err == nil && bad.count() == 0:
			all = append(all, row)
		case err == nil:
		case errors.As(err, &e):
			bad.add(*e)
			all = nil
		default:
			return nil, err
		}
	}
	if err := bad.err(); err != nil {
		return nil, err
	}
	return all, nil
}
