package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// errNoPostgres says that PostgreSQL takes no part here.
var errNoPostgres = errors.New("no binaries of PostgreSQL here")

// ready is what the last line of postmaster.pid says once connections are taken.
var ready = regexp.MustCompile(`(?m)^ready\s*$`)

// cluster is a PostgreSQL of our own. It listens on a socket in its
// own directory and nowhere else.
type cluster struct {
	dir    string
	server *exec.Cmd
	url    string
}

// startCluster puts a cluster into the room, which clears it away.
func startCluster(in *room) error {
	initdb, postgres := binary("initdb"), binary("postgres")
	if initdb == "" || postgres == "" {
		return errNoPostgres
	}
	dir, err := os.MkdirTemp(in.dir, "postgres-") // a socket's path must be short
	if err != nil {
		return err
	}
	in.postgres = &cluster{dir: dir, url: "host=" + dir + " user=bench dbname=postgres sslmode=disable"}
	return in.postgres.start(initdb, postgres)
}

// binary finds a program of PostgreSQL, "" where there is none.
func binary(name string) string {
	if path, err := exec.LookPath(name); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return path
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(found) == 0 {
		return ""
	}
	return slices.Max(found)
}

func (c *cluster) start(initdb, postgres string) error {
	as, err := servant()
	if err != nil {
		return err
	}
	if as != nil {
		if err := os.Chown(c.dir, int(as.Credential.Uid), int(as.Credential.Gid)); err != nil {
			return err
		}
	}
	data := filepath.Join(c.dir, "data")
	initialise := exec.Command(initdb, "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	initialise.SysProcAttr, initialise.Dir = as, c.dir
	if out, err := initialise.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	c.server = exec.Command(postgres, "-D", data, "-k", c.dir, "-c", "listen_addresses=",
		"-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB", "-c", "jit=off",
		"-c", "max_parallel_workers=0") // one core for each peer
	c.server.SysProcAttr, c.server.Dir = as, c.dir
	if err := c.server.Start(); err != nil {
		return err
	}
	return c.await()
}

// await waits until the server takes connections: until its socket and a line in its own file say so.
func (c *cluster) await() error {
	for range 300 {
		status, _ := os.ReadFile(filepath.Join(c.dir, "data", "postmaster.pid"))
		if ready.Match(status) {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("PostgreSQL did not start within 15 seconds")
}

// servant is whom PostgreSQL runs as where we are root, which it refuses to be.
func servant() (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is nobody else")
}

func (c *cluster) stop() {
	if c.server != nil && c.server.Process != nil {
		_ = c.server.Process.Signal(syscall.SIGQUIT) // what it holds is thrown away
		_ = c.server.Wait()
	}
}
