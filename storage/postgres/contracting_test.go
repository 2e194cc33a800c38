package postgres_test

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/postgres"
)

// Tables of a version without contracts get them, and keep what they have.
func TestS7_ContractsComeToOlderTables(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	p, schema := pool(t, lazy(cluster.DSN("postgres"))), freshSchema()
	if err := postgres.MigrateTo(ctx, p, 3, postgres.InSchema(schema)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Exec(ctx, `insert into `+schema+`.requests (ord, version, account, state, placed, doc)
		values ('4711', 1, '', 'pending', 0, '{"order":"4711","version":1,"state":"pending"}')`); err != nil {
		t.Fatal(err)
	}
	s, err := postgres.New(ctx, p, postgres.InSchema(schema))
	if err != nil {
		t.Fatal(err)
	}
	deal := contract.Contract{Code: "deal", Currency: money.GBP}
	err = s.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		return errors.Join(
			s.ChangeContracts(ctx, tx, storage.ContractChanges{Revision: 2, Put: []contract.Contract{deal}}),
			s.PutStage(ctx, tx, storage.ContractStage{ID: "stage", Stage: contract.Stage{Base: []contract.Contract{deal}}}),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, kept := s.Request(ctx, tx, "4711")
		revision, err := s.ContractRevision(ctx, tx)
		found, bad := s.ListContracts(ctx, tx, "", 0)
		stage, none := s.Stage(ctx, tx, "stage")
		if revision != 2 || len(found) != 1 || found[0].Code != "deal" || stage.Version != 1 || len(stage.Base) != 1 {
			t.Errorf("revision %d: %+v, %+v", revision, found, stage)
		}
		return errors.Join(kept, err, bad, none)
	})
	if err != nil {
		t.Error(err)
	}
}

// In a host's transaction that goes on after a conflict, nothing of the change stays.
func TestS3_ContractsInTheHostsTransaction(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	s := open(t)
	deal := storage.ContractChanges{Revision: 1, Put: []contract.Contract{{Code: "deal", Currency: money.GBP}}}
	if err := s.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error { return s.ChangeContracts(ctx, tx, deal) }); err != nil {
		t.Fatal(err)
	}
	err := s.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		behind := deal
		behind.Put, behind.Events = []contract.Contract{{Code: "other", Currency: money.GBP}}, []contract.Event{{Contract: "other"}}
		unheard := storage.ContractChanges{Since: 1, Revision: 2, Put: behind.Put, Events: []contract.Event{{Kind: 99, Contract: "other"}}}
		if err := s.ChangeContracts(ctx, tx, behind); !errors.Is(err, storage.ErrConflict) {
			t.Errorf("behind: %v", err)
		}
		if err := s.ChangeContracts(ctx, tx, unheard); err == nil {
			t.Error("an event of a kind that does not exist is kept")
		}
		revision, err := s.ContractRevision(ctx, tx)
		found, bad := s.ListContracts(ctx, tx, "", 0)
		events, none := s.ContractEvents(ctx, tx, "", storage.Page{})
		if revision != 1 || len(found) != 1 || len(events) != 0 {
			t.Errorf("revision %d, %+v, %+v", revision, found, events)
		}
		return errors.Join(err, bad, none)
	})
	if err != nil {
		t.Error(err)
	}
}
