package postgrestest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// patience is how long a server may take to start or stop.
const patience = 60 * time.Second

// Cluster is a PostgreSQL server with files of its own. Make one with [Start].
type Cluster struct {
	dir, bin string
	password string
	port     int
	server   *server // nil while it does not run
	keeper   *keeper // nil once it is stopped
	made     atomic.Int64
}

// Start makes a cluster and starts its server. [ErrNoBinaries] says that there is none to be started.
func Start() (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "postgrestest")
	if err != nil {
		return nil, err
	}
	k, err := keep(dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	c := &Cluster{dir: dir, bin: bin, password: rand.Text(), keeper: k}
	if err := errors.Join(c.make(), c.Restart()); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

// make fills the directory.
func (c *Cluster) make() error {
	secret := filepath.Join(c.dir, "password")
	if err := os.WriteFile(secret, []byte(c.password), 0o600); err != nil {
		return err
	}
	if err := errors.Join(give(c.dir), give(secret)); err != nil {
		return err
	}
	initdb := exec.Command(filepath.Join(c.bin, "initdb"), "--pgdata", c.data(), "--username", "postgres", "--pwfile", secret,
		"--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync")
	initdb.Dir, initdb.SysProcAttr = c.dir, attributes()
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

// Restart starts the server again after [Cluster.Crash], on the same port, and waits until it has recovered.
func (c *Cluster) Restart() error {
	if c.server != nil {
		return errors.New("the server runs already")
	}
	for range 5 { // somebody may take the port that was free
		if c.port == 0 {
			port, err := freePort()
			if err != nil {
				return err
			}
			c.port = port
		}
		s, err := c.launch()
		if err != nil {
			return err
		}
		if err = c.ready(s); err == nil {
			c.server = s
			return nil
		}
		said := s.kill()
		if !strings.Contains(said, "could not bind") && !strings.Contains(said, "could not create any TCP/IP sockets") {
			return fmt.Errorf("starting postgres: %w\n%s", err, said)
		}
		c.port = 0
	}
	return errors.New("starting postgres: no port is free")
}

func (c *Cluster) launch() (*server, error) {
	return launch(c.dir, filepath.Join(c.bin, "postgres"), "-D", c.data(), "-c", fmt.Sprint("port=", c.port),
		"-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200",
		"-c", "deadlock_timeout=100ms", "-c", "log_min_messages=fatal")
}

// ready waits until the server answers.
func (c *Cluster) ready(s *server) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, c.DSN("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-s.done:
			return errors.New("it ended at once")
		case <-ctx.Done():
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// DSN returns how to connect to a database as the superuser. It stays the same for as long as the cluster is there.
func (c *Cluster) DSN(database string) string {
	return fmt.Sprintf("host=127.0.0.1 port=%d user=postgres password=%s dbname=%s sslmode=disable", c.port, c.password, database)
}

// Addr returns where the server listens: a host and a port.
func (c *Cluster) Addr() string { return fmt.Sprint("127.0.0.1:", c.port) }

// Database makes an empty database and returns how to connect to it.
func (c *Cluster) Database(ctx context.Context) (dsn string, err error) {
	conn, err := pgx.Connect(ctx, c.DSN("postgres"))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	name := fmt.Sprint("test_", c.made.Add(1))
	_, err = conn.Exec(ctx, "create database "+name)
	return c.DSN(name), err
}

// Crash ends the server at once, as pg_ctl stop -m immediate does: nothing is written any more, and the next start recovers.
func (c *Cluster) Crash() error { return c.end(syscall.SIGQUIT) }

// Stop ends the server and removes its files. To stop it again does nothing.
func (c *Cluster) Stop() error {
	var err error
	if c.server != nil {
		err = c.end(syscall.SIGINT)
	}
	if c.keeper != nil {
		err, c.keeper = errors.Join(err, c.keeper.end()), nil
	}
	return err
}

func (c *Cluster) end(how syscall.Signal) error {
	s := c.server
	if s == nil {
		return errors.New("the server does not run")
	}
	c.server = nil
	return s.end(how)
}

func freePort() (int, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}
