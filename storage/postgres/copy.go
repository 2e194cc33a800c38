package postgres

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/pricing"
)

// copyRows takes rows one at a time and sends them in pieces by COPY, in its binary format, so that few are held at once.
type copyRows struct {
	ctx      context.Context
	tx       pgx.Tx
	text     string
	revision int64
	changed  bool // by a change, not with all price data
	buffer   []byte
}

const (
	piece      = 1 << 20
	copyHeader = "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	copyFields = 12 + 2
)

func (s *Store) copyRows(ctx context.Context, tx pgx.Tx, revision int64, changed bool) *copyRows {
	return &copyRows{
		ctx: ctx, tx: tx, revision: revision, changed: changed,
		text: s.text("copy {price_rows} (" + rowColumns + ", since, changed) from stdin (format binary)"),
	}
}

func (c *copyRows) addAll(list int32, rows []pricing.Row) error {
	for _, r := range rows {
		if err := c.add(list, r); err != nil {
			return err
		}
	}
	return nil
}

// add takes a row of the list of a number.
func (c *copyRows) add(list int32, r pricing.Row) error {
	if _, err := r.Price.MarshalText(); err != nil {
		return fmt.Errorf("a price of product %q cannot be kept: %w", r.Product, err)
	}
	if len(c.buffer) == 0 {
		c.buffer = append(c.buffer, copyHeader...)
	}
	c.buffer = binary.BigEndian.AppendUint16(c.buffer, copyFields)
	c.int32(list, true)
	c.bytes(r.Product, true)
	c.bytes(r.Unit, r.Unit != "")
	c.int32(dayOf(r.Days.From), !r.Days.From.IsZero())
	c.int32(dayOf(r.Days.To), !r.Days.To.IsZero())
	c.int64(r.Min.Micros(), r.Min.Micros() != 0)
	c.bytes(r.Price.Number(), true)
	c.bytes(r.Price.Currency().String(), true)
	c.bool(r.Inactive)
	c.int16(numberOf(modes, r.Breaks.Mode))
	c.int16(numberOf(scopes, r.Breaks.Scope))
	c.bytes(r.Breaks.Family, r.Breaks.Family != "")
	c.int64(c.revision, true)
	c.bool(c.changed)
	if len(c.buffer) < piece {
		return nil
	}
	return c.flush()
}

// flush sends what was added.
func (c *copyRows) flush() error {
	if len(c.buffer) == 0 {
		return nil
	}
	c.buffer = append(c.buffer, 0xff, 0xff)
	_, err := c.tx.Conn().PgConn().CopyFrom(c.ctx, bytes.NewReader(c.buffer), c.text)
	c.buffer = c.buffer[:0]
	return failure(err)
}

// null is the length of a field that is null.
const null = 0xffffffff

func (c *copyRows) length(n int, set bool) bool {
	if !set {
		c.buffer = binary.BigEndian.AppendUint32(c.buffer, null)
		return false
	}
	c.buffer = binary.BigEndian.AppendUint32(c.buffer, uint32(n))
	return true
}

func (c *copyRows) bytes(text string, set bool) {
	if c.length(len(text), set) {
		c.buffer = append(c.buffer, text...)
	}
}

func (c *copyRows) int64(n int64, set bool) {
	if c.length(8, set) {
		c.buffer = binary.BigEndian.AppendUint64(c.buffer, uint64(n))
	}
}

func (c *copyRows) int32(n int32, set bool) {
	if c.length(4, set) {
		c.buffer = binary.BigEndian.AppendUint32(c.buffer, uint32(n))
	}
}

// int16 writes a number other than 0.
func (c *copyRows) int16(n int16) {
	if c.length(2, n != 0) {
		c.buffer = binary.BigEndian.AppendUint16(c.buffer, uint16(n))
	}
}

// bool writes true, or nothing.
func (c *copyRows) bool(b bool) {
	if c.length(1, b) {
		c.buffer = append(c.buffer, 1)
	}
}
