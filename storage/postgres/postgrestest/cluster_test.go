package postgrestest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage/postgres/postgrestest"
)

// A cluster keeps what was committed over a crash, keeps its address, and leaves nothing behind.
func TestClusterCrashesRecoversAndGoes(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	t.Setenv("TMPDIR", dir)
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil { // the server's user goes through it
		t.Fatal(err)
	}
	c := postgrestest.New(t)
	dsn, err := c.Database(ctx)
	if err != nil {
		t.Fatal(err)
	}
	exec(t, dsn, "create table t (n integer); insert into t values (1)")
	crashAndRecover(t, c)
	exec(t, dsn, "select 1/count(*) from t")
	for range 2 {
		if err := c.Stop(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v stays, %v", left, err)
	}
	if conn, err := pgx.Connect(ctx, dsn); err == nil {
		_ = conn.Close(ctx)
		t.Error("it still answers")
	}
}

// victim is set in a process that starts a cluster, says so, and waits for its end.
const victim = "POSTGRESTEST_VICTIM"

func TestVictim(t *testing.T) {
	if os.Getenv(victim) == "" {
		return // it is for the process that the next test ends
	}
	fmt.Println(postgrestest.New(t).DSN("postgres"))
	select {}
}

// Nothing stays of a cluster whose process ends without a chance to stop it, and nobody is left running.
func TestNothingStaysOfAProcessThatIsEnded(t *testing.T) {
	for _, how := range []os.Signal{os.Interrupt, os.Kill} {
		dir := t.TempDir()
		if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil { // the server's user goes through it
			t.Fatal(err)
		}
		dsn := ended(t, dir, how)
		left, err := os.ReadDir(dir)
		for begin := time.Now(); len(left) > 0 && time.Since(begin) < 20*time.Second; left, err = os.ReadDir(dir) {
			time.Sleep(20 * time.Millisecond)
		}
		if err != nil || len(left) > 0 {
			t.Errorf("%v: %v stays, %v", how, left, err)
		}
		if conn, err := pgx.Connect(t.Context(), dsn); err == nil {
			_ = conn.Close(t.Context())
			t.Errorf("%v: it still answers", how)
		}
	}
}

// ended runs a process until its cluster is there, ends it, and returns where the cluster was.
func ended(t *testing.T, dir string, how os.Signal) (dsn string) {
	t.Helper()
	cmd := osexec.Command(os.Args[0], "-test.run", "^TestVictim$")
	cmd.Env = append(os.Environ(), victim+"=1", "TMPDIR="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	dsn, err = bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(dsn, "host=") {
		if gone := cmd.Wait(); gone != nil {
			t.Fatal(dsn, err, gone)
		}
		t.Skip("no cluster was started")
	}
	if err := cmd.Process.Signal(how); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // with the signal
	return strings.TrimSpace(dsn)
}

func crashAndRecover(t *testing.T, c *postgrestest.Cluster) {
	t.Helper()
	if err := c.Restart(); err == nil {
		t.Error("a server that runs is started again")
	}
	if err := c.Crash(); err != nil {
		t.Fatal(err)
	}
	if err := c.Crash(); err == nil {
		t.Error("a server that does not run is crashed again")
	}
	if err := c.Restart(); err != nil {
		t.Fatal(err)
	}
}

func exec(t *testing.T, dsn, statement string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	_, err = conn.Exec(t.Context(), statement)
	if err := errors.Join(err, conn.Close(context.Background())); err != nil {
		t.Fatal(err)
	}
}

// A test with a cluster of its own.
func ExampleStart() {
	c, err := postgrestest.Start()
	switch {
	case errors.Is(err, postgrestest.ErrNoBinaries): // PostgreSQL is not installed
	case err != nil:
		fmt.Println(err)
		return
	default:
		defer c.Stop()
	}
	fmt.Println("ready")
	// Output: ready
}
