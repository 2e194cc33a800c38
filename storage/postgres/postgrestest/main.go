package postgrestest

import (
	"errors"
	"fmt"
	"os"
	"testing"
)

// Main is all that a TestMain does that gives its tests a cluster:
//
//	var cluster *postgrestest.Cluster
//
//	func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m, &cluster)) }
//
// It starts one, runs the tests and whatever is to be done after them, removes the cluster, and returns what the process ends
// with. Without binaries, into stays nil and the tests run all the same, each skipping what it cannot do ([Need]); where
// TRADETERMS_PROOF or CI is set, that is a failure.
func Main(m *testing.M, into **Cluster, after ...func() error) int {
	c, err := Start()
	switch {
	case errors.Is(err, ErrNoBinaries) && !required():
		fmt.Fprintln(os.Stderr, "skipping what needs a database:", err)
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		return 1
	default:
		*into = c
	}
	code := 1
	defer func() { // also where a test ends this goroutine
		if c != nil {
			_ = c.Stop()
		}
	}()
	code = m.Run()
	if c != nil {
		err = c.Stop()
		c = nil
	} else {
		err = nil
	}
	for _, do := range after {
		err = errors.Join(err, do())
	}
	if err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	return code
}

// required reports whether nothing may be skipped.
func required() bool { return os.Getenv("CI") != "" || os.Getenv("TRADETERMS_PROOF") != "" }

// Need skips a test where there is no cluster.
func Need(t testing.TB, c *Cluster) *Cluster {
	t.Helper()
	if c == nil {
		t.Skip(ErrNoBinaries)
	}
	return c
}

// New is [Start] for one test, which stops the cluster when it ends. Without binaries the test is skipped; where
// TRADETERMS_PROOF or CI is set, it fails.
func New(t testing.TB) *Cluster {
	t.Helper()
	c, err := Start()
	switch {
	case errors.Is(err, ErrNoBinaries) && !required():
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Error(err)
		}
	})
	return c
}
