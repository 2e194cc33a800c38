package postgres

import (
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Option is a choice for [Open], [New] and [Migrate]. A nil one chooses nothing.
type Option func(*settings)

type settings struct {
	schema, prefix string
	unmigrated     bool
}

// InSchema names the PostgreSQL schema of the store's tables, which is created where there is none. Without it, it is
// "tradeterms".
func InSchema(name string) Option { return func(s *settings) { s.schema = name } }

// WithPrefix begins the name of each of the store's tables, so that they can live beside others in one schema.
func WithPrefix(prefix string) Option { return func(s *settings) { s.prefix = prefix } }

// WithoutMigration leaves the tables as they are, for a store that is opened by a role that may not change them. Tables that
// are not of this version are then refused ([ErrSchema]); [Migrate] brings them up to date.
func WithoutMigration() Option { return func(s *settings) { s.unmigrated = true } }

// longest is how long the store's own names get, longest PostgreSQL's.
const (
	longestOwn  = len("price_names_kind_code_key")
	longestName = 63
)

func settle(options []Option) (settings, error) {
	s := settings{schema: "tradeterms"}
	for _, choose := range options {
		if choose != nil {
			choose(&s)
		}
	}
	switch {
	case s.schema == "" || len(s.schema) > longestName || strings.Contains(s.schema, "\x00"):
		return s, fmt.Errorf("schema %q: name one of at most %d bytes", s.schema, longestName)
	case len(s.prefix) > longestName-longestOwn || strings.Contains(s.prefix, "\x00"):
		return s, fmt.Errorf("prefix %q: choose one of at most %d bytes", s.prefix, longestName-longestOwn)
	}
	return s, nil
}

// tables are the store's own, as the texts of statements name them in braces.
var tables = []string{
	"schema_version", "locks", "requests", "orders", "substitutes", "agenda", "messages", "usages", "entries",
	"revisions", "facts", "price_names", "price_lists", "price_rows",
	"contract_revision", "contracts", "contract_events", "stages",
}

// names returns what puts quoted names in place of those in braces.
func (s settings) names() *strings.Replacer {
	pairs := []string{"{schema}", pgx.Identifier{s.schema}.Sanitize()}
	for _, table := range tables {
		pairs = append(pairs, "{"+table+"}", pgx.Identifier{s.schema, s.prefix + table}.Sanitize())
	}
	return strings.NewReplacer(pairs...)
}
