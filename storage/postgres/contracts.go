package postgres

import (
	"context"
	"fmt"
	"math"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

var (
	_ storage.Contracts[pgx.Tx]       = (*Store)(nil)
	_ storage.ContractHistory[pgx.Tx] = (*Store)(nil)
)

// present contracts, and those of a revision.
const (
	presentContracts = "select doc from {contracts} where until is null and "
	formerContracts  = "select doc from {contracts} where since <= $3 and (until is null or until > $3) and "
)

// ContractRevision is that of [storage.Contracts].
func (s *Store) ContractRevision(ctx context.Context, tx pgx.Tx) (uint64, error) {
	if err := s.check(ctx, tx); err != nil {
		return 0, err
	}
	var revision int64
	_, err := s.one(ctx, tx, []any{&revision}, "select revision from {contract_revision}")
	return uint64(revision), err
}

// ContractsOf is that of [storage.Contracts].
func (s *Store) ContractsOf(ctx context.Context, tx pgx.Tx, codes ...string) ([]contract.Contract, error) {
	return documents[contract.Contract](ctx, s, tx, presentContracts+"code = any($1) order by code", bytesOf(codes))
}

// ListContracts is that of [storage.Contracts].
func (s *Store) ListContracts(ctx context.Context, tx pgx.Tx, after string, limit int) ([]contract.Contract, error) {
	return documents[contract.Contract](ctx, s, tx, presentContracts+"code > $1 order by code limit $2",
		[]byte(after), storage.Page{Size: limit}.Limit())
}

// ContractsOfAt is that of [storage.ContractHistory].
func (s *Store) ContractsOfAt(
	ctx context.Context, tx pgx.Tx, revision uint64, codes ...string,
) ([]contract.Contract, error) {
	return documents[contract.Contract](ctx, s, tx, formerContracts+"code = any($1) order by code limit $2",
		bytesOf(codes), len(codes), int64(min(revision, math.MaxInt64)))
}

// ListContractsAt is that of [storage.ContractHistory].
func (s *Store) ListContractsAt(
	ctx context.Context, tx pgx.Tx, revision uint64, after string, limit int,
) ([]contract.Contract, error) {
	return documents[contract.Contract](ctx, s, tx, formerContracts+"code > $1 order by code limit $2",
		[]byte(after), storage.Page{Size: limit}.Limit(), int64(min(revision, math.MaxInt64)))
}

// ChangeContracts is that of [storage.Contracts]. What was there before is kept.
func (s *Store) ChangeContracts(ctx context.Context, tx pgx.Tx, c storage.ContractChanges) error {
	present, err := s.ContractRevision(ctx, tx)
	switch {
	case err != nil:
		return err
	case c.Since != present || c.Revision <= present:
		return behindContracts(present)
	case c.Revision > math.MaxInt64:
		return fmt.Errorf("contracts: revision %d is beyond what can be kept", c.Revision)
	}
	if err := contract.Check(c.Put, nil); err != nil {
		return err
	}
	return s.entirely(ctx, tx, func(tx pgx.Tx) error {
		if err := s.advanceContracts(ctx, tx, c); err != nil {
			return err
		}
		if err := s.writeContracts(ctx, tx, c); err != nil {
			return err
		}
		return s.tellContracts(ctx, tx, c)
	})
}

func behindContracts(present uint64) error {
	return fmt.Errorf("contracts: the revision is %d: %w", present, storage.ErrConflict)
}

// advanceContracts makes the revision the present one, or returns ErrConflict where somebody else has made another. It waits
// for who is doing so.
func (s *Store) advanceContracts(ctx context.Context, tx pgx.Tx, c storage.ContractChanges) error {
	statement, args := "insert into {contract_revision} (one, revision) values (true, $1) on conflict do nothing", []any{c.Revision}
	if c.Since > 0 {
		statement, args = "update {contract_revision} set revision = $1 where revision = $2", append(args, c.Since)
	}
	n, err := s.exec(ctx, tx, statement, args...)
	if err == nil && n == 0 {
		err = behindContracts(c.Since)
	}
	return err
}

func (s *Store) writeContracts(ctx context.Context, tx pgx.Tx, c storage.ContractChanges) error {
	codes, docs := make([]string, len(c.Put)), make([][]byte, len(c.Put))
	for i := range c.Put {
		doc, err := record.Marshal(c.Put[i])
		if err != nil {
			return err
		}
		codes[i], docs[i] = c.Put[i].Code, doc
	}
	_, err := s.exec(ctx, tx, "update {contracts} set until = $1 where until is null and (code = any($2) or code = any($3))",
		c.Revision, bytesOf(c.Drop), bytesOf(codes))
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, tx, `insert into {contracts} (code, since, doc)
		select code, $1, doc from unnest($2::bytea[], $3::bytea[]) as c (code, doc)`, c.Revision, bytesOf(codes), docs)
	return err
}

// tellContracts keeps the events of a change.
func (s *Store) tellContracts(ctx context.Context, tx pgx.Tx, c storage.ContractChanges) error {
	n := len(c.Events)
	ids, codes, placed, docs := make([][]byte, n), make([][]byte, n), make([]int64, n), make([][]byte, n)
	for i, e := range c.Events {
		kept := storage.KeptContractEvent(storage.ContractEvent{Event: e, Revision: c.Revision, Number: uint64(i) + 1})
		doc, err := record.Marshal(kept)
		if err != nil {
			return err
		}
		ids[i], codes[i] = []byte(storage.ContractEventMark(kept).ID), []byte(e.Contract)
		placed[i], docs[i] = micros(kept.At), doc
	}
	_, err := s.exec(ctx, tx, `insert into {contract_events} (id, contract, placed, doc)
		select id, contract, placed, doc from unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[]) as e (id, contract, placed, doc)`,
		ids, codes, placed, docs)
	return err
}

// ContractEvents is that of [storage.Contracts].
func (s *Store) ContractEvents(
	ctx context.Context, tx pgx.Tx, code string, p storage.Page,
) ([]storage.ContractEvent, error) {
	in := list{table: "{contract_events}", id: "id"}
	if code != "" {
		in.with("contract = ?", []byte(code))
	}
	statement, args := in.page(p)
	return documents[storage.ContractEvent](ctx, s, tx, statement, args...)
}
