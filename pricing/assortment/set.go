package assortment

// set is a ProductSet by number: the numbers in bits, or all products but those.
// The zero set is empty.
type set struct {
	all  bool
	bits bits
}

// unnamed is the number of every product that no fact names: no bits hold it.
const unnamed = 1<<32 - 1

func (s *set) has(n uint32) bool { return s.bits.has(n) != s.all }

// change returns the set with some products added and others taken out.
func (s set) change(add, remove []uint32) set {
	s.bits = s.bits.put(add, !s.all).put(remove, s.all)
	return s
}

func (s set) or(t set) set      { return s.combine(t, func(x, y uint64) uint64 { return x | y }) }
func (s set) and(t set) set     { return s.combine(t, func(x, y uint64) uint64 { return x & y }) }
func (s set) without(t set) set { return s.combine(t, func(x, y uint64) uint64 { return x &^ y }) }

// combine goes word by word over who is in; bits of a set that has all say who is
// not, so they are turned before and after.
func (s set) combine(t set, op func(x, y uint64) uint64) set {
	turnS, turnT := s.turn(), t.turn()
	out := set{all: op(turnS, turnT) != 0, bits: make(bits, max(len(s.bits), len(t.bits)))}
	turn := out.turn()
	for i := range out.bits {
		x, y := s.bits.at(i), t.bits.at(i)
		for w := range x {
			x[w] = op(x[w]^turnS, y[w]^turnT) ^ turn
		}
		out.bits[i] = &x
	}
	return out
}

func (s set) turn() uint64 {
	if s.all {
		return ^uint64(0)
	}
	return 0
}
