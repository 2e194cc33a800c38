package sqlite

import (
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/storage"
)

// listing is a query of a list that grows by conditions.
type listing struct {
	where []string
	args  []any
}

func (l *listing) and(condition string, args ...any) {
	l.where, l.args = append(l.where, condition), append(l.args, args...)
}

// is adds that a column is a text, where one is given.
func (l *listing) is(column, text string) {
	if text != "" {
		l.and(column+" = ?", text)
	}
}

// among adds that a column is one of some texts.
func (l *listing) among(column string, texts []string) {
	l.and(column+" IN ("+strings.TrimPrefix(strings.Repeat(", ?", len(texts)), ", ")+")", anyOf(texts)...)
}

func anyOf(texts []string) []any {
	all := make([]any, len(texts))
	for i, text := range texts {
		all[i] = text
	}
	return all
}

// placed adds that something was placed in a window, where one is given.
func (l *listing) placed(w calendar.Window) {
	if (w == calendar.Window{}) {
		return
	}
	l.and("placed <> ?", micros(time.Time{}))
	if !w.From.IsZero() {
		l.and("placed >= ?", until(w.From))
	}
	if !w.Until.IsZero() {
		l.and("placed < ?", until(w.Until))
	}
}

// search adds that an id has a part, byte by byte.
func (l *listing) search(part string) {
	if part != "" {
		l.and("instr(CAST(id AS BLOB), ?) > 0", []byte(part))
	}
}

// page adds where the page begins, and returns the query of its documents, with columns before them.
func (l *listing) page(columns, table string, p storage.Page) (string, []any) {
	switch after := until(p.After.At); {
	case p.After == storage.Mark{}:
	case !storage.Instant(p.After.At).Equal(p.After.At):
		l.and("placed < ?", after)
	default:
		l.and("(placed, id) < (?, ?)", after, p.After.ID)
	}
	query := "SELECT " + columns + "document FROM {}" + table
	if len(l.where) > 0 {
		query += " WHERE " + strings.Join(l.where, " AND ")
	}
	return query + " ORDER BY placed DESC, id DESC LIMIT ?", append(l.args, p.Limit())
}
