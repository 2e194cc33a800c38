package postgrestest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

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
	c, err := postgrestest.Start()
	if errors.Is(err, postgrestest.ErrNoBinaries) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Stop() }()
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
