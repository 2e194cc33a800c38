package main

import (
	"os"
	"os/signal"
	"syscall"
)

// room is where the databases live while the program runs: a directory of our own, which is gone
// when the program ends, also where it is told to.
type room struct {
	dir      string
	postgres *cluster // nil where there is none
	told     chan os.Signal
}

func newRoom() (*room, error) {
	dir, err := os.MkdirTemp("", "bench-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(dir, 0o711); err != nil { // PostgreSQL goes through it as somebody else
		return nil, err
	}
	r := &room{dir: dir, told: make(chan os.Signal, 1)}
	signal.Notify(r.told, os.Interrupt, syscall.SIGTERM)
	go func() {
		if _, ok := <-r.told; ok {
			_ = r.clear()
			os.Exit(130)
		}
	}()
	return r, nil
}

func (r *room) close() error {
	signal.Stop(r.told)
	close(r.told)
	return r.clear()
}

func (r *room) clear() error {
	if r.postgres != nil {
		r.postgres.stop()
	}
	err := os.RemoveAll(r.dir)
	for range 3 { // SQLite may write while its file is removed
		if err != nil {
			err = os.RemoveAll(r.dir)
		}
	}
	return err
}
