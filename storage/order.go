package storage

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// Order is an order or a quote as it is kept: a plain fact.
type Order struct {
	order.Order
	// Version is the store's, to compare when it is put.
	Version uint64
	Kind    Kind
	// By is the session that placed it last.
	By approval.Session
	// Round is how many times it was reserved in budgets, 0 if never.
	Round uint32
	// Placed is when it was placed first; zero while it was not.
	Placed time.Time
	// Expires is until when a quote keeps its prices; zero is for ever.
	Expires time.Time
	// Quote is the quote that an order was made from, Converted the order that a quote became; "" is none.
	Quote     string
	Converted string
	// Remembered are the commands that changed it and that its request does not remember (APR-13).
	Remembered []Remembered
}

// Remembered is a command that changed something, and what came of it.
type Remembered struct {
	Key string
	// Hash is a digest of what was asked under the key.
	Hash string
	// Outcome is what came of it, in a word of who put it there.
	Outcome string
	At      time.Time
}

// Kind says whether it is an order or a quote. The zero Kind is neither.
type Kind uint8

const (
	KindOrder Kind = iota + 1
	KindQuote
)

var kinds = []string{"", "order", "quote"}

// ErrText is the class of every text that names no Kind.
var ErrText = errors.New("not a kind of order: write order or quote")

// String returns "order", "quote", "" for the zero Kind, or "unknown".
func (k Kind) String() string {
	if int(k) < len(kinds) {
		return kinds[k]
	}
	return "unknown"
}

// MarshalText returns the text of String, ErrText for a Kind that does not exist.
func (k Kind) MarshalText() ([]byte, error) {
	if int(k) >= len(kinds) {
		return nil, ErrText
	}
	return []byte(kinds[k]), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves k as it was.
func (k *Kind) UnmarshalText(text []byte) error {
	i := slices.Index(kinds, string(text))
	if i < 0 {
		return ErrText
	}
	*k = Kind(i)
	return nil
}

// OrderFilter says which orders a list shows. The zero OrderFilter shows all, of both kinds.
type OrderFilter struct {
	// Account is the one that the orders are of, User the one whose session placed them; "" is any.
	Account string
	User    string
	Kind    Kind
	// Placed is when they were placed. What never was is in no window but the zero one.
	Placed calendar.Window
	// Search is a part of the order's number, byte by byte.
	Search string
}

// Match reports whether a list shows an order.
func (f OrderFilter) Match(o Order) bool {
	return (f.Account == "" || f.Account == o.Account) && (f.User == "" || f.User == o.By.User) &&
		(f.Kind == 0 || f.Kind == o.Kind) &&
		(f.Placed == calendar.Window{} || !o.Placed.IsZero() && f.Placed.Contains(o.Placed)) &&
		strings.Contains(o.ID, f.Search)
}
