package purchase_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

type desk = purchase.Desk[*memory.Tx]

// faultRules let everything happen.
var faultRules = purchase.Rules{QuotesHold: time.Hour, Policy: approval.MustPolicy(approval.Options{
	AmendPending: true, RemindEvery: time.Hour,
})}

// command is one of the workflow, and what must have happened before.
type command struct {
	name   string
	before []string
	do     func(context.Context, *desk, string) (purchase.Result, error)
}

// commands are one of each kind.
var commands = []command{
	{"place", nil, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Place(ctx, place("place", "1", "sam", 6))
	}},
	{"place at once", nil, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Place(ctx, place("at once", "2", "reg", 2))
	}},
	{"approve", []string{"place"}, func(ctx context.Context, d *desk, seen string) (purchase.Result, error) {
		return d.Answer(ctx, approve("approve", "1", "mia", seen))
	}},
	{"decline", []string{"place"}, func(ctx context.Context, d *desk, seen string) (purchase.Result, error) {
		return d.Answer(ctx, decline("decline", "1", "mia", seen))
	}},
	{"restore", []string{"place", "decline"}, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Reverse(ctx, purchase.Reverse{Key: "restore", Order: "1", By: as("mia", "acme"), At: noon})
	}},
	{"reverse", []string{"place", "approve"}, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Reverse(ctx, purchase.Reverse{Key: "reverse", Order: "1", By: as("mia", "acme"), At: noon})
	}},
	{"withdraw", []string{"place"}, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Withdraw(ctx, purchase.Withdraw{Key: "withdraw", Order: "1", By: as("sam", "acme"), At: noon})
	}},
	{"amend", []string{"place"}, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Amend(ctx, purchase.Amend(place("amend", "1", "sam", 7)))
	}},
	{"export", []string{"place", "approve"}, func(ctx context.Context, d *desk, seen string) (purchase.Result, error) {
		return d.Export(ctx, purchase.Export{Key: "export", Order: "1", At: noon, Seen: seen})
	}},
	{"credit", []string{"place", "approve"}, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Credit(ctx, purchase.Credit{
			Key: "credit", Order: "1", By: "erp", At: noon, Part: budget.Totals{WithoutTax: gbp("10"), Goods: gbp("10")},
		})
	}},
	{"quote", nil, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Quote(ctx, purchase.Quote(place("quote", "q", "sam", 6)))
	}},
	{"convert", []string{"quote"}, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Convert(ctx, purchase.Convert{Key: "convert", Quote: "q", Order: "3", By: as("sam", "acme"), At: noon})
	}},
	{"due", []string{"place"}, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Due(ctx, purchase.Due{Order: "1", At: noon.Add(time.Hour)})
	}},
	{"substitute", nil, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Substitute(ctx, purchase.Substitute{
			Key: "substitute", By: as("mia", "acme"), At: noon, User: "moe", Window: calendar.Window{Until: noon.Add(time.Hour)},
		})
	}},
	{"recall", []string{"substitute"}, func(ctx context.Context, d *desk, _ string) (purchase.Result, error) {
		return d.Recall(ctx, purchase.Recall{Key: "recall", By: as("mia", "acme"), At: noon, User: "moe"})
	}},
}

// S4: whatever call of the store fails, and however, it is before or after, and the same command again has one effect.
// Time is that of synctest, so that waiting between attempts takes none.
func TestS4_AFaultAtEveryCallOfTheStore(t *testing.T) {
	tried := 0
	for _, c := range commands {
		synctest.Test(t, func(t *testing.T) {
			done := newTrial(t, c.before)
			if err := done.run(c.do); err != nil {
				t.Fatal(c.name, err)
			}
			calls, after := done.store.calls, dump(t, done.store.Store)
			for _, kind := range []faultKind{beforeEffect, afterEffect, panics, cancelled, conflictOnce, conflictAlways} {
				for n := 1; n <= calls; n++ {
					if fault := c.fails(t, kind, n, after); fault != "" {
						t.Fatalf("%s, %s at call %d: %s", c.name, kind, n, fault)
					}
					tried++
				}
			}
		})
	}
	t.Logf("%d faults in %d commands", tried, len(commands))
	if tried < 1000 {
		t.Error("too few")
	}
}

// fails lets a call of the store fail, and says what is wrong with what comes of it, "" if nothing.
func (c command) fails(t *testing.T, kind faultKind, n int, after string) string {
	tr := newTrial(t, c.before)
	before := dump(t, tr.store.Store)
	tr.store.kind, tr.store.at = kind, n
	err := tr.run(c.do)
	got := dump(t, tr.store.Store)
	switch {
	case got != before && got != after:
		return "neither before nor after:\n" + got
	case err == nil && got != after:
		return "no error, and not done"
	case kind == conflictOnce && err != nil, kind == conflictAlways && !errors.Is(err, storage.ErrConflict):
		return fmt.Sprint(err)
	}
	tr.store.at = 0
	if err := tr.run(c.do); err != nil || dump(t, tr.store.Store) != after {
		return fmt.Sprint("again: ", err)
	}
	return ""
}

// trial is a store that will fail, and a desk on it.
type trial struct {
	t     *testing.T
	store *faulty
	desk  *desk
	seen  string
}

func newTrial(t *testing.T, before []string) *trial {
	inner, _ := open(t, purchase.Rules{}, pot("office", budget.Block), pot("paper", budget.Warn))
	tr := &trial{t: t, store: &faulty{Store: inner}}
	tr.desk = purchase.New[*memory.Tx](tr.store, faultRules)
	for _, name := range before {
		i := slices.IndexFunc(commands, func(c command) bool { return c.name == name })
		if err := tr.run(commands[i].do); err != nil {
			t.Fatal(name, err)
		}
	}
	tr.store.calls = 0
	return tr
}

// run does a command, which must be done if nothing fails, and gives a panic back as an error.
func (tr *trial) run(do func(context.Context, *desk, string) (purchase.Result, error)) (err error) {
	tr.store.calls = 0
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	tr.store.cancel = cancel
	defer func() {
		if p := recover(); p != nil {
			err = errBroken
		}
	}()
	r, err := do(ctx, tr.desk, tr.seen)
	if err == nil && !r.Allowed() {
		tr.t.Fatalf("refused: %v", r)
	}
	if r.Digest != "" {
		tr.seen = r.Digest
	}
	return err
}
