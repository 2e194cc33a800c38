package assortment

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/dense"
)

// shelf keeps compiled facts of one kind, by id and by number. The number of a
// fact that is gone holds nil.
type shelf[T any] struct {
	names dense.Names
	facts dense.Vector[*T]
}

func (s *shelf[T]) find(id string) *T {
	n, ok := s.names.Find(id)
	if !ok {
		return nil
	}
	return *s.facts.At(n)
}

// shelfEdit changes a copy of a shelf.
type shelfEdit[T any] struct {
	names dense.Names
	facts *dense.Edit[*T]
}

// edit begins a change that will put facts of these ids, new ones among them.
func (s *shelf[T]) edit(ids []string) shelfEdit[T] {
	return shelfEdit[T]{names: *s.names.With(sorted(ids)...), facts: s.facts.Edit()}
}

func (e *shelfEdit[T]) done() shelf[T] { return shelf[T]{names: e.names, facts: e.facts.Done()} }

// set puts a fact, or takes it away where it is nil, and returns its number and
// what was there.
func (e *shelfEdit[T]) set(id string, fact *T) (number uint32, was *T) {
	n, _ := e.names.Find(id)
	was = *e.facts.At(n)
	e.facts.Set(n, fact)
	return n, was
}

func idsOf[F any](facts []F, id func(*F) string) []string {
	ids := make([]string, len(facts))
	for i := range facts {
		ids[i] = id(&facts[i])
	}
	return ids
}

// clone copies a list at the border; an empty one becomes nil.
func clone[E any](list []E) []E { return append([]E(nil), list...) }

// sorted is clone for a list whose order means nothing: sorted, each element once.
func sorted(list []string) []string {
	list = clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
