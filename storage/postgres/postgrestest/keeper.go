package postgrestest

import (
	"io"
	"os/exec"
)

// keeping is what a keeper does: once nobody holds its input any more, it ends the server and removes all files.
const keeping = `trap "" INT TERM HUP
cat >/dev/null
kill -QUIT "$(head -n 1 "$0/data/postmaster.pid")" 2>/dev/null
until rm -rf "$0" 2>/dev/null; do sleep 0.1; done`

// keeper is a process that removes the cluster when this one has ended, however it does: interrupted, out of time, killed.
type keeper struct {
	process *exec.Cmd
	hold    io.Closer
}

func keep(dir string) (*keeper, error) {
	cmd := exec.Command("sh", "-c", keeping, dir)
	hold, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	return &keeper{cmd, hold}, cmd.Start()
}

// end lets the keeper remove the files now.
func (k *keeper) end() error {
	_ = k.hold.Close()
	return k.process.Wait()
}
