// Package sqlite keeps all that package storage asks for in a database of SQLite.
package sqlite
