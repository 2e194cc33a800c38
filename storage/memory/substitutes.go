package memory

import (
	"context"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// SubstitutesOf is that of [storage.Substitutes].
func (s *Store) SubstitutesOf(ctx context.Context, tx *Tx, users ...string) ([]approval.Substitutes, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	var found []approval.Substitutes
	for _, user := range slices.Compact(slices.Sorted(slices.Values(users))) {
		if those, ok := get[approval.Substitutes](tx, keyOf("substitutes", user)); ok {
			found = append(found, storage.KeptSubstitutes(those))
		}
	}
	return found, nil
}

// PutSubstitutes is that of [storage.Substitutes].
func (s *Store) PutSubstitutes(ctx context.Context, tx *Tx, those approval.Substitutes) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	key := keyOf("substitutes", those.User)
	if was, _ := get[approval.Substitutes](tx, key); was.Version != those.Version {
		return fmt.Errorf("substitutes of user %q: %w", those.User, storage.ErrConflict)
	}
	those = storage.KeptSubstitutes(those)
	those.Version++
	tx.set(key, those)
	return nil
}
