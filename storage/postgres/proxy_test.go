package postgres_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// cut says when a proxy cuts a connection.
type cut int32

const (
	never cut = iota
	before
	after // the server is asked, and its answer goes nowhere
)

// proxy stands between a store and its server.
type proxy struct {
	net.Listener
	when atomic.Int32 // a cut, for the next commit only
	at   atomic.Int64 // the piece after which nothing passes any more, counted down; 0 is none
	cuts atomic.Int32
	all  sync.WaitGroup
}

func newProxy(t *testing.T) *proxy {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{Listener: l}
	p.all.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp4", cluster.Addr())
			if err != nil {
				_ = client.Close()
				continue
			}
			p.all.Go(func() { p.answers(client, server) })
			p.all.Go(func() { p.questions(client, server) })
		}
	})
	return p
}

// questions passes on what the store asks, piece by piece, and cuts where it commits.
func (p *proxy) questions(client, server net.Conn) {
	defer func() { _, _ = client.Close(), server.Close() }()
	piece := make([]byte, 1<<16)
	for {
		n, err := client.Read(piece)
		if err != nil {
			return
		}
		when := never
		if p.at.Load() == 0 && bytes.Contains(piece[:n], []byte("Q\x00\x00\x00\x0bcommit\x00")) {
			when = cut(p.when.Swap(int32(never)))
		}
		if p.at.Load() > 0 && p.at.Add(-1) == 0 {
			when = cut(p.when.Swap(int32(never)))
		}
		if when == before {
			p.cuts.Add(1)
			return
		}
		if when == after {
			p.cuts.Add(1)
			_ = client.Close() // before the answer can come
		}
		if _, err := server.Write(piece[:n]); err != nil {
			return
		}
		if when == after {
			_, _ = io.ReadFull(server, piece[:1]) // it has been committed by then
			return
		}
	}
}

func (p *proxy) answers(client, server net.Conn) {
	_, _ = io.Copy(client, server)
	_, _ = client.Close(), server.Close()
}

// cutWorld is a desk behind a proxy, and its store as it is without one.
func cutWorld(t *testing.T) (*proxy, *purchase.Desk[pgx.Tx], *postgres.Store) {
	t.Helper()
	needCluster(t)
	p := newProxy(t)
	direct, schema := emptySchemaOf(t)
	if err := fill(t.Context(), direct, office("1000")); err != nil {
		t.Fatal(err)
	}
	host, port, _ := net.SplitHostPort(p.Addr().String())
	s := openAt(t, lazy(cluster.DSN("postgres")+" host="+host+" port="+port), postgres.InSchema(schema))
	t.Cleanup(func() {
		if err := errors.Join(s.Close(), p.Close()); err != nil {
			t.Error(err)
		}
		p.all.Wait()
	})
	return p, purchase.New(s, rules), direct
}

// The connection is cut in the middle of a commit: the outcome is unknown, and the same command under its key tells it.
func TestS5_ConnectionCutInCommit(t *testing.T) {
	ctx := t.Context()
	p, desk, direct := cutWorld(t)
	for n, when := range []cut{before, after, before, after} {
		id := fmt.Sprint(n)
		p.when.Store(int32(when))
		_, err := desk.Place(ctx, placing(id, "reg", 10))
		if !errors.Is(err, storage.ErrOutcomeUnknown) || errors.Is(err, storage.ErrConflict) {
			t.Fatalf("cut %d: the error is %v", when, err)
		}
		r, err := desk.Place(ctx, placing(id, "reg", 10))
		if err != nil || !r.Allowed() || r.Replayed != (when == after) {
			t.Fatalf("cut %d, again: %+v, %v", when, r, err)
		}
		if used, orders, err := folded(ctx, direct, 1000); err != nil || used != int64(10*(n+1)) || len(orders) != n+1 {
			t.Fatalf("cut %d: %d is used by %d orders: %v", when, used, len(orders), err)
		}
	}
	if n := p.cuts.Load(); n != 4 {
		t.Errorf("the proxy cut %d times", n)
	}
}

// The connection is cut at any one thing that is asked of the server, before or after it is done: what was is there whole or not
// at all, an error that is not unknown means not at all, and the same command again has one effect.
func TestS4_ConnectionCutAtEveryCall(t *testing.T) {
	ctx := t.Context()
	p, desk, direct := cutWorld(t)
	placed := 0
	for _, when := range []cut{before, after} {
		cuts, unknown := 0, 0
		for at := int64(1); ; at++ {
			id := fmt.Sprint(when, ".", at)
			p.when.Store(int32(when))
			p.at.Store(at)
			_, err := desk.Place(ctx, placing(id, "reg", 1))
			p.at.Store(0)
			if placed++; err == nil && p.when.Swap(int32(never)) != int32(never) {
				break // it was done before so much was asked
			}
			_, orders, broken := folded(ctx, direct, 1000)
			if broken != nil {
				t.Fatalf("cut at %d: %v", at, broken)
			}
			if known := !errors.Is(err, storage.ErrOutcomeUnknown); known && orders[id] != (err == nil) {
				t.Fatalf("cut at %d: it is there: %v, and the error is %v", at, orders[id], err)
			} else if !known {
				unknown++
			}
			r, err := desk.Place(ctx, placing(id, "reg", 1))
			if err != nil || !r.Allowed() {
				t.Fatalf("cut at %d, again: %+v, %v", at, r, err)
			}
			cuts++
		}
		if used, orders, err := folded(ctx, direct, 1000); err != nil || used != int64(placed) || len(orders) != placed {
			t.Fatalf("%d is used by %d orders of %d: %v", used, len(orders), placed, err)
		}
		t.Logf("cut at %d calls, %d of them with an unknown outcome", cuts, unknown)
		if cuts < 10 || unknown < 1 {
			t.Error("too little was cut")
		}
	}
}
