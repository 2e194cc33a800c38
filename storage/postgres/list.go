package postgres

import (
	"fmt"
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/storage"
)

// list is a list of documents being asked for, newest first.
type list struct {
	table, id string
	where     []string
	args      []any
}

// with adds a condition, its parameters as question marks.
func (l *list) with(condition string, args ...any) {
	for _, arg := range args {
		l.args = append(l.args, arg)
		condition = strings.Replace(condition, "?", fmt.Sprint("$", len(l.args)), 1)
	}
	l.where = append(l.where, condition)
}

// placed asks for what was placed in a window; what never was is in no window but the zero one.
func (l *list) placed(w calendar.Window) {
	if (w == calendar.Window{}) {
		return
	}
	l.with("placed <> ?", calendar.Window{}.From.UnixMicro())
	if !w.From.IsZero() {
		l.with("placed >= ?", microsFrom(w.From))
	}
	if !w.Until.IsZero() {
		l.with("placed < ?", microsFrom(w.Until))
	}
}

// search asks for a part of the id.
func (l *list) search(part string) {
	if part != "" {
		l.with("position(?::bytea in "+l.id+") > 0", []byte(part))
	}
}

// page returns the statement for a page, and its parameters.
func (l *list) page(p storage.Page) (statement string, args []any) {
	switch after := microsFrom(p.After.At); {
	case p.After == storage.Mark{}:
	case !storage.Instant(p.After.At).Equal(p.After.At): // between two that are kept
		l.with("placed < ?", after)
	default:
		l.with("(placed, "+l.id+") < (?, ?)", after, []byte(p.After.ID))
	}
	statement = "select doc from " + l.table
	if len(l.where) > 0 {
		statement += " where " + strings.Join(l.where, " and ")
	}
	l.args = append(l.args, p.Limit())
	return statement + fmt.Sprintf(" order by placed desc, %s desc limit $%d", l.id, len(l.args)), l.args
}
