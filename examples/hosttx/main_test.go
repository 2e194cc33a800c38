package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

const want = `Ann orders what is in her cart
  order "order-1": done, it is approved, for 285.00 GBP
    carts   none
    stock   8 drill, 1 ladder, 490 screws
    orders  order-1
    budget  285.00 GBP spent of 500.00
Her browser sends the same click again
  it was done before: order-1 is approved
    carts   none
    stock   8 drill, 1 ladder, 490 screws
    orders  order-1
    budget  285.00 GBP spent of 500.00
Bob orders more than the budget has left: the workflow refuses, and his cart stays
  refused: order "order-2": the budget "tools" is exceeded, and blocks: order less, or have it raised
    carts   bob: 3 drill
    stock   8 drill, 1 ladder, 490 screws
    orders  order-1
    budget  285.00 GBP spent of 500.00
Ann orders more than is in stock: her order was placed, the shop's own table refuses, and both are undone
  refused: not enough in stock of ladder
    carts   ann: 2 ladder, bob: 3 drill
    stock   8 drill, 1 ladder, 490 screws
    orders  order-1
    budget  285.00 GBP spent of 500.00
She takes one instead
  order "order-3": done, it is approved, for 95.00 GBP
    carts   bob: 3 drill
    stock   8 drill, 0 ladder, 490 screws
    orders  order-3, order-1
    budget  380.00 GBP spent of 500.00
`

func TestRun(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func newHost(t *testing.T) *host {
	h, err := open(t.Context(), filepath.Join(t.TempDir(), "shop.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := h.put(t.Context(), "ann", item{"drill", 1}, item{"screws", 5}); err != nil {
		t.Fatal(err)
	}
	return h
}

// texts is the only column of a query.
func (h *host) texts(t *testing.T, query string) (all []string) {
	t.Helper()
	err := h.in(t.Context(), func(tx *sql.Tx) (err error) {
		all, err = texts(t.Context(), tx, query)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return all
}

// tables are all tables of the database, the host's and the store's.
const tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"

// dump is every row of every table.
func (h *host) dump(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, name := range h.texts(t, tables) {
		rows, err := h.db.QueryContext(t.Context(), "SELECT * FROM "+name)
		if err != nil {
			t.Fatal(err)
		}
		columns, _ := rows.Columns()
		for rows.Next() {
			values := make([]any, len(columns))
			into := make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&all, "%s %v\n", name, values)
		}
		rows.Close()
	}
	return all.String()
}

// writes are what a checkout does to which tables, as "UPDATE ON stock".
func writes(t *testing.T) []string {
	h := newHost(t)
	h.exec(t, "CREATE TABLE written (what TEXT NOT NULL)")
	n := 0
	for _, table := range h.texts(t, tables) {
		for _, what := range []string{"INSERT", "UPDATE", "DELETE"} {
			if table != "written" {
				n++
				note := fmt.Sprintf("INSERT INTO written VALUES ('%s ON %s')", what, table)
				h.exec(t, fmt.Sprintf("CREATE TRIGGER noted%d AFTER %s ON %s BEGIN %s; END", n, what, table, note))
			}
		}
	}
	if said, err := h.checkout(t.Context(), "ann", "order", "click"); err != nil || !strings.Contains(said, "done") {
		t.Fatal(said, err)
	}
	return h.texts(t, "SELECT DISTINCT what FROM written ORDER BY what")
}

// Whatever statement fails, of the host or of the store, nothing of the checkout stays.
func TestBothOrNeither(t *testing.T) {
	all := writes(t)
	for _, known := range []string{
		"UPDATE ON cart", "UPDATE ON stock",
		"INSERT ON tradeterms_orders", "INSERT ON tradeterms_requests", "INSERT ON tradeterms_entries",
	} {
		if !slices.Contains(all, known) {
			t.Errorf("no %s among %q", known, all)
		}
	}
	h := newHost(t)
	before := h.dump(t)
	for _, what := range all {
		h.exec(t, "CREATE TRIGGER fault BEFORE "+what+" BEGIN SELECT RAISE(ABORT, 'disk on fire'); END")
		said, err := h.checkout(t.Context(), "ann", "order", "click")
		h.exec(t, "DROP TRIGGER fault")
		if after := h.dump(t); err == nil || after != before {
			t.Errorf("%s fails: %q, %v, and there is\n%s", what, said, err, after)
		}
	}
	if said, err := h.checkout(t.Context(), "ann", "order", "click"); err != nil || !strings.Contains(said, "done") {
		t.Errorf("without a fault: %q, %v", said, err)
	}
}

func (h *host) exec(t *testing.T, statement string) {
	t.Helper()
	if _, err := h.db.ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// A checkout that is given up leaves nothing.
func TestGivenUp(t *testing.T) {
	h := newHost(t)
	before := h.dump(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if said, err := h.checkout(ctx, "ann", "order", "click"); err == nil || h.dump(t) != before {
		t.Errorf("%q, %v", said, err)
	}
}

// The twin that places the order in a transaction of its own leaves it behind where the host fails.
func TestTwinWithTwoTransactionsIsWrong(t *testing.T) {
	h := newHost(t)
	items := []item{{"ladder", 2}}
	if err := h.put(t.Context(), "ann", items...); err != nil {
		t.Fatal(err)
	}
	before := h.dump(t)
	by := account.Session{Principal: "ann", User: "ann", Account: "builder"}
	placed, err := h.desk.Place(t.Context(), purchase.Place{Key: "click", Order: "order", By: by, At: monday, Lines: lines(items)})
	if err != nil || !placed.Allowed() {
		t.Fatal(placed, err)
	}
	tx, err := h.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	err = take(t.Context(), tx, "ann", "click", items)
	if rollback := tx.Rollback(); err == nil || rollback != nil {
		t.Fatal(err, rollback)
	}
	if after := h.dump(t); after == before || !slices.Contains(strings.Fields(after), "tradeterms_orders") {
		t.Errorf("it is not found wrong:\n%s", after)
	}
}
