package storagetest_test

import (
	"context"
	"errors"
	"sync"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// before reads and compares the revision outside of the transaction, and changes whatever there is when it ends.
type before struct {
	contracts
	mu      *sync.Mutex
	pending map[*memory.Tx][]storage.ContractChanges
}

func newBefore(s *memory.Store) store {
	return before{contracts{Store: s}, new(sync.Mutex), make(map[*memory.Tx][]storage.ContractChanges)}
}

func (b before) Transact(ctx context.Context, f do) error {
	var changes []storage.ContractChanges
	err := b.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		err := f(ctx, tx)
		b.mu.Lock()
		defer b.mu.Unlock()
		changes = b.pending[tx]
		return err
	})
	if err != nil {
		return err
	}
	return b.Store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		for _, c := range changes {
			present, bad := b.Store.ContractRevision(ctx, tx)
			c.Since, c.Revision = present, max(c.Revision, present+1)
			err = errors.Join(err, bad, b.Store.ChangeContracts(ctx, tx, c))
		}
		return err
	})
}

func (b before) ContractRevision(_ context.Context, _ *memory.Tx) (revision uint64, err error) {
	err = b.View(context.Background(), func(ctx context.Context, tx *memory.Tx) (err error) {
		revision, err = b.Store.ContractRevision(ctx, tx)
		return err
	})
	return revision, err
}

func (b before) ChangeContracts(ctx context.Context, tx *memory.Tx, c storage.ContractChanges) error {
	present, err := b.ContractRevision(ctx, tx)
	switch {
	case err != nil:
		return err
	case c.Since != present || c.Revision <= present:
		return storage.ErrConflict
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pending[tx] = append(b.pending[tx], c)
	return nil
}
