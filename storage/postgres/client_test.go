package postgres_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// This binary is also the client that is killed: what it is to do is in its environment.
const (
	clientDSN    = "POSTGRES_TEST_CLIENT_DSN"
	clientSchema = "POSTGRES_TEST_CLIENT_SCHEMA"
	clientName   = "POSTGRES_TEST_CLIENT_NAME"
	clientTorn   = "POSTGRES_TEST_CLIENT_TORN"
)

// runClient places orders until it is killed, and says of each when it begins and when it is acknowledged.
func runClient() error {
	ctx := context.Background()
	s, err := postgres.Open(ctx, os.Getenv(clientDSN)+" pool_max_conns=3", postgres.InSchema(os.Getenv(clientSchema)))
	if err != nil {
		return err
	}
	var store storage.Store[pgx.Tx] = s
	if os.Getenv(clientTorn) != "" {
		other, err := postgres.Open(ctx, os.Getenv(clientDSN)+" pool_max_conns=3", postgres.InSchema(os.Getenv(clientSchema)))
		if err != nil {
			return err
		}
		store = torn{s, other}
	}
	desk := purchase.New(store, rules)
	for n := 0; ; n++ {
		id := fmt.Sprint(os.Getenv(clientName), "-", n)
		fmt.Println("begins", id)
		for {
			r, err := desk.Place(ctx, placing(id, "reg", 1))
			if err == nil && !r.Allowed() {
				return errors.New(r.String())
			}
			if err == nil {
				break
			}
			time.Sleep(5 * time.Millisecond) // the server is away; the key tells whether it was done
		}
		fmt.Println("done", id)
	}
}

// torn is the store without its transaction: what is written is committed piece by piece.
type torn struct {
	*postgres.Store
	apart *postgres.Store
}

func (s torn) alone(ctx context.Context, do func(ctx context.Context, tx pgx.Tx) error) error {
	time.Sleep(2 * time.Millisecond)
	return s.apart.Transact(ctx, do)
}

func (s torn) PutOrder(ctx context.Context, _ pgx.Tx, o storage.Order) error {
	return s.alone(ctx, func(ctx context.Context, tx pgx.Tx) error { return s.apart.PutOrder(ctx, tx, o) })
}

func (s torn) Post(ctx context.Context, _ pgx.Tx, p storage.Posting) error {
	return s.alone(ctx, func(ctx context.Context, tx pgx.Tx) error { return s.apart.Post(ctx, tx, p) })
}

// client is a process of another, and what it has said.
type client struct {
	cmd  *exec.Cmd
	read chan struct{} // closed when all it said was read

	mu    sync.Mutex
	begun map[string]bool
	acked map[string]bool
}

func startClient(t *testing.T, dsn, schema, name string, env ...string) *client {
	t.Helper()
	c := &client{
		cmd: exec.Command(os.Args[0]), read: make(chan struct{}), begun: make(map[string]bool), acked: make(map[string]bool),
	}
	c.cmd.Env = append(os.Environ(), append(env, clientDSN+"="+dsn, clientSchema+"="+schema, clientName+"="+name)...)
	c.cmd.Stderr = os.Stderr
	out, err := c.cmd.StdoutPipe()
	if err == nil {
		err = c.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.kill() })
	go func() {
		defer close(c.read)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			what, id, _ := strings.Cut(lines.Text(), " ")
			c.mu.Lock()
			if c.begun[id] = true; what == "done" {
				c.acked[id] = true
			}
			c.mu.Unlock()
		}
	}()
	return c
}

// count returns how many orders were acknowledged.
func (c *client) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.acked)
}

// wait waits until so many more were.
func (c *client) wait(t *testing.T, more int) {
	t.Helper()
	from := c.count()
	for end := time.Now().Add(60 * time.Second); c.count() < from+more; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the client acknowledges nothing any more, after %d orders", c.count())
		}
	}
}

// kill ends it as kill -9 does, and waits until it has.
func (c *client) kill() {
	_ = c.cmd.Process.Kill()
	<-c.read
	_ = c.cmd.Wait()
}
