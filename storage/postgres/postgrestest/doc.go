// Package postgrestest starts a throw-away PostgreSQL server for tests, from the binaries that the machine has.
//
// [Main] is for a TestMain: it starts a cluster, runs the tests and removes it, whatever came of them. [New] is for one test,
// [Start] for all else.
// The server listens on a free port of the loopback interface and nowhere else, with a password of its own; its files are in a
// directory of their own, which goes with it. Where the tests run as root it runs as the user postgres, as it will not as root.
// Server and files go with the process that started them, however it ends: interrupted, out of time or killed.
//
// It commits as a server should (fsync is on), so that what was acknowledged is there after [Cluster.Crash] or a power cut.
// It looks for deadlocks after a tenth of the usual time, so that tests which provoke them are quick.
//
// [Cluster.Database] makes a database for one test. The server's binaries are looked for in PATH and where distributions have
// them; without any, Start returns [ErrNoBinaries].
package postgrestest
