//go:build !linux

package postgrestest

import "syscall"

// attributes are the usual ones. PostgreSQL does not run as root, nor does this package make it another's here.
func attributes() *syscall.SysProcAttr { return nil }

func give(string) error { return nil }
