// Package storagetest says whether a store keeps what package storage asks for: one call for each interface, [TestAll] for a
// whole [storage.Store].
//
//	func TestStore(t *testing.T) {
//		storagetest.TestRequests(t, func(t storagetest.T) *tickets { return newTickets(t) })
//	}
//
// Each clause of the contracts is a subtest of its own, named by the sentence that it checks and given a fresh, empty store by
// the function; what fails prints the sentence. A store that is to be closed, or a directory removed, says so with
// Cleanup. What a store can do beyond the contracts is checked where it declares it ([storage.Capabilities]), is what is
// looked for ([storage.Viewer], [storage.PriceHistory] and others) or has a method Close.
//
// The suite uses no clock but to wait, and does not look at how a store does it. Clauses about what happens at once wait a
// fraction of a second for what should not happen, so that a store with one writer at a time passes them too.
//
// [Dump] writes all that a store keeps in one canonical text, the same for every store.
package storagetest
