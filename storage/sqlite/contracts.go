package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/record"
)

var (
	_ storage.Contracts[*sql.Tx]       = (*Store)(nil)
	_ storage.ContractHistory[*sql.Tx] = (*Store)(nil)
)

// contractTerms is a kind of terms, of which revisions may be missing.
const contractTerms = "contracts"

// forever is the revision at which nothing ends. What is asked for at the one before is present.
const forever = math.MaxInt64

// ContractRevision is that of [storage.Contracts].
func (s *Store) ContractRevision(ctx context.Context, tx *sql.Tx) (uint64, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return 0, err
	}
	r, err := w.present(contractTerms)
	return r.number, err
}

// ContractsOf is that of [storage.Contracts].
func (s *Store) ContractsOf(ctx context.Context, tx *sql.Tx, codes ...string) ([]contract.Contract, error) {
	return s.ContractsOfAt(ctx, tx, forever, codes...)
}

// ListContracts is that of [storage.Contracts].
func (s *Store) ListContracts(ctx context.Context, tx *sql.Tx, after string, limit int) ([]contract.Contract, error) {
	return s.ListContractsAt(ctx, tx, forever, after, limit)
}

// ContractsOfAt is that of [storage.ContractHistory].
func (s *Store) ContractsOfAt(
	ctx context.Context, tx *sql.Tx, revision uint64, codes ...string,
) (all []contract.Contract, err error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	// A statement has at most so many arguments.
	for some := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(codes))), 10_000) {
		var l listing
		l.among("code", some)
		found, err := w.contracts(revision, l.where[0]+" AND ", " ORDER BY code", l.args...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// ListContractsAt is that of [storage.ContractHistory].
func (s *Store) ListContractsAt(
	ctx context.Context, tx *sql.Tx, revision uint64, after string, limit int,
) ([]contract.Contract, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	some := fmt.Sprint(" ORDER BY code LIMIT ", storage.Page{Size: limit}.Limit())
	return w.contracts(revision, "code > ? AND ", some, after)
}

// contracts returns those that hold at a revision.
func (w work) contracts(revision uint64, where, rest string, args ...any) (all []contract.Contract, err error) {
	at := int64(min(revision, forever-1))
	err = w.each(func(rows *sql.Rows) error {
		var document sql.RawBytes
		if err := rows.Scan(&document); err != nil {
			return err
		}
		c, err := record.Unmarshal[contract.Contract](document)
		all = append(all, c)
		return err
	}, "SELECT document FROM {}contracts WHERE "+where+"since <= ? AND until > ?"+rest, append(args, at, at)...)
	return all, err
}

// ChangeContracts is that of [storage.Contracts]. What was there before is kept.
func (s *Store) ChangeContracts(ctx context.Context, tx *sql.Tx, c storage.ContractChanges) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	return w.whole(func() error {
		present, err := w.present(contractTerms)
		switch {
		case err != nil:
			return err
		case c.Since != present.number || c.Revision <= present.number:
			return fmt.Errorf("contracts: the revision is %d: %w", present.number, storage.ErrConflict)
		case c.Revision >= forever:
			return fmt.Errorf("contracts: revision %d is beyond what can be kept", c.Revision)
		}
		if err := contract.Check(c.Put, nil); err != nil {
			return err
		}
		if _, err := w.begin(contractTerms, c.Revision, false); err != nil {
			return err
		}
		if err := w.changeContracts(c); err != nil {
			return err
		}
		return w.tellContracts(c)
	})
}

func (w work) changeContracts(c storage.ContractChanges) error {
	end := func(code string) error {
		_, err := w.exec("UPDATE {}contracts SET until = ? WHERE code = ? AND until = ?", c.Revision, code, forever)
		return err
	}
	for _, code := range c.Drop {
		if err := end(code); err != nil {
			return err
		}
	}
	for i := range c.Put {
		document, err := record.Marshal(c.Put[i])
		if err == nil {
			err = end(c.Put[i].Code)
		}
		if err == nil {
			_, err = w.exec("INSERT INTO {}contracts (code, since, until, document) VALUES (?, ?, ?, ?)",
				c.Put[i].Code, c.Revision, forever, string(document))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tellContracts keeps the events of a change.
func (w work) tellContracts(c storage.ContractChanges) error {
	for i, e := range c.Events {
		kept := storage.ContractEvent{Event: e, Revision: c.Revision, Number: uint64(i) + 1}
		document, err := record.Marshal(kept)
		if err == nil {
			_, err = w.exec("INSERT INTO {}contract_events (id, contract, placed, document) VALUES (?, ?, ?, ?)",
				storage.ContractEventMark(kept).ID, e.Contract, micros(e.At), string(document))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ContractEvents is that of [storage.Contracts].
func (s *Store) ContractEvents(
	ctx context.Context, tx *sql.Tx, code string, p storage.Page,
) (all []storage.ContractEvent, err error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	var l listing
	l.is("contract", code)
	query, args := l.page("", "contract_events", p)
	err = w.each(func(rows *sql.Rows) error {
		var document sql.RawBytes
		if err := rows.Scan(&document); err != nil {
			return err
		}
		e, err := record.Unmarshal[storage.ContractEvent](document)
		all = append(all, e)
		return err
	}, query, args...)
	return all, err
}
