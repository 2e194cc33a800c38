package postgres_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// cut says when a proxy cuts a connection that commits.
type cut int32

const (
	never cut = iota
	beforeCommit
	afterCommit // the server is given the commit, and its answer goes nowhere
)

// proxy stands between a store and its server.
type proxy struct {
	net.Listener
	when atomic.Int32 // a cut, for the next commit only
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
		if bytes.Contains(piece[:n], []byte("Q\x00\x00\x00\x0bcommit\x00")) {
			when = cut(p.when.Swap(int32(never)))
		}
		if when == beforeCommit {
			p.cuts.Add(1)
			return
		}
		if when == afterCommit {
			p.cuts.Add(1)
			_ = client.Close() // before the answer can come
		}
		if _, err := server.Write(piece[:n]); err != nil {
			return
		}
		if when == afterCommit {
			_, _ = io.ReadFull(server, piece[:1]) // it has been committed by then
			return
		}
	}
}

func (p *proxy) answers(client, server net.Conn) {
	_, _ = io.Copy(client, server)
	_, _ = client.Close(), server.Close()
}

// The connection is cut in the middle of a commit: the outcome is unknown, and the same command under its key tells it.
func TestS5_ConnectionCutInCommit(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	p := newProxy(t)
	direct, schema := emptySchemaOf(t)
	if err := fill(ctx, direct, office("1000")); err != nil {
		t.Fatal(err)
	}
	host, port, _ := net.SplitHostPort(p.Addr().String())
	s := openAt(t, lazy(cluster.DSN("postgres")+" host="+host+" port="+port), postgres.InSchema(schema))
	desk := purchase.New(s, rules)
	for n, when := range []cut{beforeCommit, afterCommit, beforeCommit, afterCommit} {
		id := string(rune('a' + n))
		p.when.Store(int32(when))
		_, err := desk.Place(ctx, placing(id, "reg", 10))
		if !errors.Is(err, storage.ErrOutcomeUnknown) || errors.Is(err, storage.ErrConflict) {
			t.Fatalf("cut %d: the error is %v", when, err)
		}
		r, err := desk.Place(ctx, placing(id, "reg", 10))
		if err != nil || !r.Allowed() || r.Replayed != (when == afterCommit) {
			t.Fatalf("cut %d, again: %+v, %v", when, r, err)
		}
		if used, orders, err := folded(ctx, direct, 1000); err != nil || used != int64(10*(n+1)) || len(orders) != n+1 {
			t.Fatalf("cut %d: %d is used by %d orders: %v", when, used, len(orders), err)
		}
	}
	if n := p.cuts.Load(); n != 4 {
		t.Errorf("the proxy cut %d times", n)
	}
	if err := errors.Join(s.Close(), p.Close()); err != nil {
		t.Error(err)
	}
	p.all.Wait()
}
