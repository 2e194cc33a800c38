package storage

// Store is everything that the whole workflow needs. Who takes a part of it implements a part.
type Store[T any] interface {
	Transactor[T]
	Locks[T]
	Requests[T]
	Orders[T]
	Ledger[T]
	Outbox[T]
	Substitutes[T]
	Agenda[T]
	Accounts[T]
	Budgets[T]
	Prices[T]
}

// Capabilities are what a store can do beyond the contracts. Nothing is guessed of a store that declares none.
type Capabilities struct {
	// Concurrent: several transactions write at once, and wait for each other only where they lock the same names or write
	// the same things.
	Concurrent bool
	// Serializable: transactions that commit could have come one after the other, also where they did not lock.
	Serializable bool
}

// Capable is looked for in a store.
type Capable interface {
	Capabilities() Capabilities
}

// CapabilitiesOf returns what a store declares, nothing for one that does not.
func CapabilitiesOf[T any](s Transactor[T]) Capabilities {
	if c, ok := s.(Capable); ok {
		return c.Capabilities()
	}
	return Capabilities{}
}
