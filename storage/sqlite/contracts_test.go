package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// A store that was made before there were contracts gets their tables, and all that it held stays; what is put into them is
// there when the store is opened again.
func TestS7_ContractsComeToAnOlderStore(t *testing.T) {
	path := started(t, "1000")
	s := reopen(t, path)
	before := dump(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, path, append(oneSource(), "DROP TABLE tradeterms_contracts", "DROP TABLE tradeterms_contract_events",
		"DROP TABLE tradeterms_stages", "UPDATE tradeterms_schema SET version = 2")...)
	s = reopen(t, path)
	if after := dump(t, s); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
	deal := contract.Contract{Code: "deal", Currency: money.GBP}
	err := s.Transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		return errors.Join(
			s.ChangeContracts(ctx, tx, storage.ContractChanges{Revision: 2, Put: []contract.Contract{deal}}),
			s.PutStage(ctx, tx, storage.ContractStage{ID: "stage", Stage: contract.Stage{Base: []contract.Contract{deal}}}),
		)
	})
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, path)
	err = s.View(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		revision, err := s.ContractRevision(ctx, tx)
		found, bad := s.ListContracts(ctx, tx, "", 0)
		stage, none := s.Stage(ctx, tx, "stage")
		if revision != 2 || len(found) != 1 || found[0].Code != "deal" || stage.Version != 1 || len(stage.Base) != 1 {
			t.Errorf("revision %d: %+v, %+v", revision, found, stage)
		}
		return errors.Join(err, bad, none)
	})
	if err != nil {
		t.Error(err)
	}
}
