package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// What a child process is told by its environment: the file, what the ids of its orders begin with, at which statement of
// which order it kills itself, and whether it goes without transactions.
const (
	envFile  = "TRADETERMS_CHILD"
	envStem  = "TRADETERMS_CHILD_STEM"
	envKill  = "TRADETERMS_CHILD_KILL"
	envLoose = "TRADETERMS_CHILD_LOOSE"
)

// child places orders until it is killed, if the process is one, and tells of each before and after.
func child() {
	path := os.Getenv(envFile)
	if path == "" {
		return
	}
	kill, err := strconv.Atoi(os.Getenv(envKill))
	if err != nil {
		kill = 0
	}
	at, armed := 0, false
	die := func(n int) error {
		if armed && n == kill {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
		return nil
	}
	p := &tap{loose: os.Getenv(envLoose) != ""}
	p.before = func(string) error { at++; return die(2 * at) }
	p.after = func(string) error { return die(2*at + 1) }
	db := sql.OpenDB(&connector{p, sqlite.DSN(path)})
	ctx := context.Background()
	store, err := sqlite.New(ctx, db)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	desk := purchase.New(store, purchase.Rules{})
	for n := 1; ; n++ {
		if order := os.Getenv(envStem) + strconv.Itoa(n); n > 1 || kill == 0 {
			fmt.Println("try", order)
			armed, at = kill > 0, 0
			r, err := desk.Place(ctx, place(order, "reg", 1))
			switch {
			case err != nil:
				fmt.Println("error", err)
				os.Exit(1)
			case r.Code == purchase.RefusedBudget:
				fmt.Println("full", order)
				os.Exit(0)
			case !r.Allowed():
				fmt.Println("error", r)
				os.Exit(1)
			}
			fmt.Println("done", order)
			if kill > 0 && n > 2 {
				os.Exit(0) // there is no such statement
			}
		}
	}
}

// spawn starts a child; what it tells is read to its end by collect.
func spawn(t *testing.T, env ...string) (*exec.Cmd, io.Reader) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Env, c.Stderr = append(os.Environ(), env...), os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return c, out
}

// collect notes what a child has tried and what was acknowledged, and returns when it has ended, and whether it was killed.
// With the first acknowledgement it calls first, if that is not nil.
func collect(t *testing.T, c *exec.Cmd, out io.Reader, tried, done map[string]bool, first func()) (killed bool) {
	t.Helper()
	for in := bufio.NewScanner(out); in.Scan(); {
		what, order, _ := strings.Cut(in.Text(), " ")
		switch what {
		case "try":
			tried[order] = true
		case "done":
			done[order] = true
			if first != nil {
				first()
				first = nil
			}
		case "full":
			delete(tried, order)
		default:
			t.Errorf("the child says %s", in.Text())
		}
	}
	_ = c.Wait()
	return c.ProcessState.ExitCode() < 0
}

// recovered checks a database after a kill (S3): acked ⊆ recovered ⊆ acked ∪ in flight, and all of it whole.
func recovered(t *testing.T, path string, tried, done map[string]bool) error {
	t.Helper()
	db, err := sql.Open("sqlite", sqlite.DSN(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Fatalf("the file: %s %v", verdict, err)
	}
	s, err := sqlite.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ids, wrong := whole(t, s)
	for order := range done {
		if !slices.Contains(ids, order) {
			wrong = errors.Join(wrong, fmt.Errorf("order %s was acknowledged and is lost", order))
		}
	}
	for _, order := range ids {
		if !tried[order] {
			wrong = errors.Join(wrong, fmt.Errorf("nobody has placed order %s", order))
		}
	}
	return wrong
}

// started returns a database with a world in it.
func started(t *testing.T, limit string) string {
	t.Helper()
	path := file(t)
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(fill(s, limit), s.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestS3_KilledAtRandom(t *testing.T) {
	path := started(t, "900000000")
	tried, done := map[string]bool{}, map[string]bool{}
	r := rand.New(rand.NewPCG(3, 3))
	for n := range proof(5, 60, 1000) {
		c, out := spawn(t, envFile+"="+path, envStem+"="+fmt.Sprint(n, "-"))
		collect(t, c, out, tried, done, func() {
			time.AfterFunc(time.Duration(r.IntN(120_000))*time.Microsecond, func() { _ = c.Process.Kill() })
		})
		if err := recovered(t, path, tried, done); err != nil {
			t.Fatalf("kill %d: %v", n, err)
		}
	}
	t.Logf("%d kills, %d orders acknowledged, %d in flight, none lost", proof(5, 60, 1000), len(done), len(tried)-len(done))
	if len(done) < proof(5, 60, 1000) {
		t.Errorf("too few orders")
	}
}

// killedAt kills a child before or after each statement of placing an order, and returns how many there were and what was
// wrong.
func killedAt(t *testing.T, step int, env ...string) (kills int, wrong []string) {
	for kill := 2; ; kill += step {
		path := started(t, "900000000")
		tried, done := map[string]bool{}, map[string]bool{}
		c, out := spawn(t, append(env, envFile+"="+path, envStem+"=o", envKill+"="+strconv.Itoa(kill))...)
		if !collect(t, c, out, tried, done, nil) {
			return kills, wrong // past the last statement
		}
		kills++
		if err := recovered(t, path, tried, done); err != nil {
			wrong = append(wrong, fmt.Sprint("at ", kill, ": ", err))
		}
	}
}

func TestS3_KilledAtEveryStatement(t *testing.T) {
	kills, wrong := killedAt(t, proof(13, 1, 1))
	if len(wrong) > 0 || kills < 3 {
		t.Errorf("%d kills: %v", kills, wrong)
	}
	t.Logf("%d kills before and after statements, all whole", kills)
}

// Without transactions it is not.
func TestS3_KilledAtEveryStatementWithoutTransactions(t *testing.T) {
	kills, wrong := killedAt(t, proof(5, 2, 1), envLoose+"=1")
	if len(wrong) == 0 {
		t.Errorf("%d kills, and nothing is broken", kills)
	}
	t.Logf("%d of %d kills leave something broken, such as %s", len(wrong), kills, wrong[:min(1, len(wrong))])
}

// Processes that share a file share its budgets: exactly the limit is spent.
func TestBUD6_SeveralProcesses(t *testing.T) {
	const limit = 60
	path := started(t, strconv.Itoa(100*limit))
	tried, done := map[string]bool{}, map[string]bool{}
	var children []*exec.Cmd
	var outs []io.Reader
	for n := range 4 {
		c, out := spawn(t, envFile+"="+path, envStem+"="+fmt.Sprint(n, "-"))
		children, outs = append(children, c), append(outs, out)
	}
	for n, c := range children {
		collect(t, c, outs[n], tried, done, nil)
	}
	if err := recovered(t, path, tried, done); err != nil {
		t.Error(err)
	}
	if len(done) != limit {
		t.Errorf("%d orders were placed, the limit is %d", len(done), limit)
	}
}
