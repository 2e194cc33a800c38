package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/pricebook"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// shop is a store that terms are imported into and priced from.
type shop[T any] interface {
	storage.Transactor[T]
	storage.Accounts[T]
	storage.Prices[T]
	storage.PriceLoader[T]
	Close() error
}

// source says where a store is: memory, sqlite:FILE or postgres:DSN, or a URL of PostgreSQL.
type source struct{ kind, where string }

func parseSource(text string) (source, error) {
	kind, where, _ := strings.Cut(text, ":")
	switch {
	case text == "", text == "memory", kind == "sqlite" && where != "":
		return source{kind, where}, nil
	case (kind == "postgres" || kind == "postgresql") && strings.HasPrefix(where, "//"): // a URL, as it is
		return source{"postgres", text}, nil
	case kind == "postgres" && where != "":
		return source{kind, where}, nil
	}
	return source{}, fmt.Errorf("-store %q: say memory, sqlite:FILE or postgres:DSN", kind)
}

// imported puts the terms of a folder into the store, unless it has prices already, and returns the accounts and prices that
// the store has, and a note on it. Without a store these are the terms of the folder.
func (s source) imported(ctx context.Context, from importer) (terms *exchange.Terms, note string, err error) {
	switch s.kind {
	case "memory":
		terms, note, err = through(ctx, memory.New(), from)
		return terms, "the memory store: " + note, err
	case "sqlite":
		store, err := sqlite.Open(ctx, s.where)
		if err != nil {
			return nil, "", fmt.Errorf("-store: %w", err)
		}
		terms, note, err = through(ctx, store, from)
		return terms, s.where + ": " + note, err
	case "postgres":
		store, err := postgres.Open(ctx, s.where)
		if err != nil {
			return nil, "", fmt.Errorf("-store: %w", err)
		}
		terms, note, err = through(ctx, store, from)
		return terms, "PostgreSQL: " + note, err
	}
	return from.terms, "", nil
}

// through takes terms through a store, and closes it.
func through[T any](ctx context.Context, s shop[T], from importer) (*exchange.Terms, string, error) {
	begin := time.Now()
	terms := *from.terms
	note, err := fill(ctx, s, from)
	if err == nil {
		err = take(ctx, s, &terms)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return nil, "", fmt.Errorf("-store: %w", err)
	}
	ready := time.Since(begin).Round(time.Millisecond)
	return &terms, fmt.Sprintf("revision %d, %s, ready in %v", terms.Book.Revision(), note, ready), nil
}

// fill puts terms into a store that has none.
func fill[T any](ctx context.Context, s shop[T], from importer) (note string, err error) {
	err = s.Transact(ctx, func(ctx context.Context, tx T) error {
		note = "imported before"
		_, err := s.Book(ctx, tx)
		if !errors.Is(err, storage.ErrNotFound) {
			return err
		}
		note = count(from.terms.Summary.Rows()) + " rows imported"
		return put(ctx, s, tx, from)
	})
	return note, err
}

// take takes accounts and prices from a store.
func take[T any](ctx context.Context, s shop[T], terms *exchange.Terms) error {
	prices, err := pricebook.Open(ctx, s)
	if err != nil {
		return err
	}
	terms.Book = prices.Book()
	return storage.View(ctx, s, func(ctx context.Context, tx T) (err error) {
		terms.Graph, err = s.Graph(ctx, tx)
		return err
	})
}

// put puts accounts and prices into a store that has none.
func put[T any](ctx context.Context, s shop[T], tx T, from importer) error {
	g, err := s.Graph(ctx, tx)
	if err != nil {
		return err
	}
	accounts := from.terms.Graph.Data()
	err = s.ChangeAccounts(ctx, tx, account.Changes{
		Revision: g.Revision() + 1, Application: &accounts.Application, PutGroups: accounts.Groups, Put: accounts.Accounts,
	})
	if err != nil {
		return err
	}
	return s.LoadPrices(ctx, tx, from.data(), from.rows)
}
