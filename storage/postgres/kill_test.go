package postgres_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/tradeterms/tradeterms/storage/postgres"
)

const plenty = 100_000_000

// killWorld is a schema with plenty of budget, on connections that wait for the disk.
func killWorld(t *testing.T) (*postgres.Store, string, string) {
	t.Helper()
	needCluster(t)
	dsn, schema := cluster.DSN("postgres"), freshSchema()
	s := openAt(t, dsn, postgres.InSchema(schema))
	if err := fill(t.Context(), s, office(fmt.Sprint(plenty))); err != nil {
		t.Fatal(err)
	}
	return s, dsn, schema
}

// recovered checks that what was acknowledged is there, that nothing is that never began, and that all of it adds up.
func recovered(t *testing.T, s *postgres.Store, clients []*client) (there int) {
	t.Helper()
	used, orders, err := folded(t.Context(), s, plenty)
	if err != nil {
		t.Fatal(err)
	}
	if used != int64(len(orders)) {
		t.Fatalf("%d is used by %d orders of 1 each", used, len(orders))
	}
	begun := make(map[string]bool)
	for _, c := range clients {
		c.mu.Lock()
		for id := range c.acked {
			if !orders[id] {
				t.Errorf("order %s was acknowledged and is lost", id)
			}
		}
		for id := range c.begun {
			begun[id] = true
		}
		c.mu.Unlock()
	}
	for id := range orders {
		if !begun[id] {
			t.Errorf("order %s is there and nobody placed it", id)
		}
	}
	return len(orders)
}

// Processes that are killed, or lose their connections, at any moment lose nothing that they acknowledged, and leave no half.
func TestS3_ClientsAreKilled(t *testing.T) {
	ctx := t.Context()
	s, dsn, schema := killWorld(t)
	draws := rand.New(rand.NewPCG(7, 7))
	p := pool(t, dsn)
	var all []*client
	running := make([]*client, 2)
	start := func(i int) {
		running[i] = startClient(t, dsn, schema, fmt.Sprint("c", len(all)))
		all = append(all, running[i])
		running[i].wait(t, 1)
	}
	start(0)
	start(1)
	ends, cuts := proof(4, 54, 1334), 0 // three in four of them by kill -9
	for n := range ends {
		i := draws.IntN(2)
		time.Sleep(time.Duration(draws.IntN(30000)) * time.Microsecond)
		if n%4 == 3 { // the server's side of it
			cuts += terminate(ctx, t, p)
			running[i].wait(t, 1)
			continue
		}
		running[i].kill()
		start(i)
	}
	for _, c := range running {
		c.kill()
	}
	there := recovered(t, s, all)
	acked := 0
	for _, c := range all {
		acked += c.count()
	}
	t.Logf("%d times killed, %d connections cut by the server: %d orders acknowledged, %d there", len(all), cuts, acked, there)
}

// terminate has the server end the connections that are in the middle of something, and returns how many.
func terminate(ctx context.Context, t *testing.T, p *pgxpool.Pool) (n int) {
	t.Helper()
	err := p.QueryRow(ctx, `select count(pg_terminate_backend(pid)) from pg_stat_activity
		where pid <> pg_backend_pid() and state in ('active', 'idle in transaction') and backend_type = 'client backend'`).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The server ends at once, recovers, and has all that was acknowledged; its clients go on under the same keys.
func TestS3_ServerCrashes(t *testing.T) {
	_, dsn, schema := killWorld(t)
	clients := []*client{startClient(t, dsn, schema, "a"), startClient(t, dsn, schema, "b")}
	for range proof(1, 6, 100) {
		for _, c := range clients {
			c.wait(t, 5)
		}
		if err := cluster.Crash(); err != nil {
			t.Fatal(err)
		}
		if err := cluster.Restart(); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range clients {
		c.wait(t, 2)
		c.kill()
	}
	if empty.pool != nil {
		empty.pool.Reset() // its connections are gone
	}
	again := openAt(t, dsn, postgres.InSchema(schema))
	there := recovered(t, again, clients)
	t.Logf("%d orders acknowledged, %d there", clients[0].count()+clients[1].count(), there)
}

// A process that commits piece by piece leaves halves when it is killed: so the tests above can fail.
func TestS3_WithoutTransactionHalvesStay(t *testing.T) {
	s, dsn, schema := killWorld(t)
	for try := range 20 {
		c := startClient(t, dsn, schema, fmt.Sprint("t", try), clientTorn+"=1")
		c.wait(t, 2)
		time.Sleep(time.Duration(try) * time.Millisecond)
		c.kill()
		if _, _, err := folded(t.Context(), s, plenty); err != nil {
			t.Logf("found after %d kills: %v", try+1, err)
			return
		}
	}
	t.Error("no half was left: the tests above prove nothing")
}
