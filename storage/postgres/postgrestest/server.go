package postgrestest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// server is the process of a running one.
type server struct {
	process *os.Process
	log     string
	done    chan struct{} // closed when it has ended
}

// launch starts a server. A goroutine keeps the thread from which it was started: with that one it would end.
func launch(dir, path string, args ...string) (*server, error) {
	s := &server{log: filepath.Join(dir, "log"), done: make(chan struct{})}
	out, err := os.Create(s.log)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.SysProcAttr = dir, out, out, attributes()
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(s.done)
		err := errors.Join(cmd.Start(), out.Close())
		s.process = cmd.Process
		started <- err
		if err == nil {
			_ = cmd.Wait() // how it ended the log says
		}
	}()
	return s, <-started
}

// end sends a signal and waits until the server has ended.
func (s *server) end(how syscall.Signal) error {
	if err := s.process.Signal(how); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-s.done:
		return nil
	case <-time.After(patience):
		return fmt.Errorf("postgres did not end within %v: killed\n%s", patience, s.kill())
	}
}

// kill ends the server by force, and returns what it said.
func (s *server) kill() string {
	_ = s.process.Signal(syscall.SIGQUIT)
	select {
	case <-s.done:
	case <-time.After(10 * time.Second):
		_ = s.process.Kill()
		<-s.done
	}
	said, _ := os.ReadFile(s.log)
	return string(said)
}
