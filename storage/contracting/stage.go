package contracting

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage"
)

// Staging is a stage, and what came of what was asked of it. Who may look at whose stage, and drop it, is the host's to say;
// each edit is judged by the rights of who stages it, and of who publishes.
type Staging struct {
	// Stage is as it is kept now; where it is published or dropped, as it was.
	Stage storage.ContractStage
	// Outcome has the decision and, where it allows, what publishing changes, or would.
	Outcome contract.Outcome
	// Changed is, for [Desk.Rebase], what somebody else changed since it was staged.
	Changed []contract.Difference
}

// Stage adds the edits of a command to the stage of an id, or begins one, which is then the session's principal's
// ([contract.Rules.Stage]). Refused, it stays as it was.
func (d *Desk[T]) Stage(ctx context.Context, id string, c contract.Command) (Staging, error) {
	if err := account.CheckID(id); err != nil {
		return Staging{}, fmt.Errorf("stage: %w", err)
	}
	return transact(ctx, d, func(ctx context.Context, tx T) (Staging, error) {
		kept, err := d.store.Stage(ctx, tx, id)
		if errors.Is(err, storage.ErrNotFound) {
			kept, err = storage.ContractStage{ID: id, User: c.Session.Principal}, nil
		}
		if err != nil {
			return Staging{}, err
		}
		now, err := d.read(ctx, tx, append(kept.Codes(), contract.Codes(c.Edits...)...))
		if err != nil {
			return Staging{}, err
		}
		next, decision := now.rules.Stage(kept.Stage, now.contracts, c)
		if decision.Allowed() {
			kept.Stage, kept.Changed = next, c.At
			kept, err = d.put(ctx, tx, kept)
		}
		return Staging{Stage: kept, Outcome: contract.Outcome{Decision: decision}}, err
	})
}

// Show returns the stage and what publishing it would change ([contract.Rules.Show]): the contracts as they would become, of
// which [contract.Outcome.Prices] makes the changes of the book that impact is asked about. [storage.ErrNotFound] where there
// is no such stage.
func (d *Desk[T]) Show(ctx context.Context, id string) (Staging, error) {
	var shown Staging
	err := storage.View(ctx, d.store, func(ctx context.Context, tx T) error {
		kept, now, err := d.staged(ctx, tx, id)
		if err == nil {
			shown = Staging{Stage: kept, Outcome: now.rules.Show(kept.Stage, now.contracts)}
		}
		return err
	})
	if err != nil {
		return Staging{}, err
	}
	return shown, nil
}

// Publish makes all edits of a stage at once, as one revision, and ends it ([contract.Rules.Publish]). The version is that of
// the stage which was shown: where it is another by now, that is [storage.ErrConflict]. Refused, the stage stays.
func (d *Desk[T]) Publish(
	ctx context.Context, id string, version uint64, session account.Session, at time.Time,
) (Staging, error) {
	return d.seen(ctx, id, version, func(ctx context.Context, tx T, s *Staging, now state) error {
		out, err := d.keep(ctx, tx, now, now.rules.Publish(s.Stage.Stage, now.contracts, session, at))
		if s.Outcome = out; err != nil || !out.Decision.Allowed() {
			return err
		}
		return d.store.DropStage(ctx, tx, id, version)
	})
}

// Rebase puts a stage on the contracts as they are now, and tells what somebody else changed ([contract.Rules.Rebase]). Where
// an edit goes no longer with that, the decision names it, and the stage stays: [Desk.TakeOff] takes it off.
func (d *Desk[T]) Rebase(ctx context.Context, id string, version uint64, at time.Time) (Staging, error) {
	return d.seen(ctx, id, version, func(ctx context.Context, tx T, s *Staging, now state) (err error) {
		next, changed, decision := now.rules.Rebase(s.Stage.Stage, now.contracts)
		s.Changed, s.Outcome.Decision = changed, decision
		if decision.Allowed() && len(changed) > 0 {
			s.Stage.Stage, s.Stage.Changed = next, at
			s.Stage, err = d.put(ctx, tx, s.Stage)
		}
		return err
	})
}

// TakeOff takes the edit of a number, from 1, off a stage, which may then have none ([contract.Stage.Without]).
func (d *Desk[T]) TakeOff(ctx context.Context, id string, version uint64, edit int, at time.Time) (Staging, error) {
	return d.seen(ctx, id, version, func(ctx context.Context, tx T, s *Staging, _ state) (err error) {
		s.Outcome.Decision.Code = contract.Done
		s.Stage.Stage, s.Stage.Changed = s.Stage.Without(edit), at
		s.Stage, err = d.put(ctx, tx, s.Stage)
		return err
	})
}

// Drop ends a stage without publishing it.
func (d *Desk[T]) Drop(ctx context.Context, id string, version uint64) error {
	_, err := d.seen(ctx, id, version, func(ctx context.Context, tx T, s *Staging, _ state) error {
		return d.store.DropStage(ctx, tx, id, version)
	})
	return err
}

// seen does something with a stage that is just as it was shown. A stage that is not will not be, and is not asked for again.
func (d *Desk[T]) seen(
	ctx context.Context, id string, version uint64, do func(context.Context, T, *Staging, state) error,
) (Staging, error) {
	other := false
	s, err := transact(ctx, d, func(ctx context.Context, tx T) (s Staging, err error) {
		var now state
		if s.Stage, now, err = d.staged(ctx, tx, id); err != nil {
			return s, err
		}
		if other = s.Stage.Version != version; other {
			return s, nil
		}
		err = do(ctx, tx, &s, now)
		return s, err
	})
	if err == nil && other {
		return Staging{}, fmt.Errorf("stage %q is not as it was shown: %w", id, storage.ErrConflict)
	}
	return s, err
}

// staged reads a stage, and the contracts that it is about: the revision before either.
func (d *Desk[T]) staged(ctx context.Context, tx T, id string) (storage.ContractStage, state, error) {
	kept, err := d.store.Stage(ctx, tx, id)
	if err != nil {
		return kept, state{}, err
	}
	now, err := d.read(ctx, tx, kept.Codes())
	return kept, now, err
}

// put stores a stage, and returns it as it is kept.
func (d *Desk[T]) put(ctx context.Context, tx T, s storage.ContractStage) (storage.ContractStage, error) {
	if err := d.store.PutStage(ctx, tx, s); err != nil {
		return s, err
	}
	s = storage.KeptStage(s)
	s.Version++
	return s, nil
}
