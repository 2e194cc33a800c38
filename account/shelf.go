package account

import (
	"iter"

	"github.com/tradeterms/tradeterms/account/dense"
)

// shelf keeps facts that accounts name by id: groups, categories.
type shelf[T any] struct {
	names   dense.Names
	entries dense.Vector[entry[T]]
}

type entry[T any] struct {
	fact *T  // nil: there is none, or no longer
	uses int // how often accounts name it
}

func (s *shelf[T]) fact(id string) (none T, ok bool) {
	n, ok := s.names.Find(id)
	if !ok {
		return none, false
	}
	if fact := s.entries.At(n).fact; fact != nil {
		return *fact, true
	}
	return none, false
}

func (s *shelf[T]) all(normal func(T) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for n := range s.names.Sorted() {
			if fact := s.entries.At(n).fact; fact != nil && !yield(normal(*fact)) {
				return
			}
		}
	}
}

// shelfEdit changes a copy of a shelf.
type shelfEdit[T any] struct {
	names   dense.Names
	entries *dense.Edit[entry[T]]
}

func (s *shelf[T]) edit() shelfEdit[T] {
	return shelfEdit[T]{names: s.names, entries: s.entries.Edit()}
}

func (s *shelfEdit[T]) done() shelf[T] {
	return shelf[T]{names: s.names, entries: s.entries.Done()}
}

// apply puts and removes what the batch says, and returns the ids of removals that were not there.
func (s *shelfEdit[T]) apply(b batch[T]) (absent []string) {
	s.names = *s.names.With(b.ids...)
	for _, id := range b.ids {
		n, _ := s.names.Find(id)
		e := *s.entries.At(n)
		if b.facts[id] == nil && e.fact == nil {
			absent = append(absent, id)
			continue
		}
		e.fact = b.facts[id]
		s.entries.Set(n, e)
	}
	return absent
}

// use adds to the count of those who name a fact.
func (s *shelfEdit[T]) use(id string, times int) {
	if n, ok := s.names.Find(id); ok {
		e := *s.entries.At(n)
		e.uses += times
		s.entries.Set(n, e)
	}
}

// orphaned returns the removed ids that something still names.
func (s *shelfEdit[T]) orphaned(b batch[T]) (ids []string) {
	for _, id := range b.ids {
		if n, ok := s.names.Find(id); ok && b.facts[id] == nil && s.entries.At(n).uses > 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// find returns the number of a fact that is there.
func (s *shelfEdit[T]) find(id string) (uint32, bool) {
	n, ok := s.names.Find(id)
	return n, ok && s.entries.At(n).fact != nil
}
