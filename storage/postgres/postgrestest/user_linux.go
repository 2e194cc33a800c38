package postgrestest

import (
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// attributes make a process that is not root's, is not reached by an interrupt from the keyboard, and ends with this one.
func attributes() *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGQUIT}
	if uid, gid, other := serverUser(); other {
		a.Credential = &syscall.Credential{Uid: uid, Gid: gid}
	}
	return a
}

// give makes a file that of who runs the server.
func give(path string) error {
	if uid, gid, other := serverUser(); other {
		return os.Chown(path, int(uid), int(gid))
	}
	return nil
}

// serverUser returns who runs the server if it is not who runs this process.
func serverUser() (uid, gid uint32, other bool) {
	if os.Geteuid() != 0 {
		return 0, 0, false
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		if who, err = user.Lookup("nobody"); err != nil {
			return 0, 0, false
		}
	}
	u, errU := strconv.ParseUint(who.Uid, 10, 32)
	g, errG := strconv.ParseUint(who.Gid, 10, 32)
	return uint32(u), uint32(g), errU == nil && errG == nil
}
