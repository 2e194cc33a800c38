package memory

import (
	"encoding/binary"
	"strings"
	"time"
)

// keyOf makes a key of parts. Keys sort as their parts do, and no two lists of parts make the same.
func keyOf(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(strings.ReplaceAll(part, "\x00", "\x00\xff"))
		b.WriteString("\x00\x01")
	}
	return b.String()
}

// number returns a part that sorts as the number does.
func number(n uint64) string { return string(binary.BigEndian.AppendUint64(nil, n)) }

// instant returns a part that sorts as the instant does.
func instant(t time.Time) string { return number(uint64(t.UnixMicro()) ^ 1<<63) }

// span is keys from one, included, to another, excluded.
type span struct {
	from, to string
}

// under returns the span of all keys that begin with these parts.
func under(parts ...string) span {
	key := keyOf(parts...)
	return span{from: key, to: key[:len(key)-1] + "\x02"}
}

func (s span) holds(key string) bool { return s.from <= key && key < s.to }
