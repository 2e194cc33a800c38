package postgres_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

// The same commands on the memory store and on this one have the same results, and leave the same bytes.
func TestS1_MachineAgainstMemory(t *testing.T) {
	const players = 4 // at once, each in a schema of its own
	said, mu := make(map[string]int), sync.Mutex{}
	t.Run("all", func(t *testing.T) {
		for first := range players {
			t.Run(fmt.Sprint(first), func(t *testing.T) {
				t.Parallel()
				for seed := first; seed < proof(8, 300, 12000); seed += players {
					t.Run(fmt.Sprint(seed), func(t *testing.T) {
						playBoth(t, uint64(seed), func(what string) { mu.Lock(); said[what]++; mu.Unlock() })
					})
				}
			})
		}
	})
	t.Log(said)
	if len(said) < 12 {
		t.Errorf("too little happens")
	}
}

// playBoth plays the moves of a seed on both stores.
func playBoth(t *testing.T, seed uint64, say func(what string)) {
	t.Helper()
	ctx, mem, s := t.Context(), memory.New(), open(t)
	defer func() { _ = mem.Close() }()
	if err := errors.Join(fill(ctx, mem, office("2000")), fill(ctx, s, office("2000"))); err != nil {
		t.Fatal(err)
	}
	here, there, draws := newPlayer(mem), newPlayer(s), rand.New(rand.NewPCG(seed, 1))
	for n := range 40 {
		m := drawMove(draws, n)
		want, got := here.play(ctx, m), there.play(ctx, m)
		if want != got {
			t.Fatalf("seed %d, move %d, %+v:\nmemory   %s\npostgres %s", seed, n, m, want, got)
		}
		say(m.what + " " + want[:min(len(want), 12)])
	}
	var a, b bytes.Buffer
	if err := errors.Join(storagetest.Dump(ctx, &a, mem), storagetest.Dump(ctx, &b, s)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Fatalf("seed %d: the dumps differ:\n%s\n%s", seed, a.String(), b.String())
	}
}

// move is a command of the script, the same for every store.
type move struct {
	what  string
	key   string
	order string
	user  string
	bolts int32
	at    time.Time
}

func drawMove(r *rand.Rand, n int) move {
	kinds := []string{
		"place", "place", "place", "quote", "convert", "amend", "withdraw", "approve", "approve", "decline", "reverse", "export",
		"credit", "due", "queue", "price", "limit", "user", "again", "drop",
	}
	return move{
		what: kinds[r.IntN(len(kinds))], key: fmt.Sprint("k", n), order: fmt.Sprint(r.IntN(4)),
		user: []string{"sam", "reg"}[r.IntN(2)], bolts: int32(50 + r.IntN(1200)), at: noon.Add(time.Duration(n) * time.Hour),
	}
}

// player plays moves on a store.
type player[T any] struct {
	storage.Store[T]
	desk *purchase.Desk[T]
	last move
}

func newPlayer[T any](s storage.Store[T]) *player[T] {
	return &player[T]{Store: s, desk: purchase.New(s, rules)}
}

// play does a move and says what came of it.
func (p *player[T]) play(ctx context.Context, m move) string {
	if m.what == "again" {
		if p.last.what == "" {
			return "nothing"
		}
		m = p.last
	} else {
		p.last = m
	}
	r, err := p.result(ctx, m)
	return fmt.Sprintf("%v %+v %v", r.Code, r, err)
}

func (p *player[T]) result(ctx context.Context, m move) (purchase.Result, error) {
	lines := []pricing.Line{{Product: "bolt", Quantity: money.Units(m.bolts)}}
	place := purchase.Place{Key: m.key, Order: m.order, By: as(m.user), At: m.at, Lines: lines}
	switch m.what {
	case "place":
		return p.desk.Place(ctx, place)
	case "quote":
		place.Order = "q" + m.order
		return p.desk.Quote(ctx, purchase.Quote(place))
	case "convert":
		return p.desk.Convert(ctx, purchase.Convert{Key: m.key, Quote: "q" + m.order, Order: m.order, By: as(m.user), At: m.at})
	case "amend":
		return p.desk.Amend(ctx, purchase.Amend(place))
	case "withdraw":
		return p.desk.Withdraw(ctx, purchase.Withdraw{Key: m.key, Order: m.order, By: as(m.user), At: m.at})
	case "approve", "decline":
		a := purchase.Answer{Key: m.key, Order: m.order, By: as("mia"), At: m.at, Verdict: approval.Approve, Seen: p.digest(ctx, m)}
		if m.what == "decline" {
			a.Verdict = approval.Decline
		}
		return p.desk.Answer(ctx, a)
	case "reverse":
		return p.desk.Reverse(ctx, purchase.Reverse{Key: m.key, Order: m.order, By: as("mia"), At: m.at})
	case "export":
		return p.desk.Export(ctx, purchase.Export{Key: m.key, Order: m.order, At: m.at, Seen: p.digest(ctx, m)})
	case "credit":
		return p.desk.Credit(ctx, purchase.Credit{
			Key: m.key, Order: m.order, At: m.at, By: "erp",
			Part: budget.Totals{WithoutTax: money.Scaled(int64(m.bolts)/10, 0, money.GBP)},
		})
	case "due":
		return p.desk.Due(ctx, purchase.Due{Order: m.order, At: m.at.Add(300 * time.Hour)})
	}
	return p.terms(ctx, m)
}

// digest is that of the order's content, as mia sees it.
func (p *player[T]) digest(ctx context.Context, m move) string {
	s, err := p.desk.Status(ctx, purchase.Status{Order: m.order, By: as("mia"), At: m.at})
	if err != nil {
		return ""
	}
	return s.Digest
}

// terms changes what orders rest on, or looks at the queue.
func (p *player[T]) terms(ctx context.Context, m move) (r purchase.Result, err error) {
	if m.what == "queue" {
		page, err := p.desk.Queue(ctx, purchase.Queue{By: as("mia"), At: m.at})
		return purchase.Result{Subject: fmt.Sprintf("%+v", page)}, err
	}
	err = p.Transact(ctx, func(ctx context.Context, tx T) error {
		switch m.what {
		case "price":
			return p.changePrices(ctx, tx, m)
		case "limit":
			b, err := p.Budgets(ctx, tx)
			if err != nil {
				return err
			}
			return p.ChangeBudgets(ctx, tx, budget.Changes{
				Revision: b.Revision() + 1, Put: []budget.Budget{office(fmt.Sprint(2000 + m.bolts))},
			})
		case "user":
			g, err := p.Graph(ctx, tx)
			if err != nil {
				return err
			}
			u, _ := g.User("mia")
			u.MayAuthorize = m.bolts%4 > 0
			if !u.MayAuthorize {
				return p.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 2, PutUsers: []account.User{u}})
			}
			u.Name = m.key
			return p.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 1, PutUsers: []account.User{u}})
		}
		messages, err := p.Messages(ctx, tx, 0, 3)
		if err != nil || len(messages) == 0 {
			return err
		}
		return p.Acknowledge(ctx, tx, messages[0].Key)
	})
	return r, err
}

func (p *player[T]) changePrices(ctx context.Context, tx T, m move) error {
	b, err := p.Book(ctx, tx)
	if err != nil {
		return err
	}
	price := []pricing.Row{{Product: "bolt", Price: money.Scaled(int64(90+m.bolts%20), 2, money.GBP)}}
	c := pricing.Changes{Revision: b.Revision() + 1}
	if m.bolts%2 == 0 {
		c.Products = []pricing.ProductRows{{List: pricing.LevelID("TRADE"), Product: "bolt", Rows: price}}
	} else {
		c.Put = []pricing.List{{ID: pricing.LevelID("TRADE"), Rows: price}}
	}
	return p.ChangePrices(ctx, tx, c)
}
